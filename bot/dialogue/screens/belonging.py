"""Membership: welcome, help, availability, accounts, one's own data."""

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.actions import Action
from bot.dialogue.screens.drafting import back_to_preview
from bot.dialogue.screens.limits import limits_meant, limits_named
from bot.dialogue.screens.view import Row, View, say, words
from bot.domain.people import Standing
from bot.domain.permissions import Right
from bot.domain.screens import (
    Block,
    Bullets,
    Choice,
    Heading,
    Inline,
    Phrase,
    Screen,
    Verbatim,
    Weight,
)
from bot.domain.texts import CleanText
from bot.usecases.forget import PersonalData, personal_data
from bot.usecases.join_case import cases_read
from bot.usecases.world import current_policy

ON_A_PAGE = 3_000
"""Characters of one's texts on a page: one message of the strictest platform."""


def welcome(view: View) -> Screen | None:
    if view.recipient is None:
        return None
    returns = bool(cases_read(view.uow, view.recipient.id))
    left = view.recipient.standing is Standing.LEFT
    return Screen(
        (
            Heading(Phrase("welcome", {"name": view.recipient.display_name})),
            say("welcome-ask"),
            *((say("help-cases"),) if returns else ()),
            say("welcome-left") if left else say("welcome-answer", week=_weekly_cap(view)),
            say("welcome-privacy"),
        ),
        ((view.choice(Action.RESUME, "", "choice-resume"),),) if left else (),
    )


def way_back_given(view: View) -> Screen | None:
    """Somebody made a code that opens this account: whoever asked for none must know."""
    until = view.local(datetime.fromisoformat(view.detail("until")))
    return Screen((say("way-back-given", at=until), say("way-back-unasked")))


def stranger(view: View) -> Screen | None:
    return Screen(
        (Heading(Phrase("stranger")), say("stranger-invitation"), say("stranger-way-back"))
    )


def stranger_in_group(view: View) -> Screen | None:
    return Screen((say("stranger-in-group"),))


def write_in_private(view: View) -> Screen | None:
    return Screen((say("write-in-private"),))


def help_(view: View) -> Screen | None:
    lines = [
        "help-ask",
        "help-cases",
        "help-search",
        "help-print",
        "help-pause",
        "help-less",
        "help-preferences",
        "help-link",
        "help-data",
        "help-language",
    ]
    blocks: list[Block] = [say("help"), _listed_lines(lines)]
    if view.may(Right.SEE_LIMITS):
        lines = ["help-load", "help-report", "help-limits", "help-history"]
        lines += ["help-invite", "help-circle"]
        if view.may(Right.PAUSE_ALL):
            lines += ["help-remove", "help-pause-all"]
        blocks += [say("help-lead"), _listed_lines(lines)]
    return Screen(tuple(blocks))


def _listed_lines(keys: Sequence[str]) -> Bullets:
    return Bullets(tuple((Phrase(key),) for key in keys))


def courtesy(view: View) -> Screen | None:
    return Screen((say("courtesy"),))


def privacy(view: View) -> Screen | None:
    lines = ("privacy-screened", "privacy-confirmed", "privacy-kept", "privacy-rights")
    return Screen((Heading(Phrase("privacy")), Bullets(tuple((Phrase(line),) for line in lines))))


def unknown_command(view: View) -> Screen | None:
    return Screen((say("unknown-command"),))


def not_read(view: View) -> Screen | None:
    return Screen((say("not-read", attachment=view.detail("attachment")),))


def which_list(view: View) -> Screen | None:
    """A list arrived as somebody chose from the one before: nothing is done until they say."""
    return Screen(
        (say("which-list"),),
        tuple(
            (Choice(view.detail(which), Phrase(f"choice-list-{which}")),)
            for which in ("before", "newest")
        ),
    )


def could_not_handle(view: View) -> Screen | None:
    return Screen((say("could-not-handle"),))


def refused(view: View) -> Screen | None:
    """Why not, in words, and until when."""
    args = {
        name: "none" if value == "" else value
        for name, value in view.notice.details.items()
        if name != "reason"
    }
    reason = view.detail("reason")
    until = view.detail("until")
    meant = limits_meant(view)
    blocks: list[Block] = [say(f"refused-{reason}", **args)]
    if not meant:
        blocks += limits_named(view)
    if until:
        blocks.append(say("refused-until", at=view.local(datetime.fromisoformat(until))))
    return Screen(tuple(blocks), (*meant, *back_to_preview(view)))


def paused(view: View) -> Screen | None:
    if view.recipient is None or view.recipient.paused_until is None:
        return None
    resume = view.choice(Action.RESUME, "", "choice-resume")
    return Screen((say("paused", at=view.local(view.recipient.paused_until)),), ((resume,),))


def resumed(view: View) -> Screen | None:
    return Screen((say("resumed", week=_weekly_cap(view)),), _as_before(view))


def as_before(view: View) -> Screen | None:
    return Screen((say("less-often", cap=_weekly_cap(view)),))


def left(view: View) -> Screen | None:
    return Screen((say("left"),), ((view.choice(Action.RESUME, "", "choice-resume"),),))


def link_code(view: View) -> Screen | None:
    code = view.notice.secret
    if code is None:
        return None
    until = view.local(datetime.fromisoformat(view.detail("until")))
    return Screen((say("link-code", code=code, at=until),))


def already_linked(view: View) -> Screen | None:
    return Screen((say("already-linked"),))


def languages(view: View) -> Screen | None:
    return Screen((say("languages"),))


def language_chosen(view: View) -> Screen | None:
    return Screen((say("language-chosen"),))


def preferences(view: View) -> Screen | None:
    """What the person chose, and what a tap would change."""
    person = view.recipient
    if person is None:
        return None
    lines = (
        Phrase("preferences-sound", {"silent": "yes" if person.silent else "no"}),
        Phrase("preferences-name", {"shared": "yes" if person.shares_name else "no"}),
        Phrase("preferences-more"),
    )
    sound, name = ("on" if person.silent else "off"), ("no" if person.shares_name else "yes")
    return Screen(
        (Heading(Phrase("preferences")), Bullets(tuple((line,) for line in lines))),
        (
            (view.choice(Action.SOUND, "", f"choice-sound-{sound}", sound),),
            (view.choice(Action.SHARE_NAME, "", f"choice-share-name-{name}", name),),
            *_as_before(view),
        ),
    )


def my_data(view: View) -> Screen | None:
    """Everything kept about the person, in words they can read; as many pages as it takes."""
    if view.recipient is None:
        return None
    data = personal_data(view.uow, view.recipient)
    pages = _pages(_texts_kept(view, data))
    number = min(int(view.detail("page") or 0), max(0, len(pages) - 1))
    blocks: list[Block] = [Heading(Phrase("my-data"))]
    if number == 0:
        blocks.append(Bullets(_profile_lines(view, data)))
        blocks.append(
            say(
                "my-data-asks",
                count=len(data.solicitations),
                votes=data.votes,
                follows=data.follows,
                drafts=data.drafts,
            )
        )
    if pages:
        blocks.append(Bullets(pages[number]))
    if number + 1 >= len(pages):
        return Screen(tuple(blocks))
    more = view.choice(Action.MORE_DATA, "", "choice-more-data", str(number + 1))
    return Screen(tuple(blocks), ((more,),))


def confirm_erasure(view: View) -> Screen | None:
    erase = view.choice(Action.ERASE, "", "choice-erase", weight=Weight.QUIET)
    return Screen((say("confirm-erasure"),), ((erase,),))


def erased(view: View) -> Screen | None:
    return Screen((say("erased"),))


def _as_before(view: View) -> tuple[Row, ...]:
    """The way back to the network's limit, for whoever is asked less often than that."""
    if _weekly_cap(view) >= current_policy(view.uow).person_week:
        return ()
    return ((view.choice(Action.AS_BEFORE, "", "choice-as-before", weight=Weight.QUIET),),)


def _weekly_cap(view: View) -> int:
    """What the person is asked at most in a week."""
    policy = current_policy(view.uow)
    own = view.recipient.weekly_cap if view.recipient else None
    return policy.person_week if own is None else min(own, policy.person_week)


def _profile_lines(view: View, data: PersonalData) -> tuple[tuple[Inline, ...], ...]:
    person = data.person
    pairs = (
        ("name", person.display_name),
        ("structure", person.structure.name),
        ("job", person.job),
        ("place", view.departement_name(person.departement)),
        ("themes", view.theme_labels(person.themes)),
        ("bio", person.bio),
        ("languages", ", ".join(person.languages)),
        ("circles", ", ".join(circle.name for circle in data.circles)),
    )
    lines = [(Phrase(f"my-data-{name}"), Verbatim(value)) for name, value in pairs if value]
    channels = sorted(account.channel for account in data.accounts)
    accounts = [(Phrase("my-data-account", {"channel": channel}),) for channel in channels]
    return (*lines, *accounts)


_Line = tuple[Inline, ...]


def _texts_kept(view: View, data: PersonalData) -> list[_Line]:
    """Every text of the person, whole, in the order they wrote them."""
    me = data.person.id
    kept: list[tuple[datetime, str, CleanText | None]] = []
    for case in data.cases:
        kept.append((case.confirmed_at, "my-data-case", case.text))
        if case.outcome is not None:
            kept.append((case.outcome.at, "my-data-comment", case.outcome.comment))
    for case in data.committees:
        if case.committee is not None and case.committee.text is not None:
            kept.append((case.committee.called_at, "my-data-committee", case.committee.text))
    kept += [(answer.given_at, "my-data-answer", answer.text) for answer in data.answers]
    for question in data.questions:
        if question.author_id == me:
            kept.append((question.asked_at, "my-data-question", question.text))
        elif question.replied_at is not None:
            kept.append((question.replied_at, "my-data-reply", question.reply))
    return [
        (Phrase(key, {"at": view.local(at)}), *words(text.value))
        for at, key, text in sorted(kept, key=lambda one: one[:2])
        if text is not None
    ]


def _pages(lines: list[_Line]) -> list[tuple[_Line, ...]]:
    pages: list[tuple[_Line, ...]] = []
    left = 0
    for line in lines:
        length = sum(len(part.text) for part in line if isinstance(part, Verbatim))
        if length > left or not pages:
            pages.append(())
            left = ON_A_PAGE
        pages[-1] = (*pages[-1], line)
        left -= length
    return pages
