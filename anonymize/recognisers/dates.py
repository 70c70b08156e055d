"""How a calendar date is written; shared by the recognisers of dates and of birth dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anonymize import numerals
from anonymize.recognisers.vocabulary import MONTHS, month_number

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?er)?"
_DAY_WORDS = rf"(?:premier|1er|{numerals.NUMBER})"
_YEAR_WORDS = (
    rf"(?:deux mille(?:[ -](?:et )?{numerals.NUMBER})?|mil(?:le)? neuf cents?(?:[ -]{numerals.NUMBER})?|dix[ -]neuf cents?(?:[ -]{numerals.NUMBER})?"
    r"|(?:quatre[ -]vingts?|soixante|cinquante|quarante|trente|vingt)(?:[ -](?:et[ -])?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize)(?![a-z])){0,2})"
)

# "3 avril 1990", "1er juin", "du 12 au 15 juin 2026", "les 3 et 4 mars".
IN_LETTERS = re.compile(
    rf"(?<![\w/])(?P<day>{_DAY})(?:(?: ?[-/,] ?| et (?:le )?| au | ou (?:le )?| a )(?:{_DAY})){{0,3}}[ .\-]?[ ]?(?P<month>{MONTHS})(?![a-z])(?:[ .,\-]{{1,2}}(?P<year>(?:19|20)\d\d|'?[0-4]\d(?! ?(?:h|e|€|euros?|ans|km)\b)(?![a\d/:]))(?!\d))?"
)
IN_WORDS = re.compile(
    rf"(?<![\w])(?P<day>{_DAY_WORDS}|{_DAY})[ \-](?P<month>(?!sept(?!embre)){MONTHS})(?![a-z])(?: (?P<year>{_YEAR_WORDS}|(?:19|20)\d\d|(?:de )?l'an deux mille))?"
)
FULL_NUMERIC = re.compile(
    r"(?<![\w/.\-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<sep> ?[/.\-_ ] ?)(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"
)
ISO = re.compile(
    r"(?<![\w/.\-])(?P<year>(?:19|20)\d\d)[/.\-](?P<month>0[1-9]|1[0-2])[/.\-](?P<day>0[1-9]|[12]\d|3[01])(?![\w])"
)
DAY_MONTH = re.compile(
    r"(?<![\w/.,\-+])(?P<day>0?[1-9]|[12]\d|3[01]) ?[/.\-] ?(?P<month>0?[1-9]|1[0-2])(?![\w/.,\-%€]*\d)(?!\w)(?! ?(?:€|%|euro|km|h\b))"
)

# What is said of a day once its month is understood: "mardi 4", "le 14 01".
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_CLOSED = r"(?=[,.;:)?!\n]| [?!]|\Z| (?:a|est|et|au|pour|avec|il|elle|on|je|j'|c'est|depuis|matin|apres|soir|midi|devant|chez|peut|qui|sans|la|le|mais|donc|prochain|dernier|dans|y|sinon|merci|svp)(?![a-z]))"
_DAY_SAID = rf"(?:{_DAY}|premier|(?!une?(?![a-z])){numerals.NUMBER})"
WEEKDAY_DAY = re.compile(rf"(?<![a-z])(?P<it>{_WEEKDAY} (?:le )?(?P<day>{_DAY_SAID})){_CLOSED}")
SPACED = re.compile(
    r"(?<![a-z])(?:le|du|au) (?P<it>(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]))(?![\w]| ?\d)"
)
LONE_DAY = re.compile(
    rf"(?<![a-z])(?:(?:rdv|rendez[ -]vous|entretien|audience|reunion|commission|convoque\w*|convocation|passe|passera|ferme|fermera|expire\w*|echeance|part|partie?|sort|sortie|depart|jugement|prevue?|reportee?|hospitalisee?|operee?|deposee?|envoyee?|recue?|commence|finit|visite|expulsion|date)(?: (?:est|c'est|prevue?|fixee?|pour|tombe|finalement|bien|reportee?|au|deja))* (?:le|au)"
    rf"|(?:reunion|audience|rdv|entretien|commission|courrier|lettre|jugement|decision|convocation|seance|visite) du) (?P<it>(?P<day>{_DAY_SAID})){_CLOSED}"
)
# "Thu," is how forwarded mails say their day.
_BEFORE_MONTH = re.compile(
    rf"(?<![a-z])(?:{_WEEKDAY},?|(?:mon|tue|wed|thu|fri|sat|sun),) (?:le )?\Z"
)
_MISTAKEN = re.compile(
    rf"(?<![\w])(?:{_DAY}|{_DAY_WORDS})(?: {MONTHS})?,? (?:(?:non|pardon|enfin|euh|plutot),? ){{1,3}}(?:le |du )?\Z"
)


def opened(folded: str, start: int) -> int:
    """Where a date that starts at `start` begins, its weekday and its own corrections included."""
    before = folded[max(0, start - 45) : start]
    for pattern in (_BEFORE_MONTH, _MISTAKEN):
        if found := pattern.search(before):
            return start - len(before) + found.start()
    return start


@dataclass(frozen=True, slots=True)
class Parts:
    """What a written date says; None where it is silent."""

    day: int | None
    month: int
    year: int | None


def parts(folded: str) -> Parts | None:
    """Read one written date, folded. None when it is not one of the known ways."""
    for pattern in (ISO, FULL_NUMERIC, IN_LETTERS, IN_WORDS, DAY_MONTH):
        match = pattern.search(folded)
        if not match:
            continue
        groups = match.groupdict()
        month = groups["month"]
        return Parts(
            day=day_of(groups["day"]),
            month=int(month) if month.isdigit() else month_number(month),
            year=_year(groups.get("year")),
        )
    return None


def day_of(words: str) -> int | None:
    """The day that digits or folded words say."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return 1 if words == "premier" else numerals.value(words)


def _year(words: str | None) -> int | None:
    if not words:
        return None
    digits = re.search(r"\d+", words)
    year = int(digits[0]) if digits else numerals.value(words)
    if year is None or year > 2100:
        return None
    if year < 100:
        return 2000 + year if year < 40 else 1900 + year
    return year
