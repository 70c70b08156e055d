"""Several subjects of one notice: its details hold single values, so each goes under a number."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, takewhile

from bot.domain.people import Professional

NAMESAKES = 5
"""Members of like names among whom to choose at most."""


def listed(name: str, ids: Iterable[str]) -> dict[str, str | int]:
    """Details ``name0``, ``name1``... in order."""
    return {f"{name}{number}": one for number, one in enumerate(ids)}


def those_listed(name: str, details: Mapping[str, str | int]) -> list[str]:
    """The ids that `listed` put among the details of a notice."""
    told = (details.get(f"{name}{number}") for number in count())
    return [str(one) for one in takewhile(lambda one: one is not None, told)]


def namesakes(members: Sequence[Professional]) -> dict[str, str | int]:
    """Those among whom to choose, as ``person``, and how many there are in all, as ``found``."""
    shown = listed("person", (member.id for member in members[:NAMESAKES]))
    return {**shown, "found": len(members)}
