"""The unit of work's promises about the inbox and the outbox."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.domain.cursors import Cursor
from bot.domain.delivery import Gone, RetryAt, SendOutcome, Sent, Unknown
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Event,
    Moved,
    Reacted,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.notices import Claimed, NoticeId, Offer
from bot.domain.people import ProfessionalId
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText
from bot.ports import ConcurrentChange, Outbox, UnitOfWork, UnitOfWorkFactory
from storage.tables import outbox
from storage.unit_of_work import SqlUnitOfWork
from tests.contract import samples
from tests.contract.kept import everything_kept
from tests.contract.samples import ASKER, HELPER, NOW, after, before

LEASE = 60


def taken(uow: UnitOfWork, now: datetime = NOW, limit: int = 10) -> list[str]:
    """Update ids of the events that can be claimed now."""
    return [stored.inbound.update_id for stored in uow.inbox.claim(now, LEASE, limit)]


def claimed(uow: UnitOfWork, now: datetime = NOW, limit: int = 10) -> list[str]:
    """Kinds of the notices that can be claimed now."""
    return [claim.notice.kind for claim in uow.outbox.claim(now, LEASE, limit)]


def claim_one(outbox: Outbox, now: datetime = NOW) -> Claimed:
    (claim,) = outbox.claim(now, LEASE, 10)
    return claim


def last_choices(uow: UnitOfWork, place: Place) -> list[str]:
    """What the last list offers there."""
    return [token for offer in uow.outbox.offers(place)[:1] for token in offer.tokens]


# Inbox


@pytest.mark.parametrize(
    "event",
    [
        Said(RawText("bonjour"), "m1"),
        Said(RawText("bonjour"), "m1", reply_to="m0"),
        Tapped("token", "m1"),
        Tapped("token"),
        Edited(RawText("bonsoir"), "m1"),
        Deleted("m1"),
        Reacted("m1", "👍"),
        *(Attached(kind) for kind in Unreadable),
        Attached(Unreadable.PHOTO, "message-1"),
        Arrived("code"),
        Arrived(),
        BotPresence(True),
        Moved("-1002"),
    ],
    ids=repr,
)
def test_every_event_comes_back(unit_of_work: UnitOfWorkFactory, event: Event) -> None:
    inbound = samples.inbound(
        event=event, place=Place("telegram", "-100", PlaceKind.GROUP, "7"), language=None
    )
    with unit_of_work() as uow:
        uow.inbox.receive(inbound)
        uow.commit()
    with unit_of_work() as uow:
        (stored,) = uow.inbox.claim(NOW, LEASE, 10)
        assert stored.inbound == inbound
        assert stored.attempts == 1


def test_a_repeat_is_dropped_even_once_handled(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        assert uow.inbox.receive(samples.inbound("1")) is True
        assert uow.inbox.receive(samples.inbound("1", at="elsewhere")) is False
        assert uow.inbox.receive(samples.inbound("1", place=Place("matrix", "x"))) is True
        for stored in uow.inbox.claim(NOW, LEASE, 10):
            uow.inbox.done(stored.id)
        uow.commit()
    with unit_of_work() as uow:
        assert uow.inbox.receive(samples.inbound("1")) is False
        assert taken(uow) == []


def test_events_of_one_place_are_handled_one_at_a_time(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for update_id, at in [("1", "a"), ("2", "a"), ("3", "b"), ("4", "a"), ("5", "c")]:
            uow.inbox.receive(samples.inbound(update_id, at))
        first = uow.inbox.claim(NOW, LEASE, 2)
        assert [stored.inbound.update_id for stored in first] == ["1", "3"]
        assert taken(uow) == ["5"]
        uow.inbox.done(first[0].id)
        assert taken(uow) == ["2"]


def test_threads_of_a_place_do_not_wait_for_each_other(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for update_id, thread in [("1", None), ("2", "t"), ("3", "t")]:
            place = Place("telegram", "-100", PlaceKind.GROUP, thread)
            uow.inbox.receive(samples.inbound(update_id, place=place))
        assert taken(uow) == ["1", "2"]


def test_an_event_comes_back_when_its_handler_died(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.inbox.receive(samples.inbound("1"))
        uow.inbox.receive(samples.inbound("2"))
        assert taken(uow) == ["1"]
        assert taken(uow, after(seconds=LEASE)) == []
        (again,) = uow.inbox.claim(after(seconds=LEASE + 1), LEASE, 10)
        assert (again.inbound.update_id, again.attempts) == ("1", 2)


def test_what_is_in_hand_is_kept_for_longer(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.inbox.receive(samples.inbound("1", at="a"))
        uow.inbox.receive(samples.inbound("2", at="b"))
        uow.inbox.receive(samples.inbound("3", at="c"))
        first, second = uow.inbox.claim(NOW, LEASE, 2)
        uow.inbox.done(second.id)
        uow.inbox.keep([first.id, second.id, 999], after(seconds=2 * LEASE))
        assert taken(uow, after(seconds=LEASE + 1)) == ["3"], "not claimed yet: for anybody"
        (again,) = uow.inbox.claim(after(seconds=2 * LEASE + 2), LEASE, 1)
        assert (again.inbound.update_id, again.attempts) == ("1", 2)


def test_a_poisonous_event_is_parked(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.inbox.receive(samples.inbound("1"))
        uow.inbox.receive(samples.inbound("2"))
        (stored,) = uow.inbox.claim(NOW, LEASE, 10)
        uow.inbox.park(stored.id)
        uow.inbox.park(stored.id)
        assert taken(uow) == ["2"]
        assert taken(uow, after(seconds=LEASE + 1)) == ["2"], "the other one never comes back"
        assert uow.inbox.receive(samples.inbound("1")) is False


def test_an_event_is_done_once(unit_of_work: UnitOfWorkFactory) -> None:
    """A handler that was slower than its lease must not commit its effects a second time."""
    with unit_of_work() as uow:
        uow.inbox.receive(samples.inbound())
        (stored,) = uow.inbox.claim(NOW, LEASE, 10)
        uow.inbox.done(stored.id)
        uow.commit()
    with pytest.raises(ConcurrentChange), unit_of_work() as uow:
        uow.inbox.done(stored.id)


# Outbox


def test_notices_leave_in_order_within_a_place(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for kind, at in [("1", "a"), ("2", "a"), ("3", "b"), ("4", "c"), ("5", "c")]:
            uow.outbox.add(samples.notice(kind, at))
        first = uow.outbox.claim(NOW, LEASE, 2)
        assert [claim.notice.kind for claim in first] == ["1", "3"]
        assert claimed(uow) == ["4"]
        uow.outbox.settle(first[0].id, Sent("m"), NOW)
        assert claimed(uow) == ["2"]


def test_who_has_just_written_is_served_first(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for kind, at in [("ask", "a"), ("ask", "b"), ("ask", "c")]:
            uow.outbox.add(samples.notice(kind, at))
        for kind, at in [("reply to d", "d"), ("reply to c", "c"), ("next to d", "d")]:
            uow.outbox.add(samples.notice(kind, at, prompted=True))
        assert claimed(uow, limit=2) == ["reply to d", "ask"]
        assert claimed(uow) == ["ask", "ask"], "what is before a reply in its place stays before"


def test_a_notice_not_due_yet_holds_nobody_back(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("later", due_at=after(hours=1)))
        uow.outbox.add(samples.notice("now", due_at=NOW))
        first = claim_one(uow.outbox)
        assert first.notice.kind == "now"
        assert claimed(uow, after(hours=2)) == []
        uow.outbox.settle(first.id, Sent("m"), NOW)
        assert claimed(uow, after(hours=2)) == ["later"]


def test_a_claim_says_until_when_and_which_try(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice())
        first = claim_one(uow.outbox)
        assert (first.id, first.attempts, first.claimed_until) == (added, 1, after(seconds=LEASE))
        uow.outbox.settle(added, RetryAt(after(minutes=5), "flood"), NOW)
        assert claimed(uow, after(minutes=4)) == []
        again = claim_one(uow.outbox, after(minutes=5))
        assert (again.id, again.attempts) == (added, 2)
        assert again.notice.due_at == after(minutes=5)


@pytest.mark.parametrize("outcome", [Sent("m"), Gone("blocked"), Unknown("time-out")], ids=repr)
def test_the_other_outcomes_are_final(
    unit_of_work: UnitOfWorkFactory, outcome: SendOutcome
) -> None:
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice())
        claim_one(uow.outbox)
        assert uow.outbox.waiting() == 1
        uow.outbox.settle(added, outcome, NOW)
        uow.outbox.settle(added, RetryAt(NOW, "late"), NOW)
        uow.outbox.requeue(added, NOW)
        assert uow.outbox.waiting() == 0
        assert claimed(uow, after(days=1)) == []
        assert uow.outbox.abandoned(after(days=1)) == []


@pytest.mark.parametrize(
    ("first", "late", "is_known"),
    [
        (Unknown("sender-died"), Sent("m"), True),
        (Gone("blocked"), Sent("m"), False),
        (Sent("m"), Unknown("late"), True),
        (Sent("m"), Gone("late"), True),
    ],
    ids=repr,
)
def test_only_a_late_arrival_changes_an_unknown_fate(
    unit_of_work: UnitOfWorkFactory, first: SendOutcome, late: SendOutcome, is_known: bool
) -> None:
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice(slot="s"))
        claim_one(uow.outbox)
        uow.outbox.settle(added, first, NOW)
        uow.outbox.settle(added, late, after(minutes=9))
        assert (uow.outbox.subject_of("webchat", "home-of-helper", "m") is not None) is is_known
        assert uow.forgetting.expired(NOW, {"settled-notices": 0}) == [
            ("settled-notices", str(added))
        ]


SECRET = "80 315 977 secret"


def test_a_secret_waits_sealed_and_comes_with_each_try(unit_of_work: UnitOfWorkFactory) -> None:
    """A code to show: there for whoever sends it, again after a refusal or a death."""
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice(secret=SECRET))
        assert claim_one(uow.outbox).notice.secret == SECRET
        uow.outbox.settle(added, RetryAt(after(seconds=1), "busy"), NOW)
        assert claim_one(uow.outbox, after(seconds=2)).notice.secret == SECRET
        (died,) = uow.outbox.abandoned(after(seconds=3 + LEASE))
        assert died.notice.secret == SECRET


@pytest.mark.parametrize("fate", [Sent("m"), Gone("blocked"), Unknown("timeout")], ids=repr)
def test_a_secret_does_not_outlive_its_sending(
    unit_of_work: UnitOfWorkFactory, fate: SendOutcome
) -> None:
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice(secret=SECRET))
        claim_one(uow.outbox)
        uow.outbox.settle(added, fate, NOW)
        uow.commit()
    assert SECRET not in everything_kept(unit_of_work)
    with unit_of_work() as uow:
        if isinstance(uow, SqlUnitOfWork):
            assert uow._connection.scalars(select(outbox.c.sealed)).all() == [None]


def test_a_lapsed_claim_comes_back_only_as_abandoned(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice("1"))
        uow.outbox.add(samples.notice("2"))
        claim = claim_one(uow.outbox)
        assert uow.outbox.abandoned(after(seconds=LEASE)) == []
        late = after(seconds=LEASE + 1)
        assert uow.outbox.abandoned(late) == [claim]
        assert claimed(uow, late) == []
        uow.outbox.requeue(added, late)
        assert uow.outbox.abandoned(late) == []
        assert claim_one(uow.outbox, late).attempts == 2


def test_what_was_abandoned_comes_oldest_first(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for kind in "123":
            uow.outbox.add(samples.notice(kind, at=kind))
        uow.outbox.claim(NOW, LEASE, 10)
        lost = uow.outbox.abandoned(after(hours=1), limit=2)
        assert [claim.notice.kind for claim in lost] == ["1", "2"]


def test_a_waiting_notice_of_the_slot_is_replaced(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("old", slot="s"))
        uow.outbox.add(samples.notice("other slot", slot="t"))
        uow.outbox.add(samples.notice("other place", at="b", slot="s"))
        uow.outbox.add(samples.notice("new", slot="s"))
        assert uow.outbox.waiting() == 3
        seen = []
        for _ in range(2):
            for claim in uow.outbox.claim(NOW, LEASE, 10):
                seen.append(claim.notice.kind)
                uow.outbox.settle(claim.id, Sent("m"), NOW)
        assert seen == ["other slot", "other place", "new"]


def test_without_a_slot_nothing_is_replaced(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("1"))
        uow.outbox.add(samples.notice("2"))
        assert uow.outbox.waiting() == 2


def test_a_notice_in_flight_is_not_replaced(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        flying = uow.outbox.add(samples.notice("old", slot="s"))
        claim_one(uow.outbox)
        uow.outbox.add(samples.notice("new", slot="s"))
        assert uow.outbox.waiting() == 2
        uow.outbox.settle(flying, Sent("m1"), NOW)
        new = claim_one(uow.outbox)
        assert (new.notice.kind, new.edits) == ("new", "m1")


@pytest.mark.parametrize("put_back", ["retry", "requeue"])
def test_what_was_overtaken_in_flight_does_not_leave(
    unit_of_work: UnitOfWorkFactory, put_back: str
) -> None:
    """An old screen must never edit a newer one."""
    with unit_of_work() as uow:
        old = uow.outbox.add(samples.notice("old", slot="s"))
        claim_one(uow.outbox)
        uow.outbox.add(samples.notice("new", slot="s"))
        if put_back == "retry":
            uow.outbox.settle(old, RetryAt(after(hours=1), "flood"), NOW)
        else:
            uow.outbox.requeue(old, after(hours=1))
        assert uow.outbox.waiting() == 1
        assert claim_one(uow.outbox).notice.kind == "new"


def test_an_edit_names_the_last_message_of_its_slot(unit_of_work: UnitOfWorkFactory) -> None:
    outcomes: list[tuple[SendOutcome, str | None]] = [
        (Sent("m1"), None),
        (Sent("m2"), "m1"),
        (Gone("edited-too-late"), "m2"),
        (Unknown("time-out"), "m2"),
        (Sent("m5"), "m2"),
        (Sent("m6"), "m5"),
    ]
    with unit_of_work() as uow:
        for outcome, edits in outcomes:
            uow.outbox.add(samples.notice(slot="s"))
            claim = claim_one(uow.outbox)
            assert claim.edits == edits
            uow.outbox.settle(claim.id, outcome, NOW)
        uow.outbox.add(samples.notice(at="elsewhere", slot="s"))
        assert claim_one(uow.outbox).edits is None
        uow.outbox.add(samples.notice())
        assert claim_one(uow.outbox).edits is None


def test_a_reply_leads_to_the_notice_that_became_the_message(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.full_notice())
        claim = claim_one(uow.outbox)
        assert uow.outbox.subject_of("telegram", "-100", "m") is None
        uow.outbox.settle(claim.id, Sent("m"), NOW)
        uow.commit()
    with unit_of_work() as uow:
        sent = replace(samples.full_notice(), secret=None)
        assert uow.outbox.subject_of("telegram", "-100", "m") == sent
        assert uow.outbox.subject_of("telegram", "-101", "m") is None
        assert uow.outbox.subject_of("matrix", "-100", "m") is None


def test_an_edited_message_is_about_its_last_subject(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for subject in ("draft", "case"):
            uow.outbox.add(samples.notice(slot="s", subject_id=subject))
            uow.outbox.settle(claim_one(uow.outbox).id, Sent("m"), NOW)
        found = uow.outbox.subject_of("webchat", "home-of-helper", "m")
        assert found is not None
        assert found.subject_id == "case"


def test_the_last_choices_offered_in_a_place(unit_of_work: UnitOfWorkFactory) -> None:
    place = Place("webchat", "home-of-helper")
    with unit_of_work() as uow:
        first, second, third = (uow.outbox.add(samples.notice()) for _ in range(3))
        assert last_choices(uow, place) == []
        uow.outbox.shown(second, ["a", "b"], NOW)
        uow.outbox.shown(third, [], NOW)
        assert last_choices(uow, place) == ["a", "b"]
        uow.outbox.shown(first, ["c"], NOW)
        uow.outbox.shown(NoticeId(-1), ["d"], NOW)
        assert last_choices(uow, place) == ["c"]
        assert last_choices(uow, Place("webchat", "elsewhere")) == []


def test_the_last_lists_are_kept_with_when_they_came(unit_of_work: UnitOfWorkFactory) -> None:
    """A few of them, the newest first; the same list again is no other list."""
    place = Place("webchat", "home-of-helper")
    with unit_of_work() as uow:
        for number in range(6):
            added = uow.outbox.add(samples.notice(prompted=number % 2 == 0))
            uow.outbox.shown(added, [f"a{number}", "b"], after(seconds=number))
        uow.outbox.shown(added, ["a5", "b"], after(minutes=9))
        uow.commit()
    with unit_of_work() as uow:
        assert list(uow.outbox.offers(place)) == [
            Offer((f"a{number}", "b"), after(seconds=number), number % 2 == 0)
            for number in (5, 4, 3, 2)
        ]


def test_an_edit_above_leaves_the_last_choices_below(unit_of_work: UnitOfWorkFactory) -> None:
    place = Place("webchat", "home-of-helper")

    def say(message_id: str, *tokens: str) -> list[str]:
        """A message is sent, or edited; what a number typed now would choose from."""
        with unit_of_work() as uow:
            uow.outbox.add(samples.notice())
            taken = claim_one(uow.outbox).id
            uow.outbox.settle(taken, Sent(message_id), NOW)
            uow.outbox.shown(taken, tokens, NOW)
            offered = last_choices(uow, place)
            uow.commit()
        return offered

    assert say("progress", "undo") == ["undo"]
    assert say("digest", "unblocks", "no") == ["unblocks", "no"]
    assert say("progress", "see") == ["unblocks", "no"], "read above, the digest is last"
    assert say("digest", "almost") == ["almost"]
    assert say("digest") == ["almost"], "what was offered before still counts"
    assert say("progress", "see") == ["see"], "nothing is offered below it any more"


def test_what_waited_while_a_reply_left_is_below_it(unit_of_work: UnitOfWorkFactory) -> None:
    place = Place("webchat", "home-of-helper")
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("in the morning", due_at=after(hours=10)))
        uow.outbox.add(samples.notice("reply"))
        for now, tokens in ((NOW, ["review"]), (after(hours=10), ["see"])):
            taken = claim_one(uow.outbox, now).id
            uow.outbox.settle(taken, Sent(f"m-{tokens}"), now)
            uow.outbox.shown(taken, tokens, NOW)
            assert last_choices(uow, place) == tokens


def test_each_message_keeps_the_choices_it_shows_now(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for subject, offered in (("draft", ["a", "b"]), ("case", ["c"]), ("other", ["d"])):
            slot = "other" if subject == "other" else "s"
            uow.outbox.add(samples.notice(slot=slot, subject_id=subject))
            taken = claim_one(uow.outbox).id
            uow.outbox.settle(taken, Sent(f"m-{slot}"), NOW)
            uow.outbox.shown(taken, offered, NOW)

        def offered_by(message_id: str, address: str = "home-of-helper") -> list[str]:
            return list(uow.outbox.choices_of("webchat", address, message_id))

        assert offered_by("m-s") == ["c"]
        assert offered_by("m-other") == ["d"]
        assert offered_by("m-s", "elsewhere") == offered_by("m-unknown") == []


def test_what_a_closed_channel_would_say_waits_for_who_can(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("waits"))
        assert list(uow.outbox.claim(NOW, LEASE, 10, ["webchat", "elsewhere"])) == []
        assert claimed(uow) == ["waits"]


def test_who_was_shown_a_slot_is_known(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        for at, recipient in [("a", HELPER), ("b", ASKER), ("c", HELPER), ("d", None)]:
            uow.outbox.add(samples.notice(at=at, slot="twin", recipient_id=recipient))
        uow.outbox.add(samples.notice(at="e", slot="other", recipient_id=ASKER))
        for claimed in uow.outbox.claim(NOW, 60, 2):
            uow.outbox.settle(claimed.id, Sent("m"), NOW)
        assert uow.outbox.readers("twin") == [ASKER, HELPER]
        assert uow.outbox.readers("none") == []


def test_a_cursor_is_where_it_was_left(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        assert uow.cursors.get("matrix:@bot:a.test") is None
        uow.cursors.save("matrix:@bot:a.test", Cursor("epoch"))
        uow.commit()
    with unit_of_work() as uow:
        assert uow.cursors.get("matrix:@bot:a.test") == Cursor("epoch", None)
        uow.cursors.save("matrix:@bot:a.test", Cursor("epoch", "s72"))
        uow.cursors.save("matrix:@bot:b.test", Cursor("other", "s1"))
        uow.commit()
    with unit_of_work() as uow:
        assert uow.cursors.get("matrix:@bot:a.test") == Cursor("epoch", "s72")
        uow.cursors.save("matrix:@bot:a.test", Cursor("epoch", "s73"))
    with unit_of_work() as uow:
        assert uow.cursors.get("matrix:@bot:a.test") == Cursor("epoch", "s72")


def test_what_waits_for_a_place_that_moved_follows_it(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        uow.outbox.add(samples.notice("gone", at="old"))
        uow.outbox.settle(claim_one(uow.outbox).id, Sent("m1"), NOW)
        uow.outbox.add(samples.notice("in-flight", at="old"))
        flying = claim_one(uow.outbox)
        uow.outbox.add(samples.notice("waiting", at="old"))
        uow.outbox.add(samples.notice("of-others", at="elsewhere", due_at=after(hours=1)))
        uow.outbox.follow("webchat", "old", "new")
        uow.outbox.settle(flying.id, RetryAt(NOW, "moved"), NOW)
        for kind in ("in-flight", "waiting"):
            claim = claim_one(uow.outbox)
            assert (claim.notice.kind, claim.notice.place.address) == (kind, "new")
            uow.outbox.settle(claim.id, Sent(kind), NOW)
        assert uow.outbox.subject_of("webchat", "old", "m1") is not None
        assert uow.outbox.waiting() == 1


def test_a_place_that_moves_waits_for_what_is_in_flight_at_both_ends(
    unit_of_work: UnitOfWorkFactory,
) -> None:
    with unit_of_work() as uow:
        for place in ("old", "new"):
            uow.outbox.add(samples.notice("in-flight", at=place))
        flying = uow.outbox.claim(NOW, 60, 10)
        uow.commit()
    with pytest.raises(ConcurrentChange), unit_of_work() as uow:
        uow.outbox.follow("webchat", "old", "new")
    with unit_of_work() as uow:
        for claim in flying:
            uow.outbox.settle(claim.id, RetryAt(NOW, "later"), NOW)
        uow.outbox.follow("webchat", "old", "new")
        assert claim_one(uow.outbox).notice.place.address == "new"


def test_when_something_will_be_due(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        assert uow.outbox.next_due() is None
        uow.outbox.add(samples.notice("a", at="a", due_at=before(hours=1)))
        uow.outbox.add(samples.notice("a2", at="a", due_at=before(minutes=30)))
        uow.outbox.add(samples.notice("b", at="b", due_at=after(hours=1)))
        assert uow.outbox.next_due() == before(hours=1)
        claim = claim_one(uow.outbox)
        assert uow.outbox.next_due() == after(hours=1)
        uow.outbox.settle(claim.id, Sent("m"), NOW)
        assert uow.outbox.next_due() == before(minutes=30)


def test_settled_notices_are_forgotten_by_age(unit_of_work: UnitOfWorkFactory) -> None:
    with unit_of_work() as uow:
        for at in (before(days=2), NOW):
            added = uow.outbox.add(samples.notice(due_at=before(days=3)))
            claim_one(uow.outbox, at)
            uow.outbox.settle(added, Sent(f"m{added}"), at)
        uow.outbox.add(samples.notice(due_at=before(days=9)))
        for number in (1, 0):
            past = uow.forgetting.expired(NOW, {"settled-notices": 1})
            assert len(past) == number
            uow.forgetting.forget(past)
        assert uow.outbox.waiting() == 1


def test_a_number_is_never_given_twice(unit_of_work: UnitOfWorkFactory) -> None:
    """It becomes the channel's idempotency key: a reused one would be taken for a repeat."""
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice())
        claim_one(uow.outbox)
        uow.outbox.settle(added, Sent("m"), NOW)
        uow.forgetting.forget([("settled-notices", str(added))])
        uow.commit()
    with unit_of_work() as uow:
        assert uow.outbox.add(samples.notice()) > added


def test_settling_what_is_gone_is_harmless(unit_of_work: UnitOfWorkFactory) -> None:
    samples.populate(unit_of_work)
    with unit_of_work() as uow:
        added = uow.outbox.add(samples.notice(recipient_id=ProfessionalId("helper")))
        claim_one(uow.outbox)
        uow.professionals.erase(ProfessionalId("helper"))
        uow.outbox.settle(added, Sent("m"), NOW)
        uow.outbox.requeue(added, NOW)
        assert uow.outbox.waiting() == 0
