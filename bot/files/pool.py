"""Files of members and of circles: CSV or JSON lines, as spreadsheets and directories write them.

The format is documented in ``docs/operations.md``. A line that cannot be taken says why, and never
stops the next one.
"""

import codecs
import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from bot.domain.circles import CircleId
from bot.domain.people import ProfessionalId, Role, Scope, Structure, StructureId
from bot.domain.territory import parse_departement, region_of
from bot.domain.verdicts import Refused
from bot.domain.vocabulary import kind_of, structure_kinds, theme_of, themes
from bot.usecases.import_pool import CircleEntry, PoolEntry

PERSON_COLUMNS = (
    "id", "display_name", "structure", "structure_type", "role", "departement", "region", "scope",
    "themes", "publics", "bio", "languages", "max_per_week", "seniority", "network_role",
    "matrix",
)  # fmt: skip
CIRCLE_COLUMNS = ("id", "name", "themes", "publics", "departement", "pilots", "members")

MATRIX_ID = re.compile(r"@[^\s:]+:[^\s/]+")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
LONGEST = {"display_name": 120, "structure": 200, "role": 200, "bio": 4_000, "name": 120}
MOST_A_WEEK = 50
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods files begin, and .xls ones."""
MISREAD = re.compile(r"\ufffd|(?<=[^\W\d_])[‚ƒ„†‡ˆ‰‹˜“”•™ŠŒŽ](?=[a-zß-ÿ])")
"""What accents inside words become when another encoding is read as Windows-1252."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not taken, or only in part.

    Parameters
    ----------
    taken
        True when the line was kept without what the refusal names.
    """

    number: int
    refused: Refused
    taken: bool = False


Entry = TypeVar("Entry", PoolEntry, CircleEntry)


@dataclass(frozen=True, slots=True)
class Read(Generic[Entry]):
    """What a file holds: entries in its order, and what is wrong with it.

    `numbers` gives the line of each entry, by its id.
    """

    entries: tuple[Entry, ...] = ()
    bad: tuple[BadLine, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)


class BadFile(Exception):
    """The file as a whole cannot be read; `refused` says why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def read_people(content: bytes, *, is_csv: bool) -> Read[PoolEntry]:
    """The professionals of a pool file.

    Raises
    ------
    BadFile
        When it is empty, no text, or lacks a column that every line needs.
    """
    return _read(content, is_csv, PERSON_COLUMNS, ("id", "display_name", "structure"), _person)


def read_circles(content: bytes, *, is_csv: bool) -> Read[CircleEntry]:
    """The circles of a circles file. Raises `BadFile` as `read_people` does."""
    return _read(content, is_csv, CIRCLE_COLUMNS, ("name",), _circle)


def _read(
    content: bytes,
    is_csv: bool,
    columns: Collection[str],
    needed: Collection[str],
    build: Callable[["_Line"], Entry],
) -> Read[Entry]:
    text = _decoded(content)
    rows = _csv_rows(text, columns, needed) if is_csv else _json_rows(text)
    entries: dict[str, Entry] = {}
    numbers: dict[str, int] = {}
    bad: list[BadLine] = []
    for number, row in rows:
        if isinstance(row, Refused):
            bad.append(BadLine(number, row))
            continue
        line = _Line(row)
        line.remark_unknown(columns)
        try:
            entry = build(line)
            if entry.id in entries:
                raise _Bad("line-same-id", id=entry.id)
        except _Bad as error:
            bad.append(BadLine(number, error.refused))
            continue
        entries[entry.id], numbers[entry.id] = entry, number
        bad.extend(BadLine(number, remark, taken=True) for remark in line.remarks)
    if not entries and not bad:
        raise BadFile(Refused("file-empty"))
    return Read(tuple(entries.values()), tuple(bad), numbers)


def _decoded(content: bytes) -> str:
    """UTF-8, with or without a mark, or UTF-16 with one; else Windows-1252, if it reads as such.

    A spreadsheet saves any of these. Another encoding would turn names into others, silently.
    """
    if content.startswith(SPREADSHEETS):
        raise BadFile(Refused("file-spreadsheet"))
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if misread := MISREAD.search(text):
        line = text.count("\n", 0, misread.start()) + 1
        raise BadFile(Refused("file-other-encoding", details={"line": line}))
    return text


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | Refused]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, Refused("line-not-json")
            continue
        yield number, row if isinstance(row, dict) else Refused("line-not-an-object")


def _csv_rows(
    text: str, columns: Collection[str], needed: Collection[str]
) -> Iterator[tuple[int, Mapping[str, Any] | Refused]]:
    heading = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if not names:
                raise BadFile(Refused("file-broken-heading")) from None
            yield number, Refused("line-broken-quotes", details={"last": reader.line_num})
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = _headed(cells, needed)
        elif len(cells) > len(names):
            yield number, Refused("line-too-many-cells", details={"count": len(names)})
        else:
            yield number, dict(zip(names, cells, strict=False))


def _headed(cells: Sequence[str], needed: Collection[str]) -> list[str]:
    """The columns of a heading, however a spreadsheet writes them: "Département" is one."""
    names = [slug(cell).replace("-", "_") if cell.strip() else "" for cell in cells]
    if missing := [name for name in needed if name not in names]:
        nearest = get_close_matches(missing[0], names, n=1)
        reason = "file-lacks-column-near" if nearest else "file-lacks-column"
        found = ", ".join(name for name in names if name)[:200]
        details = {"column": missing[0], "found": found, "nearest": "".join(nearest)}
        raise BadFile(Refused(reason, details=details))
    return names


class _Bad(Exception):
    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.refused = Refused(reason, details=details)


class _Line:
    """One line being read: its values in the wanted shape, and what was set aside."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self.remarks: list[Refused] = []

    def remark_unknown(self, columns: Collection[str]) -> None:
        for key in self._row:
            if key not in columns and self._row[key] not in (None, ""):
                self._remark("line-unknown-column", column=key[:60])

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self._row.get(key)
        if value is None:
            value = ""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise _Bad("line-not-a-text", column=key)
        value = unicodedata.normalize("NFC", CONTROLS.sub("", value)).strip()
        if needed and not value:
            raise _Bad("line-lacks", column=key)
        if len(value) > LONGEST.get(key, 1_000):
            raise _Bad("line-too-long", column=key, most=LONGEST.get(key, 1_000))
        return value

    def listed(self, key: str) -> tuple[str, ...]:
        value = self._row.get(key)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            parts = value
        elif value is None or isinstance(value, str):
            parts = re.split(r"[;|]", value or "")
        else:
            raise _Bad("line-not-a-list", column=key)
        cleaned = (CONTROLS.sub("", part).strip() for part in parts)
        return tuple(dict.fromkeys(part for part in cleaned if part))

    def identifier(self) -> str:
        value = self.text("id", needed=True)
        if not IDENTIFIER.fullmatch(value):
            raise _Bad("line-bad-id", column="id")
        return value

    def departement(self, *, needed: bool) -> str:
        value = self.text("departement", needed=needed)
        if not value:
            return ""
        code = parse_departement(value)
        if code is None:
            raise _Bad("line-unknown-departement", value=value[:40])
        return code

    def themes(self) -> tuple[str, ...]:
        known: dict[str, None] = {}
        for value in self.listed("themes"):
            theme = theme_of(value) or theme_of(slug(value))
            if theme is None:
                nearest = _nearest_theme(slug(value))
                reason = "line-unknown-theme-near" if nearest else "line-unknown-theme"
                told = nearest or ", ".join(themes())
                self._remark(reason, value=value[:60], nearest=told)
            else:
                known[theme] = None
        return tuple(known)

    def structure(self, departement: str) -> Structure:
        name = self.text("structure", needed=True)
        code = self.text("structure_type")
        kind = kind_of(code) if code else "autre"
        if code and kind == "autre" and code not in structure_kinds():
            self._remark("line-unknown-structure-type", value=code[:60])
        return Structure(StructureId(slug(f"{name} {departement}")), name, kind)

    def choice(self, key: str, choices: Collection[str]) -> str | None:
        value = self.text(key).lower()
        if not value:
            return None
        if value not in choices:
            raise _Bad("line-not-a-choice", column=key, choices=", ".join(choices))
        return value

    def weekly_cap(self) -> int | None:
        value = self.text("max_per_week")
        if not value:
            return None
        if not (value.isascii() and value.isdigit()) or int(value) > MOST_A_WEEK:
            raise _Bad("line-bad-cap", column="max_per_week", most=MOST_A_WEEK)
        return int(value)

    def matrix_id(self) -> str:
        value = self.text("matrix")
        if value and not MATRIX_ID.fullmatch(value):
            raise _Bad("line-bad-matrix-id", column="matrix")
        return value

    def _remark(self, reason: str, **details: str | int) -> None:
        self.remarks.append(Refused(reason, details=details))


def _person(line: _Line) -> PoolEntry:
    scope = Scope(line.choice("scope", [one.value for one in Scope]) or Scope.LOCAL)
    departement = line.departement(needed=scope is not Scope.NATIONAL)
    role = line.choice("network_role", [one.value for one in Role])
    return PoolEntry(
        id=ProfessionalId(line.identifier()),
        display_name=line.text("display_name", needed=True),
        structure=line.structure(departement),
        job=line.text("role"),
        departement=departement,
        region=line.text("region") or region_of(departement) or "",
        scope=scope,
        themes=line.themes(),
        publics=line.listed("publics"),
        bio=line.text("bio"),
        languages=line.listed("languages") or ("français",),
        weekly_cap=line.weekly_cap(),
        role=Role(role) if role else None,
        matrix=line.matrix_id(),
    )


def _circle(line: _Line) -> CircleEntry:
    name = line.text("name", needed=True)
    return CircleEntry(
        id=CircleId((line.text("id") and line.identifier()) or slug(name)[:40]),
        name=name,
        themes=line.themes(),
        publics=line.listed("publics"),
        departement=line.departement(needed=False) or None,
        pilots=frozenset(ProfessionalId(one) for one in line.listed("pilots")),
        members=frozenset(ProfessionalId(one) for one in line.listed("members")),
    )


def _nearest_theme(words: str) -> str:
    """The theme that has all of these words, else one spelt nearly so, else none."""
    wanted = set(words.split("-"))
    holding = [theme for theme in themes() if wanted <= set(theme.split("-"))]
    return next(iter(holding or get_close_matches(words, themes(), n=1, cutoff=0.8)), "")


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "CCAS de Saint-Benoît 974" gives
    ``ccas-de-saint-benoit-974``.
    """
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    plain = bare.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "sans-nom"
