"""What the pages' handlers need, wired once."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from adapters.webchat.hub import Hub
from adapters.webchat.log import WebChatLog
from adapters.webchat.people import Identities, People
from adapters.webchat.stage import Stage
from bot.domain.places import Place
from bot.ports import Chance, Clock, Intake, Texts

LANGUAGE_COOKIE = "lang"


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything behind the web chat. `stage` is set in the demo alone."""

    intake: Intake
    log: WebChatLog
    texts: Texts
    clock: Clock
    chance: Chance
    hub: Hub
    people: People
    identities: Identities
    timezone: str
    stage: Stage | None = None


def parts_of(connection: HTTPConnection) -> Parts:
    parts: Parts = connection.app.state.parts
    return parts


def language_of(connection: HTTPConnection, texts: Texts) -> str:
    """The language chosen on the page, else the browser's first that we speak.

    The demo's people are French, whatever the visitor's browser, until the visitor chooses.
    """
    accepted = connection.headers.get("accept-language", "")
    if parts_of(connection).stage is not None:
        accepted = ""
    wanted = [
        connection.query_params.get("lang", ""),
        connection.cookies.get(LANGUAGE_COOKIE, ""),
        *(part.split(";")[0].split("-")[0].strip().lower() for part in accepted.split(",")),
    ]
    return next((code for code in wanted if code in texts.languages), texts.languages[0])


@dataclass(frozen=True, slots=True)
class Spot:
    """One person in one of their conversations."""

    user: str
    place: Place
