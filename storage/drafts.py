"""Raw texts, sealed; and what each account is busy with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from bot.domain.drafts import Draft, DraftId, Focus, Mode, Purpose
from bot.domain.people import AccountId, ProfessionalId
from bot.domain.screening import Found, Risk, RiskLevel, Screened
from bot.domain.texts import RawText
from storage.cipher import Cipher, KeyLost
from storage.places import place_columns, place_of
from storage.repository import Repository
from storage.tables import drafts, focuses

_FOCUS = select(focuses).where(focuses.c.account_id == bindparam("account"))


class SqlDrafts(Repository):
    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        super().__init__(connection)
        self._cipher = cipher

    def add(self, draft: Draft) -> None:
        self._insert(drafts, self._columns(draft))

    def get(self, draft_id: DraftId) -> Draft | None:
        row = self._of_id(drafts, draft_id)
        return self._draft(row) if row else None

    def update(self, draft: Draft) -> None:
        self._replace(drafts, draft.id, self._columns(draft))

    def lock(self, draft_id: DraftId) -> Draft | None:
        row = self._first(select(drafts).where(drafts.c.id == draft_id).with_for_update())
        return self._draft(row) if row else None

    def remove(self, draft_id: DraftId) -> None:
        self._connection.execute(delete(drafts).where(drafts.c.id == draft_id))

    def by_author(self, author_id: ProfessionalId) -> Sequence[Draft]:
        query = select(drafts).where(drafts.c.author_id == author_id)
        rows = self._rows(query.order_by(drafts.c.created_at, drafts.c.id))
        return [self._draft(row) for row in rows]

    def expired(self, now: datetime, limit: int = 100) -> Sequence[Draft]:
        query = select(drafts).where(drafts.c.expires_at <= now)
        rows = self._rows(query.order_by(drafts.c.expires_at, drafts.c.id).limit(limit))
        return [self._draft(row) for row in rows]

    def focus(self, account_id: AccountId) -> Focus | None:
        row = self._connection.execute(_FOCUS, {"account": account_id}).first()
        return Focus(row.draft_id, Mode(row.mode)) if row else None

    def set_focus(self, account_id: AccountId, focus: Focus | None) -> None:
        if focus is None:
            self._connection.execute(delete(focuses).where(focuses.c.account_id == account_id))
        else:
            self._upsert(
                focuses,
                {
                    "account_id": account_id,
                    "draft_id": focus.draft_id,
                    "mode": focus.mode.value,
                },
            )

    def _columns(self, draft: Draft) -> dict[str, Any]:
        return {
            "id": draft.id,
            "author_id": draft.author_id,
            "account_id": draft.account_id,
            **place_columns(draft.place),
            "purpose": draft.purpose.value,
            "target_id": draft.target_id,
            "sealed": self._cipher.seal(_secrets(draft)),
            "created_at": draft.created_at,
            "expires_at": draft.expires_at,
            "themes": draft.themes,
            "tapped_themes": draft.tapped_themes,
            "departement": draft.departement,
            "departement_chosen": draft.departement_chosen,
            "urgent": draft.urgent,
            "replaces": draft.replaces,
        }

    def _opened(self, sealed: str) -> dict[str, Any]:
        """What was sealed; nothing, when its key was taken out of service: the draft is as good
        as gone, and goes in its time.
        """
        try:
            opened: dict[str, Any] = self._cipher.open(sealed)
        except KeyLost:
            return _NOTHING
        return opened

    def _draft(self, row: Row[Any]) -> Draft:
        secrets = self._opened(row.sealed)
        return Draft(
            id=row.id,
            author_id=row.author_id,
            account_id=row.account_id,
            place=place_of(row),
            purpose=Purpose(row.purpose),
            target_id=row.target_id,
            parts=tuple(RawText(part) for part in secrets["parts"]),
            created_at=row.created_at,
            expires_at=row.expires_at,
            message_ids=tuple(secrets.get("message_ids", ())),
            masked_more=tuple(secrets["masked_more"]),
            given_back=tuple(secrets["given_back"]),
            themes=row.themes,
            tapped_themes=row.tapped_themes,
            departement=row.departement,
            departement_chosen=row.departement_chosen,
            urgent=row.urgent,
            proposed=_proposed(secrets["proposed"]),
            numbered_from=secrets.get("numbered_from", ""),
            replaces=row.replaces,
        )


_NOTHING: dict[str, Any] = {"parts": (), "masked_more": (), "given_back": (), "proposed": None}


def _secrets(draft: Draft) -> dict[str, Any]:
    """Everything that holds, or points at, a word that screening may hide."""
    return {
        "parts": [part.value for part in draft.parts],
        "message_ids": draft.message_ids,
        "masked_more": draft.masked_more,
        "given_back": draft.given_back,
        "proposed": draft.proposed and _screened(draft.proposed),
        "numbered_from": draft.numbered_from,
    }


def _screened(screened: Screened) -> dict[str, Any]:
    risk = screened.risk
    return {
        "clean": screened.clean,
        "found": [(f.start, f.end, f.kind, f.replacement, f.source) for f in screened.found],
        "risk": (risk.level.value, risk.estimate, risk.reasons),
        "placeholders": screened.placeholders,
    }


def _proposed(values: dict[str, Any] | None) -> Screened | None:
    if values is None:
        return None
    level, estimate, reasons = values["risk"]
    return Screened(
        clean=values["clean"],
        found=tuple(Found(*found) for found in values["found"]),
        risk=Risk(RiskLevel(level), estimate, tuple(reasons)),
        placeholders=values["placeholders"],
    )
