"""Ages of people, babies in months included; not durations, not legal thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import first_names
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, MONTHS
from anonymize.values import Kind

_N = rf"(?:(?:1[01]\d|\d{{1,2}})(?!\d)|{numerals.NUMBER})"
_LIST = rf"{_N}(?:(?: ?, ?| et | ?/ ?| ?- ?| ou | puis | a | enfin | pardon | non ){_N}){{0,5}}"
_HALF = r"(?: et demie?| et quelques?| ?1/2)"
_AND_MONTHS = rf"(?: ?(?:et )?{_N} ?(?:mois|jours|semaines)| ?(?:et )?\d{{1,2}} ?[mj](?![a-z\d]))"
# "ans non cinquante-sept", "ans pas loin de quatre-vingts", "ans dix-huit en mai".
_CORRECTED = rf" (?:(?:non|pardon|plutot|enfin|euh|presque|bientot|pas loin de|et bientot)(?: non| pardon)? {_N}(?: ans)?(?! ?(?:euros?|€|mois|jours|enfants|rue))|{_N}(?= en (?:{MONTHS}))|{_N} ans)"
_YEARS = re.compile(
    rf"(?<![\w.,/])(?<!tous les )(?<!toutes les )(?P<it>(?P<n>{_LIST}|(?<=de )\d{{1,2}}(?:,? \d{{1,2}}){{1,4}} et \d{{1,2}}) ?(?:ans?|piges|balais|printemps|berges){_HALF}?{_AND_MONTHS}?(?: et demi)?(?: (?:a|et|ou) {_N} ans)?(?:{_CORRECTED})?(?: (?:environ|tout rond|revolus|passes)(?![a-z]))?)(?![a-z'])"
)
_MONTHS = re.compile(
    rf"(?<![\w.,/])(?P<it>(?P<n>{_LIST}) ?(?:(?:mois|semaines?|sem|jours)(?: et demie?)?|m(?=[,.;:)\n ]|\Z)))(?![a-z])"
)
# "Fitia (7 semaines)", "Naïrat, 3 jours, a ete rendue": set apart from the name, and nothing beside.
_SET_APART = re.compile(r"(?P<open>[,(]) ?\Z")
# "il a quatre mois et demi", "elle a 5 mois, la mère": nothing follows that is waited for, owed or served.
_HAS = re.compile(
    r"(?<![a-z])(?:il|elle|qui|bebe|petite?|ptite?) (?:n')?(?:a|avait|aura|a que|a deja) \Z"
)
_TERM_AFTER = re.compile(
    r"^ ?(?:pour|afin|de(?! et)|d'|devant|avec|avc|sans|avant|apres|ferme|renouvel|que|ou|en|a |dans|chez|au|sur|par|sous|minimum|max|plus|[a-z]+(?:er|ir|re)(?![a-z]))"
)
# "73a", "15 a qui": phone typing.
_SHORT = re.compile(
    r"(?<![\w.,/€])(?P<it>\d{1,2} ?a(?:\.| ?(?=[,.;)\n]|$| qui | et | ki |[ ]?-)))(?![\w])|(?<![\w.,/€])(?P<tight>(?!2a)\d{1,2}a(?: ?(?:et )?\d{1,2} ?m(?:ois)?)?)(?![\w'])"
)
# A number alone, right after a name or "elle a": "killian 17,", "elle a 23."
_BARE = re.compile(
    r"(?P<lead>(?<![a-z])(?:[a-z\-']{2,}|(?:elle|il|qui|qu'il|fille|fils) (?:a|avait|aura|n'a que)),?) (?P<it>\d{1,2})(?= ?(?:[,.;)\n]|$)| (?:dort|vit|et|habite|sans|a la rue|en|ayant|avec|est|dans \d+) )(?![.,]\d)"
)
_BORN_IN = re.compile(
    rf"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )(?:(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) )?(?P<it>(?:19|20)\d\d|'?\d\d(?!\d)|{numerals.NUMBER})(?![\w])"
)
_FIELD = re.compile(
    r"(?<![a-z])(?:age ?[:=]|ages?|agee?s? (?:de )?) ?(?P<it>\d{1,3})(?![\d]| ?(?:ans?|mois|sem|jours?|-|a |et|/)| ?€)"
)
# "il a 18 le 7 janvier", "(18 le 6 mai)": an age that a date completes.
_TURNS = re.compile(
    r"(?:(?<![a-z])(?:a|aura|fait|fera|fete|fetera|atteint|atteindra) |\()(?P<it>\d{1,2})(?= (?:le \d{1,2}(?:er)? [a-z]|en (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)|demain|hier|la semaine prochaine|le mois prochain|cet ete|fin [a-z]|debut [a-z]))"
)
# A newborn's days.
_NEWBORN = re.compile(
    r"(?<![a-z])(?:bb|bebe|nourrisson|nouveau[ -]nee?) (?:de |a |age de )?(?P<it>\d{1,2} ?(?:j|jrs?|jours?|sem|semaines?|s))(?![a-z])"
)
_NICKED = re.compile(r"(?<![a-z])(?P<it>quinqua|quadra|sexa|septua)s?(?= [a-z]| ?[,.;)\n]|$)")
_ABOUT = re.compile(
    r"(?<![a-z])(?:ado|adolescente?|jeune|garcon|fille|gamine?|gosse|enfant|mineure?|agee?|environ|a peu pres)(?: de| d'environ| a)? (?P<it>(?P<low>\d{1,2}) ?(?:-|a|ou|/) ?(?P<high>\d{1,2}) ans)(?![a-z])"
)
_PARENT = re.compile(
    r"(?<![a-z])(?:mme|mlle|mr|m\.?|monsieur|madame|elle|lui|fils|fille|mere|pere|frere|soeur|mari|femme|epouse|compagne|compagnon|concubin\w*|aine|ainee|cadet|cadette) \((?P<it>[1-9]\d?)\)"
)
_DECADE = re.compile(
    r"(?<![a-z])(?P<it>(?:la |une )?(?:petite |bonne )?(?:vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|septantaine|quatre[ -]vingtaine)(?: d'annees|(?= bien|[,.;)\n]|$| [a-z]))|(?:trente|quadra|quarante|quinqua|cinquante|sexa|soixante|septua|octo|nona)genaires?|centenaires?|trentenaires?)(?![a-z])(?! de | d'(?!annees))"
)
_SOME_TENS = re.compile(r"(?<![\w])(?P<it>(?:la |une )?[2-9]0 ?aine)(?![a-z])(?! de (?!ans))")
_WORD_BEFORE = re.compile(r"(?<![a-z])([a-z]{4,}) ?,? ?\Z")
# "Mme V. L., 88": titles with initials.
_INITIALLED = re.compile(
    r"(?<![a-z])(?:mr|mme|m\.?|mlle|monsieur|madame)(?: [a-z]\.-?){1,3},? \(?(?P<it>[1-9]\d)(?= ?[,;)\n]|\Z)"
)
# "bientot 18", "va sur ses 17": nothing but an age is said so.
_SOON = re.compile(
    rf"(?<![a-z])(?P<it>(?:bientot |presque )?(?<=bientot )(?P<n>{_N})|(?<=va sur ses )(?P<m>{_N})|(?<=va avoir )(?P<o>{_N}))(?= ?[:,.;)\n]|\Z| (?:en|le|au|dans)(?![a-z]))"
)
# "elle en a vingt-huit maintenant", "on dirait soixante": said of an age told before.
_THEN = re.compile(
    rf"(?<![a-z])(?:(?:il|elle) en (?:a|fait|parait|aura|avait|annonce|declare)|on (?:dirait|lui en donne|lui donne)|l'evaluation dit|les papiers disent) (?:bien |deja |presque |plutot )?(?P<it>(?:[1-9]\d|{numerals.NUMBER}))(?! ?(?:€|%|euros?|mois|jours|enfants?|semaines?|fois|personnes|heures?|cigarettes|par))(?![a-z\d])"
)
_IN_BRACKETS = re.compile(r"(?:(?<=[a-z] \()|(?<=[a-z]\. \())(?P<it>\d{1,2})(?=\))")

_DURATION_BEFORE = re.compile(
    r"(?<![a-z])(?:depuis|pendant|il y a|y a|ya|dans|durees?(?: de)?|delais?(?: de)?|sur|sous|tous les|toutes les|en|apres|au bout de|d'ici|durant|voila|ca fait|cela fait|fait|faire|attente(?: de)?|attendre|attend"
    r"|prison|sursis|ferme|anciennete(?: de)?|experience(?: de)?|retard(?: de)?|bail de|contrat de|cdd(?: de)?|premiere?s?|dernieres?|derniers?|prochain\w*|epreuve de|periode de|maximum|minimum|max|min|ces|chaque|il faut|faut|valable|renouvel\w+|suspend\w+|bloque\w*"
    r"|rest\w+|peine de|titre de|carte(?: de \w+)? de|recepisse de|visa de|aps de|arret de|conge de|stage de|formation(?: de)?|mesure de|separe\w*|suivi|loyers? de|passee?s?|passer|encore|a pris|prend|prendre|mis|mettre|dure|duree?|vecu|travaille|cotise|peu pres|marie\w*|ensemble|condamne\w* a|plus que|vieux de|datant de|remonte a|moratoire de|plan de|credit de|sejour de|et|ou|a|apres|quelques|deux|un hebergement de|preavis(?: de)?)"
    r" (?:les |ses |ces |leurs |presque |environ |env |pres de |plus de |quelque |au moins |deja |bien |quasi |bientot |moins de |a peine )?\Z"
)
_SURE_DURATION = re.compile(
    r"(?<![a-z])(?:depuis|pendant|il y a|y a|ya|durees?(?: de)?|delais?(?: de)?|sous|tous les|toutes les|au bout de|d'ici|durant|voila|ca fait|cela fait|attente(?: de)?|attendre|prison|sursis|anciennete(?: de)?|experience(?: de)?|retard(?: de)?|bail de|contrat de|cdd de|premiere?s?|dernieres?|derniers?|prochain\w*|epreuve de|periode de|maximum|minimum|max|ces|chaque|faut|valable|renouvel\w+|peine de|titre de|carte de|recepisse de|visa de|aps de|arret de|conge de|stage de|mesure de|sur|plan de|moratoire de|preavis de|condamne\w* a|en|apres|fait|dure|passe|dans|credit de)"
    r" (?:les |ses |ces |leurs |presque |environ |env |pres de |plus de |quelque |au moins |deja |bien |quasi |bientot |moins de |a peine )?\Z"
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:moins de|plus de|\+ ?(?:de)?|- ?de|a partir de|\bdes|jusqu'a|jusqu'aux?|avant|apres(?: ses)?|au[ -]dela de|au[ -]dessus de|en[ -]dessous de|inferieure? a|superieure? a|entre|\bles|pour les|\baux|age legal|possible a|depart a|retraite a|fixee? a|droit a|limite d'age|passe|majorite a|ouverte? a|seuil de) ?\Z"
)
# "les jeunes de 16 à 18 ans": everybody's, when it is a range.
_EVERYBODY = re.compile(
    r"(?<![a-z])(?:les|des|aux|ces|certaine?s) (?:jeunes|personnes|mineure?s|majeure?s|adultes|femmes|hommes|publics?|seniors|usagers) (?:de|agee?s de|entre)? ?\Z"
)
_TERM_SAID = re.compile(
    r"(?:arrete(?:nt)?|limitee?s?|fixee?s?|portee?s?|prolongee?s?|plafonnee?s?|reduite?s?|ramenee?s?|passe|condamnee?s?|valables?) a \Z"
)
_RANGE = re.compile(r"\d ?(?:-|a|/) ?\d| a ")
_NOT_AGE_AFTER = re.compile(
    r"^ ?(?:sur (?:deux|trois|quatre|\d)|d'anciennete|d'ancien|d'experience|d'attente|de (?:liste|boite|metier|carriere|prison|retard|sursis|bail|cdi|cdd|mariage|presence|sejour|delai|loyers?|service|travail|cotisations?|droits?|rsa|procedure|galere|maison|contrat|stage|formation|suivi|chomage|mesure|residence|mur|reflexion|patience|combat|rue|traitement|vie|concubinage|location|preavis|conges?|caution|garantie|dette|couple|vente|grossesse|moins|plus|bonheur|silence|loyer|france|terrain|plus|remboursement|ferme|bons? et loyaux|charges|salaire|pension)(?![a-z])"
    r"|d(?:an)?s (?:la|le|cette|une|un|l')|apres\b|plus tard|avant\b|auparavant|durant|en france|sur le territoire|fermes?\b|renouvelable|max\b|maxi|mini|qu'(?:il|elle|on)|que (?:je|nous|on|tout|cela|ca|ses|la|le|les)\b|d'ecart|et plus\b|ou plus\b|minimum|d'abonnement|d'arret|d'etudes?|d'hebergement|d'errance|d'hotel|d'absence|de cohabitation|d'incapacite|/ ?\d)"
)
_PERSON_NEAR = re.compile(
    r"(?:^|(?<![a-z])(?:bebe|nourrisson|p'?tite?s?|petite?s?|fils|filles?|fillettes?|garconnets?|enfants?|jumeaux|jumelles|garcons?|gamine?s?|gosses?|loulous?|tous les deux|toutes les deux|tous deux|ainee?|cadette?|benjamine?|derniere?|frere|soeur|ado|jeune|dame|homme|femme|monsieur|madame|mr|mme|m\.|pere|mere|maman|papa|mari|veuve?|age|agee|ages|agees|mineure?|majeure?|elle a|il a|elle|il|lui|dit|environ|env|les|a|ont|et|de)|,|\(|-|:|•|\*) ?\Z"
)
_CHILD_NEAR = re.compile(
    r"(?<![a-z])(?:bebe|bb|nourrisson|triples|triplees|quadruples|p'?tite?s?|petite?s?|fils|filles?|fillettes?|garconnets?|enfants?|jumeaux|jumelles|garcons?|gamine?s?|gosses?|loulous?|derniere?|age|agee|agees|ages|puce|mome|bout|maman de|papa de)(?:,? [a-z'\-]{2,}){0,3} ?,? ?(?:de|a|,|\(|:|)? ?\Z"
)
_PREGNANT = re.compile(r"(?:enceinte|grossesse|terme|amenorrhee)[^.,;]{0,14}\Z")
_PREGNANT_AFTER = re.compile(r"^ ?(?:de grossesse|d'amenorrhee|enceinte)")
_TENSE_BEFORE = re.compile(
    r"(?:(?:il|elle|madame|monsieur) (?:a|avait|doit avoir|aurait) (?:au moins|plus de|pas loin de|pres de|presque|environ|moins de|dans les|bien|facilement)|va avoir|vient d'avoir|aura|fetera|fete ses|fete|tout juste|avait|ayant|a deja|dans ses|dans les|sur ses|age de|agee de|ages de|agees de|a l'age de|de ses|du haut de ses|depuis ses|des ses|vers ses|jusqu'a ses|a ses) (?:ses )?\Z"
)


_TITLED = re.compile(
    r"(?<![a-z])(?:mr|mme|m\.?|mlle|monsieur|madame|jeune) (?!(?:a|au|le|la|est|ne|doit|veut|avec|sur)(?![a-z]))[a-z'\-]{2,}(?: (?!(?:a|au|le|la|est|de|du|doit|veut|avec|sur|le|depuis|pour)(?![a-z]))[a-z'\-]{2,})? \Z"
)
# Phone typing: "gwen 24 hirson", a number between a name and a place.
_BETWEEN = re.compile(
    rf"(?<=[a-z)]) (?P<it>[1-9]\d)(?= (?!(?:ans?|mois|sem|semaines?|jours?|euros?|eur|balles|h|heures?|rue|r|av|avenue|bd|bld|boulevard|place|places|pl|chemin|impasse|imp|allees?|all|quai|route|rte|square|cite|residence|res|bis|ter|km|m|e|et|ou|fois|enfants?|personnes?|pers|pieces?|nuits?|dossiers?|demandes?|lits?|logements?|rdv|pages?|faubourg|fbg|cours|passage|villa|voie|rond|{MONTHS})(?![a-z]))[a-z]{{3,}})"
)


class AgeRecogniser(Recogniser):
    kind = Kind.AGE

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from self._years(reading)
        yield from self._months(reading)
        yield from self._between(reading)
        for match in _IN_BRACKETS.finditer(reading.digits):
            if self._after_name(reading, match.start("it")) and 0 < int(match["it"]) < 100:
                yield Span(*match.span("it"), LIKELY)
        for match in _ABOUT.finditer(reading.digits):
            if 0 <= int(match["high"]) - int(match["low"]) <= 2:
                yield Span(*match.span("it"), LIKELY)
        for pattern in (_BORN_IN, _FIELD, _DECADE, _SOME_TENS, _TURNS, _NEWBORN, _NICKED, _PARENT):
            for match in pattern.finditer(reading.digits):
                yield Span(*match.span("it"), LIKELY)
        for pattern in (_INITIALLED, _SOON):
            for match in pattern.finditer(reading.digits):
                yield Span(*match.span("it"), LIKELY)
        for match in _THEN.finditer(reading.digits):
            told = re.search(r" ans(?![a-z])", reading.before(match.start(), 110))
            if told and 10 <= _first(match["it"]) <= 110:
                yield Span(*match.span("it"), LIKELY)
        for match in _SHORT.finditer(reading.digits):
            tight = match["tight"] is not None or " " not in match["it"].rstrip()
            tight = tight and not match[0].startswith("2a")
            start, end = match.span("it" if match["it"] is not None else "tight")
            origin = _WORD_BEFORE.search(reading.before(start, 24))
            if tight or (origin and origin[1] in origins()) or self._after_name(reading, start):
                yield Span(start, end, LIKELY)
        for match in _BARE.finditer(reading.digits):
            if 1 < int(match["it"]) < 99 and (
                " a" in match["lead"]
                or "avait" in match["lead"]
                or self._after_name(reading, match.start("it"))
                or match["lead"].rstrip(",") in origins()
            ):
                yield Span(*match.span("it"), LIKELY)

    def _between(self, reading: Reading) -> Iterator[Span]:
        for match in _BETWEEN.finditer(reading.digits):
            titled = _TITLED.search(reading.before(match.start("it"), 34))
            if titled or self._after_name(reading, match.start("it")):
                yield Span(*match.span("it"), LIKELY)

    def _years(self, reading: Reading) -> Iterator[Span]:
        for match in _YEARS.finditer(reading.digits):
            before, after = reading.before(match.start(), 40), reading.after(match.end(), 30)
            if not 0 < _first(match["n"]) <= 110 or _NOT_AGE_AFTER.match(after):
                continue
            if _RANGE.search(match["n"]) and _EVERYBODY.search(before):
                continue
            named = self._after_name(reading, match.start())
            if _TENSE_BEFORE.search(before) or named:
                yield Span(*match.span("it"), STRONG)
            elif _THRESHOLD_BEFORE.search(before) or _SURE_DURATION.search(before):
                continue
            elif _is_age(_first(match["n"]), before):
                yield Span(*match.span("it"), LIKELY)

    def _months(self, reading: Reading) -> Iterator[Span]:
        for match in _MONTHS.finditer(reading.digits):
            before, after = reading.before(match.start(), 40), reading.after(match.end(), 30)
            if not 0 < _first(match["n"]) <= 36 or _NOT_AGE_AFTER.match(after):
                continue
            if _PREGNANT.search(before) or _PREGNANT_AFTER.match(after):
                continue
            if re.search(r"(?:depuis|dep|des|a) ses \Z", before):
                yield Span(*match.span("it"), LIKELY)
            child = _CHILD_NEAR.search(before) and not _SURE_DURATION.search(before)
            if child or _said_of_a_child(before, after, match["it"]):
                yield Span(*match.span("it"), LIKELY)
            elif self._after_name(reading, match.start()):
                apart = _SET_APART.search(before)
                closed = apart and after[:1] in (")" if apart["open"] == "(" else ",;.\n")
                if "mois" in match["it"] or (closed and after):
                    yield Span(*match.span("it"), LIKELY)

    @staticmethod
    def _after_name(reading: Reading, start: int) -> bool:
        """Whether a name stands right before: "Tim, 11 ans", "tim 11 ans", "Tim (11 ans"."""
        if any(e.label == "PER" and 0 <= start - e.end <= 3 for e in reading.entities):
            return True
        word = re.search(r"([a-z'\-]{2,})(?: [a-z]\.)?\.?[ ,(:]{1,3}\Z", reading.before(start, 24))
        if not word or word[1] in FUNCTION_WORDS:
            return False
        last = re.split(r"[-']", word[1])[-1]
        return len(last) > 1 and last in first_names() and not is_ordinary(last)


def _said_of_a_child(before: str, after: str, age: str) -> bool:
    """Whether "il a quatre mois et demi", "avec son 2 mois" are ages and no delays."""
    if re.search(r"(?<![a-z])(?:son|sa) (?:petite? |bebe |bb )?\Z", before):
        return True
    ends = not after.strip() or after[0] in ",.;)\n" or "demi" in age
    return bool(ends and _HAS.search(before) and not _TERM_AFTER.match(after))


def _is_age(years: int, before: str) -> bool:
    """Whether a number of years is an age, from what precedes it."""
    if not _PERSON_NEAR.search(before):
        if _CHILD_NEAR.search(before):
            return True
        return years >= 16 and not _DURATION_BEFORE.search(before)
    if _TERM_SAID.search(before):
        return False
    loose = re.search(r"(?<![a-z])(?:a|et|de) ?\Z", before)
    return years >= 14 or not loose or _about_child(before)


def _about_child(before: str) -> bool:
    return bool(
        _CHILD_NEAR.search(before)
        or re.search(
            r"(?:elle|il|fils|fille|petite?|enfants?|[a-z]{3,}|[)…]) (?:a|ont)\Z", before.rstrip()
        )
    )


def _first(numbers: str) -> int:
    digits = re.match(r"\d+", numbers)
    if digits:
        return int(digits[0])
    head = re.split(r" ?, ?| ou | puis | a | enfin | pardon | non ", numbers)[0]
    return numerals.value(head) or 0
