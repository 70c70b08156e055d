"""Names that the model found: people, places, structures, homes, traits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, place_key, surnames
from anonymize.reading import Entity, Reading, Word
from anonymize.recognisers.base import Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.model.believed import SCORE, ModelRecogniser
from anonymize.recognisers.naming import SHORT_SURNAMES, attributed
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

_KIN = frozenset(
    "homme dame garcon pere mere frere soeur neveu niece mari femme fils fille jeune enfant cousin cousine oncle tante ami amie voisin voisine collegue couple bebe parents".split()
)
# What may bear a name made of ordinary words, and seldom stands for a public service.
_HOUSES = frozenset(
    "ecole college lycee creche ehpad residence clinique earl sci sarl gaec scop garage boulangerie pressing restaurant hotel auberge brasserie cafe bar camping ferme domaine salon snack epicerie librairie pharmacie ambulances transports chrs cada cph huda ime esat mecs sessad fam mas club pension potager serres atelier sucrerie menuiserie".split()
)
# "derrière la gare" is nobody's home: what tells it must be more than one place that all know.
_BESIDE = frozenset("derriere devant sous pres face cote contre dessous dessus entre vers".split())
_HOSPITALS = frozenset("ch chu chru hopital smr ssr".split())
_THING_DONE = re.compile(
    r" (?:l[ae']|les|un|une|du|des|votre|vos|ce|cette|au|aux|avec|pour)(?![a-z])"
)
_COUNTED = frozenset("des deux trois quatre cinq six sept".split())


class _NameRecogniser(ModelRecogniser):
    def believed(self, reading: Reading, entity: Entity) -> tuple[int, int] | None:
        words = _core(reading, entity)
        return (words[0].start, words[-1].end) if words and self.names(reading, words) else None

    def names(self, reading: Reading, words: list[Word]) -> bool:
        """Whether these words, which are never none, name what the model says they do."""
        raise NotImplementedError


def _core(reading: Reading, entity: Entity) -> list[Word]:
    """The entity's words, without titles and small words at its ends."""
    words = [w for w in reading.words if entity.start <= w.start and w.end <= entity.end]
    person, home = entity.label == "PER", entity.label == "HOME"

    def idle(word: Word) -> bool:
        if person and word.folded in SHORT_SURNAMES and reading.style != "mixed":
            return not any(w.folded in first_names() for w in words if w is not word)
        if word.folded.rstrip("'") in FUNCTION_WORDS:
            return True
        # "Samira ira": where names have their capitals, a small French word is none.
        small = person and reading.style == "mixed" and not word.capitalised
        return small and is_french(word.folded)

    found = list(words)
    while words and (idle(words[0]) or ((person or home) and words[0].folded in _KIN)):
        words.pop(0)
    while words and (idle(words[-1]) or (home and _town_after(words))):
        words.pop()
    return _with_edges(words, found) if person and words else words


def _with_edges(words: list[Word], found: list[Word]) -> list[Word]:
    """A small word that belongs to the name beside it is a part of it: "e. koné", "le goff"."""
    first, last = found.index(words[0]), found.index(words[-1])
    if first and _belongs(found[first - 1], f"{found[first - 1].folded} {words[0].folded}"):
        first -= 1
    if last + 1 < len(found) and len(found[last + 1].folded) == 1:
        last += 1
    return found[first : last + 1]


def _belongs(word: Word, joined: str) -> bool:
    return (
        len(word.folded) == 1
        or surnames().get(joined, 0) >= 512
        or first_names().get(word.folded, 0) >= 512
    )


def _town_after(words: list[Word]) -> bool:
    """Whether a told home ends with its town: "..., Lille" is told apart, and widened."""
    if len(words) < 2 or words[-2].folded.rstrip("'") in FUNCTION_WORDS:
        return False
    town = words[-1].folded
    return not is_ordinary(town) and bool(communes_of(place_key(town)))


def _public(words: list[Word]) -> bool:
    name = " ".join(w.folded.rstrip("'") for w in words)
    key = place_key(name)
    return (
        name in kept_names()
        or key in departement_keys()
        or name in origins()
        or all(w.folded in kept_names() or w.folded in FUNCTION_WORDS for w in words)
    )


def _telling(words: list[Word]) -> list[Word]:
    """The words that say something: numbers too, small words not."""
    return [w for w in words if w.folded.rstrip("'") not in FUNCTION_WORDS]


def _only_town(words: list[Word]) -> bool:
    """Whether a structure has no name but its town's: "le foyer de Lille", not "des (trois) Moulins"."""
    if len(words) < 2 or words[-2].folded in _COUNTED:
        return False
    generic = (w.folded in FUNCTION_WORDS or is_ordinary(w.folded) for w in words[:-1])
    return bool(communes_of(place_key(words[-1].folded))) and all(generic)


class ModelPersonRecogniser(_NameRecogniser):
    kind = Kind.PERSON
    label = "PER"

    def names(self, reading: Reading, words: list[Word]) -> bool:
        if _public(words) or all(w.folded in PREDICATES for w in words):
            return False
        if len(words) == 1 and _bids(reading, words[0]):
            return False
        acronym = all(w.upper and len(w.raw) <= 5 and not _known(w) for w in words)
        return not (acronym and reading.style == "mixed")


def _bids(reading: Reading, word: Word) -> bool:
    """Whether a word that begins a sentence says what to do: "Montez le dossier"."""
    done = word.folded.endswith("ez") and is_french(word.folded)
    return done and _THING_DONE.match(reading.folded, word.end) is not None


def _known(word: Word) -> bool:
    return word.folded in first_names() or word.folded in surnames()


class ModelPlaceRecogniser(_NameRecogniser):
    kind = Kind.CITY
    label = "LOC"

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        for entity in reading.entities:
            if entity.label != ModelOrganisationRecogniser.label or reading.style != "mixed":
                continue
            words = _core(reading, entity)
            if _only_town(words) and words[-1].capitalised:
                yield Span(words[-1].start, words[-1].end, SCORE)

    def names(self, reading: Reading, words: list[Word]) -> bool:
        if ";" in reading.folded[words[0].start : words[-1].end]:
            return False  # several cells of a table, which are read one by one
        return not _public(words) and not (len(words) == 1 and attributed(reading, words[0]))


class ModelOrganisationRecogniser(_NameRecogniser):
    kind = Kind.ORG_ID
    label = "ORG"

    def names(self, reading: Reading, words: list[Word]) -> bool:
        if _public(words) or words[0].folded in kept_names():
            return False
        if len(words) == 1 and (words[0].upper or len(words[0].raw) < 4):
            return False
        if _only_town(words):
            return False
        if reading.style == "mixed":
            return any(
                w.capitalised and not w.upper and (i or not is_ordinary(w.folded))
                for i, w in enumerate(words)
            )
        named = any(not is_ordinary(w.folded) for w in words) or words[0].folded in _HOUSES
        return named and len(_telling(words)) > 1


class ModelHomeRecogniser(_NameRecogniser):
    """Homes told in words, which no pattern foresees."""

    kind = Kind.ADDRESS
    label = "HOME"

    def names(self, reading: Reading, words: list[Word]) -> bool:
        told = [word for word in _telling(words) if word.folded not in _BESIDE]
        if words[0].folded in _HOSPITALS and _only_town(words):
            return False
        return not _public(words) and len(told) > 1


class ModelTraitRecogniser(_NameRecogniser):
    """Rare illnesses, trades and traits that no list holds."""

    kind = Kind.HEALTH_RARE
    label = "TRAIT"

    def names(self, reading: Reading, words: list[Word]) -> bool:
        return not _public(words) and len(_telling(words)) > 1
