"""The alarm ticks, never twice at once, and survives a tick that fails."""

import asyncio

from adapters.alarm import Alarm


async def test_it_ticks_until_stopped() -> None:
    ticked = asyncio.Event()

    async def run_due() -> None:
        ticked.set()

    alarm = Alarm(run_due, every_seconds=0.01)
    alarm.start()
    await ticked.wait()
    await alarm.stop()
    assert ticked.is_set()


async def test_a_slow_tick_is_never_doubled_and_a_failed_one_is_survived() -> None:
    running, most, ticks = 0, 0, 0
    enough = asyncio.Event()

    async def run_due() -> None:
        nonlocal running, most, ticks
        running += 1
        most, ticks = max(most, running), ticks + 1
        for _ in range(50):
            await asyncio.sleep(0)
        running -= 1
        if ticks == 3:
            enough.set()
        raise RuntimeError

    alarm = Alarm(run_due, every_seconds=0.001)
    alarm.start()
    await enough.wait()
    await alarm.stop()
    assert most == 1


async def test_a_tick_under_way_is_finished_before_it_stops() -> None:
    begun, ended = asyncio.Event(), False

    async def run_due() -> None:
        nonlocal ended
        begun.set()
        for _ in range(50):
            await asyncio.sleep(0)
        ended = True

    alarm = Alarm(run_due, every_seconds=0.001)
    alarm.start()
    await begun.wait()
    await alarm.stop()
    assert ended
