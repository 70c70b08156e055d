"""One event of one person: find who and what it is about, do it, say what came of it.

Runs inside the unit of work that marks the event as handled, so that all of it happens or none.
"""

from dataclasses import dataclass, replace

from bot.dialogue import answering, asking, belonging, drafting, limiting
from bot.dialogue.beforehand import Beforehand
from bot.dialogue.choosing import Doubt, by_reaction, chosen, meant, number_of
from bot.dialogue.commands import (
    Command,
    bare,
    in_plain_words,
    is_courtesy,
    lacks_sign,
    parse,
)
from bot.dialogue.handlers import COMMANDS, TAPS
from bot.dialogue.tokens import Tap
from bot.dialogue.turn import Tools, Turn
from bot.domain.drafts import Focus, Mode, Purpose
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Inbound,
    Moved,
    Reacted,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.notices import ASKS
from bot.domain.people import Account, Professional, Standing
from bot.domain.places import Place, PlaceKind
from bot.domain.verdicts import Refused
from bot.ports import UnitOfWork
from bot.usecases.follow_chat import follow_chat
from bot.usecases.join_network import join_with_code
from bot.usecases.telling import reply
from bot.usecases.world import World

OFFICE = frozenset({Purpose.LIMITS, Purpose.FICHE, Purpose.COMMITTEE})
"""What moderators and pilots write, between two commands."""
CODES = (8, 16)
"""Digits of a code: shown to link a second account, or sent to invite."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The bot's side of every conversation, whatever the platform."""

    tools: Tools

    def handle(
        self, uow: UnitOfWork, world: World, beforehand: Beforehand, inbound: Inbound
    ) -> None:
        """Do what the event asks for, and put what it leads to in the outbox.

        Raises
        ------
        NotYet
            When something that takes long is to be done first.
        """
        if isinstance(inbound.event, Moved | BotPresence):
            follow_chat(uow, world, inbound.place, inbound.user, inbound.event)
            return
        if not _is_for_us(uow, inbound):
            return
        account, person = _who(uow, inbound)
        if account is None or person is None:
            _stranger(uow, world, inbound)
            return
        account = _reachable_again(uow, account, inbound)
        turn = Turn(uow, world, self.tools, beforehand, inbound, account, person)
        if person.standing is Standing.REMOVED:
            turn.refuse(Refused("removed"))
            return
        self._act(turn)

    def _act(self, turn: Turn) -> None:
        match turn.inbound.event:
            case Said() as said:
                self._words(turn, said)
            case Tapped(token=token):
                self._tap(turn, token)
            case Edited() as edited:
                if not drafting.on_edit(turn, edited):
                    turn.say("edit-unused")
            case Deleted() as deleted:
                drafting.on_delete(turn, deleted)
            case Attached(kind=kind):
                turn.say("not-read", None, {"attachment": kind.value})
            case Arrived():
                belonging.welcome_back(turn)
            case Reacted() as reacted:
                self._reaction(turn, reacted)

    def _tap(self, turn: Turn, token: str) -> None:
        audiences = (turn.person.id, turn.inbound.place.address)
        tap = self.tools.signer.read(token, audiences)
        if isinstance(tap, Tap):
            TAPS[tap.action](turn, tap.subject, tap.argument)
        else:
            turn.refuse(tap)

    def _reaction(self, turn: Turn, reacted: Reacted) -> None:
        """A shortcut for a number, where what it says may travel in clear (docs/privacy)."""
        place = turn.inbound.place
        offered = turn.uow.outbox.choices_of(place.channel, place.address, reacted.message_id)
        token = chosen(reacted.emoji, offered) if self._is_numbered(turn) else None
        if token is None:
            return
        if by_reaction(token):
            self._tap(turn, token)
        else:
            turn.refuse(Refused("say-it-in-words"))

    def _words(self, turn: Turn, said: Said) -> None:
        command = parse(said.text.value)
        if command is not None:
            _command(turn, command)
            return
        if said.reply_to is not None and self._reply(turn, said):
            return
        if not _is_private(turn.inbound):
            return
        if self._is_numbered(turn):
            offers = turn.uow.outbox.offers(turn.inbound.place)
            written_at = turn.inbound.written_at or turn.inbound.received_at
            choice = meant(said.text.value, offers, written_at)
            if isinstance(choice, Doubt):
                turn.say("which-list", None, {"before": choice.before, "newest": choice.newest})
                return
            if choice is not None:
                self._tap(turn, choice)
                return
        focus = turn.uow.drafts.focus(turn.account.id)
        draft = turn.uow.drafts.lock(focus.draft_id) if focus else None
        if draft is None or draft.purpose in OFFICE:
            # The reason of a change, a fiche, a committee's day: no command is a word of it.
            if (asked := in_plain_words(said.text.value)) is not None:
                _command(turn, asked)
                return
            if lacks_sign(said.text.value):
                word = bare(said.text.value).casefold()
                turn.refuse(Refused("lacks-sign", details={"word": word}))
                return
            if (change := limiting.limits_in_plain_words(turn, said.text.value)) is not None:
                limiting.on_limits(turn, change)
                return
        if draft is not None and draft.purpose is Purpose.LIMITS:
            limiting.on_words(turn, draft, said)
            return
        if draft is None:
            if is_courtesy(said.text.value):
                turn.say("courtesy")
                return
            draft = drafting.begin(turn, Purpose.CASE)
            focus = Focus(draft.id)
        assert focus is not None
        drafting.on_words(turn, draft, focus.mode, said)

    def _reply(self, turn: Turn, said: Said) -> bool:
        """Words that reply to a message of the bot are about what that message was about."""
        place = turn.inbound.place
        message = (place.channel, place.address, said.reply_to or "")
        about = turn.uow.outbox.subject_of(*message)
        if about is None:
            return False
        if self._is_numbered(turn):
            token = chosen(said.text.value, turn.uow.outbox.choices_of(*message))
            if token is not None:
                self._tap(turn, token)
                return True
            if number_of(said.text.value) is not None:
                turn.refuse(Refused("stale-choice"))
                return True
        if about.subject_id is None:
            return False
        if about.kind in ASKS:
            if answering.start_text(turn, about.subject_id, Purpose.ANSWER) is None:
                return True
        elif about.kind == "question-back":
            drafting.begin(turn, Purpose.REPLY, about.subject_id)
        elif about.kind == "digest" and asking.is_asker(turn, about.subject_id):
            turn.say("reply-to-which", about.subject_id)
            return True
        else:
            return False
        draft = drafting.current_draft(turn)
        if draft is not None:
            drafting.on_words(turn, draft, Mode.WRITING, said)
        return True

    def _is_numbered(self, turn: Turn) -> bool:
        """Where the channel has no buttons, "2" means the second choice."""
        return turn.inbound.place.channel in self.tools.numbered


def _command(turn: Turn, command: Command) -> None:
    if command.name is not None:
        COMMANDS[command.name](turn, command.rest)
    elif _is_private(turn.inbound):
        # In a group it may well be for another bot.
        turn.say("unknown-command")


def _is_private(inbound: Inbound) -> bool:
    return inbound.place.kind is PlaceKind.PRIVATE


def _is_for_us(uow: UnitOfWork, inbound: Inbound) -> bool:
    """In a group, people talk to each other: commands, taps and replies to us are for us.

    So is a change to what was said to us; the rest of the dialogue knows which those are.
    """
    if _is_private(inbound):
        return True
    match inbound.event:
        case Tapped() | Edited() | Deleted():
            return True
        case Reacted(message_id=message_id):
            return _is_ours(uow, inbound.place, message_id)
        case Said(text=text, reply_to=reply_to):
            return parse(text.value) is not None or (
                reply_to is not None and _is_ours(uow, inbound.place, reply_to)
            )
        case Attached(kind=Unreadable.MISSED):
            return uow.circles.of_chat(inbound.place.channel, inbound.place.address) is not None
        case Attached(kind=Unreadable.UNRELATED):
            return True
        case Attached(reply_to=reply_to):
            return reply_to is not None and _is_ours(uow, inbound.place, reply_to)
        case _:
            return False


def _is_ours(uow: UnitOfWork, place: Place, message_id: str) -> bool:
    return uow.outbox.subject_of(place.channel, place.address, message_id) is not None


def _who(uow: UnitOfWork, inbound: Inbound) -> tuple[Account | None, Professional | None]:
    """The account and its person, held: they may act from another account at this moment."""
    account = uow.accounts.find(inbound.place.channel, inbound.user)
    person = uow.professionals.lock(account.professional_id) if account else None
    # Again, once they are held: the account is gone if they have just been erased.
    return uow.accounts.find(inbound.place.channel, inbound.user), person


def _stranger(uow: UnitOfWork, world: World, inbound: Inbound) -> None:
    """Somebody whose account belongs to no member: an invitation code lets them in."""
    if not _is_private(inbound):
        if inbound.event == Attached(Unreadable.MISSED):
            # Nobody knows whose words they were: those who are there are told.
            told = {"attachment": "missed-here"}
            reply(uow, inbound, "not-read", None, recipient_id=None, details=told)
        if isinstance(inbound.event, Said | Tapped):
            # Told once: the same message in its slot is already there.
            slot = f"stranger-{inbound.user}"
            reply(uow, inbound, "stranger-in-group", None, recipient_id=None, slot=slot)
        return
    code = _invitation(inbound)
    if code is None:
        reply(uow, inbound, "stranger", None, recipient_id=None)
        return
    joined = join_with_code(uow, world, inbound, code)
    if isinstance(joined, Refused):
        details: dict[str, str | int] = {"reason": joined.reason}
        if joined.until is not None:
            details["until"] = joined.until.isoformat()
        reply(uow, inbound, "refused", None, recipient_id=None, details=details)
        return
    reply(uow, inbound, "welcome", None, recipient_id=joined.professional_id)


def _invitation(inbound: Inbound) -> str | None:
    match inbound.event:
        case Arrived(invitation=invitation):
            return invitation
        case Said(text=text):
            command = parse(text.value)
            words = command.rest if command else text.value
            code = words.strip().replace(" ", "")
            return code if code.isdecimal() and len(code) in CODES else None
        case _:
            return None


def _reachable_again(uow: UnitOfWork, account: Account, inbound: Inbound) -> Account:
    """Whoever writes in private can be written to; their private place may have changed."""
    if not _is_private(inbound):
        return account
    if inbound.place == account.home and account.unreachable_since is None:
        return account
    back = replace(account, home=inbound.place, unreachable_since=None)
    uow.accounts.update(back)
    return back
