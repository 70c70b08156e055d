"""Files of cases, people and answers in; JSON lines out; nothing lost, bad lines named."""

import json
from pathlib import Path

import pytest

from adapters.stemming import FrenchStemmer
from bot.files.ranking import digest_lines, match_lines, read_rows

STEM = FrenchStemmer()
POOL = [
    {
        "id": "p1",
        "structure": "Habitat du Nord",
        "structure_type": "bailleur-social",
        "role": "chargée de prévention des expulsions",
        "departement": "59",
        "region": "Hauts-de-France",
        "scope": "departemental",
        "themes": ["logement-hebergement"],
        "bio": "Plans d'apurement.",
    },
    {
        "id": "p2",
        "structure": "CSAPA du Port",
        "structure_type": "csapa-addictologie",
        "role": "infirmier",
        "departement": "59",
        "region": "Hauts-de-France",
        "scope": "local",
        "themes": ["addictions"],
        "bio": "Sevrage, alcool.",
    },
]
CASES = [
    {
        "id": "c1",
        "text": "dette de loyer, assignation reçue",
        "themes": ["addictions"],
        "departement": "59",
        "scope_wanted": "local",
    }
]
ANSWERS = [
    {"case": "c1", "id": "c1-1", "author": "p2", "text": "Je ne sais pas.", "votes_up": 0},
    {
        "case": "c1",
        "id": "c1-2",
        "author": "p1",
        "text": "Demandez un plan d'apurement au bailleur avant l'audience.",
        "votes_up": 2,
        "votes_down": 0,
        "via": None,
    },
    {
        "case": "c1",
        "id": "c1-3",
        "author": "unknown",
        "text": "Négociez un échéancier avec le bailleur avant l'audience.",
        "via": "un collègue",
    },
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    rows = {"pool": POOL, "cases": CASES, "answers": ANSWERS}
    return {name: write(tmp_path / name, list(found)) for name, found in rows.items()}


def test_everyone_is_ranked_and_themes_are_proposed(files: dict[str, Path]) -> None:
    lines = [json.loads(line) for line in match_lines(files["pool"], files["cases"], STEM)]
    assert [(line["id"], line["ranking"]) for line in lines] == [("c1", ["p1", "p2"])]
    assert lines[0]["themes"][0] == "logement-hebergement"


def test_inferred_looks_at_nothing_but_what_a_phone_gives(files: dict[str, Path]) -> None:
    inferred = json.loads(next(match_lines(files["pool"], files["cases"], STEM, "inferred")))
    given = json.loads(next(match_lines(files["pool"], files["cases"], STEM, "given")))
    assert inferred["ranking"] == ["p1", "p2"]
    assert given["ranking"] == ["p2", "p1"]


def test_answers_are_grouped_and_none_is_lost(files: dict[str, Path]) -> None:
    line = json.loads(next(digest_lines(files["answers"], files["cases"], files["pool"], STEM)))
    assert line == {"case": "c1", "ranking": [["c1-2", "c1-3"], ["c1-1"]]}


def test_answers_alone_are_enough(files: dict[str, Path]) -> None:
    line = json.loads(next(digest_lines(files["answers"], None, None, STEM)))
    shown = [answer for group in line["ranking"] for answer in group]
    assert sorted(shown) == ["c1-1", "c1-2", "c1-3"]


@pytest.mark.parametrize("bad", ["{not json", "[1, 2]"])
def test_a_bad_line_is_named_by_its_number_and_never_quoted(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "rows"
    path.write_text(f'{{"id": "a"}}\n\n{bad}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^rows:3$") as error:
        read_rows(path)
    assert bad not in str(error.value)
