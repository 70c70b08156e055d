"""What people do on the platform, in the words of the domain."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update

from adapters.telegram.inbound import Reader
from adapters.telegram.links import SAME_TAP, Links
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Edited,
    Event,
    Inbound,
    Moved,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.places import Place, PlaceKind
from bot.domain.texts import RawText
from tests.fakes.telegram_world import BOT_ID, Chat, World
from tests.fakes.time_and_chance import HandClock
from tests.journeys.theatre import TUESDAY


class Scene:
    """A person, a group with the bot in it, and a reader of what the bot is told."""

    def __init__(self) -> None:
        self.clock = HandClock(TUESDAY)
        self.world = World(self.clock)
        self.ana = self.world.person("ana")
        self.bob = self.world.person("bob", language="en-GB")
        self.circle = self.world.group("Logement", self.ana, self.bob)
        self.reader = Reader((BOT_ID, "entraide_bot"), Links(), ("fr", "en"))

    def read(self) -> list[Inbound]:
        """What the bot reads of all that has happened."""
        read = []
        while self.world.updates:
            update = Update.de_json(self.world.updates.popleft(), None)
            if (inbound := self.reader.read(update, self.clock.now())) is not None:
                read.append(inbound)
        return read

    def events(self) -> list[Event]:
        return [inbound.event for inbound in self.read()]

    def posted(self, chat: Chat | None = None, thread: int | None = None) -> int:
        """A message of the bot."""
        message = self.world.post(
            chat or self.circle, "Une situation", {"message_thread_id": thread}
        )
        return int(message["message_id"])


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_words_in_private(scene: Scene) -> None:
    said = scene.world.say(scene.ana, scene.ana.id, "Marie doit quitter Lille")
    (inbound,) = scene.read()
    assert inbound.place == Place("telegram", str(scene.ana.id))
    assert inbound.user == str(scene.ana.id)
    assert inbound.language == "fr"
    assert inbound.event == Said(RawText("Marie doit quitter Lille"), str(said["message_id"]))


@pytest.mark.parametrize(("code", "language"), [("en-GB", "en"), ("de", None), (None, None)])
def test_the_language_of_the_client_when_we_speak_it(
    scene: Scene, code: str | None, language: str | None
) -> None:
    scene.ana.language = code
    scene.world.say(scene.ana, scene.ana.id, "Bonjour")
    assert [inbound.language for inbound in scene.read()] == [language]


@pytest.mark.parametrize(
    ("payload", "event"), [("", Arrived()), ("1234567890123456", Arrived("1234567890123456"))]
)
def test_start_perhaps_by_an_invitation(scene: Scene, payload: str, event: Event) -> None:
    scene.world.start(scene.ana, payload)
    assert scene.events() == [event]


def test_an_edit(scene: Scene) -> None:
    said = scene.world.say(scene.ana, scene.ana.id, "Avant")
    scene.world.edit(scene.ana, scene.ana.id, said["message_id"], "Après")
    assert scene.events()[1] == Edited(RawText("Après"), str(said["message_id"]))


FILE = {"file_id": "f", "file_unique_id": "u"}
SIZE = {**FILE, "width": 90, "height": 90}
VIDEO = {**SIZE, "duration": 3}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": {**FILE, "duration": 3}}, Unreadable.VOICE),
        ({"audio": {**FILE, "duration": 3}}, Unreadable.VOICE),
        ({"video_note": {**FILE, "duration": 3, "length": 90}}, Unreadable.VOICE),
        ({"photo": [SIZE], "caption": "Marie Dupuis"}, Unreadable.PHOTO),
        ({"video": VIDEO}, Unreadable.PHOTO),
        ({"animation": VIDEO, "document": FILE}, Unreadable.PHOTO),
        ({"document": FILE}, Unreadable.FILE),
        (
            {"sticker": {**SIZE, "type": "regular", "is_animated": False, "is_video": False}},
            Unreadable.STICKER,
        ),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Unreadable.LOCATION),
        ({"contact": {"phone_number": "0639980000", "first_name": "X"}}, Unreadable.CONTACT),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unreadable.FILE),
    ],
    ids=str,
)
def test_what_is_not_words_is_named_and_not_fetched(
    scene: Scene, content: dict[str, Any], kind: Unreadable
) -> None:
    scene.world.say(scene.ana, scene.ana.id, None, **content)
    assert scene.events() == [Attached(kind)]


def test_a_picture_in_a_group_is_for_us_when_it_replies_to_us(scene: Scene) -> None:
    message = scene.posted()
    scene.world.say(scene.ana, scene.circle.id, None, reply_to=message, photo=[SIZE])
    assert scene.events() == [Attached(Unreadable.PHOTO, str(message))]


def test_an_album_is_one_event(scene: Scene) -> None:
    for _ in range(3):
        scene.world.say(scene.ana, scene.ana.id, None, photo=[SIZE], media_group_id="9")
    (update_id,) = {inbound.update_id for inbound in scene.read()}
    assert str(scene.ana.id) not in update_id.split(":", 1)[1], "remembered for weeks: names nobody"


def test_news_of_a_chat_are_no_words(scene: Scene) -> None:
    scene.world.say(scene.ana, scene.circle.id, None, new_chat_title="Autre")
    scene.world.say(scene.ana, scene.ana.id, None, pinned_message=None)
    assert scene.events() == []


# Taps


def test_a_tap_gives_its_token_back_and_its_repeat_is_no_other_tap(scene: Scene) -> None:
    message = scene.posted(scene.world.chats[scene.ana.id])
    for _ in range(2):
        scene.world.tap(scene.ana, scene.ana.id, message, "t1")
    assert scene.events() == [Tapped("t1", str(message))]
    scene.clock.forward(SAME_TAP)
    scene.world.tap(scene.ana, scene.ana.id, message, "t1")
    assert scene.events() == [Tapped("t1", str(message))]


def test_two_people_tap_two_taps(scene: Scene) -> None:
    message = scene.posted()
    for person in (scene.ana, scene.bob):
        scene.world.tap(person, scene.circle.id, message, "t1")
    assert len(scene.events()) == 2


def test_a_message_that_changed_has_other_buttons(scene: Scene) -> None:
    message = scene.posted()
    scene.world.tap(scene.ana, scene.circle.id, message, "t1")
    scene.read()
    scene.reader.links.changed(str(scene.circle.id), str(message))
    scene.world.tap(scene.ana, scene.circle.id, message, "t1")
    assert len(scene.events()) == 1


def test_the_same_update_again_is_not_swallowed_before_it_was_kept(scene: Scene) -> None:
    message = scene.posted()
    scene.world.tap(scene.ana, scene.circle.id, message, "t1")
    again = scene.world.updates[0]
    first = scene.read()
    scene.world.updates.append(again)
    assert scene.read() == first


# Groups


def test_what_people_say_to_each_other_is_not_even_written_down(scene: Scene) -> None:
    scene.world.privacy = False
    scene.world.say(scene.ana, scene.circle.id, "Qui vient jeudi ?")
    scene.world.say(scene.ana, scene.circle.id, None, photo=[SIZE])
    scene.world.say(scene.ana, scene.circle.id, "/aide@autre_bot")
    assert scene.events() == []


@pytest.mark.parametrize("privacy", [True, False])
def test_a_command_is_for_us(scene: Scene, privacy: bool) -> None:
    scene.world.privacy = privacy
    scene.world.say(scene.ana, scene.circle.id, "/aide@entraide_bot")
    (inbound,) = scene.read()
    assert inbound.place == Place("telegram", str(scene.circle.id), PlaceKind.GROUP)


def replies(scene: Scene) -> list[str | None]:
    return [event.reply_to for event in scene.events() if isinstance(event, Said)]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_a_reply_to_a_reply_is_about_the_same_message(scene: Scene, kind: str) -> None:
    chat = scene.world.group("Autre", scene.ana, scene.bob, kind=kind)
    ask = scene.posted(chat)
    first = scene.world.say(scene.ana, chat.id, "Le FSL", reply_to=ask)
    second = scene.world.say(scene.bob, chat.id, "Oui", reply_to=first["message_id"])
    scene.world.say(scene.ana, chat.id, "Et la CAF", reply_to=second["message_id"])
    assert replies(scene) == [str(ask)] * 3


def test_after_a_restart_a_supergroup_still_knows_what_a_thread_is_about(scene: Scene) -> None:
    ask = scene.posted()
    first = scene.world.say(scene.ana, scene.circle.id, "Le FSL", reply_to=ask)
    scene.read()
    scene.reader = Reader((BOT_ID, "entraide_bot"), Links(), ("fr", "en"))
    scene.world.say(scene.bob, scene.circle.id, "Oui", reply_to=first["message_id"])
    assert replies(scene) == [str(ask)]


def test_a_topic_is_a_thread_of_its_own(scene: Scene) -> None:
    forum = scene.world.group("Forum", scene.ana, topics=(7,))
    ask = scene.posted(forum, 7)
    scene.world.say(scene.ana, forum.id, "Bonjour", thread=7)
    scene.world.say(scene.ana, forum.id, "Le FSL", reply_to=ask, thread=7)
    (inbound,) = scene.read()
    assert inbound.place == Place("telegram", str(forum.id), PlaceKind.GROUP, "7")
    assert isinstance(inbound.event, Said)
    assert inbound.event.reply_to == str(ask)


@pytest.mark.parametrize(
    ("change", "events"),
    [
        (lambda s: s.world.bot_becomes(s.circle, s.ana, "left"), [BotPresence(False)]),
        (lambda s: s.world.bot_becomes(s.circle, s.ana, "kicked"), [BotPresence(False)]),
        (lambda s: s.world.bot_becomes(s.circle, s.ana, "member"), [BotPresence(True)]),
        (lambda s: s.world.bot_becomes(s.circle, s.ana, "administrator"), [BotPresence(True)]),
        (
            lambda s: s.world.bot_becomes(s.circle, s.ana, "member", muted=True),
            [BotPresence(True)],
        ),
        (lambda s: s.world.block(s.ana), [BotPresence(False)]),
    ],
    ids=["left", "kicked", "added", "admin", "muted", "blocked"],
)
def test_where_the_bot_is(
    scene: Scene, change: Callable[[Scene], None], events: list[Event]
) -> None:
    change(scene)
    assert scene.events() == events


def test_a_supergroup_is_said_by_both_chats_and_known_once(scene: Scene) -> None:
    new = scene.world.migrate(scene.circle, scene.ana)
    first, second = scene.read()
    assert first == second
    assert first.place.address == str(scene.circle.id)
    assert first.event == Moved(str(new.id))


def test_other_bots_are_not_people(scene: Scene) -> None:
    message = scene.world.say(scene.ana, scene.circle.id, "/aide@entraide_bot")
    scene.world.updates.clear()
    sender = {"id": 5, "is_bot": True, "first_name": "Autre"}
    scene.world.push("message", {**message, "from": sender})
    assert scene.events() == []
