"""What is forgotten on schedule is forgotten every day, even when once it could not be."""

from collections import Counter
from datetime import timedelta

from bot.bootstrap.daily import AGAIN_AFTER, EVERY, Daily
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY


def test_each_work_is_done_at_the_start_and_then_once_a_day() -> None:
    clock, done = HandClock(TUESDAY), Counter[str]()
    daily = Daily(clock, {"purge": lambda: done.update(["purge"])})
    for hours, times in ((0, 1), (1, 1), (22, 1), (1, 2), (23, 2), (1, 3)):
        clock.forward(timedelta(hours=hours))
        daily.run_due()
        assert done["purge"] == times


def test_one_that_failed_is_tried_again_soon_and_keeps_no_other_back() -> None:
    clock, done = HandClock(TUESDAY), Counter[str]()

    def purge() -> None:
        done.update(["tried"])
        if done["tried"] < 3:
            raise OSError("the database is busy")

    daily = Daily(clock, {"purge": purge, "warning": lambda: done.update(["warned"])})
    daily.run_due()
    daily.run_due()
    assert (done["tried"], done["warned"]) == (1, 1), "not at every tick"
    for _ in range(4):
        clock.forward(AGAIN_AFTER)
        daily.run_due()
    assert (done["tried"], done["warned"]) == (3, 1)
    clock.forward(EVERY)
    daily.run_due()
    assert (done["tried"], done["warned"]) == (4, 2)
