"""Dates as months, with the delay of one that is near."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from anonymize.placeholders import MONTHS, WIDER, Language
from anonymize.recognisers import dates

_TO_COME = re.compile(
    r"(?<![a-z])(?:avant|jusqu|d'ici|au plus tard|audience|convoque\w*|convocation|rdv|rendez[ -]vous|echeance|expire\w*|finit|prend fin|prevue?s?"
    r"|fin de|fin du|sort|sortie|liberation|liberable|coupure|quitter|rendre|fermeture|vente|aura lieu|sera|seront|expulsion|(?:va|vont|doit|doivent) [a-z]+(?:er|ir|re))(?![a-z])[^.;!?\n]*\Z"
)
_SINCE = re.compile(r"(?<![a-z])(?:depuis|dep|dps|datee?s? d|datant d|recue?s?)[^,.;!?\n]*\Z")


def is_to_come(before: str) -> bool:
    """Whether the folded words before a date say that it is still to come.

    "depuis le 5 janvier", said in November, is last January's: its delay would be told wrong.
    """
    return bool(_TO_COME.search(before)) and not _SINCE.search(before)


def calendar(folded: str, language: Language, today: date | None) -> str:
    """A date becomes its month, with the delay when it is soon: "avril 2026, dans environ 3 semaines".

    "3 novembre au 5 janvier" becomes the months it runs through: "novembre à janvier".
    """
    words = WIDER[language]
    said = dates.parts(folded)
    if said is None or not 1 <= said.month <= 12:
        return words["date"]
    until = dates.parts(folded.partition(" au ")[2])
    if until and 1 <= until.month <= 12:
        if (until.month, until.year) == (said.month, said.year or until.year):
            said = replace(said, year=until.year)  # "3 mars au 12 mars 2025"
        else:
            ends = {"first": _month(said, language), "last": _month(until, language)}
            return words["until"].format(**ends)
    text = _month(said, language)
    delay = _delay(said, today) if today else None
    if delay is None:
        return text
    return f"{text}, {_soon(delay, words)}"


def _soon(days: int, words: Mapping[str, str]) -> str:
    weeks = round(days / 7)
    if days < 7:
        return words["days"]
    return words["week"] if weeks == 1 else words["weeks"].format(weeks=weeks)


def _month(said: dates.Parts, language: Language) -> str:
    month = MONTHS[language][said.month - 1]
    return f"{month} {said.year}" if said.year else month


def _delay(said: dates.Parts, today: date) -> int | None:
    """Days until a date that lies within the next two months."""
    try:
        when = date(said.year or today.year, said.month, said.day or 1)
        if not said.year and when < today:
            when = date(today.year + 1, said.month, said.day or 1)
    except ValueError:
        return None
    days = (when - today).days
    return days if 0 <= days <= 60 else None
