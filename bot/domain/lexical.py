"""Words as a matching engine sees them: folded, cut, stemmed, weighed by rarity."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

Stem = Callable[[str], str]

_TOKEN = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "ʼ": "'"})

STOPWORDS = frozenset(
    (files("bot") / "vocabulary" / "stopwords.txt").read_text(encoding="utf-8").split()
)
"""Folded words that carry no subject. Negation is read apart, where it matters."""


def fold(text: str) -> str:
    """Lower case, no accent, plain apostrophes and ligatures undone."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return _TOKEN.findall(fold(text))


class Analyser:
    """Turns texts into stems, remembering each word's stem.

    Parameters
    ----------
    stem
        A French stemmer. It is given folded words: people type on phones, without accents.
    """

    def __init__(self, stem: Stem) -> None:
        self._stem = stem
        self._known: dict[str, str] = {}

    def term(self, word: str) -> str:
        """The stem of one folded word; numbers and short words stay as they are."""
        known = self._known.get(word)
        if known is None:
            known = word if len(word) <= 3 or word.isdigit() else self._cut(word)
            if len(self._known) < 200_000:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> str:
        stem = self._stem(word)
        # Unaccented participles ("hebergee") keep vowels that the stemmer only knows with accents.
        while len(stem) > 4 and stem[-1] in "eis":
            stem = stem[:-1]
        return stem

    def sequence(self, text: str) -> list[str]:
        """Stems of the words that carry a subject, in order, repeated ones included."""
        return [self.term(word) for word in words(text) if word not in STOPWORDS]


@dataclass(frozen=True, slots=True)
class Concept:
    """A notion of the trade and the ways people name it.

    Parameters
    ----------
    themes
        Weight of evidence for each theme identifier, 0 to 3.
    kinds
        Structure kinds that usually hold the answer.
    near
        Concepts that answer it or go with it ("dette de loyer" and "FSL").
    publics
        Publics it speaks of.
    forms
        Words and phrases; a phrase matches whatever small words stand between its words.
    """

    id: str
    themes: Mapping[str, float]
    kinds: tuple[str, ...]
    near: tuple[str, ...]
    publics: tuple[str, ...]
    forms: tuple[str, ...]


class Lexicon:
    """Finds the concepts of the trade in a text."""

    def __init__(self, concepts: Iterable[Concept], analyser: Analyser) -> None:
        self.concepts: dict[str, Concept] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept in concepts:
            self.concepts[concept.id] = concept
            for form in concept.forms:
                self._add(tuple(analyser.sequence(form)), concept.id)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, form: tuple[str, ...], concept_id: str) -> None:
        if form:
            entries = self._by_first.setdefault(form[0], [])
            if (form, concept_id) not in entries:
                entries.append((form, concept_id))

    def find(self, sequence: Sequence[str]) -> dict[str, int]:
        """Concepts named in a sequence of stems, with how many times each is named."""
        found: dict[str, int] = {}
        for start, first in enumerate(sequence):
            for form, concept_id in self._by_first.get(first, ()):
                if tuple(sequence[start : start + len(form)]) == form:
                    found[concept_id] = found.get(concept_id, 0) + 1
        return found


def rarity(holders: int, total: int) -> float:
    """BM25's inverse document frequency (Robertson and Zaragoza, 2009), never negative."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def saturation(count: int, length: int, usual: int, k1: float = 1.2, b: float = 0.5) -> float:
    """BM25's share of a term's rarity that `count` uses earn in a text of `length` terms."""
    return count * (k1 + 1) / (count + k1 * (1 - b + b * length / usual))
