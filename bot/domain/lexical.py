"""Words as a matching engine sees them: folded, cut, stemmed, weighed by rarity."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

Stem = Callable[[str], str]

_PLACEHOLDER = re.compile(
    r"\[(?!maladie|cancer|(?:[a-zà-ÿ]+[ -])+rare\])[^\[\]\n]{1,60}\]|\[situation ou métier rare\]"
)
"""What screening puts in place of words: "[PERSONNE 1]", "[commune rurale, Lot (46)]".
It says nothing of the subject, but for an illness."""
_TOKEN = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "’": "'", "ʼ": "'"})


def _listed(name: str) -> frozenset[str]:
    return frozenset((files("bot") / "vocabulary" / name).read_text(encoding="utf-8").split())


SHORTEST_STEM = 3
STOPWORDS = _listed("stopwords.txt")
"""Folded words that carry no subject. Negation is read apart, where it matters."""
GRAMMAR = _listed("grammar.txt")
"""Folded words that may stand anywhere in a phrase of the lexicon."""


def fold(text: str) -> str:
    """Lower case, no accent, plain apostrophes and ligatures undone."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """The folded words and numbers of a text, in order, without the placeholders of screening."""
    return _TOKEN.findall(fold(_PLACEHOLDER.sub(" ", text)))


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
        # Unaccented participles ("hebergee") keep a vowel that the stemmer only knows with accents.
        stem = self._stem(word).removesuffix("e")
        # A stem this short makes one word of "loyer" and "loi", "café" and "CAF", "mère" and "mer".
        return stem if len(stem) > SHORTEST_STEM else word.removesuffix("s")

    def sequence(self, text: str) -> list[str]:
        """Stems of the words that carry a subject, in order, repeated ones included."""
        return [self.term(word) for word in words(text) if word not in STOPWORDS]


def bare(word: str) -> str:
    """A folded word without its plural, feminine or commonest verb ending.

    Far shorter of ambition than a stemmer: "délai" and "délire" must stay apart in a lexicon.
    """
    if len(word) > 4:
        word = word.rstrip("sx")
    for ending, shortest in (("aient", 8), ("ait", 7), ("ent", 8), ("er", 6), ("ez", 6)):
        if word.endswith(ending) and len(word) >= shortest:
            return word.removesuffix(ending)
    return word.rstrip("e") if len(word) > 3 else word


def _phrase(folded: Iterable[str]) -> list[str]:
    """Bare words, articles and pronouns left out: what the lexicon is matched on."""
    return [bare(word) for word in folded if word not in GRAMMAR]


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
        close together; a form with underscores matches word for word, and so does one that would
        be a single word without its articles ("à bout").
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

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {concept.id: concept for concept in concepts}
        phrases: list[_Form] = []
        self._verbatim: dict[str, list[_Form]] = {}
        for concept in self.concepts.values():
            for form, worth in _worths(concept):
                folded = tuple(words(form))
                terms = tuple(_phrase(folded))
                if "_" in form or len(terms) < 2 <= len(folded):
                    verbatim = _Form(folded, concept.id, worth)
                    self._verbatim.setdefault(folded[0], []).append(verbatim)
                elif terms:
                    phrases.append(_Form(terms, concept.id, worth))
        self._phrases = _by_rarest_word(phrases)

    def find(self, text: str) -> dict[str, float]:
        """Concepts named in a text, with how firmly: 1 for one form, more for several.

        A word inside a longer form that matched names nothing else: "cap emploi" is no CAP.
        """
        folded = words(text)
        found: dict[str, float] = {}
        for form in dict.fromkeys((*self._quoted(folded), *self._matches(_phrase(folded)))):
            before = found.get(form.concept, 0.0)
            # The second form of a concept adds half of its worth, the third a third.
            found[form.concept] = before + form.worth / (1.0 + before)
        return found

    def themes(self, found: Mapping[str, float]) -> dict[str, float]:
        """Evidence for each theme from the concepts that `find` returned."""
        weights: dict[str, float] = {}
        for concept_id, strength in found.items():
            for theme, weight in self.concepts[concept_id].themes.items():
                weights[theme] = weights.get(theme, 0.0) + weight * strength
        return weights

    def around(self, found: Mapping[str, float], share: float) -> dict[str, float]:
        """The concepts found and, for a share of their strength, those that go with them."""
        wider = dict(found)
        for concept_id, strength in found.items():
            for near in self.concepts[concept_id].near:
                wider[near] = max(wider.get(near, 0.0), share * strength)
        return wider

    def _quoted(self, folded: Sequence[str]) -> Iterator[_Form]:
        """Forms found word for word."""
        for start, first in enumerate(folded):
            for form in self._verbatim.get(first, ()):
                if tuple(folded[start : start + len(form.terms)]) == form.terms:
                    yield form

    def _matches(self, sequence: Sequence[str]) -> list[_Form]:
        """Phrases found, the longest first; each word serves phrases of one length only."""
        hits: list[tuple[_Form, tuple[int, ...]]] = []
        for at, term in enumerate(sequence):
            for form in self._phrases.get(term, ()):
                places = _places(form.terms, sequence, at)
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


def _worths(concept: Concept) -> Iterator[tuple[str, float]]:
    yield from ((form, 1.0) for form in concept.forms)
    yield from ((hint, HINT) for hint in concept.hints)


def _by_rarest_word(forms: Sequence[_Form]) -> dict[str, list[_Form]]:
    """Each form under the word that fewest forms have: few are tried at each word of a text."""
    uses: dict[str, int] = {}
    for form in forms:
        for term in form.terms:
            uses[term] = uses.get(term, 0) + 1
    found: dict[str, list[_Form]] = {}
    for form in forms:
        found.setdefault(min(form.terms, key=lambda term: uses[term]), []).append(form)
    return found


def _places(terms: tuple[str, ...], sequence: Sequence[str], at: int) -> tuple[int, ...] | None:
    """Where the words of a form stand around `at`; None when they are not close together."""
    if len(terms) == 1:
        return (at,)
    span = len(terms) + SLACK
    first = max(0, at - span + 1)
    window = sequence[first : at + span]
    places: list[int] = []
    for term in terms:
        spots = [i for i, t in enumerate(window, first) if t == term and i not in places]
        if not spots:
            return None
        places.append(min(spots, key=lambda spot: abs(spot - at)))
    return tuple(places) if max(places) - min(places) < span else None


def rarity(holders: int, total: int) -> float:
    """BM25's inverse document frequency (Robertson and Zaragoza, 2009), never negative."""
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def saturation(count: int, length: int, usual: int, k1: float = 1.2, b: float = 0.5) -> float:
    """BM25's share of a term's rarity that `count` uses earn in a text of `length` terms."""
    return count * (k1 + 1) / (count + k1 * (1 - b + b * length / usual))
