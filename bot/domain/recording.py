"""What the limits saw when a wave was planned, so that they can be checked again (R6).

Goes with the inputs of the plan, in the same record: who the candidates were on that day (their
own cap, a pause, a cool-down), and their hours, each distinct one once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.circles import CircleId
from bot.domain.limits import Ask, Asked, ChatAsked
from bot.domain.people import ProfessionalId
from bot.domain.policy import Policy
from bot.domain.waves import hours_to_plain, read_hours

KEY = "limits"
"""Where they stand among the recorded inputs."""


def with_limits(
    inputs: str, about: Ask, people: Sequence[Asked], chats: Sequence[ChatAsked]
) -> str:
    """The recorded inputs of a plan, with what the limits saw of each candidate."""
    hours: dict[Hours, int] = {}
    seen = {
        "about": [about.asker_id, about.themes, sorted(about.alike)],
        "people": [who.professional_id for who in people],
        "facts": [
            _without_end(
                hours.setdefault(who.hours, len(hours)),
                who.structure_id,
                _told(who.paused_until),
                _told(who.cooling_until),
                who.weekly_cap,
                _told(who.joined_at),
            )
            for who in people
        ],
        "chats": {who.circle_id: hours.setdefault(who.hours, len(hours)) for who in chats},
        "hours": [hours_to_plain(one) for one in hours],
    }
    return f'{inputs[:-1]},"{KEY}":{json.dumps(seen, separators=(",", ":"))}}}'


@dataclass(frozen=True, slots=True)
class Seen:
    """What the limits saw for one wave; each person is read when asked for."""

    about: Ask
    _hours: Sequence[Hours]
    _facts: Mapping[str, Sequence[Any]]
    _chats: Mapping[str, int]
    _known: dict[str, Asked]

    def person(self, person_id: ProfessionalId) -> Asked:
        known = self._known.get(person_id)
        if known is None:
            facts = self._facts[person_id]
            padded: list[Any] = [*facts, *_NONE[len(facts) :]]
            hours, structure, paused, cooling, cap, joined = padded
            known = self._known[person_id] = Asked(
                professional_id=person_id,
                hours=self._hours[hours],
                structure_id=structure,
                joined_at=_heard(joined),
                weekly_cap=cap,
                paused_until=_heard(paused),
                cooling_until=_heard(cooling),
            )
        return known

    def chat(self, circle_id: CircleId) -> ChatAsked:
        return ChatAsked(circle_id, self._hours[self._chats[circle_id]])


def read_seen(inputs: Mapping[str, Any], policy: Policy) -> Seen | None:
    """What `with_limits` wrote, with the opening hours of this policy.

    ``None`` for a wave recorded without it.
    """
    seen = inputs.get(KEY)
    if seen is None:
        return None
    asker, themes, alike = seen["about"]
    about = Ask(
        CaseId(inputs["case"]["case_id"]),
        ProfessionalId(asker),
        tuple(themes),
        frozenset(CaseId(case) for case in alike),
    )
    hours = [hours_under(policy.opens, policy.closes, read_hours(one)) for one in seen["hours"]]
    facts = dict(zip(seen["people"], seen["facts"], strict=True))
    return Seen(about, hours, facts, seen["chats"], {})


@lru_cache(maxsize=256)
def hours_under(opens: str, closes: str, recorded: Hours) -> Hours:
    """Recorded hours, with the opening and closing of a policy."""
    return replace(recorded, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


_NONE = (None,) * 6


def _without_end(*facts: object) -> tuple[object, ...]:
    """Most people have nothing special: what is missing at the end is ``None``."""
    kept = len(facts)
    while kept and facts[kept - 1] is None:
        kept -= 1
    return facts[:kept]


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _heard(told: str | None) -> datetime | None:
    return None if told is None else _moment(told)


@lru_cache(maxsize=4096)
def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
