"""Account names: marked as one (@, _, #), or announced by the network they are on.

A profile of ordinary words that nothing announces is the model's to find (`model/numbers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.ordinary import is_french
from anonymize.recognisers.phrases import any_of
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

# "@loic.bwa", "@oli:matrix.exemple.org", but not the "@" of an e-mail nor a public account.
_AT = re.compile(r"(?<![\w.%+\-@])@ ?[\w][\w.\-]{1,60}(?::[\w.\-]{3,60})?")
_PUBLIC = re.compile(r"@(?:caf|cpam|mdph|ville|mairie|prefecture|francetravail)\b")
# "romane_ne_dort_pas"
_UNDERSCORED = re.compile(r"(?<![\w.@/])[a-z0-9.\-]{0,40}[a-z0-9]_+[a-z0-9][\w.\-]{0,40}(?![\w@])")
# "ghost#4471"
_DISCORD = re.compile(r"(?<!\w)[\w.]{2,32}#\d{2,5}(?!\d)")

# "steve.morgan.navy", "gwlady.jumo35": names with dots, with or without figures.
_DOTTED = re.compile(
    r"(?<![\w.@/:\-])(?:[a-z]{3,}(?:\.[a-z]{2,})+\.?\d{1,4}|[a-z]{3,}\.[a-z]{2,}\.[a-z]{3,})(?![\w@]|\.\w)"
)
_DOTTED_AND_FIGURES = re.compile(r"(?=.{9})[a-z]+(?:\.[a-z]+){1,2}?\.?\d+")
# "lamissdu13": a word that is not French, then figures.
_FIGURED = re.compile(r"(?<![\w.@/:\-])(?P<head>[a-z]{4,20})\d{1,4}[a-z]{0,12}(?![\w@\-]|\.\w)")
_NETWORK = any_of("networks")
_ACCOUNT = r"(?:pseudo(?:nyme)?|profil|compte|page|chaine|login|identifiant|reseaux?)"
# What is said just before such a name: "écrire sur", "elle poste sous", "compte".
_SPOKEN_OF = re.compile(
    rf"(?<![a-z])(?:{_NETWORK}|{_ACCOUNT}|paypal|sur|sous|ecri\w*|contact\w*|signe|poste|ajoute\w*|suit|nom|s'appelle|appelle)"
    r"(?: [a-z]{2,12}| :| ?,| ?=){0,2} ?\Z"
)

# "son insta perso c'est ...", "pseudo tiktok : ...", "sur snap ...": the name follows.
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?:{_NETWORK}|{_ACCOUNT})(?: (?:{_NETWORK}|{_ACCOUNT}|perso|public|prive|pro|a elle|a lui))?"
    r"(?:(?P<link> ?[:=] ?| c'est | cest | c | sous (?:le (?:nom|pseudo(?:nyme)?) )?(?:de )?| au nom de | s'appelle | se nomme | nomme | avec le pseudo )"
    r"| est | ?, ?| \(|(?P<bare> ))?(?P<quote> ?[«\"] ?)?(?<![a-z0-9])"
)
_ON_NETWORK = re.compile(_NETWORK)
_WORD = re.compile(r"@?[a-z0-9][\w'.\-]*")
_LONGEST = 8
_ONE_WORD = re.compile(r"(?=.*[a-z])(?=.*(?:\d|[._]\w))[\w.\-]{3,41}\Z")
_DICTATED = frozenset("point tiret underscore arobase".split())
# Words that a name may hold, though no name ends with them.
_SMALL = frozenset("de du des la le les chez docteur madame monsieur".split())
_STOPS = (PREDICATES | FUNCTION_WORDS) - _SMALL
_NUMBER_WORD = re.compile(numerals.WORD)


class HandleRecogniser(Recogniser):
    kind = Kind.HANDLE

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from self._marked(reading)
        yield from self._looking_like_one(reading)
        yield from self._announced(reading)

    @staticmethod
    def _marked(reading: Reading) -> Iterator[Span]:
        """Names with a sign that only accounts have."""
        for pattern, score in ((_AT, STRONG), (_UNDERSCORED, LIKELY), (_DISCORD, LIKELY)):
            for match in reading.in_folded(pattern):
                if not _PUBLIC.match(match[0]):
                    yield Span(match.start(), match.start() + len(match[0].rstrip(".-")), score)

    @staticmethod
    def _looking_like_one(reading: Reading) -> Iterator[Span]:
        """Words tied by dots or ended by figures, where an account is spoken of."""
        for match in reading.in_folded(_DOTTED):
            sure = _DOTTED_AND_FIGURES.fullmatch(match[0])
            if sure or _SPOKEN_OF.search(reading.before(match.start(), 30)):
                yield Span(*match.span(), STRONG)
        for match in reading.in_folded(_FIGURED):
            spoken_of = _SPOKEN_OF.search(reading.before(match.start(), 30))
            if spoken_of and not is_french(match["head"]):
                yield Span(*match.span(), STRONG)

    @staticmethod
    def _announced(reading: Reading) -> Iterator[Span]:
        """What follows a network: one word that looks like an account, or a name of several."""
        for match in reading.in_folded(_ANNOUNCED):
            words = _words_after(reading.folded, match.end())
            if not words:
                continue
            first = words[0][0].rstrip(".-")
            if _ONE_WORD.match(first):
                yield Span(words[0].start(), words[0].start() + len(first), STRONG)
            elif _is_a_name(match, [word[0] for word in words]):
                score = STRONG if match["quote"] else LIKELY
                ends = words[-1].start() + len(words[-1][0].rstrip(".-"))
                yield Span(words[0].start(), ends, score)


def _is_a_name(announced: re.Match[str], words: list[str]) -> bool:
    """Whether ordinary words name an account; when all are French, only a pseudonym is."""
    said = announced["link"] or announced["quote"]
    if all(is_french(word) or word in _SMALL for word in words):
        return bool(said) and announced[0].startswith("pseudo")
    if said:
        return True
    if not announced["bare"] or len(words) == 1:
        return False
    return bool(_ON_NETWORK.search(announced[0]) or _DICTATED & set(words))


def _words_after(folded: str, at: int) -> list[re.Match[str]]:
    """The words that start there, up to a sign, a verb or a small word: a name has few."""
    words: list[re.Match[str]] = []
    while len(words) < _LONGEST and (word := _WORD.match(folded, at)):
        if word[0] in _STOPS and not _NUMBER_WORD.match(word[0]):
            break
        words.append(word)
        at = word.end() + 1
        if folded[word.end() : at] != " " or word[0].endswith("."):
            break
    while words and words[-1][0] in _SMALL:
        words.pop()
    return words
