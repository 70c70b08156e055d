"""``/bilan``: the figures of a quarter, for pilots and moderators."""

from zoneinfo import ZoneInfo

from bot.dialogue.turn import Turn
from bot.domain.permissions import Right, may
from bot.domain.report import Quarter
from bot.domain.verdicts import Refused


def on_report(turn: Turn, rest: str) -> None:
    """This quarter, or the one that is named."""
    today = turn.world.now.astimezone(ZoneInfo(turn.person.timezone)).date()
    quarter = Quarter.parse(rest, today) if rest else Quarter.of(today)
    if quarter is None:
        turn.refuse(Refused("report-usage"))
    else:
        _show(turn, "report", quarter)


def tap_report(turn: Turn, year: str, number: str) -> None:
    _show(turn, "report", Quarter(int(year), int(number)))


def tap_print_report(turn: Turn, year: str, number: str) -> None:
    _show(turn, "report-sheet", Quarter(int(year), int(number)))


def _show(turn: Turn, kind: str, quarter: Quarter) -> None:
    if isinstance(verdict := may(turn.person, Right.SEE_REPORT), Refused):
        turn.refuse(verdict)
        return
    details = {"year": quarter.year, "number": quarter.number}
    if kind == "report":
        turn.say("report", None, details)
    else:
        turn.say("report-sheet", None, details)
