"""A found name with what is tied to it: an initial after it, an article or a first name before it."""

from __future__ import annotations

import re

from anonymize.lexicons import first_names, fold, surnames
from anonymize.reading import Reading
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.vocabulary import FUNCTION_WORDS

_LAST_INITIAL = re.compile(
    r"(?:,? [b-z]\.(?=[ ,;)\n]|\Z)|\.[a-z](?![\w.@])| (?![cdgjlnmsty](?![.]))[b-xz](?=[ ,;)\n]|\Z))"
)
_FIRST_INITIAL = re.compile(r"(?<![\w.'])[A-Z](?:\.?-?[A-Z])?\.[ ]?\Z")
_ARTICLE = re.compile(
    r"(?<![\w'’])(?:Le|La|Les|De|Du|Des|Van|Von|El|Al|Ben|Ould|Ait|Da|Di|Dos|San|Saint) \Z"
)
_LOWER_ARTICLE = re.compile(
    r"(?<![a-z])(?:mme|mr|m|mlle|dr|me|madame|monsieur|juge|avocate?|docteur|medecin|educ|referente?|as|prof) (?P<it>(?:le|la|de|du|van|el|ben) )\Z"
)
_SMALL_FIRST = re.compile(r"(?<![a-z'])(?P<it>(?:ti|tit|p'tit)[ -])\Z")
_ARTICLE_OF_NAME = re.compile(r"(?<![a-z'])(?P<it>(?:le|la|du|de la|van|el|ben) )\Z")
_ELIDED = re.compile(r"(?<![\w'])[A-Z]'\Z")
_ELISIONS = ("D'", "L'", "C'", "S'", "J'", "Q'")
_OPENS = re.compile(r"(?:^|[.!?:\n])[ \"'«(•*-]*\Z")
_WORD_BEFORE = re.compile(r"(?<![\w'-])([A-ZÀ-Ý][\w]{2,})[ ]\Z")


def whole_name(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A found name with what is tied to it: "E. Koné", "Le Goff", "Grâce Tchamba", "dylan g."."""
    if small := _SMALL_FIRST.search(reading.before(start, 12)):
        start -= len(small["it"])
    initial = _LAST_INITIAL.match(reading.folded, end)
    if initial and (reading.style != "mixed" or "." in initial[0]):
        end = initial.end()
    compound = _ARTICLE_OF_NAME.search(reading.before(start, 8))
    if compound and surnames().get(compound["it"] + reading.folded[start:end].split()[0], 0) >= 64:
        start -= len(compound["it"])
    if reading.style == "mixed":
        return _cased_start(reading.plain, start), end
    title = _LOWER_ARTICLE.search(reading.before(start, 24))
    return (start - len(title["it"]) if title else start), end


def _cased_start(plain: str, start: int) -> int:
    """Where a name starts by the capitals before it: an elision, an initial, an article, a name."""
    before = plain[max(0, start - 24) : start]
    if _ELIDED.search(before) and not before.endswith(_ELISIONS):
        return start - 2
    initial = _FIRST_INITIAL.search(before)
    if initial and initial[0].strip() != "M.":
        return start - len(initial[0])
    article = _ARTICLE.search(before)
    if article and not _OPENS.search(before[: article.start()]):
        return start - len(article[0])
    if first := _WORD_BEFORE.search(before):
        folded = fold(first[1])
        borne = first_names().get(folded, 0) >= (4096 if folded in FUNCTION_WORDS else 256)
        if borne and folded not in kept_names():
            return start - len(first[0])
    return start
