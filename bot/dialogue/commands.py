"""Typed commands, the same on every channel, in French and in English."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    START = "start"
    HELP = "help"
    CASES = "cases"
    SEARCH = "search"
    PRINT = "print"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    LESS = "less"
    LINK = "link"
    MY_DATA = "my-data"
    FORGET_ME = "forget-me"
    PRIVACY = "privacy"
    LANGUAGE = "language"
    PREFERENCES = "preferences"
    CIRCLE = "circle"
    LIMITS = "limits"
    LOAD = "load"
    REPORT = "report"
    HISTORY = "history"
    PAUSE_ALL = "pause-all"
    RESUME_ALL = "resume-all"
    REMOVE = "remove"
    INVITE = "invite"


WORDS: dict[str, Name] = {
    "start": Name.START,
    "aide": Name.HELP,
    "help": Name.HELP,
    "situations": Name.CASES,
    "cases": Name.CASES,
    "chercher": Name.SEARCH,
    "search": Name.SEARCH,
    "imprimer": Name.PRINT,
    "print": Name.PRINT,
    "pause": Name.PAUSE,
    "reprise": Name.RESUME,
    "resume": Name.RESUME,
    "reprendre": Name.RESUME,
    "stop": Name.LEAVE,
    "moins": Name.LESS,
    "less": Name.LESS,
    "lier": Name.LINK,
    "link": Name.LINK,
    "mesdonnees": Name.MY_DATA,
    "mydata": Name.MY_DATA,
    "oublier": Name.FORGET_ME,
    "forgetme": Name.FORGET_ME,
    "confidentialite": Name.PRIVACY,
    "privacy": Name.PRIVACY,
    "langue": Name.LANGUAGE,
    "language": Name.LANGUAGE,
    "preferences": Name.PREFERENCES,
    "cercle": Name.CIRCLE,
    "circle": Name.CIRCLE,
    "limites": Name.LIMITS,
    "reglages": Name.LIMITS,
    "limits": Name.LIMITS,
    "charge": Name.LOAD,
    "load": Name.LOAD,
    "bilan": Name.REPORT,
    "report": Name.REPORT,
    "historique": Name.HISTORY,
    "history": Name.HISTORY,
    "journal": Name.HISTORY,
    "pausetout": Name.PAUSE_ALL,
    "pauseall": Name.PAUSE_ALL,
    "toutarreter": Name.PAUSE_ALL,
    "arretertout": Name.PAUSE_ALL,
    "stoptout": Name.PAUSE_ALL,
    "stopall": Name.PAUSE_ALL,
    "reprendretout": Name.RESUME_ALL,
    "toutreprendre": Name.RESUME_ALL,
    "reprisetout": Name.RESUME_ALL,
    "resumeall": Name.RESUME_ALL,
    "retirer": Name.REMOVE,
    "remove": Name.REMOVE,
    "inviter": Name.INVITE,
    "invite": Name.INVITE,
}


PLAIN = frozenset(
    {
        Name.HELP,
        Name.CASES,
        Name.PAUSE,
        Name.RESUME,
        Name.MY_DATA,
        Name.PRIVACY,
        Name.PREFERENCES,
        Name.LIMITS,
        Name.LOAD,
        Name.REPORT,
        Name.HISTORY,
    }
)
"""Commands that a single word may give, without a sign before it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what follows it; `name` is ``None`` for one that we do not know."""

    name: Name | None
    rest: str


def parse(text: str) -> Command | None:
    """Read a text that begins with ``/`` or ``!``; ``None`` for any other text."""
    stripped = text.strip()
    if stripped[:1] not in ("/", "!") or not stripped[1:2].isalpha():
        return None
    if (name := _alone(stripped[1:])) is not None:
        return Command(name, "")
    word, *rest = stripped[1:].split(maxsplit=1)
    return Command(named(word), "".join(rest))


def named(word: str) -> Name | None:
    """The command of a word, accents and capitals forgiven."""
    # Platforms append the bot's name in groups: /aide@entraide_bot.
    return WORDS.get(folded(word.partition("@")[0]))


def folded(text: str) -> str:
    """Words without what people put around them, accents or capitals."""
    plain = unicodedata.normalize("NFKD", bare(text).casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9-]+", " ", plain).split())


def lacks_sign(text: str) -> bool:
    """Whether a text is the word of a command that takes a sign, and nothing else."""
    name = _alone(text)
    return name is not None and name not in PLAIN


def in_plain_words(text: str) -> Command | None:
    """Read a text that is nothing but the word of a command that only shows or spares.

    For where nothing else is expected: no situation is told in one such word.
    """
    name = _alone(text)
    return Command(name, "") if name is not None and name in PLAIN else None


COURTESIES = frozenset(
    {
        "bonjour", "bonsoir", "salut", "coucou", "merci", "merci beaucoup", "merci bien",
        "grand merci", "un grand merci", "merci a tous", "merci a toutes et a tous", "ok",
        "ok merci", "d accord", "d accord merci", "super", "super merci", "parfait", "tres bien",
        "de rien", "bonne journee", "bon week-end", "au revoir",
        "hello", "hi", "good morning", "thanks", "thank you", "thanks a lot", "thank you very much",
        "great", "great thanks", "you re welcome", "goodbye",
    }
)  # fmt: skip
"""What people say to be polite, and nothing else: no situation is told by it."""


def is_courtesy(text: str) -> bool:
    """Whether a text is a greeting or thanks, and nothing else; emojis and accents forgiven."""
    return folded(text.replace("’", "'")) in COURTESIES


def _alone(text: str) -> Name | None:
    """A command and nothing else, in one word or more: "pause tout" is no pause of one's own."""
    return WORDS.get(folded(text).replace(" ", ""))


def bare(text: str) -> str:
    """A word without what people put around it."""
    return text.strip(" .!?\u00a0\u202f\n")
