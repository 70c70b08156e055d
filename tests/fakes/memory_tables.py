"""Tables in memory: committed rows, and one transaction's copies of what it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.domain.answers import Answer, Question, Vote
from bot.domain.cases import Case
from bot.domain.circles import Circle
from bot.domain.cursors import Cursor
from bot.domain.drafts import Draft, Focus
from bot.domain.fiches import Fiche
from bot.domain.inbound import Inbound
from bot.domain.notices import Notice, Offer
from bot.domain.people import Account, LinkCode, Professional
from bot.domain.places import Place
from bot.domain.records import AuditEntry, Deflection, PolicyVersion, WaveRecord
from bot.domain.solicitations import Solicitation
from bot.domain.texts import RawText
from bot.ports import ConcurrentChange, Unstorable

K = TypeVar("K")
V = TypeVar("V")

PlaceKey = tuple[str, str, str | None]


def place_key(place: Place) -> PlaceKey:
    return (place.channel, place.address, place.thread)


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    channel: str
    update_id: str
    inbound: Inbound | None
    attempts: int = 0
    claimed_until: datetime | None = None
    handled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    id: int
    notice: Notice
    attempts: int = 0
    claimed_until: datetime | None = None
    settled_at: datetime | None = None
    outcome: str | None = None
    message_id: str | None = None
    choices: tuple[str, ...] = ()


class Table(Generic[K, V]):
    """The rows of one table as one transaction sees them; copied the first time it writes."""

    def __init__(self, committed: dict[K, V]) -> None:
        self._rows = committed
        self.is_changed = False

    @property
    def rows(self) -> Mapping[K, V]:
        return self._rows

    def get(self, key: K) -> V | None:
        return self._rows.get(key)

    def values(self) -> Sequence[V]:
        return list(self._rows.values())

    def put(self, key: K, value: V) -> None:
        self._own()[key] = value

    def drop(self, key: K) -> V | None:
        return self._own().pop(key, None) if key in self._rows else None

    def insert(self, key: K, value: V) -> None:
        """Raises `ConcurrentChange` when the key is taken."""
        if key in self._rows:
            raise ConcurrentChange
        self.put(key, storable(value))

    def replace(self, key: K, value: V) -> None:
        """Raises `ConcurrentChange` when the row is no longer there."""
        if key not in self._rows:
            raise ConcurrentChange
        self.put(key, storable(value))

    def require(self, key: K | None) -> None:
        """Raises `Unstorable` when a reference points at nothing."""
        if key is not None and key not in self._rows:
            raise Unstorable("a reference to nothing")

    def _own(self) -> dict[K, V]:
        if not self.is_changed:
            self._rows = dict(self._rows)
            self.is_changed = True
        return self._rows


@dataclass
class Rows:
    """What is committed."""

    professionals: dict[str, Professional] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    codes: dict[str, LinkCode] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    focuses: dict[str, Focus] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    followers: dict[tuple[str, str], datetime] = field(default_factory=dict)
    solicitations: dict[str, Solicitation] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    votes: dict[tuple[str, str], Vote] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    fiches: dict[str, tuple[Fiche, tuple[str, ...]]] = field(default_factory=dict)
    policies: dict[int, PolicyVersion] = field(default_factory=dict)
    waves: dict[tuple[str, int], WaveRecord] = field(default_factory=dict)
    audit: dict[int, AuditEntry] = field(default_factory=dict)
    deflections: dict[int, Deflection] = field(default_factory=dict)
    feedback: dict[tuple[str, str, str], int] = field(default_factory=dict)
    inbox: dict[int, InboxRow] = field(default_factory=dict)
    updates: dict[tuple[str, str], int] = field(default_factory=dict)
    outbox: dict[int, OutboxRow] = field(default_factory=dict)
    settled: dict[int, OutboxRow] = field(default_factory=dict)
    offers: dict[PlaceKey, tuple[Offer, ...]] = field(default_factory=dict)
    cursors: dict[str, Cursor] = field(default_factory=dict)


class Transaction:
    """Every table, as one unit of work sees it."""

    def __init__(self, rows: Rows) -> None:
        self.begin(rows)

    def begin(self, rows: Rows) -> None:
        """See what is committed now; changes not published are gone."""
        self.professionals = Table(rows.professionals)
        self.people_read: set[str] = set()
        self.people_held: set[str] = set()
        self.accounts = Table(rows.accounts)
        self.codes = Table(rows.codes)
        self.drafts = Table(rows.drafts)
        self.drafts_read: set[str] = set()
        self.drafts_held: set[str] = set()
        self.focuses = Table(rows.focuses)
        self.circles = Table(rows.circles)
        self.cases = Table(rows.cases)
        self.cases_read: set[str] = set()
        self.cases_held: set[str] = set()
        self.followers = Table(rows.followers)
        self.solicitations = Table(rows.solicitations)
        self.answers = Table(rows.answers)
        self.votes = Table(rows.votes)
        self.questions = Table(rows.questions)
        self.fiches = Table(rows.fiches)
        self.policies = Table(rows.policies)
        self.waves = Table(rows.waves)
        self.audit = Table(rows.audit)
        self.deflections = Table(rows.deflections)
        self.feedback = Table(rows.feedback)
        self.inbox = Table(rows.inbox)
        self.updates = Table(rows.updates)
        self.outbox = Table(rows.outbox)
        self.settled = Table(rows.settled)
        self.offers = Table(rows.offers)
        self.cursors = Table(rows.cursors)

    def publish(self, rows: Rows) -> None:
        """Make the changes everybody's."""
        for table in fields(Rows):
            changed: Table[Any, Any] = getattr(self, table.name)
            if changed.is_changed:
                setattr(rows, table.name, changed.rows)


_ENCRYPTED = {"masked_more", "given_back", "proposed"}


def storable(value: V) -> V:
    """The value itself.

    Raises
    ------
    Unstorable
        As the real storages do.
    """
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise Unstorable("a naive datetime")
    if isinstance(value, str) and "\0" in value:
        raise Unstorable("a NUL character")
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
        raise Unstorable("a lone surrogate")
    if isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            storable(part)
    elif isinstance(value, tuple | frozenset | list):
        for part in value:
            storable(part)
    elif is_dataclass(value) and not isinstance(value, RawText):
        for part in fields(value):
            if part.name not in _ENCRYPTED:
                storable(getattr(value, part.name))
    return value
