"""`entraide journal`: who did what, when and why, as the chat tells it to moderators."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from adapters.stemming import FrenchStemmer
from bot.cli.words import language_of, say
from bot.dialogue.screens.journal import by_day
from bot.dialogue.screens.view import View
from bot.dialogue.tokens import Signer
from bot.domain.notices import Notice
from bot.domain.places import Place
from bot.domain.records import Act
from bot.domain.screens import Bullets, Inline, Paragraph, Phrase, Replaced
from bot.opening import new_world, open_storage
from bot.settings import Settings
from bot.usecases.matchmaking import Matchmaking


def rows(settings: Settings, last: int) -> list[dict[str, Any]]:
    """For a program: the newest acts, by identifiers alone; wrong codes too."""
    with open_storage(settings)() as uow:
        entries = uow.records.audited(last)
    return [{**asdict(entry), "at": entry.at.isoformat()} for entry in entries]


def lines(settings: Settings, last: int) -> Iterator[str]:
    """For a person: the newest acts, under their day."""
    now = new_world().now
    nobody = Notice("journal", Place("console", ""), None, now)
    with open_storage(settings)() as uow:
        matchmaking = Matchmaking(FrenchStemmer())
        view = View(uow, Signer(b""), matchmaking, nobody, None, language_of(os.environ), now)
        blocks = list(by_day(view, uow.records.audited(last, but=Act.WRONG_CODE)))
    if not blocks:
        yield say("journal-nothing")
    for block in blocks:
        match block:
            case Paragraph(content):
                yield _said(content)
            case Bullets(items):
                yield from (f"- {_said(item)}" for item in items)


def _said(content: tuple[Inline, ...]) -> str:
    return "".join(_word(one) for one in content)


def _word(one: Inline) -> str:
    match one:
        case Phrase(key, args):
            return say(key, **args)
        case Replaced(placeholder):
            return placeholder
        case _:
            return one.text
