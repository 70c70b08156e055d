"""One person's turn: who acts, where, and the tools at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.dialogue.beforehand import Beforehand
from bot.dialogue.tokens import Signer
from bot.domain.inbound import Inbound
from bot.domain.people import Account, Professional
from bot.domain.places import Place, PlaceKind
from bot.domain.verdicts import NO_DETAILS, Refused
from bot.ports import UnitOfWork
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.telling import reply
from bot.usecases.world import World


class Subject(Protocol):
    """What a notice may be about."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What every conversation needs, wired once."""

    matchmaking: Matchmaking
    signer: Signer
    numbered: frozenset[str] = frozenset()
    """Channels without buttons, where "2" means the second choice."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A member just did something; the answer goes where they did it."""

    uow: UnitOfWork
    world: World
    tools: Tools
    beforehand: Beforehand
    inbound: Inbound
    account: Account
    person: Professional

    def say(
        self,
        kind: str,
        subject_id: str | None = None,
        details: Mapping[str, str | int] = NO_DETAILS,
        *,
        slot: str | None = None,
        secret: str | None = None,
    ) -> None:
        """Answer with a screen: in private, even when the person acted in a group.

        What concerns one person is nobody else's: a preview, a code, one's own data.
        A `secret` is shown and not kept.
        """
        place = self.private_place()
        if place is None:
            # Told once: the same message in its slot is already there.
            slot = f"private-{self.account.id}"
            reply(self.uow, self.inbound, "write-in-private", None, recipient_id=None, slot=slot)
            return
        reply(
            self.uow,
            self.inbound,
            kind,
            subject_id,
            recipient_id=self.person.id,
            details=details,
            slot=slot,
            language=self.person.language,
            place=place,
            secret=secret,
        )

    def conclude(self, done: Subject | Refused, kind: str) -> None:
        """Say what was done, and to what; or why it was not."""
        if isinstance(done, Refused):
            self.refuse(done)
        else:
            self.say(kind, done.id)

    def private_place(self) -> Place | None:
        """Where this account can be written to in private; ``None`` when it never opened one."""
        if self.inbound.place.kind is PlaceKind.PRIVATE:
            return self.inbound.place
        return None if self.account.unreachable_since else self.account.home

    def refuse(self, refused: Refused, draft_id: str | None = None) -> None:
        """Say in words why not, and until when; and the way back to a draft's preview."""
        details: dict[str, str | int] = {**refused.details, "reason": refused.reason}
        if refused.until is not None:
            details["until"] = refused.until.isoformat()
        self.say("refused", draft_id, details)
