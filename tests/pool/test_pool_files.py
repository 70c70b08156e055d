"""A pool file is read as it comes, and every line that cannot be taken says why."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.texts import FluentTexts
from bot.domain.people import Role, Scope
from bot.files.pool import BadFile, read_circles, read_people, slug

SENTENCES = FluentTexts()

GOOD = {
    "id": "p1",
    "display_name": "Zélie Quermeneur",
    "structure": "CCAS de Valmorel-sur-Lys",
    "structure_type": "ccas",
    "role": "assistante sociale",
    "departement": "59",
    "region": "Hauts-de-France",
    "scope": "departemental",
    "themes": ["logement-hebergement", "acces-aux-droits"],
    "bio": "Impayés, expulsions.",
    "languages": ["français", "arabe"],
    "max_per_week": 2,
    "seniority": "mid",
}


def as_lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_a_json_line_becomes_a_professional() -> None:
    read = read_people(as_lines(GOOD), is_csv=False)
    assert read.bad == ()
    (entry,) = read.entries
    assert entry.id == "p1"
    assert entry.structure.id == "ccas-de-valmorel-sur-lys-59"
    assert entry.structure.kind == "ccas"
    assert entry.job == "assistante sociale"
    assert (entry.departement, entry.scope) == ("59", Scope.DEPARTEMENTAL)
    assert entry.themes == ("logement-hebergement", "acces-aux-droits")
    assert entry.weekly_cap == 2
    assert entry.role is None


HEADER = "id,display_name,structure,structure_type,departement,scope,themes,languages,max_per_week"
CELLS = 'p1,Zélie Quermeneur,"CCAS, Valmorel",ccas,Nord,local,emploi|mobilite,français;arabe,2'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_spreadsheet_is_read_in_the_encodings_that_spreadsheets_write(
    encoding: str, newline: str
) -> None:
    content = f"{HEADER}{newline}{CELLS}{newline}".encode(encoding)
    read = read_people(content, is_csv=True)
    assert read.bad == ()
    (entry,) = read.entries
    assert entry.display_name == "Zélie Quermeneur"
    assert entry.structure.name == "CCAS, Valmorel"
    assert entry.departement == "59"
    assert entry.region == "Hauts-de-France"
    assert entry.themes == ("emploi", "mobilite")
    assert entry.languages == ("français", "arabe")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("name", ["Zélie", "Benoît", "Hélène", "Barthélémy", "François"])
def test_an_encoding_that_would_spoil_names_is_refused(name: str, encoding: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_people(f"{HEADER}\np1,{name},CCAS,ccas,59\n".encode(encoding), is_csv=True)
    assert dict(caught.value.refused.details) == {"line": 2}
    assert_said(caught.value.refused.reason, dict(caught.value.refused.details))


@pytest.mark.parametrize("name", ["Žižek", "Šimon", "L’Haÿ", "œuvre… suite", "Ÿ — €"])
def test_signs_of_windows_1252_are_no_other_encoding(name: str) -> None:
    content = f"{HEADER}\np1,é {name},CCAS,ccas,59\n".encode("cp1252")
    (entry,) = read_people(content, is_csv=True).entries
    assert entry.display_name == f"é {name}"


def test_a_heading_is_read_as_people_write_it() -> None:
    content = "ID;Display Name;Structure;Département;Thèmes\np1;Zoé;CCAS;59;Santé|Numérique"
    read = read_people(content.encode(), is_csv=True)
    assert read.bad == ()
    assert (read.entries[0].departement, read.entries[0].themes) == ("59", ("sante", "numerique"))


@pytest.mark.parametrize(
    ("theme", "nearest"),
    [
        ("logement", "logement-hebergement"),
        ("Parentalité", "garde-enfants-parentalite"),
        ("logement-hebergment", "logement-hebergement"),
        ("jeunes", "jeunesse"),
    ],
)
def test_a_theme_is_suggested_for_its_words_and_not_for_its_letters(
    theme: str, nearest: str
) -> None:
    (bad,) = read_people(as_lines({**GOOD, "themes": [theme]}), is_csv=False).bad
    assert bad.refused.details["nearest"] == nearest


@pytest.mark.parametrize("theme", ["famille", "permis", "étrangers"])
def test_a_theme_that_is_like_none_is_answered_with_all(theme: str) -> None:
    (bad,) = read_people(as_lines({**GOOD, "themes": [theme]}), is_csv=False).bad
    assert bad.refused.reason == "line-unknown-theme"
    assert "garde-enfants-parentalite, addictions" in str(bad.refused.details["nearest"])


def test_a_missing_quotation_mark_swallows_no_one_in_silence() -> None:
    cells = 'p{},Zoé,"CCAS, {}",ccas,59'
    rows = [cells.format(n, "Nord") for n in range(1, 5)]
    rows[1] = rows[1].replace('Nord"', "Nord")
    read = read_people("\n".join([HEADER, *rows]).encode(), is_csv=True)
    assert [entry.id for entry in read.entries] == ["p1", "p4"]
    (bad,) = read.bad
    assert (bad.number, dict(bad.refused.details), bad.taken) == (3, {"last": 4}, False)
    assert_said(bad.refused.reason, dict(bad.refused.details))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_of_cells_is_recognised(delimiter: str) -> None:
    rows = [("id", "display_name", "structure", "departement"), ("p1", "Zoé", "CCAS", "59")]
    content = "\n".join(delimiter.join(row) for row in rows).encode()
    assert [entry.id for entry in read_people(content, is_csv=True).entries] == ["p1"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "line-lacks"),
        ({"id": "a b"}, "line-bad-id"),
        ({"id": "x" * 41}, "line-bad-id"),
        ({"display_name": "  "}, "line-lacks"),
        ({"display_name": None}, "line-lacks"),
        ({"display_name": ["Zoé"]}, "line-not-a-text"),
        ({"display_name": "x" * 121}, "line-too-long"),
        ({"structure": ""}, "line-lacks"),
        ({"departement": ""}, "line-lacks"),
        ({"departement": "99"}, "line-unknown-departement"),
        ({"scope": "world"}, "line-not-a-choice"),
        ({"themes": [1]}, "line-not-a-list"),
        ({"max_per_week": -1}, "line-bad-cap"),
        ({"max_per_week": 51}, "line-bad-cap"),
        ({"max_per_week": "²"}, "line-bad-cap"),
        ({"max_per_week": True}, "line-not-a-text"),
        ({"network_role": "king"}, "line-not-a-choice"),
    ],
    ids=str,
)
def test_a_bad_line_is_refused_with_its_number_and_its_reason(
    change: dict[str, object], reason: str
) -> None:
    read = read_people(as_lines({**GOOD, "id": "p0"}, {**GOOD, **change}), is_csv=False)
    assert [entry.id for entry in read.entries] == ["p0"]
    (bad,) = read.bad
    assert (bad.number, bad.refused.reason, bad.taken) == (2, reason, False)
    assert_said(bad.refused.reason, dict(bad.refused.details))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"themes": ["logement"]}, "line-unknown-theme-near"),
        ({"themes": ["xyzzy"]}, "line-unknown-theme"),
        ({"structure_type": "xyzzy"}, "line-unknown-structure-type"),
        ({"phone": "01 99 00 12 34"}, "line-unknown-column"),
    ],
    ids=str,
)
def test_what_is_not_understood_is_set_aside_and_said(
    change: dict[str, object], reason: str
) -> None:
    read = read_people(as_lines({**GOOD, **change}), is_csv=False)
    assert len(read.entries) == 1
    (bad,) = read.bad
    assert (bad.refused.reason, bad.taken) == (reason, True)
    assert_said(bad.refused.reason, dict(bad.refused.details))


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "line-not-json"), ("[1]", "line-not-an-object"), ("[" * 100_000, "line-not-json")],
    ids=["cut", "list", "deep"],
)
def test_a_line_that_is_no_object_does_not_stop_the_next(line: str, reason: str) -> None:
    read = read_people(line.encode() + b"\n\n" + as_lines(GOOD), is_csv=False)
    assert [bad.refused.reason for bad in read.bad] == [reason]
    assert len(read.entries) == 1


def test_an_identifier_serves_once() -> None:
    read = read_people(as_lines(GOOD, {**GOOD, "display_name": "Zoé"}), is_csv=False)
    assert [entry.display_name for entry in read.entries] == ["Zélie Quermeneur"]
    assert [bad.refused.reason for bad in read.bad] == ["line-same-id"]


@pytest.mark.parametrize(
    ("content", "is_csv", "reason"),
    [
        (b"", False, "file-empty"),
        (b"\xef\xbb\xbf \n", True, "file-empty"),
        (b"id,display_name\np1,x", True, "file-lacks-column"),
        (b"id,dispaly_name,structure\np1,x,y", True, "file-lacks-column-near"),
        (b'id,display_name,"structure\np1,x,y', True, "file-broken-heading"),
        (b"id,display_name,structure\n\n", True, "file-empty"),
        (b"PK\x03\x04\x14\x00", True, "file-spreadsheet"),
    ],
    ids=["empty", "only a mark", "column", "near column", "quote", "no line", "spreadsheet"],
)
def test_a_file_without_what_every_line_needs_is_refused_whole(
    content: bytes, is_csv: bool, reason: str
) -> None:
    with pytest.raises(BadFile) as caught:
        read_people(content, is_csv=is_csv)
    assert caught.value.refused.reason == reason
    assert_said(reason, dict(caught.value.refused.details))


def test_a_national_specialist_needs_no_departement() -> None:
    row = {**GOOD, "departement": "", "region": "", "scope": "national"}
    (entry,) = read_people(as_lines(row), is_csv=False).entries
    assert (entry.departement, entry.scope) == ("", Scope.NATIONAL)


def test_a_file_may_name_the_first_moderator() -> None:
    (entry,) = read_people(as_lines({**GOOD, "network_role": "moderator"}), is_csv=False).entries
    assert entry.role is Role.MODERATOR


def test_a_circle_has_pilots_and_members() -> None:
    row = {"name": "Jeunes décrocheurs", "themes": ["jeunesse"], "pilots": "p1", "members": "p2;p3"}
    read = read_circles(as_lines(row), is_csv=False)
    (circle,) = read.entries
    assert (circle.id, circle.themes) == ("jeunes-decrocheurs", ("jeunesse",))
    assert circle.pilots == {"p1"}
    assert circle.members == {"p2", "p3"}


@given(content=st.binary(max_size=400), is_csv=st.booleans())
def test_no_bytes_break_the_reader(content: bytes, is_csv: bool) -> None:
    try:
        read = read_people(content, is_csv=is_csv)
    except BadFile as error:
        assert error.refused.reason
    else:
        assert len({entry.id for entry in read.entries}) == len(read.entries)


@given(st.text())
def test_a_slug_is_made_of_plain_words(text: str) -> None:
    assert slug(text) == slug(slug(text))
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_the_example_of_the_documentation_is_read_whole() -> None:
    operations = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    example = operations.split("```csv\n", 1)[1].split("```", 1)[0]
    read = read_people(example.encode(), is_csv=True)
    assert read.bad == ()
    assert len(read.entries) == 3


def assert_said(reason: str, details: dict[str, str | int]) -> None:
    for language in ("fr", "en"):
        assert "{$" not in SENTENCES.say(f"problem-{reason}", language, details)
