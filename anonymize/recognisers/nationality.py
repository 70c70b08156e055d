"""Nationalities, peoples and countries of origin, in all their forms; not languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from anonymize.lexicons import fold
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.values import Kind
from anonymize.words import entries


class Origin(NamedTuple):
    """The region an origin is coarsened to, and whether the word names a country."""

    region: str
    country: bool


_LANGUAGE_NAMES = frozenset(
    "allemand anglais espagnol italien portugais polonais roumain bulgare grec turc kurde russe ukrainien"
    " albanais serbe armenien georgien arabe berbere kabyle chinois vietnamien thai khmer birman bengali tamoul"
    " pachtou dari persan farsi somali swahili wolof peul soninke bambara malgache comorien catalan"
    " neerlandais suedois danois norvegien hongrois tcheque slovaque croate lituanien letton estonien finnois"
    " japonais coreen hindi ourdou mongol amharique tigrinya lingala romani tchetchene azeri"
    " turkish kurdish russian polish portuguese italian spanish chinese vietnamese tamil nepali".split()
)
_ACCORD = re.compile(r"(?:accord|convention|traite|franco)[ -][a-z \-]{0,14}\Z")
# An adjective of a thing says nothing of a person: "visa italien", "avocat espagnol".
_THING_BEFORE = re.compile(
    r"(?<![a-z])(?:visas?|titres?(?: de sejour)?|plaques?|puces?|avocate?s?|boites?|interim|agences?|societes?|entreprises?|banques?|general|habilitations?|sites?|voitures?|camions?|numeros?|carte sim|restaurant|cuisine|cours|club|comptes?|iban|rib|chaine|fromage|mutuelle)\"? \"?\Z"
)
# Where somebody is or has paid, not where they come from: "un fils parti en Belgique".
_WHEREABOUTS = re.compile(
    r"(?<![a-z])(?:partie?s?|repartie?s?|install\w+|est|sont|vi(?:t|vent)|habite\w*|travaill\w+|cotis\w+|voyage|vacances|route) (?:(?!nee?s? |originaire )[a-z]+ )?(?:en|au|aux) \Z|(?<![a-z])dublin\w* (?:vers |en |au |aux )?(?:l'|la |le )?\Z"
)
_ORIGIN_NEAR = re.compile(
    r"(?:nationalite|originaire|origine|ressortissante?|de|d'|du|au|en|refugiee?) ?(?:la |l'|le )?\Z"
)
_ORIGIN_SAID = re.compile(
    r"(?:nationalite|originaire|origine|ressortissante?|ethnie|peuple) ?(?:de |d'|: )?\Z"
)
# Words of the language too, and those that nothing but what announces an origin makes one.
_ORDINARY = frozenset(
    "mali dz bled niger rca arabe rome berbere guinee chine inde cuba panama oromo".split()
)
_SELDOM_ORIGINS = frozenset("four man tos pak".split())
# "au rdc" is a floor, "en RDC" a country.
_GROUND_FLOOR = re.compile(
    r"(?:(?<![a-z])(?:au|le|du|un)|(?:logements?|appart\w*|studio|maison|[tf]\d) en) \Z"
)
# "interprète en arabe", "parle un peu russe", "l'arabe".
_OF_LANGUAGE = re.compile(
    r"(?<![a-z])(?:(?:parl\w*|speaks?|spoken|langues?|cours|interpretes?|interpretariat|traduct\w*|traduit\w*|comprend\w*|dialecte|apprend\w*|ecri\w*|lit|lire|sous[ -]titr\w*)[^.;\n]{0,40}|en ?|l')\Z"
)
_WITH_FRENCH = re.compile(r" (?:et|ou) (?:un peu )?(?:le )?francais")
_UP_TO_FOUR = re.compile(r"[a-z]+(?:[ \-'][a-z]+){0,3}")


@cache
def origins() -> Mapping[str, Origin]:
    """Folded word or words, hyphens as spaces -> its origin."""
    table: dict[str, Origin] = {}
    for line in entries("countries"):
        name, region, demonyms, *more = line.split("|")
        for stem in filter(None, demonyms.split(",")):
            for form in _forms(fold(stem)):
                table[form.replace("-", " ")] = Origin(region, country=False)
        countries = [name, *(c for part in more for c in part.split(",") if c)]
        for country in countries:
            table[fold(country).replace("-", " ").replace("'", " ")] = Origin(region, country=True)
    return table


def _forms(stem: str) -> set[str]:
    """Masculine, feminine and plural of a folded demonym."""
    if stem.endswith("e"):
        forms = {stem}
    elif stem.endswith(("ien", "een", "on")):
        forms = {stem, stem + "e", stem + "ne"}
    else:
        forms = {stem, stem + "e"}
    return forms | {f if f.endswith("s") else f + "s" for f in forms}


@cache
def _starts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in origins())


def _mentions(folded: str) -> Iterator[tuple[int, int, str]]:
    """The longest known name at each word that may start one: its bounds and its key."""
    at = 0
    for word in re.finditer(r"[a-z]+", folded):
        if word.start() < at or word[0] not in _starts():
            continue
        run = _UP_TO_FOUR.match(folded, word.start())
        assert run is not None  # it starts with a word
        for last in reversed(list(re.finditer(r"[a-z]+", run[0]))):
            name = re.sub(r"[-']", " ", run[0][: last.end()])
            if name in origins():
                at = word.start() + last.end()
                yield word.start(), at, name
                break


class NationalityRecogniser(Recogniser):
    kind = Kind.NATIONALITY

    def find(self, reading: Reading) -> Iterator[Span]:
        for start, end, name in _mentions(reading.folded):
            before = reading.before(start, 50)
            if _is_language(name, before, reading.after(end, 12)):
                continue
            country = origins()[name].country
            if not _is_of_a_thing(before, country) and not _is_a_word(reading, start, name):
                yield Span(start, end, LIKELY if country else STRONG)


def _is_language(name: str, before: str, after: str) -> bool:
    """Whether it is what somebody speaks: "interprète en arabe", "russe et français"."""
    spoken = _WITH_FRENCH.match(after) or _OF_LANGUAGE.search(before)
    return name in _LANGUAGE_NAMES and bool(spoken)


def _is_of_a_thing(before: str, country: bool) -> bool:
    """Whether it tells of a law, a thing or a whereabouts, and nobody's origin."""
    if _ACCORD.search(before) or _THING_BEFORE.search(before):
        return True
    return country and bool(_WHEREABOUTS.search(before))


def _is_a_word(reading: Reading, start: int, name: str) -> bool:
    """Whether a word of the language stands there: "le bled", "four", without a capital."""
    before = reading.before(start, 50)
    if name == "rdc" and _GROUND_FLOOR.search(before):
        return True
    if name in _SELDOM_ORIGINS:
        return not _ORIGIN_SAID.search(before)
    capital = reading.plain[start].isupper()
    return name in _ORDINARY and not capital and not _ORIGIN_NEAR.search(before)
