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


def _listed(name: str) -> frozenset[str]:
    return frozenset((files("bot") / "vocabulary" / name).read_text(encoding="utf-8").split())


STOPWORDS = _listed("stopwords.txt")
"""Folded words that carry no subject. Negation is read apart, where it matters."""
GRAMMAR = _listed("grammar.txt")
"""Folded words that may stand anywhere in a phrase of the lexicon."""


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
        stem = self._stem(self._stem(word))
        # Unaccented participles ("hebergee") keep vowels that the stemmer only knows with accents.
        while len(stem) > 4 and stem[-1] in "eis":
            stem = stem[:-1]
        return stem

    def sequence(self, text: str) -> list[str]:
        """Stems of the words that carry a subject, in order, repeated ones included."""
        return [self.term(word) for word in words(text) if word not in STOPWORDS]

    def phrase(self, folded: Iterable[str]) -> list[str]:
        """Stems of folded words, articles and pronouns left out: what phrases are matched on."""
        return [self.term(word) for word in folded if word not in GRAMMAR]


@dataclass(frozen=True, slots=True)
class Concept:
    """A notion of the trade and the ways people name it.

    Parameters
    ----------
    themes
        Weight of evidence for each theme identifier, 1 to 3.
    kinds
        Structure kinds that usually hold the answer.
    near
        Concepts that answer it or go with it ("dette de loyer" and "FSL").
    forms
        Words and phrases; the first one is its name. The words of a phrase may stand in any order,
        close together; a form with underscores matches word for word.
    hints
        Forms that may mean something else, and count for less.
    """

    id: str
    themes: Mapping[str, float]
    kinds: tuple[str, ...]
    near: tuple[str, ...]
    publics: tuple[str, ...]
    forms: tuple[str, ...]
    hints: tuple[str, ...] = ()


HINT = 0.35
"""What a hint is worth beside a form."""
SLACK = 2
"""Words that may stand among those of a phrase."""


@dataclass(frozen=True, slots=True)
class _Form:
    terms: tuple[str, ...]
    concept: str
    worth: float


class Lexicon:
    """Finds the concepts of the trade in a text."""

    def __init__(self, concepts: Iterable[Concept], analyser: Analyser) -> None:
        self.concepts: dict[str, Concept] = {}
        self._analyser = analyser
        self._forms: dict[str, list[_Form]] = {}
        self._verbatim: list[tuple[str, str]] = []
        for concept in concepts:
            self.concepts[concept.id] = concept
            for form in concept.forms:
                self._add(form, concept.id, 1.0)
            for hint in concept.hints:
                self._add(hint, concept.id, HINT)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.terms))

    def _add(self, form: str, concept_id: str, worth: float) -> None:
        if "_" in form:
            self._verbatim.append((f" {' '.join(words(form.replace('_', ' ')))} ", concept_id))
            return
        terms = tuple(self._analyser.phrase(words(form)))
        for term in set(terms):
            self._forms.setdefault(term, []).append(_Form(terms, concept_id, worth))

    def find(self, text: str) -> dict[str, float]:
        """Concepts named in a text, with how firmly: 1 for one form, more for several.

        A word inside a longer form that matched names nothing else: "cap emploi" is no CAP.
        """
        folded = words(text)
        found: dict[str, float] = {}
        seen: set[tuple[str, tuple[str, ...]]] = set()
        joined = f" {' '.join(folded)} "
        for form, concept_id in self._verbatim:
            if form in joined:
                _strengthen(found, concept_id, 1.0)
        sequence = self._analyser.phrase(folded)
        for form_found in self._matches(sequence):
            key = (form_found.concept, form_found.terms)
            if key not in seen:
                seen.add(key)
                _strengthen(found, form_found.concept, form_found.worth)
        return found

    def _matches(self, sequence: Sequence[str]) -> list[_Form]:
        """Forms found, the longest first; each word serves forms of one length only."""
        hits: list[tuple[_Form, tuple[int, ...]]] = []
        for start, first in enumerate(sequence):
            for form in self._forms.get(first, ()):
                places = _places(form.terms, sequence, start)
                if places:
                    hits.append((form, places))
        hits.sort(key=lambda hit: -len(hit[0].terms))
        taken: dict[int, int] = {}
        kept: list[_Form] = []
        for form, places in hits:
            if all(taken.get(place, 0) <= len(form.terms) for place in places):
                kept.append(form)
                taken.update(dict.fromkeys(places, len(form.terms)))
        return kept


def _strengthen(found: dict[str, float], concept_id: str, worth: float) -> None:
    """The second form of a concept adds half of its worth, the third a third."""
    before = found.get(concept_id, 0.0)
    found[concept_id] = before + worth / (1.0 + before)


def _places(terms: tuple[str, ...], sequence: Sequence[str], start: int) -> tuple[int, ...] | None:
    """Where the words of a form stand, the earliest at `start`; None when they do not."""
    if len(terms) == 1:
        return (start,)
    window = sequence[start : start + len(terms) + SLACK]
    places: list[int] = []
    for term in terms:
        at = next((i for i, t in enumerate(window, start) if t == term and i not in places), None)
        if at is None:
            return None
        places.append(at)
    return tuple(places)


def rarity(holders: int, total: int) -> float:
    """BM25's inverse document frequency (Robertson and Zaragoza, 2009), never negative."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def saturation(count: int, length: int, usual: int, k1: float = 1.2, b: float = 0.5) -> float:
    """BM25's share of a term's rarity that `count` uses earn in a text of `length` terms."""
    return count * (k1 + 1) / (count + k1 * (1 - b + b * length / usual))
