"""Documents lead where they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (document.parent / target).exists(), target


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    decisions = [path.name for path in folder.glob("0*.md")]
    assert [name for name in decisions if f"]({name})" not in index] == []


def test_the_manual_names_every_command() -> None:
    from bot.cli import app

    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = [one.callback.__name__ for one in app.registered_commands if one.callback]
    assert [name for name in names if f"`{name}" not in manual] == []
