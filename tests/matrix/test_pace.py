"""What leaves when: as fast as the homeserver takes it, and what its answers mean."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from adapters.matrix.failures import MatrixRefusal, cause_of, outcome_of
from adapters.matrix.pace import PATIENT, Pace
from bot.domain.delivery import Gone, RetryAt, SendOutcome, Unknown
from tests.contract.channel_rigs import FixedClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class TestAnswers:
    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            (MatrixRefusal(429, "M_LIMIT_EXCEEDED", 2 * SECOND), RetryAt),
            (MatrixRefusal(429, ""), RetryAt),
            (MatrixRefusal(401, "M_UNKNOWN_TOKEN"), RetryAt),
            (MatrixRefusal(403, "ORG_MATRIX_EXPIRED_ACCOUNT"), RetryAt),
            (MatrixRefusal(403, "M_FORBIDDEN"), Gone),
            (MatrixRefusal(404, "M_NOT_FOUND"), Gone),
            (MatrixRefusal(413, "M_TOO_LARGE"), Gone),
            (MatrixRefusal(400, "M_BAD_JSON"), Gone),
            (MatrixRefusal(502, ""), Unknown),
            (MatrixRefusal(500, "M_UNKNOWN"), Unknown),
            (TimeoutError(), Unknown),
            (aiohttp.ServerDisconnectedError(), Unknown),
            (aiohttp.ConnectionTimeoutError(), RetryAt),
        ],
    )
    def test_each_says_what_became_of_the_message(
        self, error: Exception, expected: type[SendOutcome]
    ) -> None:
        outcome = outcome_of(error, NOW)
        assert isinstance(outcome, expected)
        if isinstance(outcome, RetryAt):
            assert outcome.when > NOW

    def test_what_is_asked_is_waited_for(self) -> None:
        outcome = outcome_of(MatrixRefusal(429, "M_LIMIT_EXCEEDED", 2 * SECOND), NOW)
        assert isinstance(outcome, RetryAt)
        assert NOW + 2 * SECOND < outcome.when < NOW + 3 * SECOND

    @pytest.mark.parametrize(
        ("code", "cause"),
        [
            ("M_UNKNOWN_TOKEN", "token-refused"),
            ("ORG_MATRIX_EXPIRED_ACCOUNT", "account-expired"),
            ("M_USER_DEACTIVATED", "account-refused"),
        ],
    )
    def test_a_refusal_of_the_account_has_its_cause(self, code: str, cause: str) -> None:
        assert cause_of(MatrixRefusal(401, code)) == cause


class TestTurns:
    def test_without_a_pace_everything_may_leave_at_once(self) -> None:
        pace = Pace(FixedClock())
        assert {pace.turn(f"r{n}", f"k{n}") for n in range(5)} == {NOW}

    def test_with_one_messages_leave_in_the_order_in_which_they_asked(self) -> None:
        clock = FixedClock()
        pace = Pace(clock, SECOND)
        assert [pace.turn(f"r-{key}", key) - NOW for key in "abc"] == [
            0 * SECOND,
            SECOND,
            2 * SECOND,
        ]
        pace.settled("a")
        clock.moment = NOW + SECOND
        assert pace.turn("r-b", "b") == clock.moment
        pace.settled("b")
        assert pace.turn("r-c", "c") == NOW + 2 * SECOND
        assert pace.turn("r-d", "d") == NOW + 3 * SECOND

    def test_one_that_never_comes_back_holds_nobody_for_long(self) -> None:
        clock = FixedClock()
        pace = Pace(clock, SECOND)
        assert pace.turn("r-a", "a") == NOW < pace.turn("r-b", "b") < pace.turn("r-c", "c")
        clock.moment = NOW + 5 * SECOND
        assert pace.turn("r-c", "c") == clock.moment

    def test_asked_to_wait_each_has_a_turn_as_far_apart_as_was_asked(self) -> None:
        clock = FixedClock()
        pace = Pace(clock)
        pace.put_back("r0", "k0", NOW + 4 * SECOND)
        pace.hold(NOW + 4 * SECOND)
        waits = [(pace.turn(f"r{n}", f"k{n}") - NOW) / SECOND for n in range(1, 5)]
        assert waits == [4, 8, 12, 16]
        for number in range(1, 5):
            clock.moment = NOW + 4 * number * SECOND
            assert pace.turn(f"r{number}", f"k{number}") == clock.moment
            pace.settled(f"k{number}")

    def test_what_was_put_back_goes_before_what_came_later_to_its_place(self) -> None:
        clock = FixedClock()
        pace = Pace(clock)
        assert pace.turn("room", "first") == NOW
        pace.put_back("room", "first", NOW + SECOND)  # its key was not shared, say
        assert pace.turn("room", "second") > NOW + SECOND
        assert pace.turn("elsewhere", "third") == NOW
        clock.moment = NOW + 2 * SECOND
        assert pace.turn("room", "second") > clock.moment
        assert pace.turn("room", "first") == clock.moment
        pace.put_back("room", "first", NOW + 3 * SECOND)  # once more
        clock.moment = NOW + 4 * SECOND
        assert pace.turn("room", "second") > clock.moment
        assert pace.turn("room", "first") == clock.moment
        pace.settled("first")
        assert pace.turn("room", "second") == clock.moment

    def test_who_has_just_written_is_served_before_what_nobody_asked_for(self) -> None:
        clock = FixedClock()
        pace = Pace(clock)
        pace.hold(NOW + 4 * SECOND)

        def turn(key: str, **prompted: bool) -> float:
            return (pace.turn(f"room-of-{key[0]}", key, **prompted) - NOW) / SECOND

        assert [turn(key) for key in ("a-ask", "b-ask", "c-ask")] == [4, 8, 12]
        assert turn("b-reply", prompted=True) == 4, "in a room where an ask waits too"
        assert turn("z-reply", prompted=True) == 8
        assert turn("b-next", prompted=True) > 4, "a conversation keeps its order"
        clock.moment = NOW + 4 * SECOND
        assert turn("a-ask") == 12, "after the two replies"
        assert turn("b-reply", prompted=True) == 4
        pace.settled("b-reply")

    def test_a_reply_stays_behind_what_was_tried_in_its_room(self) -> None:
        pace = Pace(FixedClock())
        assert pace.turn("room", "ask") == NOW
        pace.put_back("room", "ask", NOW + SECOND)  # whether it arrived, nobody can tell
        assert pace.turn("room", "reply", prompted=True) > NOW + SECOND

    async def test_asked_to_wait_nothing_leaves_then_calls_go_one_by_one(self) -> None:
        clock = FixedClock()
        pace = Pace(clock)
        pace.hold(NOW + 5 * SECOND)
        assert pace.turn("r", "a") == NOW + 5 * SECOND
        clock.moment = NOW + 6 * SECOND
        assert pace.turn("r", "a") == clock.moment
        under_way, most = 0, 0
        made: list[str] = []

        async def call(key: str) -> None:
            nonlocal under_way, most
            async with pace.call() as later:
                if later is not None:
                    return
                under_way, most = under_way + 1, max(most, under_way + 1)
                await asyncio.sleep(0)
                made.append(key)
                if key == "b":  # refused in its turn: those behind it are not even tried
                    pace.hold(clock.moment + 5 * SECOND)
                under_way -= 1

        await asyncio.gather(*(call(key) for key in "abcd"))
        assert (made, most) == (["a", "b"], 1)

    async def test_long_after_the_last_wait_calls_go_together_again(self) -> None:
        clock = FixedClock()
        pace = Pace(clock)
        pace.hold(NOW)
        clock.moment = NOW + PATIENT + SECOND
        async with pace.call() as first, pace.call() as second:
            assert first is second is None
