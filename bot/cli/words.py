"""The command line's voice: French when the terminal is, English otherwise."""

import os
from collections.abc import Mapping
from functools import cache

from adapters.texts import FluentTexts
from bot.domain.verdicts import Refused


def language_of(env: Mapping[str, str]) -> str:
    """The language that a terminal asks for, as POSIX ranks its variables."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(variable):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def say(key: str, /, **args: object) -> str:
    """A sentence in the terminal's language."""
    return texts().say(key, language_of(os.environ), args)


def explain(refused: Refused) -> str:
    """What a refusal means and what to do about it."""
    return say(f"problem-{refused.reason}", **refused.details)


@cache
def texts() -> FluentTexts:
    """The sentences, read once."""
    return FluentTexts()
