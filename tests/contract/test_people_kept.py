"""The unit of work's promises about professionals, accounts, drafts and circles."""

from collections.abc import Sequence

import pytest

from bot.domain.drafts import DraftId, Focus, Mode
from bot.domain.people import AccountId, ProfessionalId, Role, Standing
from bot.ports import UnitOfWorkFactory
from tests.contract import samples
from tests.contract.samples import ACCOUNT, ASKER, CIRCLE, DRAFT, HELPER, NOW, after, before


def ids(things: Sequence[object]) -> list[str]:
    return [thing.id for thing in things]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("standing", "is_listed"),
    [(Standing.ACTIVE, True), (Standing.LEFT, False), (Standing.REMOVED, False)],
)
def test_only_the_active_are_listed(
    unit_of_work: UnitOfWorkFactory, standing: Standing, is_listed: bool
) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional("p", standing=standing))
        listed = ["p"] if is_listed else []
        assert ids(uow.professionals.active()) == listed
        assert ids(uow.professionals.named_like("zoé")) == listed
        may_come_back = ["p"] if standing is not Standing.REMOVED else []
        assert ids(uow.professionals.named_like("zoé", left=True)) == may_come_back
        assert ids(uow.professionals.with_role_at_least_pilot()) == listed


def test_the_active_come_in_order_of_code_points(unit_of_work: UnitOfWorkFactory) -> None:
    unordered = ["b", "a-1", "B", "é", "a_1", "a1", "z", "A"]
    with unit_of_work() as uow:
        for id in unordered:
            uow.professionals.add(samples.professional(id))
        assert ids(uow.professionals.active()) == sorted(unordered)


@pytest.mark.parametrize(
    ("role", "is_listed"),
    [(Role.MEMBER, False), (Role.PILOT, True), (Role.MODERATOR, True), (Role.OPERATOR, True)],
)
def test_pilots_and_above(unit_of_work: UnitOfWorkFactory, role: Role, is_listed: bool) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional("p", role=role))
        assert bool(uow.professionals.with_role_at_least_pilot()) is is_listed


@pytest.mark.parametrize(
    ("name", "looked_for", "is_found"),
    [
        ("Zoé Lefèvre-Œuvrard", "zoe", True),
        ("Zoé Lefèvre-Œuvrard", "OEUVRARD zoé", True),
        ("Zoé Lefèvre-Œuvrard", "Œuvrard, Lefevre", True),
        ("Zoe\u0301 Martin", "Zoé", True),
        ("Zoé Lefèvre", "Zoé Martin", False),
        ("Zoé Lefèvre", "Lef", False),
        ("Ali N’Diaye", "n'diaye", True),
        ("Zoé Lefèvre", "%", False),
        ("Zoé Lefèvre", "_oe", False),
        ("Zoé Lefèvre", "", False),
        ("Zoé Lefèvre", " — ", False),
    ],
)
def test_names_are_found_by_whole_words(
    unit_of_work: UnitOfWorkFactory, name: str, looked_for: str, is_found: bool
) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional("p", display_name=name))
        assert bool(uow.professionals.named_like(looked_for)) is is_found


def test_a_new_name_is_found_at_once(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.professionals.add(samples.professional("p", display_name="Zoé"))
        uow.professionals.update(samples.professional("p", display_name="Ali"))
        assert ids(uow.professionals.named_like("ali")) == ["p"]
        assert ids(uow.professionals.named_like("zoe")) == []


def test_accounts_the_most_recently_linked_first(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.add(samples.account("newer", ASKER, linked_at=before(days=1)))
        uow.accounts.add(samples.account("older", ASKER, linked_at=before(days=99)))
        assert ids(uow.accounts.of(ASKER)) == ["newer", ACCOUNT, "older"]
        assert ids(uow.accounts.of_all([HELPER, ASKER, HELPER])) == [
            "newer",
            ACCOUNT,
            "older",
            "helper-account",
        ]
        assert uow.accounts.of_all([]) == []


def test_everyone_at_once(unit_of_work: UnitOfWorkFactory) -> None:
    """More people than a database takes values in one statement."""
    samples.populate(unit_of_work)
    many = [ProfessionalId(f"nobody-{number}") for number in range(70_000)]
    with unit_of_work() as uow:
        assert ids(uow.accounts.of_all([*many, ASKER])) == [ACCOUNT]


def test_an_account_is_found_on_its_own_channel(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.add(samples.account("same", HELPER, channel="matrix", user="user-of-account"))
        found = uow.accounts.find("webchat", "user-of-account")
        assert found is not None
        assert found.id == ACCOUNT
        assert uow.accounts.find("telegram", "user-of-account") is None
        assert uow.accounts.find("webchat", "USER-of-account") is None


def test_a_code_works_once(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.save_code(samples.code())
        assert uow.accounts.take_code("12345678") == samples.code()
        assert uow.accounts.take_code("12345678") is None


def test_a_new_code_ends_the_person_s_earlier_one(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.save_code(samples.code("11111111"))
        uow.accounts.save_code(samples.code("22222222"))
        uow.accounts.save_code(samples.code("33333333", of=HELPER))
        assert uow.accounts.take_code("11111111") is None
        assert uow.accounts.take_code("22222222") == samples.code("22222222")
        assert uow.accounts.take_code("33333333") == samples.code("33333333", of=HELPER)


def test_codes_that_are_dropped_are_unknown(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.accounts.save_code(samples.code("11111111"))
        uow.accounts.save_code(samples.code("22222222", of=HELPER))
        uow.accounts.drop_codes(ProfessionalId(ASKER))
        assert uow.accounts.take_code("11111111") is None
        assert uow.accounts.take_code("22222222") == samples.code("22222222", of=HELPER)


def test_a_removed_draft_is_gone_and_out_of_focus(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.drafts.set_focus(ACCOUNT, Focus(DRAFT, Mode.MASKING))
        uow.drafts.remove(DRAFT)
        uow.drafts.remove(DRAFT)
        assert uow.drafts.get(DRAFT) is None
        assert uow.drafts.focus(ACCOUNT) is None


def test_focus_moves_and_ends(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.drafts.add(samples.draft("other"))
        uow.drafts.set_focus(ACCOUNT, Focus(DRAFT))
        uow.drafts.set_focus(ACCOUNT, Focus(DraftId("other"), Mode.GIVING_BACK))
        assert uow.drafts.focus(ACCOUNT) == Focus(DraftId("other"), Mode.GIVING_BACK)
        uow.drafts.set_focus(ACCOUNT, None)
        uow.drafts.set_focus(ACCOUNT, None)
        assert uow.drafts.focus(ACCOUNT) is None
        assert uow.drafts.focus(AccountId("helper-account")) is None


def test_drafts_of_an_author_and_past_their_hours(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.drafts.remove(DRAFT)
        for id, of, ends in [
            ("now", ASKER, NOW),
            ("long-ago", ASKER, before(days=1)),
            ("later", ASKER, after(seconds=1)),
            ("theirs", HELPER, before(hours=1)),
        ]:
            uow.drafts.add(samples.draft(id, of, expires_at=ends, created_at=ends))
        assert ids(uow.drafts.by_author(ASKER)) == ["long-ago", "now", "later"]
        assert ids(uow.drafts.expired(NOW)) == ["long-ago", "theirs", "now"]
        assert ids(uow.drafts.expired(NOW, limit=2)) == ["long-ago", "theirs"]


def test_circles_of_a_member_and_of_a_chat(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        uow.circles.add(samples.circle("another", members=frozenset({HELPER}), chat=None))
        assert ids(uow.circles.all()) == ["another", CIRCLE]
        assert ids(uow.circles.of_member(HELPER)) == ["another", CIRCLE]
        assert ids(uow.circles.of_member(ASKER)) == [CIRCLE]
        found = uow.circles.of_chat("telegram", "-100")
        assert found is not None
        assert found.id == CIRCLE
        assert uow.circles.of_chat("matrix", "-100") is None
