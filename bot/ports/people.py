"""Members, the accounts they write from, and their circles."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.domain.circles import Circle, CircleId
from bot.domain.people import Account, LinkCode, Professional, ProfessionalId


class Professionals(Protocol):
    def add(self, professional: Professional) -> None: ...

    def get(self, professional_id: ProfessionalId) -> Professional | None: ...

    def update(self, professional: Professional) -> None: ...

    def lock(self, professional_id: ProfessionalId) -> Professional | None:
        """The person, held until the end of the unit of work: no choice of theirs is undone."""
        ...

    def active(self) -> Sequence[Professional]:
        """Everyone who may be solicited as far as standing goes, in order of id."""
        ...

    def named_like(self, text: str, *, left: bool = False) -> Sequence[Professional]:
        """Active members whose display name holds every word of the text, accents forgiven.

        With `left`, those who left of their own will too. In order of id; nobody for a text
        without a word.
        """
        ...

    def with_role_at_least_pilot(self) -> Sequence[Professional]: ...

    def erase(self, professional_id: ProfessionalId) -> None:
        """Forget the person; what they were asked stays countable, by id alone.

        Their row stays, empty and `Standing.LEFT`. Their accounts, codes, drafts, votes, circle
        memberships, web conversation and every notice to them go; their cases, answers,
        questions, replies and comments lose their text. Cancel what is open before this call,
        and add any farewell after it, in the same unit of work.
        """
        ...


class Accounts(Protocol):
    def add(self, account: Account) -> None: ...

    def update(self, account: Account) -> None: ...

    def find(self, channel: str, user: str) -> Account | None: ...

    def of(self, professional_id: ProfessionalId) -> Sequence[Account]:
        """Accounts of a person, the most recently linked first."""
        ...

    def of_all(self, professional_ids: Iterable[ProfessionalId]) -> Sequence[Account]: ...

    def save_code(self, code: LinkCode) -> None:
        """Keep what recognises the code, not the code; the person's earlier ones stop working."""
        ...

    def take_code(self, code: str) -> LinkCode | None:
        """The code, used up, expired or not; ``None`` when unknown."""
        ...

    def drop_codes(self, professional_id: ProfessionalId) -> None:
        """The codes given for this person stop working."""
        ...


class Circles(Protocol):
    def add(self, circle: Circle) -> None: ...

    def get(self, circle_id: CircleId) -> Circle | None: ...

    def update(self, circle: Circle) -> None: ...

    def all(self) -> Sequence[Circle]: ...

    def of_member(self, professional_id: ProfessionalId) -> Sequence[Circle]: ...

    def of_chat(self, channel: str, address: str) -> Circle | None: ...
