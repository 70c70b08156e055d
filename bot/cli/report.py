"""`entraide report`: the figures of a quarter, as the chat tells them."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli.words import say
from bot.dialogue.screens.reporting import figure_lines
from bot.domain.report import Quarter, Report
from bot.opening import new_world, open_storage
from bot.settings import Settings
from bot.usecases.see_report import see_report

SHARES = (
    "unblocked_share",
    "satisfaction",
    "asks_a_resolved",
    "answers_a_case",
    "deflected_share",
)


def chosen_quarter(settings: Settings, words: str) -> Quarter | None:
    """The quarter named, or the present one; ``None`` for words that name none."""
    today = new_world().now.astimezone(ZoneInfo(settings.network.timezone)).date()
    return Quarter.parse(words, today) if words else Quarter.of(today)


def read_report(settings: Settings, quarter: Quarter) -> Report:
    """The figures, from the database of the settings."""
    with open_storage(settings)() as uow:
        return see_report(uow, *quarter.bounds(ZoneInfo(settings.network.timezone)))


def read_feedback(settings: Settings) -> list[dict[str, Any]]:
    """What authors put right in screening since the beginning, by recogniser: counts, no word."""
    with open_storage(settings)() as uow:
        counted = uow.records.feedback()
    most_first = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [
        {"source": source, "kind": kind, "gesture": gesture, "times": times}
        for (source, kind, gesture), times in most_first
    ]


def as_row(quarter: Quarter, figures: Report) -> dict[str, Any]:
    """For a program: durations in seconds, shares from 0 to 1, ``null`` where nothing is known."""
    row = {
        name: value.total_seconds() if isinstance(value, timedelta) else value
        for name, value in asdict(figures).items()
    }
    row |= {name: getattr(figures, name) for name in SHARES}
    row |= {"since": figures.since.isoformat(), "until": figures.until.isoformat()}
    return {"quarter": str(quarter), **row}


def lines(quarter: Quarter, figures: Report) -> Iterator[str]:
    """For a person."""
    yield say("report", number=quarter.number, year=str(quarter.year))
    if not figures.cases and not figures.deflected:
        yield say("report-nothing")
        return
    for phrase in figure_lines(figures):
        yield say(phrase.key, **phrase.args)
    for theme, place, cases in figures.alone:
        yield f"- {say('report-alone')} : {theme}, {place or '-'} ({cases})"
    for theme, cases in figures.uncovered:
        yield f"- {say('report-uncovered')} : {theme} ({cases})"


def feedback_lines(feedback: list[dict[str, Any]]) -> Iterator[str]:
    """For a person: where screening errs, the most frequent first."""
    if feedback:
        yield say("report-screening")
    for row in feedback:
        yield f"- {say('report-screening-line', **row)}"
