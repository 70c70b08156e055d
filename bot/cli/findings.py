"""How `entraide doctor` shows what it found."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from bot.cli.words import say
from bot.doctor.checks import Finding, State

STYLES = {
    State.OK: "green",
    State.WARNING: "yellow",
    State.FAILED: "bold red",
    State.UNKNOWN: "dim",
}


def rows(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """One object a check, for a program."""
    for number, finding in enumerate(findings, start=1):
        yield {
            "number": number,
            "check": finding.check,
            "state": finding.state.value,
            "code": finding.code,
            "details": dict(finding.details),
            "sentence": sentence(finding),
        }


def table(findings: Sequence[Finding]) -> Table:
    """One line a check, for a person; the state is said in words, colour only repeats it."""
    shown = Table(title=say("doctor-title"), title_justify="left")
    shown.add_column(say("doctor-number"), justify="right")
    shown.add_column(say("doctor-check"), no_wrap=True)
    shown.add_column(say("doctor-verdict"), no_wrap=True)
    shown.add_column("", ratio=1)
    for number, finding in enumerate(findings, start=1):
        state = say(f"doctor-state-{finding.state.value}")
        styled = f"[{STYLES[finding.state]}]{escape(state)}[/]"
        name = say(f"doctor-{finding.check}")
        shown.add_row(str(number), name, styled, escape(sentence(finding)))
    return shown


def sentence(finding: Finding) -> str:
    """What was found and, when it is not fine, what to do."""
    if finding.state is State.UNKNOWN:
        return say("doctor-unknown")
    return say(f"doctor-{finding.check}-{finding.code}", **finding.details)
