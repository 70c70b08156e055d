"""How many asks a week somebody accepts: the policy's number, their own, or a newcomer's."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.limits.ask import Asked
from bot.domain.limits.history import PastAsk
from bot.domain.limits.windows import DAY, WEEK, window
from bot.domain.policy import Policy
from bot.domain.verdicts import Refused


def weekly_cap(policy: Policy, who: Asked, now: datetime) -> tuple[int, str]:
    """How many asks a week this person accepts, and the rule that says so."""
    cap, rule = policy.person_week, "person-week"
    if who.weekly_cap is not None and who.weekly_cap < cap:
        cap, rule = who.weekly_cap, "own-cap"
    if policy.newcomer_week < cap:
        new_until = _new_until(policy, who)
        if new_until is not None and now < new_until:
            cap, rule = policy.newcomer_week, "newcomer-week"
    return cap, rule


def halved(policy: Policy, cap: int | None) -> int:
    """The own weekly cap of a person after "less often".

    Never brought under 1: below that, the honest offer is a pause. Never raised either: whoever
    already accepts none keeps to none.
    """
    if cap == 0:
        return 0
    current = policy.person_week if cap is None else min(cap, policy.person_week)
    return max(1, current // 2)


def person_week(
    policy: Policy, who: Asked, own: Sequence[PastAsk], now: datetime
) -> Refused | None:
    """Refuse whoever was asked as often as they accept, in the name of the rule that says so."""
    cap, rule = weekly_cap(policy, who, now)
    refusal = window(rule, own, cap, WEEK, now)
    if refusal is None or refusal.until is not None or rule != "newcomer-week":
        return refusal
    # A newcomer's cap of zero ends with the gentle start; an own cap of zero does not.
    return Refused(rule, _new_until(policy, who), refusal.details)


def _new_until(policy: Policy, who: Asked) -> datetime | None:
    return who.joined_at and who.joined_at + policy.newcomer_days * DAY
