"""The identities that people write from, and the codes that join two of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from bot.domain.people import Account, LinkCode, ProfessionalId
from storage.cipher import Cipher
from storage.places import maybe_place_columns, maybe_place_of
from storage.repository import Repository, batches
from storage.tables import accounts, link_codes


class SqlAccounts(Repository):
    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        super().__init__(connection)
        self._cipher = cipher

    def add(self, account: Account) -> None:
        self._insert(accounts, _columns(account))

    def update(self, account: Account) -> None:
        self._replace(accounts, account.id, _columns(account))

    def find(self, channel: str, user: str) -> Account | None:
        row = self._connection.execute(_OF_USER, {"channel": channel, "user": user}).first()
        return _account(row) if row else None

    def of(self, professional_id: ProfessionalId) -> Sequence[Account]:
        return self.of_all([professional_id])

    def of_all(self, professional_ids: Iterable[ProfessionalId]) -> Sequence[Account]:
        query = select(accounts).order_by(
            accounts.c.professional_id, accounts.c.linked_at.desc(), accounts.c.id
        )
        return [
            _account(row)
            for some in batches(sorted(set(professional_ids)))
            for row in self._rows(query.where(accounts.c.professional_id.in_(some)))
        ]

    def save_code(self, code: LinkCode) -> None:
        self.drop_codes(code.professional_id)
        self._upsert(
            link_codes,
            {
                "digest": self._cipher.digests(code.code)[0],
                "professional_id": code.professional_id,
                "expires_at": code.expires_at,
            },
        )

    def take_code(self, code: str) -> LinkCode | None:
        known = link_codes.c.digest.in_(self._cipher.digests(code))
        row = self._connection.execute(
            delete(link_codes).where(known).returning(*link_codes.c)
        ).first()
        return LinkCode(code, row.professional_id, row.expires_at) if row else None

    def drop_codes(self, professional_id: ProfessionalId) -> None:
        self._connection.execute(
            delete(link_codes).where(link_codes.c.professional_id == professional_id)
        )


_OF_USER = select(accounts).where(
    accounts.c.channel == bindparam("channel"), accounts.c.user_id == bindparam("user")
)


def _columns(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "professional_id": account.professional_id,
        "channel": account.channel,
        "user_id": account.user,
        **maybe_place_columns("home", account.home),
        "linked_at": account.linked_at,
        "unreachable_since": account.unreachable_since,
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        professional_id=row.professional_id,
        channel=row.channel,
        user=row.user_id,
        home=maybe_place_of("home", row),
        linked_at=row.linked_at,
        unreachable_since=row.unreachable_since,
    )
