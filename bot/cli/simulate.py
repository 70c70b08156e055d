"""`entraide simulate`: the recorded past under other limits, with what is assumed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Column, Table

from adapters.apart import apart, has_room
from bot.cli.words import explain, say
from bot.config import read_toml
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy, Value
from bot.domain.verdicts import Refused
from bot.domain.what_if.comparison import Comparison, changed, what_if
from bot.opening import new_world, open_storage
from bot.settings import Settings
from bot.usecases.replay_waves import CHECKED, Replayed, recorded_past
from bot.usecases.world import current_policy

SHOWN = 10
"""People in the table."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a simulation found.

    Parameters
    ----------
    changes
        Numbers tried, beside those in force.
    names
        Of those for whom something changes, for a person to read.
    """

    changes: Mapping[str, tuple[Value, Value]]
    replayed: Replayed
    comparison: Comparison
    names: Mapping[str, str]

    def as_row(self) -> dict[str, Any]:
        """The report, for a program: ids alone."""
        made = self.comparison
        return {
            **asdict(made),
            "since": made.since.isoformat(),
            "until": made.until.isoformat(),
            "asks_a_week": round(made.asks_a_week, 2),
            "replayed": self.replayed.waves,
            "differing": self.replayed.differing,
            "changed": {name: {"from": old, "to": new} for name, (old, new) in self._changes()},
        }

    def show(self, out: Console) -> None:
        """The report, for a person."""
        made = self.comparison
        exact = self.replayed.waves - self.replayed.differing
        lines = [
            say("simulate-exact", exact=exact, waves=self.replayed.waves, recorded=made.waves),
            *(f"{name}: {old} → {new}" for name, (old, new) in self._changes()),
            say("simulate-cases", changed=made.cases_changed, cases=made.cases),
            say("simulate-lost", answers=made.lost_answers, useful=made.lost_useful),
        ]
        if not made.waves:
            lines = [say("simulate-nothing")]
        for line in lines:
            out.print(line, markup=False, highlight=False, soft_wrap=True)
        if not made.waves:
            return
        out.print(self._loads())
        if made.changes:
            out.print(self._people())
        out.print(say("simulate-assumed"), highlight=False)
        for assumption in made.assumptions:
            line = f"  - {say(f'what-if-{assumption}')}"
            out.print(line, markup=False, highlight=False, soft_wrap=True)

    def _changes(self) -> list[tuple[str, tuple[Value, Value]]]:
        return sorted(self.changes.items())

    def _loads(self) -> Table:
        before, after = self.comparison.before, self.comparison.after
        table = _table("", "before", "after")
        for name in ("asks", "people", "busiest"):
            row = (str(getattr(load, name)) for load in (before, after))
            table.add_row(say(f"simulate-{name}", people=0), *row)
        supposed = (f"{load.supposed:.0f}" for load in (before, after))
        table.add_row(say("simulate-supposed"), *supposed)
        return table

    def _people(self) -> Table:
        people = len(self.comparison.changes)
        table = _table(say("simulate-people", people=people), "before", "after")
        for change in self.comparison.changes[:SHOWN]:
            name = self.names.get(change.who, change.who)
            table.add_row(name, str(change.before), str(change.after))
        return table


def read_limits(file: Path) -> Mapping[str, Value]:
    """The numbers of a file: a configuration's ``[limits]``, or such keys alone.

    Raises
    ------
    OSError
        When the file cannot be read.
    ConfigError
        When it is not TOML.
    PolicyError
        When it is no policy.
    """
    read = read_toml(file)
    values: Mapping[str, Value] = read.get("limits", read)
    Policy.from_values(values)
    return values


def simulate(
    settings: Settings, values: Mapping[str, Value], since: datetime, *, check_all: bool
) -> Report:
    """Go through the recorded past under these numbers, from a day on. Nothing is written."""
    began = since.replace(tzinfo=ZoneInfo(settings.network.timezone)).astimezone(UTC)
    now = new_world().now
    with open_storage(settings)() as uow:
        policy = current_policy(uow)
        recorded = recorded_past(uow, now, began)
    tried = Policy.from_values({**policy.values(), **values, "paused": policy.paused})
    changes = changed(policy, tried)
    # With the database let go of: the bot goes on meanwhile, and a copy of this process holds none.
    beside = apart if has_room() else None
    comparison = what_if(recorded.past, changes, recorded.answers, beside)
    replayed = recorded.replayed(None if check_all else CHECKED)
    with open_storage(settings)() as uow:
        people = [
            uow.professionals.get(ProfessionalId(change.who))
            for change in comparison.changes[:SHOWN]
        ]
    return Report(
        changes={name: (policy.values()[name], value) for name, value in changes.items()},
        replayed=replayed,
        comparison=comparison,
        names={person.id: person.display_name for person in people if person},
    )


IN_A_FILE: Mapping[str, str] = MappingProxyType(
    {"int": "a-whole-number", "float": "a-number", "str": "a-text", "bool": "yes-or-no"}
)


def explain_in_file(problem: Refused) -> str:
    """What is wrong with a number, as a settings file is told of it."""
    reason = problem.reason
    if reason == "policy-wrong-type":
        reason = f"config-not-{IN_A_FILE[str(problem.details['wanted'])]}"
    elif reason == "policy-unknown-key":
        reason = f"config-unknown-key{'-near' if problem.details['nearest'] else ''}"
    return explain(Refused(reason, details=problem.details))


def _table(first: str, *figures: str) -> Table:
    columns = (Column(say(f"simulate-{figure}"), justify="right") for figure in figures)
    return Table(first, *columns, title_justify="left")
