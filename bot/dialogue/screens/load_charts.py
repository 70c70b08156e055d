"""The load as a picture: asks day by day, and how they spread over people."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.dialogue.screens.view import View
from bot.domain.people import Professional, ProfessionalId
from bot.domain.screens import Bar, BarChart, Charts, Phrase
from bot.domain.solicitations import Solicitation

DAYS_DRAWN = 14


def load_charts(
    view: View,
    members: Sequence[Professional],
    asks: Sequence[Solicitation],
    this_week: Counter[ProfessionalId],
) -> Charts:
    """Both charts, on the moderator's calendar.

    Parameters
    ----------
    asks
        Those of two weeks at least.
    this_week
        How many each person had; who had none counts as well.
    """
    today = view.local(view.now)
    counts = Counter(view.local(ask.planned_at).date() for ask in asks)
    days = [today - timedelta(days=back) for back in range(DAYS_DRAWN - 1, -1, -1)]
    spread = Counter(this_week[person.id] for person in members)
    return Charts(
        Phrase("chart-load"),
        (
            BarChart(
                Phrase("chart-load-days"),
                tuple(Bar(Phrase("chart-day", {"at": day}), counts[day.date()]) for day in days),
            ),
            BarChart(
                Phrase("chart-load-people"),
                tuple(
                    Bar(Phrase("chart-asks", {"asks": asked}), spread[asked])
                    for asked in range(max(spread, default=0) + 1)
                ),
            ),
        ),
    )
