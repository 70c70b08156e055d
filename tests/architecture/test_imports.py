"""Who may import whom: the contracts of pyproject.toml hold, and leave no module out."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


def test_the_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_module_of_the_bot_has_its_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    listed = {name for layer in contract["layers"] for name in layer.split(" | ")}
    present = {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert present - {"bot.__init__"} <= listed


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say the whole name of what is imported"
            yield node.module or ""


@pytest.mark.parametrize(
    ("folder", "ours"),
    [
        ("bot/domain", {"bot.domain"}),
        ("bot/ports", {"bot.domain", "bot.ports"}),
        ("bot/usecases", {"bot.domain", "bot.ports", "bot.usecases"}),
    ],
)
def test_rules_and_use_cases_import_the_standard_library_and_themselves(
    folder: str, ours: set[str]
) -> None:
    start = ROOT / folder
    for path in [start] if start.is_file() else start.rglob("*.py"):
        for name in imported(path):
            own = ".".join(name.split(".")[:2])
            standard = name.split(".")[0] in sys.stdlib_module_names
            assert standard or own in ours, f"{path.relative_to(ROOT)} imports {name}"
