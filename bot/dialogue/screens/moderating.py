"""What is held in hand: a case, an ask of unknown fate, the whole network, its members."""

from bot.dialogue.actions import Action
from bot.dialogue.screens.naming import among
from bot.dialogue.screens.view import View, quote, say
from bot.domain.cases import CaseId
from bot.domain.policy import Policy
from bot.domain.screens import Screen, Weight
from bot.domain.solicitations import SolicitationId
from bot.usecases.world import current_policy


def account_expires(view: View) -> Screen | None:
    """The bot's account on a platform ends soon, and with it what it says there."""
    days = int(view.detail("days") or 0)
    return Screen((say("account-expires", days=days, channel=view.detail("channel")),))


def uncertain_delivery(view: View) -> Screen | None:
    """An ask of unknown fate: it counts, it is not sent again; a person may settle it."""
    ask = view.uow.solicitations.get(SolicitationId(view.subject))
    if ask is None:
        return None
    name = view.member_name(ask.professional_id) or "none"
    return Screen(
        (say("uncertain-delivery", name=name, at=view.local(ask.planned_at)),),
        (
            (
                view.choice(Action.ARRIVED, ask.id, "choice-arrived"),
                view.choice(Action.LOST, ask.id, "choice-lost"),
            ),
        ),
    )


def uncertain_settled(view: View) -> Screen | None:
    """Noted; and on to the next ones, if there are any."""
    left = len(view.uow.solicitations.uncertain())
    rows = ((view.choice(Action.UNCERTAIN, "", "choice-uncertain"),),) if left else ()
    return Screen((say("uncertain-settled", left=left),), rows)


def case_held(view: View) -> Screen | None:
    case = view.uow.cases.get(CaseId(view.subject))
    if case is None:
        return None
    release = view.choice(Action.RELEASE, case.id, "choice-release")
    shown = (quote(case.text.value),) if case.text else ()
    return Screen((say("case-held"), *shown), ((release,),))


def case_released(view: View) -> Screen | None:
    return Screen((say("case-released"),))


def network_paused(view: View) -> Screen | None:
    """For moderators: who stopped everything, and how to go on."""
    version = view.uow.policies.current()
    if not Policy.from_values(version.values).paused:
        return None
    author = view.member_name(version.author_id) or "none"
    resume = view.choice(Action.RESUME_ALL, "", "choice-resume-all", weight=Weight.MAIN)
    at = view.local(version.created_at)
    return Screen((say("network-paused", author=author, at=at),), ((resume,),))


def network_resumed(view: View) -> Screen | None:
    return Screen((say("network-resumed"),))


def search_paused(view: View) -> Screen | None:
    """For the asker: nothing is lost."""
    return Screen((say("search-paused"),)) if current_policy(view.uow).paused else None


def confirm_removal(view: View) -> Screen | None:
    """Whom a name fits, each with a choice; what removing means."""
    return among(view, Action.REMOVE, "choice-remove", say("confirm-removal"))


def member_removed(view: View) -> Screen | None:
    name = view.member_name(view.subject)
    readmit = view.choice(Action.READMIT, view.subject, "choice-readmit", weight=Weight.QUIET)
    return Screen((say("member-removed", name=name or ""),), ((readmit,),))


def member_readmitted(view: View) -> Screen | None:
    return Screen((say("member-readmitted", name=view.member_name(view.subject) or ""),))
