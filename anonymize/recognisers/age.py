"""Ages of people, babies in months included; not durations, not legal thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.values import Kind

_N = rf"(?:\d{{1,3}}|{numerals.NUMBER})"
_LIST = rf"{_N}(?:(?: ?, ?| et (?:demi )?| ?/ ?| ?- ?| ou | puis | a ){_N}){{0,5}}"
_YEARS = re.compile(rf"(?<![\w.,/])(?P<it>(?P<n>{_LIST}) ?(?:ans?|a(?= et demi)))(?![a-z'])")
_MONTHS = re.compile(rf"(?<![\w.,/])(?P<it>(?P<n>{_LIST}) ?(?:mois|semaines|jours)(?: et demi)?)(?![a-z])")
_BORN_IN = re.compile(
    rf"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )(?:(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) )?(?P<it>(?:19|20)\d\d|'?\d\d(?!\d)|{numerals.NUMBER})(?![\w])"
)

_DURATION_BEFORE = re.compile(
    r"(?:depuis|pendant|il y a|y a|ya|dans|duree(?: de)?|delai(?: de)?|sur|sous|tous les|toutes les|en|apres|au bout de|plus de|moins de|d'ici|encore"
    r"|environ|durant|voila|ca fait|cela fait|fait|faire|attente(?: de)?|attendre|attend|prison|sursis|ferme|anciennete(?: de)?|experience(?: de)?|retard(?: de)?|bail de|contrat de|cdd de|premiers?|derniers?|prochains?"
    r"|mise a l'epreuve de|periode de|maximum|minimum|max|min|puis|les|ces|chaque|une fois|il faut|faut|valable|renouvel\w+|suspendu\w*|bloque\w*|marie\w* depuis|reste|restait|restent|jusqu'a|a partir de|des|avant|entre|demande|peine de|titre de|carte de|recepisse de|visa de|aps de|caution de|dette de|arret de|conge de|stage de|formation de|formation|mesure de|separe\w* depuis|bloque|suivi|loyers? de|sur les|passe|passee?s?)"
    r" (?:les |ses |ces |leurs |presque |environ |pres de |plus de |quelque |au moins |deja |bien |quasi |bientot )?$"
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:moins de|plus de|\+ ?(?:de)?|- ?de|a partir de|des|jusqu'a|jusqu'aux?|avant|apres|au[ -]dela de|au[ -]dessus de|en[ -]dessous de|inferieur a|superieur a|egal a|entre|les|des|pour les|aux|age legal|possible a|depart a|retraite a|fixe a|droit a|limite d'age|passe) ?$"
)
_NOT_AGE_AFTER = re.compile(
    r"^ ?(?:d'anciennete|d'ancien|d'experience|d'attente|de liste|de boite|de metier|de carriere|de prison|de retard|de sursis|de bail|de cdi|de cdd|de mariage|de vie|de presence|de sejour"
    r"|de delai|de loyers?|de service|de travail|de cotisations?|de droits?|de rsa|d'arret|de procedure|de galere|de maison|de contrat|de stage|de formation|de suivi|de chomage|de bail|de mesure"
    r"|apres\b|plus tard|avant\b|auparavant|durant|pour\b|de france|en france|sur le territoire|de residence|ferme|renouvelable|max\b|mini|que\b|qu'|depuis|d'ecart|de moins|de plus|et plus|ou plus|revolus? (?:pour|minimum)|minimum|de mur|de reflexion|de patience|de combat|d'abonnement|de rue\b|de traitement|de vie commune|de concubinage|de location|de preavis|de congé|de conge|de caution|de garantie|de dette|de couple)"
)
_PERSON_NEAR = re.compile(
    r"(?:bebe|nourrisson|petite?s?|fils|filles?|enfants?|jumeaux|jumelles|garcons?|gamine?s?|gosses?|loulous?|aine|ainee|cadet|cadette|benjamine?|derniere?|frere|soeur|ado|jeune|dame|homme|femme|monsieur|madame|mr|mme|m\.|pere|mere|maman|papa|mari|veuve?|grand[ -](?:mere|pere)|age|agee|ages|agees|agé|mineure?|majeure?|elle a|il a|a|ont|et|de|,|\(|-|:|•|\*) ?$"
)
_CHILD_NEAR = re.compile(
    r"(?:bebe|nourrisson|petite?s?|fils|filles?|enfants?|jumeaux|jumelles|garcons?|gamine?s?|gosses?|loulous?|derniere?|age|agee|agees|ages|[a-z]{2,}, ?|\([^)]{0,12})[a-z' ,]{0,24}(?:de|a|,|\(|:|age de|agee de| ) ?$"
)
_PREGNANT = re.compile(r"(?:enceinte|grossesse|terme|amenorrhee)[^.,;]{0,14}$")
_TENSE_BEFORE = re.compile(r"(?:va avoir|vient d'avoir|aura|fetera|fete ses|fete|bientot|tout juste|a eu|avait|ayant|a deja|dans ses) (?:ses )?$")


class AgeRecogniser(Recogniser):
    kind = Kind.AGE

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _YEARS.finditer(reading.digits):
            before, after = self._around(reading, match)
            if not _plausible(match["n"], 110) or _NOT_AGE_AFTER.match(after):
                continue
            if _TENSE_BEFORE.search(before):
                yield Span(*match.span("it"), STRONG)
            elif not (_DURATION_BEFORE.search(before) or _THRESHOLD_BEFORE.search(before)):
                if _PERSON_NEAR.search(before) or self._after_name(reading, match.start()):
                    yield Span(*match.span("it"), STRONG)
                elif _first(match["n"]) >= 18:
                    yield Span(*match.span("it"), LIKELY)
        for match in _MONTHS.finditer(reading.digits):
            before, after = self._around(reading, match)
            if _DURATION_BEFORE.search(before) or _NOT_AGE_AFTER.match(after) or _PREGNANT.search(before):
                continue
            if _plausible(match["n"], 36) and (
                _CHILD_NEAR.search(before) or self._after_name(reading, match.start())
            ):
                yield Span(*match.span("it"), LIKELY)
        for match in _BORN_IN.finditer(reading.digits):
            yield Span(*match.span("it"), LIKELY)

    @staticmethod
    def _around(reading: Reading, match: re.Match[str]) -> tuple[str, str]:
        return reading.before(match.start(), 40), reading.after(match.end(), 30)

    @staticmethod
    def _after_name(reading: Reading, start: int) -> bool:
        """Whether the age stands right after a name: "Tim, 11 ans", "tim 11 ans", "Tim (11 ans"."""
        return any(
            e.label == "PER" and 0 <= start - e.end <= 3 for e in reading.entities
        )


def _plausible(numbers: str, most: int) -> bool:
    return 0 < _first(numbers) <= most


def _first(numbers: str) -> int:
    digits = re.match(r"\d+", numbers)
    if digits:
        return int(digits[0])
    head = re.split(r" ?, ?| ou | puis | a ", numbers)[0]
    return numerals.value(head) or 0
