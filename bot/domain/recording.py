"""What the limits saw when a wave was planned, so that they can be checked again (R6).

Goes with the inputs of the plan, in the same record: who the candidates were on that day (their
own cap, a pause, a cool-down), and their hours, each distinct one once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
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
        "people": {
            who.professional_id: [
                hours.setdefault(who.hours, len(hours)),
                who.structure_id,
                _told(who.joined_at),
                who.weekly_cap,
                _told(who.paused_until),
                _told(who.cooling_until),
            ]
            for who in people
        },
        "chats": {who.circle_id: hours.setdefault(who.hours, len(hours)) for who in chats},
        "hours": [hours_to_plain(one) for one in hours],
    }
    return f'{inputs[:-1]},"{KEY}":{json.dumps(seen, separators=(",", ":"))}}}'


@dataclass(frozen=True, slots=True)
class Seen:
    """What the limits saw for one wave; each person is read when asked for."""

    about: Ask
    _hours: Sequence[Hours]
    _people: Mapping[str, Sequence[Any]]
    _chats: Mapping[str, int]

    def person(self, person_id: ProfessionalId) -> Asked:
        hours, structure, joined, cap, paused, cooling = self._people[person_id]
        return Asked(
            professional_id=person_id,
            hours=self._hours[hours],
            structure_id=structure,
            joined_at=_heard(joined),
            weekly_cap=cap,
            paused_until=_heard(paused),
            cooling_until=_heard(cooling),
        )

    def chat(self, circle_id: CircleId) -> ChatAsked:
        return ChatAsked(circle_id, self._hours[self._chats[circle_id]])


class SeenReader:
    """Reads what `with_limits` wrote; equal calendars are kept once."""

    def __init__(self) -> None:
        self._hours: dict[str, Hours] = {}

    def read(self, inputs: Mapping[str, Any], policy: Policy) -> Seen | None:
        """What the limits saw, with the opening hours of this policy.

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
        hours = [self._once(one, policy) for one in seen["hours"]]
        return Seen(about, hours, seen["people"], seen["chats"])

    def _once(self, plain: Mapping[str, Any], policy: Policy) -> Hours:
        key = f"{plain} {policy.opens} {policy.closes}"
        known = self._hours.get(key)
        if known is None:
            known = replace(read_hours(plain), opens=policy.opening, closes=policy.closing)
            self._hours[key] = known
        return known


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _heard(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)
