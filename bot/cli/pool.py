"""`entraide pool import`: files in, members in, a report of what was taken and what was not."""

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.cli.words import explain, say
from bot.domain.people import LinkCode, ProfessionalId
from bot.domain.verdicts import Refused
from bot.files.pool import BadLine, Read, read_circles, read_people
from bot.opening import new_world, open_storage
from bot.ports import UnitOfWork
from bot.settings import Settings
from bot.usecases.import_pool import (
    CircleEntry,
    Imported,
    PoolEntry,
    import_pool,
    unknown_people,
)
from bot.usecases.invite import invite

SHOWN = 5
"""Lines that are named, of those of which the same is said."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A bad line, and the file it is in."""

    file: str
    bad: BadLine


@dataclass(frozen=True, slots=True)
class Report:
    """What an import took and what it did not."""

    done: Imported
    lines: tuple[FileLine, ...]
    nothing_taken: bool = False
    """True when ``--strict`` stopped everything."""
    invitations: int = 0
    invitations_file: str = ""
    valid_until: datetime | None = None

    @property
    def refused(self) -> int:
        """How many lines were not taken."""
        return sum(not line.bad.taken or self.nothing_taken for line in self.lines)

    def as_row(self) -> dict[str, Any]:
        """The report, for a program."""
        return {
            "added": list(self.done.added),
            "changed": list(self.done.changed),
            "unchanged": list(self.done.unchanged),
            "circles": list(self.done.circles),
            "invitations": self.invitations,
            "bad": [
                {
                    "file": line.file,
                    "line": line.bad.number,
                    "taken": line.bad.taken and not self.nothing_taken,
                    "reason": line.bad.refused.reason,
                    "sentence": explain(line.bad.refused),
                }
                for line in self.lines
            ],
        }

    def show(self, out: Console) -> None:
        """The report, for a person."""
        for (file, sentence), numbers in self._by_sentence().items():
            place = say(
                "cli-pool-lines",
                file=file,
                lines=", ".join(str(number) for number in numbers[:SHOWN]),
                count=len(numbers),
                more=max(0, len(numbers) - SHOWN),
            )
            told = say("cli-pair", what=place, said=sentence)
            out.print(told, markup=False, highlight=False, soft_wrap=True)
        if self.nothing_taken:
            out.print(say("cli-pool-nothing-taken", count=len(self.lines)), highlight=False)
            return
        remarks = sum(line.bad.taken for line in self.lines)
        for key, count in (
            ("added", len(self.done.added)),
            ("changed", len(self.done.changed)),
            ("unchanged", len(self.done.unchanged)),
            ("circles", len(self.done.circles)),
            ("refused", self.refused),
            ("remarks", remarks),
        ):
            if count or key == "added":
                counted = say("cli-pair", what=say(f"cli-pool-{key}"), said=count)
                out.print(counted, highlight=False)
        if self.valid_until:
            words = say(
                "cli-pool-invitations",
                count=self.invitations,
                path=self.invitations_file,
                until=self.valid_until,
            )
            out.print(words, markup=False, highlight=False, soft_wrap=True)

    def _by_sentence(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """Lines of which the same is said, by file and sentence: a column's mistake is one."""
        numbers: dict[tuple[str, str], list[int]] = {}
        for line in self.lines:
            key = line.file, explain(line.bad.refused)
            numbers.setdefault(key, []).append(line.bad.number)
        return numbers


def bring_in(
    settings: Settings,
    people_file: Path,
    circles_file: Path | None,
    invitations_file: Path | None,
    *,
    strict: bool,
) -> Report:
    """Read the files, import what may be taken, write the invitations.

    Raises
    ------
    BadFile
        When a file as a whole cannot be read.
    OSError
        When one cannot be opened or written.
    """
    people = read_people(people_file.read_bytes(), is_csv=_is_csv(people_file))
    lines = [FileLine(people_file.name, bad) for bad in people.bad]
    circles: Read[CircleEntry] = Read()
    if circles_file:
        circles = read_circles(circles_file.read_bytes(), is_csv=_is_csv(circles_file))
        lines += [FileLine(circles_file.name, bad) for bad in circles.bad]
    entries = people.entries
    if not settings.matrix.is_on:
        lines += [FileLine(people_file.name, bad) for bad in _without_matrix(people)]
        entries = tuple(replace(entry, matrix="") for entry in entries)
    with open_storage(settings)() as uow:
        if circles_file:
            strangers = _strangers(uow, people.entries, circles)
            lines += [FileLine(circles_file.name, bad) for bad in strangers]
        if strict and lines:
            return Report(Imported(), tuple(lines), nothing_taken=True)
        done = import_pool(uow, new_world(), entries, circles.entries)
        codes: Sequence[LinkCode] = ()
        if invitations_file:
            codes = invite(uow, new_world(), [entry.id for entry in people.entries])
            _write_invitations(invitations_file, people.entries, codes, settings)
        uow.commit()
    return Report(
        done,
        tuple(lines),
        invitations=len(codes),
        invitations_file=str(invitations_file),
        valid_until=codes[0].expires_at if codes else None,
    )


def _strangers(
    uow: UnitOfWork, people: Sequence[PoolEntry], circles: Read[CircleEntry]
) -> list[BadLine]:
    """A remark on each circle that names people whom nobody knows; they are left out of it."""
    remarks = []
    for circle in circles.entries:
        if ids := unknown_people(uow, people, circle):
            refused = Refused("line-unknown-people", details={"ids": ", ".join(ids)})
            remarks.append(BadLine(circles.numbers[circle.id], refused, taken=True))
    return remarks


def _without_matrix(people: Read[PoolEntry]) -> list[BadLine]:
    """A remark on each person whom the bot cannot write to first, since it is not on Matrix."""
    refused = Refused("line-no-matrix", details={"column": "matrix"})
    return [
        BadLine(people.numbers[entry.id], refused, taken=True)
        for entry in people.entries
        if entry.matrix
    ]


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _write_invitations(
    path: Path, people: Sequence[PoolEntry], codes: Sequence[LinkCode], settings: Settings
) -> None:
    """A CSV of who, code and link, readable by its owner alone: a code is a key to an account."""
    names = {entry.id: entry.display_name for entry in people}
    address = settings.web.address
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 a descriptor
        writer = csv.writer(file)
        writer.writerow(("id", "display_name", "code", "link", "expires_at"))
        for code in codes:
            person = ProfessionalId(code.professional_id)
            link = f"{address}/#code={code.code}"
            expires = code.expires_at.isoformat(timespec="seconds")
            writer.writerow((person, names[person], code.code, link, expires))
