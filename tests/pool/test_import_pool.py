"""Importing twice changes nothing, and never undoes what a person chose."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.circles import CircleId
from bot.domain.people import (
    Account,
    AccountId,
    ProfessionalId,
    Role,
    Scope,
    Standing,
    Structure,
    StructureId,
)
from bot.domain.places import Place
from bot.domain.records import Act
from bot.usecases.import_pool import CircleEntry, PoolEntry, import_pool
from bot.usecases.invite import invite
from bot.usecases.world import World
from tests.fakes.memory import MemoryStore

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Counting:
    """Chance that counts."""

    def __init__(self) -> None:
        self._next = 0

    def new_id(self) -> str:
        return f"{self.seed():016d}"

    def seed(self) -> int:
        self._next += 1
        return self._next

    def code(self) -> str:
        return f"{self.seed():08d}"


class NoHolidays:
    def within(self, departement: str, first: date, last: date) -> frozenset[date]:
        return frozenset()


WORLD = World(NOW, Counting(), NoHolidays())

ZELIE = PoolEntry(
    id=ProfessionalId("p1"),
    display_name="Zélie Quermeneur",
    structure=Structure(StructureId("ccas-valmorel-59"), "CCAS de Valmorel", "ccas"),
    job="assistante sociale",
    departement="59",
    region="Hauts-de-France",
    scope=Scope.LOCAL,
    themes=("emploi",),
    weekly_cap=2,
)
HUGO = replace(ZELIE, id=ProfessionalId("p2"), display_name="Hugo Payet", departement="974")


def test_a_newcomer_joins_now_on_the_clock_of_their_departement() -> None:
    with MemoryStore().unit_of_work() as uow:
        done = import_pool(uow, WORLD, [ZELIE, HUGO])
        zelie, hugo = uow.professionals.get(ZELIE.id), uow.professionals.get(HUGO.id)
    assert done.added == ("p1", "p2")
    assert zelie is not None
    assert hugo is not None
    assert (zelie.joined_at, zelie.timezone, zelie.role) == (NOW, "Europe/Paris", Role.MEMBER)
    assert hugo.timezone == "Indian/Reunion"


def test_a_second_import_changes_nothing() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE])
        before = uow.professionals.get(ZELIE.id)
        done = import_pool(uow, replace(WORLD, now=NOW + timedelta(days=9)), [ZELIE])
        assert (done.added, done.changed, done.unchanged) == ((), (), ("p1",))
        assert uow.professionals.get(ZELIE.id) == before


def test_what_a_person_chose_or_underwent_outlives_an_import() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE])
        member = uow.professionals.get(ZELIE.id)
        assert member is not None
        theirs = replace(
            member,
            weekly_cap=1,
            standing=Standing.LEFT,
            paused_until=NOW + timedelta(days=30),
            role=Role.PILOT,
        )
        uow.professionals.update(theirs)
        done = import_pool(uow, WORLD, [replace(ZELIE, job="cheffe de service", weekly_cap=5)])
        assert done.changed == ("p1",)
        assert uow.professionals.get(ZELIE.id) == replace(theirs, job="cheffe de service")


def test_a_file_may_lower_a_cap_and_move_somebody() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE])
        import_pool(uow, WORLD, [replace(ZELIE, weekly_cap=1, departement="974")])
        member = uow.professionals.get(ZELIE.id)
    assert member is not None
    assert (member.weekly_cap, member.timezone) == (1, "Indian/Reunion")


def test_who_is_not_in_the_file_is_left_alone() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE, HUGO])
        import_pool(uow, WORLD, [ZELIE])
        hugo = uow.professionals.get(HUGO.id)
    assert hugo is not None
    assert hugo.standing is Standing.ACTIVE


def test_a_circle_keeps_the_people_that_the_network_knows() -> None:
    entry = CircleEntry(
        CircleId("jeunes"),
        "Jeunes",
        pilots=frozenset({ZELIE.id}),
        members=frozenset({HUGO.id, ProfessionalId("nobody")}),
    )
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE, HUGO], [entry])
        import_pool(uow, WORLD, [ZELIE, HUGO], [entry])
        (circle,) = uow.circles.all()
    assert circle.pilots == {ZELIE.id}
    assert circle.members == {ZELIE.id, HUGO.id}


def test_who_has_no_account_gets_one_code_that_lasts_a_month() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE, HUGO])
        account = Account(AccountId("a1"), HUGO.id, "webchat", "u1", None, NOW)
        uow.accounts.add(account)
        (code,) = invite(uow, WORLD, [ZELIE.id, HUGO.id])
        assert (code.professional_id, code.expires_at) == (ZELIE.id, NOW + timedelta(days=30))
        assert len(code.code) == 16
        assert uow.accounts.take_code(code.code) == code


def test_a_code_given_for_one_role_opens_no_other() -> None:
    """A pilot may make a code for a member; it must not wait for the member to be a moderator."""
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE, HUGO])
        first, other = invite(uow, WORLD, [ZELIE.id, HUGO.id])
        import_pool(uow, WORLD, [replace(ZELIE, role=Role.MODERATOR), replace(HUGO, job="gardien")])
        assert uow.accounts.take_code(first.code) is None
        assert uow.accounts.take_code(other.code) == other


def test_an_import_is_audited_in_figures() -> None:
    with MemoryStore().unit_of_work() as uow:
        import_pool(uow, WORLD, [ZELIE, HUGO])
        (entry,) = uow.records.audited_since(Act.IMPORT_POOL, WORLD.now - timedelta(days=1))
    assert entry.details == {"added": 2, "changed": 0, "unchanged": 0, "circles": 0}


def test_who_is_named_on_matrix_is_written_to_first_and_once() -> None:
    store = MemoryStore()
    zelie = replace(ZELIE, matrix="@zelie:hs.test")
    for _ in range(2):
        with store.unit_of_work() as uow:
            import_pool(uow, WORLD, [zelie])
            uow.commit()
    with store.unit_of_work() as uow:
        (account,) = uow.accounts.of(ZELIE.id)
        assert (account.channel, account.user) == ("matrix", "@zelie:hs.test")
        assert account.home == Place("matrix", "@zelie:hs.test")
        (claimed,) = uow.outbox.claim(NOW + timedelta(days=1), 60, 10)
        assert (claimed.notice.kind, claimed.notice.place) == ("welcome", account.home)
        # Asking for a code as well gives none: they are in.
        assert list(invite(uow, WORLD, [ZELIE.id])) == []


def test_an_account_that_is_somebody_else_s_stays_theirs() -> None:
    store = MemoryStore()
    hugo = replace(ZELIE, id=ProfessionalId("p2"), matrix="@zelie:hs.test")
    with store.unit_of_work() as uow:
        import_pool(uow, WORLD, [replace(ZELIE, matrix="@zelie:hs.test"), hugo])
        assert list(uow.accounts.of(hugo.id)) == []
        assert len(uow.accounts.of(ZELIE.id)) == 1
