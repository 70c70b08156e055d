"""What decided a wave, written down so that it can be decided again (R6).

A record is one JSON text: the arguments of `bot.domain.waves.plan_wave`, its keys in order; then,
in a key of its own, what the limits saw of the candidates on that day (their own cap, a pause, a
cool-down) and their hours, each distinct one once. `bot.domain.written` reads it.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from bot.domain.calendar import Hours
from bot.domain.limits.ask import Ask, Asked, ChatAsked
from bot.domain.policy import Policy
from bot.domain.verdicts import Allowed, Verdict
from bot.domain.waves import Candidate, CaseView, ChatCandidate, WavePlan

KEY = "limits"
"""Where what the limits saw stands in a record."""


def inputs_to_json(
    policy: Policy,
    case: CaseView,
    candidates: Sequence[Candidate],
    now: datetime,
    seed: int,
    hours: Hours,
    chats: Sequence[ChatCandidate] = (),
) -> str:
    """Everything that decides a plan, as `bot.domain.records.WaveRecord` keeps it."""
    return _dumps(
        {
            "policy": dict(policy.values()),
            "case": case._asdict(),
            "candidates": _columns(candidates),
            "now": now,
            "seed": seed,
            "hours": _hours_to_plain(hours),
            "chats": [c._asdict() | {"verdict": _told(c.verdict)} for c in chats],
        }
    )


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
                _date_told(who.paused_until),
                _date_told(who.cooling_until),
                who.weekly_cap,
                _date_told(who.joined_at),
            )
            for who in people
        ],
        "chats": {who.circle_id: hours.setdefault(who.hours, len(hours)) for who in chats},
        "hours": [_hours_to_plain(one) for one in hours],
    }
    return f'{inputs[:-1]},"{KEY}":{json.dumps(seen, separators=(",", ":"))}}}'


def plan_to_json(plan: WavePlan) -> str:
    """A plan, as `bot.domain.records.WaveRecord` keeps it."""
    verdicts = {person: _told(verdict) for person, verdict in plan.verdicts.items()}
    return _dumps(
        {
            "asks": plan.asks,
            "chats": plan.chats,
            "verdicts": verdicts,
            "reason": plan.reason,
            "look_again_at": plan.look_again_at,
            "ends": plan.ends,
        }
    )


def _columns(candidates: Sequence[Candidate]) -> dict[str, list[Any]]:
    """One list a field: a third of the room that one object a candidate takes."""
    columns = {name: [getattr(c, name) for c in candidates] for name in Candidate._fields}
    return columns | {"verdict": [_told(c.verdict) for c in candidates]}


def _hours_to_plain(hours: Hours) -> dict[str, Any]:
    return {
        "opens": hours.opens.isoformat(),
        "closes": hours.closes.isoformat(),
        "timezone": hours.timezone,
        "holidays": sorted(day.isoformat() for day in hours.holidays),
        "days": sorted(hours.days),
    }


def _told(verdict: Verdict) -> dict[str, Any] | None:
    if isinstance(verdict, Allowed):
        return None
    details = dict(verdict.details)
    return {"reason": verdict.reason, "until": verdict.until, "details": details}


def _without_end(*facts: object) -> tuple[object, ...]:
    """Most people have nothing special: what is missing at the end is ``None``."""
    kept = len(facts)
    while kept and facts[kept - 1] is None:
        kept -= 1
    return facts[:kept]


def _date_told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _dumps(value: object) -> str:
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
