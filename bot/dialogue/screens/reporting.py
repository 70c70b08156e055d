"""The report of a quarter: short words, a picture, pages to keep."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import Action
from bot.dialogue.screens.view import View, say
from bot.domain.report import Quarter, Report
from bot.domain.screens import (
    Argument,
    Bar,
    BarChart,
    Block,
    Bullets,
    Charts,
    Heading,
    Paragraph,
    Phrase,
    Screen,
    Sheet,
    Weight,
)
from bot.usecases.see_report import see_report

NAMED = 5
"""Themes and places named at most."""


def report(view: View) -> Screen | None:
    quarter, figures = _read(view)
    before = quarter.before
    keep = view.choice(Action.PRINT_REPORT, str(quarter.year), "choice-print", str(quarter.number))
    earlier = view.choice(
        Action.REPORT,
        str(before.year),
        "choice-report-before",
        str(before.number),
        weight=Weight.QUIET,
    )
    rows = ((keep, earlier),) if figures.cases else ((earlier,),)
    return Screen(tuple(_blocks(view, quarter, figures)), rows, _charts(view, figures))


def report_sheet(view: View) -> Screen | None:
    quarter, figures = _read(view)
    sheet = Sheet(_title(quarter), tuple(_blocks(view, quarter, figures, everything=True)))
    return Screen((say("report-sheet"),), enclosed=sheet)


def _read(view: View) -> tuple[Quarter, Report]:
    quarter = Quarter(int(view.detail("year")), int(view.detail("number")))
    zone = ZoneInfo(view.recipient.timezone if view.recipient else "Europe/Paris")
    return quarter, see_report(view.uow, *quarter.bounds(zone))


def _title(quarter: Quarter) -> Phrase:
    return Phrase("report", {"number": quarter.number, "year": str(quarter.year)})


def _blocks(
    view: View, quarter: Quarter, figures: Report, *, everything: bool = False
) -> Iterator[Block]:
    yield Heading(_title(quarter))
    if not figures.cases and not figures.deflected:
        yield say("report-nothing")
        return
    yield Bullets(tuple((line,) for line in figure_lines(figures)))
    named = None if everything else NAMED
    if figures.alone:
        yield Paragraph((Phrase("report-alone"),), emphasis=True)
        yield Bullets(
            tuple(
                (
                    Phrase(
                        "report-theme-place",
                        {
                            "theme": view.theme_label(theme),
                            "place": view.departement_name(place) or "none",
                            "cases": cases,
                        },
                    ),
                )
                for theme, place, cases in figures.alone[:named]
            )
        )
    if figures.uncovered:
        yield Paragraph((Phrase("report-uncovered"),), emphasis=True)
        yield Bullets(_themes(view, figures.uncovered[:named]))
    if everything:
        yield Paragraph((Phrase("report-themes"),), emphasis=True)
        yield Bullets(_themes(view, figures.by_theme))
        yield say("report-how")


def figure_lines(figures: Report) -> Iterator[Phrase]:
    """Each figure as a sentence; one that nothing gives is left out."""
    yield Phrase("report-cases", {"cases": figures.cases, "answered": figures.answered})
    if figures.told:
        yield Phrase(
            "report-unblocked",
            {
                "share": _percent(figures.unblocked_share),
                "unblocked": figures.unblocked,
                "told": figures.told,
            },
        )
        yield Phrase("report-satisfaction", {"share": _percent(figures.satisfaction)})
    if figures.first_useful is not None:
        yield Phrase("report-first-useful", _wait(figures.first_useful))
    elif figures.first_answer is not None:
        yield Phrase("report-first-answer", _wait(figures.first_answer))
    if figures.asks_a_resolved is not None:
        yield Phrase("report-asks", {"asks": figures.asks, **_tenths(figures.asks_a_resolved)})
    if figures.answers_a_case is not None:
        yield Phrase("report-answers", _tenths(figures.answers_a_case))
    if figures.deflected:
        yield Phrase(
            "report-deflected",
            {"cases": figures.deflected, "share": _percent(figures.deflected_share)},
        )


def _charts(view: View, figures: Report) -> Charts | None:
    if not figures.told:
        return None
    outcomes = (
        ("unblocked", figures.unblocked),
        ("partly", figures.partly),
        ("not", figures.not_yet),
    )
    return Charts(
        Phrase("chart-report"),
        (
            BarChart(
                Phrase("chart-report-outcomes"),
                tuple(Bar(Phrase(f"chart-report-{kind}"), n) for kind, n in outcomes),
            ),
            BarChart(
                Phrase("chart-report-themes"),
                tuple(
                    Bar(Phrase("chart-report-theme", {"theme": view.theme_label(theme)}), n)
                    for theme, n in figures.by_theme[:NAMED]
                ),
            ),
        ),
    )


def _themes(view: View, counted: Sequence[tuple[str, int]]) -> tuple[tuple[Phrase], ...]:
    return tuple(
        (Phrase("report-theme", {"theme": view.theme_label(theme), "cases": cases}),)
        for theme, cases in counted
    )


def _wait(wait: timedelta) -> dict[str, Argument]:
    """In minutes, hours or days: what a person would say."""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 90:
        return {"unit": "minutes", "n": minutes}
    hours = round(minutes / 60)
    return {"unit": "hours", "n": hours} if hours < 48 else {"unit": "days", "n": round(hours / 24)}


def _percent(share: float | None) -> int:
    return round(100 * (share or 0.0))


def _tenths(figure: float) -> dict[str, Argument]:
    whole, tenth = divmod(round(10 * figure), 10)
    return {"whole": whole, "tenth": tenth}
