"""Nobody is disturbed in the evening, on a Sunday or on a holiday; who asks is told when."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.delivery import RetryAt
from tests.journeys.theatre import HELPERS, Theatre, pilot, professional

PARIS = ZoneInfo("Europe/Paris")
FOURTEENTH_OF_JULY = date(2026, 7, 14)


def theatre_at(local: datetime) -> Theatre:
    theatre = Theatre(start=local.astimezone(UTC), holidays=[FOURTEENTH_OF_JULY])
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    return theatre


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (datetime(2026, 11, 24, 19, 0, tzinfo=PARIS), "mercredi 25 novembre à 8 h 30"),
        (datetime(2026, 11, 25, 5, 0, tzinfo=PARIS), "mercredi 25 novembre à 8 h 30"),
        (datetime(2026, 11, 28, 11, 0, tzinfo=PARIS), "lundi 30 novembre à 8 h 30"),
        (datetime(2026, 11, 29, 11, 0, tzinfo=PARIS), "lundi 30 novembre à 8 h 30"),
        (datetime(2026, 7, 13, 20, 0, tzinfo=PARIS), "mercredi 15 juillet à 8 h 30"),
        (datetime(2026, 7, 14, 10, 0, tzinfo=PARIS), "mercredi 15 juillet à 8 h 30"),
    ],
    ids=["evening", "before dawn", "saturday", "sunday", "eve of the 14th", "14 July"],
)
async def test_a_situation_waits_for_working_hours(written: datetime, leaves: str) -> None:
    theatre = theatre_at(written)
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=5))
    assert f"les premiers messages partent {leaves}" in theatre.last("claire")
    while not theatre.asked():
        await theatre.passes(timedelta(minutes=30), timedelta(minutes=30))
    opened = theatre.clock.now().astimezone(PARIS)
    assert (opened.hour, opened.minute // 30) == (8, 1)
    assert len(theatre.asked()) == 5
    assert "5 collègues sollicités" in theatre.heard("claire")


async def test_each_is_asked_in_the_hours_of_their_own_clock() -> None:
    """At nine in the morning in Paris it is noon in Saint-Denis, and four in Fort-de-France."""
    theatre = Theatre(start=datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    theatre.cast(
        professional("claire"),
        professional("amel"),
        professional("rose", timezone="Indian/Reunion"),
        professional("marius", timezone="America/Martinique"),
    )
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.asked("amel", "rose", "marius") == ["amel", "rose"]
    await theatre.passes(timedelta(hours=3))
    assert theatre.asked("marius") == []
    await theatre.passes(timedelta(hours=8))
    assert theatre.asked("marius") == ["marius"]


async def test_an_ask_that_the_evening_overtakes_waits_for_the_morning() -> None:
    """Planned at 18:29, refused for a minute by the platform: it is rechecked when it leaves."""
    theatre = theatre_at(datetime(2026, 11, 24, 18, 28, 30, tzinfo=PARIS))
    await theatre.asks("claire")
    later = RetryAt(theatre.clock.now() + timedelta(minutes=5), "too-many")
    theatre.channel.failing = lambda message: later if message.protected else None
    await theatre.passes(timedelta(seconds=70), timedelta(seconds=10))
    theatre.channel.failing = lambda _: None
    await theatre.passes(timedelta(hours=12))
    assert theatre.asked() == []
    await theatre.passes(timedelta(hours=3))
    assert len(theatre.asked()) == 5


async def test_what_one_does_is_replied_to_at_any_hour() -> None:
    theatre = theatre_at(datetime(2026, 11, 29, 23, 0, tzinfo=PARIS))
    await theatre.says("claire", "/aide")
    assert "Ce que vous pouvez faire" in theatre.last("claire")


async def test_news_waits_for_the_morning_and_updates_make_no_sound(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.passes(timedelta(hours=11))
    before = len(theatre.channel.sent)
    await theatre.answers("amel", "Le FSL du Rhône prend le relais, demandez-lui.")
    await theatre.taps("amel", "choice-correct")
    disturbing = [
        message
        for message in theatre.channel.sent[before:]
        if message.place.address != "amel" and not message.silent
    ]
    assert disturbing == []
    assert "Le FSL du Rhône" in theatre.heard("claire"), "there, for whoever looks"


async def test_a_code_that_opens_ones_account_is_told_at_once_without_a_sound() -> None:
    """It works from now on: whoever asked for none must not hear of it on Monday."""
    theatre = theatre_at(datetime(2026, 11, 27, 20, 0, tzinfo=PARIS))
    theatre.cast(pilot("paul"))
    await theatre.says("paul", "/inviter amel")
    assert "a fait un code qui ouvre votre compte" in theatre.last("amel")
    (warning,) = [message for message in theatre.channel.sent if message.place.address == "amel"]
    assert warning.silent


async def test_in_working_hours_it_is_told_with_a_sound() -> None:
    theatre = theatre_at(datetime(2026, 11, 27, 15, 0, tzinfo=PARIS))
    theatre.cast(pilot("paul"))
    await theatre.says("paul", "/inviter amel")
    (warning,) = [message for message in theatre.channel.sent if message.place.address == "amel"]
    assert not warning.silent


async def test_urgent_shortens_waits_and_breaks_no_quiet_hour() -> None:
    theatre = theatre_at(datetime(2026, 11, 27, 19, 0, tzinfo=PARIS))
    await theatre.says("claire", "Une famille est expulsée. Qui peut payer le déménagement ?")
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-urgent")
    await theatre.taps("claire", "choice-send")
    await theatre.passes(timedelta(days=2))
    assert theatre.asked() == []
    await theatre.passes(timedelta(days=1))
    first = theatre.asked()
    assert "(urgent)" in theatre.heard(first[0])
