"""Words that are no names by themselves: the French lexicon, and how messages are typed."""

from __future__ import annotations

import re
from functools import cache

from anonymize.lexicons import common_words, first_names, fold, in_dictionary, surnames
from anonymize.words import words_of

_INFLECTION = re.compile(r"(?:ee?s?|e?s|x|er|ez|ent|ait|aient|ant|ante?s?)\Z")
# The apostrophe that phones leave out: "jfais", "dapprendre", "lexmari".
_GLUED = re.compile(r"(?:j|qu(?=[aeiouyh]))(?P<word>[a-z]{3,})\Z")
_LENGTHENED = re.compile(r"(.)\1{2,}")
_FRENCH_ENDING = re.compile(
    r"(?:tion|sion|trice|teur|aire|ment|isme|iste|ite|euse|able|ible|ude|ique|ence|ance|erie|iere|ement|logue|logie|graphe"
    r"|ante|ente|ifie|isee|ises|ifiee|iser|ifier)s?$"
)


@cache
def typing_words() -> frozenset[str]:
    """Folded abbreviations, slang and jargon."""
    return frozenset(fold(word) for word in words_of("typing"))


def is_ordinary(word: str) -> bool:
    """Whether a folded word is one of the language; some are also names, so context decides."""
    if word in typing_words() or (word in common_words() and not _borne(word)):
        return True
    if _LENGTHENED.search(word):
        return is_ordinary(_LENGTHENED.sub(r"\1", word))
    if word in first_names() or word in surnames():
        return False
    if (glued := _GLUED.match(word)) and is_ordinary(glued["word"]):
        return True
    # The lexicon is finite: another form of its words, or a long word with a French ending, is one.
    if len(word) >= 5 and _stem(word) in _stems():
        return True
    return len(word) >= 7 and bool(_FRENCH_ENDING.search(word))


def _borne(word: str) -> bool:
    """Whether a word that corpora use is rather a name: many bear it, no dictionary knows it."""
    return (
        len(word) > 2
        and first_names().get(word, 0) >= 256
        and not in_dictionary(word)
        and word not in _FOREIGN_WORDS
    )


_FOREIGN_WORDS = frozenset("can del per tou the los las sun day for and not you".split())


def is_french(word: str) -> bool:
    """Whether a folded word is ordinary, or one that the dictionary knows and few people bear."""
    return is_ordinary(word) or (
        in_dictionary(word) and first_names().get(word, 0) < 64 and surnames().get(word, 0) < 512
    )


def _stem(word: str) -> str:
    """The word without what number, gender and the commonest tenses add: enough to compare."""
    return _INFLECTION.sub("", word)


@cache
def _stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in common_words() if len(word) >= 4)
