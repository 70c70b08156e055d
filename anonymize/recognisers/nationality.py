"""Nationalities, peoples and countries of origin, in all their forms; not languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from anonymize.reading import Reading, fold
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
    " japonais coreen hindi ourdou mongol amharique tigrinya lingala romani tchetchene azeri".split()
)
_ACCORD = re.compile(r"(?:accord|convention|traite|franco)[ -][a-z \-]{0,14}\Z")
_COUNTRY_BEFORE = re.compile(
    r"(?:du|de|d'|en|au|aux|vers|des|la|le|l'|pour|depuis|quitte|fui|fuit|et|\(|,|:|origine|entre|hors|ambassade|consulat)[ ]?(?:la |le |l'|les )?\Z"
)
_ORDINARY = frozenset(
    "four man mali tos pak dz bled niger rca arabe rome berbere guinee chine inde cuba panama oromo".split()
)


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
    feminine = stem
    if stem.endswith(("ien", "een", "eth")):
        feminine = stem + "ne"
    elif stem.endswith(
        ("ain", "ais", "ois", "and", "an", "in", "ol", "ard", "at", "ul", "un", "i", "al", "ond")
    ):
        feminine = stem + "e"
    elif stem.endswith("on"):
        feminine = stem + "ne"
    elif stem.endswith("f"):
        feminine = stem + "e"
    forms = {stem, feminine, stem + "e"} if not stem.endswith("e") else {stem}
    return forms | {f if f.endswith("s") else f + "s" for f in forms}


# An adjective of a thing says nothing of a person: "visa italien", "avocat espagnol".
_THING_BEFORE = re.compile(
    r"(?<![a-z])(?:visas?|titres?(?: de sejour)?|plaques?|puces?|avocate?s?|boites?|interim|agences?|societes?|entreprises?|banques?|general|habilitations?|sites?|voitures?|camions?|numeros?|carte sim|restaurant|cuisine|cours|club|comptes?|iban|rib|chaine|fromage|mutuelle)\"? \"?\Z"
)
# Where somebody is or has paid, not where they come from: "un fils parti en Belgique".
_WHEREABOUTS = re.compile(
    r"(?<![a-z])(?:partie?s?|repartie?s?|install\w+|est|sont|vi(?:t|vent)|habite\w*|travaill\w+|cotis\w+|voyage|vacances|route) (?:[a-z]+ )?(?:en|au|aux) \Z|(?<![a-z])dublin\w* (?:vers |en |au |aux )?(?:l'|la |le )?\Z"
)
_ORIGIN_NEAR = re.compile(
    r"(?:nationalite|originaire|origine|ressortissante?|de|d'|du|au|en|refugiee?) ?(?:la |l'|le )?\Z"
)
_ORIGIN_SAID = re.compile(
    r"(?:nationalite|originaire|origine|ressortissante?|ethnie|peuple) ?(?:de |d'|: )?\Z"
)


@cache
def _starts() -> frozenset[str]:
    return frozenset(name.split()[0] for name in origins())


_UP_TO_FOUR = re.compile(r"[a-z]+(?:[ \-'][a-z]+){0,3}")


def _mentions(folded: str) -> Iterator[re.Match[str]]:
    """Longest known names of origins, from each word that may start one."""
    at = 0
    for word in re.finditer(r"[a-z]+", folded):
        if word.start() < at or word[0] not in _starts():
            continue
        run = _UP_TO_FOUR.match(folded, word.start())
        while run and run[0] != word[0]:
            if re.sub(r"[-']", " ", run[0]) in origins():
                break
            cut = max(run[0].rfind(c) for c in " -'")
            run = re.compile(r"[a-z \-']+").match(folded, word.start(), word.start() + cut)
        if run and re.sub(r"[-']", " ", run[0]) in origins():
            at = run.end()
            yield run


class NationalityRecogniser(Recogniser):
    kind = Kind.NATIONALITY

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _mentions(reading.folded):
            word = match[0].replace("-", " ").replace("'", " ")
            before = reading.before(match.start(), 50)
            if _ACCORD.search(before) or self._language(
                word, before, reading.after(match.end(), 12)
            ):
                continue
            if _THING_BEFORE.search(before):
                continue
            origin = origins()[word]
            if origin.country and _WHEREABOUTS.search(before):
                continue
            raw = reading.plain[match.start() : match.end()]
            if word in {"four", "man", "tos", "pak"} and not _ORIGIN_SAID.search(before):
                continue
            doubtful = word in _ORDINARY and not raw[0].isupper()
            if doubtful and not _ORIGIN_NEAR.search(before):
                continue
            if origin.country and reading.style != "mixed" and not _COUNTRY_BEFORE.search(before):
                yield Span(match.start(), match.end(), LIKELY)
                continue
            yield Span(match.start(), match.end(), STRONG if not origin.country else LIKELY)

    @staticmethod
    def _language(word: str, before: str, after: str) -> bool:
        if word not in _LANGUAGE_NAMES:
            return False
        if re.match(r" (?:et|ou) (?:un peu )?(?:le )?francais", after):
            return True
        said = re.search(
            r"(?<![a-z])(?:parl\w*|langues?|cours|interpretes?|interpretariat|traduct\w*|traduit\w*|comprend\w*|dialecte|apprend\w*|ecri\w*|lit|lire|sous[ -]titr\w*)[^.;\n]{0,40}\Z",
            before,
        )
        return (
            bool(said)
            or bool(re.search(r"(?<![a-z])en ?\Z", before))
            or bool(
                re.search(r"(?<![a-z])l'\Z", before)
                and word
                in {
                    "arabe",
                    "anglais",
                    "espagnol",
                    "italien",
                    "allemand",
                    "ukrainien",
                    "albanais",
                    "armenien",
                }
            )
        )
