"""What a page is told, from where it left off."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

from adapters.chance import SystemChance
from adapters.clock import SystemClock
from adapters.webchat.parts import Parts, Spot
from adapters.webchat.people import Personas, Room, private_place
from adapters.webchat.stream import conversation
from bot.demo.clock import ShiftedClock
from bot.demo.network import read_network
from bot.demo.stage import DemoStage
from bot.domain.delivery import Gone, Outgoing
from bot.domain.places import Place, PlaceKind
from tests.webchat.echo import Echo, NoRooms, preview
from tests.webchat.holidays import NoHolidays

ANA = Spot("ana", private_place("ana"))


def stage(echo: Echo) -> DemoStage:
    clock = ShiftedClock(SystemClock(), NoHolidays())
    return DemoStage(read_network(), clock, lambda: None, echo.hub.everyone)


def parts(echo: Echo, on: DemoStage | None = None) -> Parts:
    return Parts(
        intake=echo,
        log=echo.log,
        texts=echo.texts,
        clock=SystemClock(),
        chance=SystemChance(),
        hub=echo.hub,
        people=NoRooms(),
        identities=Personas(on or stage(echo)),
        timezone="Europe/Paris",
        stage=on,
    )


async def events(frames: AsyncIterator[str], until: str) -> list[tuple[str, dict[str, object]]]:
    """Frames up to the first one of a kind, that one included."""
    read = []
    async for text in frames:
        fields = dict(line.split(": ", 1) for line in text.strip().split("\n") if ": " in line)
        if "event" not in fields:
            continue
        read.append((fields["event"], json.loads(fields["data"]) | {"_id": fields.get("id")}))
        if fields["event"] == until:
            return read
    return read


async def test_a_page_gets_what_is_there_then_what_comes() -> None:
    echo = Echo()
    await echo.say(ANA.place, preview("première"))
    frames = conversation(parts(echo), ANA, 0, "fr")
    (kind, first), ready = await events(frames, "ready")
    assert (kind, first["by"], ready[0]) == ("message", "bot", "ready")
    assert ready[1]["empty"] is False
    await echo.say(ANA.place, preview("seconde"))
    ((_, second),) = await events(frames, "message")
    assert "seconde" in json.dumps(second, ensure_ascii=False)
    await frames.aclose()


async def test_a_page_left_open_elsewhere_ends_when_its_person_logs_out() -> None:
    """In another tab, on a conversation of a group as well: nothing more comes, and it is told."""
    echo = Echo()
    await echo.say(ANA.place, preview("première"))
    circle = Spot("ana", Place("webchat", "circle-north", PlaceKind.GROUP))
    pages = [conversation(parts(echo), spot, 0, "fr") for spot in (ANA, circle)]
    for frames in pages:
        await events(frames, "ready")
    echo.log.shut("ana", SystemClock().now())
    echo.hub.gone("ana")
    await echo.say(ANA.place, preview("pour personne"))
    for frames in pages:
        told = [kind for kind, _ in await events(frames, "never")]
        assert told[-1] == "over"
        assert "message" not in told


async def test_nothing_is_written_to_whoever_logged_out() -> None:
    """An ask that was about to leave is not counted as read: it finds its person elsewhere."""
    echo = Echo()
    await echo.say(ANA.place, preview("première"))
    echo.log.shut("ana", SystemClock().now())
    message = Outgoing(ANA.place, preview("seconde"), "fr", "late")
    assert await echo.channel.send(message) == Gone("unknown-place")
    assert echo.log.since("ana", 0) == []


async def test_a_page_that_comes_back_gets_only_what_it_missed() -> None:
    echo = Echo()
    for words in ("un", "deux", "trois"):
        await echo.say(ANA.place, preview(words))
    frames = conversation(parts(echo), ANA, 0, "fr")
    cursor = int(str((await events(frames, "ready"))[1][1]["_id"]))
    await frames.aclose()
    resumed = conversation(parts(echo), ANA, cursor, "fr")
    missed = [data for kind, data in await events(resumed, "ready") if kind == "message"]
    assert [message["blocks"][1]["content"][0]["text"] for message in missed] == ["trois"]
    await resumed.aclose()


async def test_an_empty_conversation_says_so() -> None:
    frames = conversation(parts(Echo()), ANA, 0, "fr")
    assert (await events(frames, "ready"))[-1][1]["empty"] is True
    await frames.aclose()


async def test_of_what_others_typed_a_page_learns_only_that_they_did() -> None:
    echo = Echo()
    group = Place("webchat", "circle", PlaceKind.GROUP)
    echo.log.append("circle", "update-1", SystemClock().now(), author="bob")
    frames = conversation(replace(parts(echo), people=SomeRooms()), Spot("ana", group), 0, "fr")
    (_, seen), _ = await events(frames, "ready")
    assert (seen["by"], "key" in seen, "blocks" in seen) == ("other", False, False)
    await frames.aclose()


class SomeRooms:
    """Belongs to one group until taken out."""

    def __init__(self) -> None:
        self.belongs = True

    def rooms(self, user: str) -> list[Room]:
        return [Room("circle", "Cercle")] if self.belongs else []


async def test_whoever_left_a_group_reads_no_more_of_it() -> None:
    """On a page that was left open as well."""
    echo, rooms = Echo(), SomeRooms()
    group = Place("webchat", "circle", PlaceKind.GROUP)
    await echo.say(group, preview("avant"))
    frames = conversation(replace(parts(echo), people=rooms), Spot("ana", group), 0, "fr")
    assert "avant" in json.dumps(await events(frames, "ready"))
    rooms.belongs = False
    await echo.say(group, preview("après"))
    assert "après" not in json.dumps(await events(frames, "message"))


async def test_the_pages_of_one_person_are_counted() -> None:
    echo = Echo()
    everything = parts(echo)
    open_pages = [conversation(everything, ANA, 0, "fr") for _ in range(3)]
    for frames in open_pages:
        await events(frames, "ready")
    assert (echo.hub.pages_of("ana"), echo.hub.pages_of("bob")) == (3, 0)
    for frames in open_pages:
        await frames.aclose()
    assert echo.hub.pages_of("ana") == 0


async def test_another_conversation_wakes_nobody_here() -> None:
    echo = Echo()
    frames = conversation(parts(echo), ANA, 0, "fr")
    await events(frames, "ready")
    await echo.say(private_place("bob"), preview("pour bob"))
    await echo.say(ANA.place, preview("pour ana"))
    told = await events(frames, "message")
    assert "pour bob" not in json.dumps(told)
    await frames.aclose()


async def test_the_stream_ends_when_the_server_stops() -> None:
    echo = Echo()
    frames = conversation(parts(echo), ANA, 0, "fr")
    await events(frames, "ready")
    echo.hub.close()
    assert await events(frames, "never") == []


async def test_the_stage_tells_its_clock_and_each_glimpse_once() -> None:
    echo = Echo()
    on = stage(echo)
    on.report("glimpse-asked", on._network.people[4])
    frames = conversation(parts(echo, on), ANA, 0, "fr")
    kinds = [kind for kind, _ in await events(frames, "glimpse")]
    assert kinds == ["ready", "stage", "glimpse"]
    on.report("glimpse-votes", on._network.people[5])
    assert [kind for kind, _ in await events(frames, "glimpse")] == ["glimpse"]
    await frames.aclose()


async def test_a_busy_database_delays_a_page_and_ends_nothing() -> None:
    echo = Echo()
    await echo.say(ANA.place, preview("patience"))
    echo.log.busy_reads = 1
    frames = conversation(parts(echo), ANA, 0, "fr")
    assert [kind for kind, _ in await events(frames, "ready")] == ["message", "ready"]
    await frames.aclose()
