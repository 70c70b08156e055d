"""Ages of people, babies in months included; not durations, not legal thresholds.

A number is an age by its unit ("27 ans", "7 mois", "73a"), by what says so ("agée de 41"), or by
the name it follows ("Tim (11)"). What would make a duration or a limit of it is in word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import first_names, place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.phrases import any_of, any_word_of
from anonymize.recognisers.places import towns_meant
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, MONTHS
from anonymize.values import Kind

_N = rf"(?:(?:1[01]\d|\d{{1,2}})(?!\d)|{numerals.NUMBER})"
_LIST = rf"{_N}(?:(?: ?[,/\-] ?| et | ou | puis | a | enfin | pardon | non ){_N}){{0,5}}"
_STARTS = r"(?<![\w.,/])"

# "27 ans", "6 et 8 ans", "2 4 et 7 ans", "4 ans et demi", "18ans et 3jours".
_SPACED = r"(?<=de )\d{1,2}(?:,? \d{1,2}){1,4} et \d{1,2}"
_AND_SOME = rf"(?: et demie?| et quelques?| ?1/2)?(?: ?(?:et )?{_N} ?(?:mois|jours|semaines)| ?(?:et )?\d{{1,2}} ?[mj](?![a-z\d]))?(?: et demi)?"
# "ans non cinquante-sept", "ans pas loin de quatre-vingts", "ans dix-huit en mai", "ans ou 12 ans".
_OR_RATHER = (
    r" (?:non|pardon|plutot|enfin|euh|presque|bientot|pas loin de|et bientot)(?: non| pardon)?"
)
_CORRECTED = rf"(?: (?:a|et|ou) {_N} ans)?(?:{_OR_RATHER} {_N}(?: ans)?(?! ?(?:euros?|€|mois|jours|enfants|rue))| {_N}(?= en {MONTHS})| {_N} ans)?"
_IN_YEARS = re.compile(
    rf"{_STARTS}(?<!tous les )(?<!toutes les )(?P<it>(?P<n>{_LIST}|{_SPACED}) ?(?:ans?|piges|balais|printemps|berges)"
    rf"{_AND_SOME}{_CORRECTED}(?: (?:environ|tout rond|revolus|passes)(?![a-z]))?)(?![a-z'])"
)
# "20 mois", "5 semaines", "cinq mois et demi", "18m"; "bb 10j".
_IN_MONTHS = re.compile(
    rf"{_STARTS}(?P<it>(?P<n>{_LIST}) ?(?:(?:mois|semaines?|sem|jours)(?: et demie?)?|m(?=[,.;:)\n ]|\Z)))(?![a-z])"
)
_NEWBORN = re.compile(
    r"(?<![a-z])(?:bb|bebe|nourrisson|nouveau[ -]nee?) (?:de |a |age de )?(?P<it>\d{1,2} ?(?:j|jrs?|jours?|sem|semaines?|s))(?![a-z])"
)
# "73a", "17a 10m"; with a space only after a name or an origin: "afghan 27 a,". "2a" is Corsica.
_TIGHT = re.compile(
    r"(?<![\w.,/€])(?!2a)(?P<it>\d{1,2}a(?: ?(?:et )?\d{1,2} ?m(?:ois)?)?)(?![\w'])"
)
_LOOSE = re.compile(r"(?<![\w.,/€])(?P<it>\d{1,2} a)(?=\.| ?[,;)\n]| ?\Z| (?:qui|et|ki) | ?-)")

# A number alone: "elle a 23.", "mehdi 17, foyer", "mr baptista 52 angolais".
_ENDS = r"(?= ?(?:[,.;)\n]|\Z)| (?:dort|vit|et|habite|sans|a la rue|en|ayant|avec|est|dans \d+) )(?![.,]\d)"
_GOES_ON = (
    rf"(?= (?!(?:{any_word_of('units', plural='s')}|{MONTHS}|et|ou|bis|ter)(?![a-z]))[a-z]{{3,}})"
)
_BARE = re.compile(
    rf"(?<![a-z])(?P<lead>[a-z\-']{{2,}}|(?P<has>(?:elle|il|qui|qu'il|fille|fils) (?:a|avait|aura|n'a que))),? (?P<it>\d{{1,2}})(?:{_ENDS}|(?<=[a-z] \d\d){_GOES_ON}(?P<goes_on>))"
)
# "Tim (11)", "sa mère (39)", "Vasile M. (31)".
_IN_BRACKETS = re.compile(r"(?<=[a-z.] \()(?P<it>[1-9]\d?)(?=\))")
_KIN_BEFORE = re.compile(
    r"(?<![a-z])(?:mme|mlle|mr|m\.?|monsieur|madame|elle|lui|fils|fille|mere|pere|frere|soeur|mari|femme|epouse|compagne|compagnon|concubine?|aine|ainee|cadet|cadette) \(\Z"
)
# "âge : 41", "agée de 41", "bientôt 18", "il a 18 le 7 janvier".
_SAID = re.compile(
    rf"(?<![a-z])(?:(?:age ?[:=]|ages|agee?s? de) ?(?P<it>\d{{1,3}})(?!\d| ?(?:ans?|mois|sem|jours?|-|a |et|/|€))"
    rf"|(?P<soon>bientot {_N})(?= ?[:,.;)\n]|\Z)|(?:il|elle) (?:a|aura) (?P<on>\d{{1,2}})(?= le \d))"
)
_BORN_IN = re.compile(
    rf"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )(?:{MONTHS} )?(?P<it>(?:19|20)\d\d|'?\d\d(?!\d)|{numerals.NUMBER})(?!\w)"
)
# "la soixantaine", "une trentaine d'années", "la 80aine", "nonagénaire", "un quinqua".
_TENS = r"(?:(?:vingt|trent|quarant|cinquant|soixant|septant|quatre[ -]vingt)aine|[2-9]0 ?aine)"
_DECADE = re.compile(
    rf"(?<!\w)(?P<it>(?:la |une )?(?:petite |bonne )?{_TENS}(?: d'annees|(?= [a-z]|[,.;)\n]|\Z))"
    r"|(?:trente|quadra|quarante|quinqua|cinquante|sexa|soixante|septua|octo|nona|cente|trente)(?:ge)?naires?|(?:quadra|quinqua|sexa|septua)s?)(?![a-z])(?! de | d'(?!annees))"
)

_ABOUT = r" (?:les |ses |ces |leurs |presque |environ |env |pres de |plus de |quelque |au moins |deja |bien |quasi |bientot |moins de |a peine )?\Z"
_SURE_DURATION = re.compile(rf"(?<![a-z]){any_of('durations')}{_ABOUT}")
_MAYBE_DURATION = re.compile(rf"(?<![a-z]){any_of('maybe_durations')}{_ABOUT}")
_DURATION_AFTER = re.compile(rf" ?(?:{any_of('after_durations')}(?![a-z])|/ ?\d)")
_THRESHOLD = re.compile(rf"(?<![a-z]){any_of('thresholds')} ?\Z")
# "les jeunes de 16 à 18 ans": everybody's, when it is a range.
_EVERYBODY = re.compile(
    r"(?<![a-z])(?:les|des|aux|ces|certaine?s) (?:jeunes|personnes|mineure?s|majeure?s|adultes|femmes|hommes|publics?|seniors|usagers) (?:de|agee?s de|entre)? ?\Z"
)
_RANGE = re.compile(r"\d ?[\-a/] ?\d| a ")
_PREGNANT = re.compile(r"(?:enceinte|grossesse|terme|amenorrhee)[^.,;]{0,14}\Z")
_PREGNANT_AFTER = re.compile(r" ?(?:de grossesse|d'amenorrhee|enceinte)")

_CHILD = any_word_of("children")
_PERSON_NEAR = re.compile(rf"(?:\A|(?<![a-z])(?:{_CHILD}|{any_word_of('people')})|[,(\-:•*]) ?\Z")
_CHILD_NEAR = re.compile(
    rf"(?<![a-z])(?:{_CHILD}|maman de|papa de)(?:,? [a-z'\-]{{2,}}){{0,3}} ?,? ?(?:de|a|,|\(|:|)? ?\Z"
)
_CHILD_HAS = re.compile(
    r"(?:(?<![a-z])(?:elle|il|fils|fille|petite?|enfants?)|[a-z]{3,}|[)…]) (?:a|ont) ?\Z"
)
# "elle doit avoir pas loin de", "va avoir", "du haut de ses": only an age is said so.
_ONLY_AN_AGE = re.compile(
    r"(?:(?:il|elle|madame|monsieur) (?:a|avait|doit avoir|aurait) (?:au moins|plus de|pas loin de|pres de|presque|environ|moins de|dans les|bien|facilement)"
    r"|va avoir|vient d'avoir|aura|fetera|fete|tout juste|avait|ayant|a deja|(?:dans|sur|de|depuis|des|vers|a) ses|dans les|agee?s? de|a l'age de) (?:ses )?\Z"
)
_ITS = re.compile(r"(?<![a-z])(?:(?:son|sa) (?:petite? |bebe |bb )?|(?:depuis|dep|des|a) ses )\Z")
_HAS = re.compile(r"(?<![a-z])(?:il|elle|qui) (?:a|avait|aura) \Z")
_NAME_BEFORE = re.compile(r"([a-z'\-]{2,})(?: [a-z]\.)?\.?[ ,(:]{1,3}\Z")


class AgeRecogniser(Recogniser):
    kind = Kind.AGE

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from _in_years(reading)
        yield from _in_months(reading)
        yield from _bare(reading)
        for pattern in (_TIGHT, _NEWBORN, _BORN_IN, _DECADE):
            for match in pattern.finditer(reading.digits):
                yield Span(*match.span("it"), LIKELY)
        for match in _SAID.finditer(reading.digits):
            yield Span(*match.span(match.lastgroup or 0), LIKELY)


def _in_years(reading: Reading) -> Iterator[Span]:
    """Numbers of years, unless they are a duration or a limit."""
    for match in _IN_YEARS.finditer(reading.digits):
        before, after = reading.before(match.start(), 40), reading.after(match.end(), 30)
        if not 0 < _first(match["n"]) <= 110 or _DURATION_AFTER.match(after):
            continue
        if _RANGE.search(match["n"]) and _EVERYBODY.search(before):
            continue
        if _ONLY_AN_AGE.search(before) or _follows_a_name(reading, match.start()):
            yield Span(*match.span("it"), STRONG)
        elif _THRESHOLD.search(before) or _SURE_DURATION.search(before):
            continue
        elif _is_age(_first(match["n"]), before):
            yield Span(*match.span("it"), LIKELY)


def _is_age(years: int, before: str) -> bool:
    """Whether a number of years is an age, from what precedes it; few years are often a term."""
    if not _PERSON_NEAR.search(before):
        return bool(_CHILD_NEAR.search(before)) or (
            years >= 16 and not _MAYBE_DURATION.search(before)
        )
    loose = re.search(r"(?<![a-z])(?:a|et|de) ?\Z", before)
    return years >= 14 or not loose or bool(_CHILD_NEAR.search(before) or _CHILD_HAS.search(before))


def _in_months(reading: Reading) -> Iterator[Span]:
    """A baby's months, weeks or days: said of a child, or set beside a name."""
    for match in _IN_MONTHS.finditer(reading.digits):
        before, after = reading.before(match.start(), 40), reading.after(match.end(), 30)
        if not 0 < _first(match["n"]) <= 36 or _DURATION_AFTER.match(after):
            continue
        if _PREGNANT.search(before) or _PREGNANT_AFTER.match(after):
            continue
        child = _CHILD_NEAR.search(before) and not _SURE_DURATION.search(before)
        half = "demi" in match["it"] and _HAS.search(before)
        if child or half or _ITS.search(before):
            yield Span(*match.span("it"), LIKELY)
        elif _follows_a_name(reading, match.start()):
            # "Fitia (7 semaines)", "Naïrat, 3 jours,": set apart, and nothing beside.
            closed = re.search(r"[,(] ?\Z", before) and after[:1] in tuple("),;.\n")
            if "mois" in match["it"] or closed:
                yield Span(*match.span("it"), LIKELY)


def _bare(reading: Reading) -> Iterator[Span]:
    """Numbers without a unit, or with a lone "a", beside who they are said of."""
    for match in _BARE.finditer(reading.digits):
        told = match["has"] or match["lead"] in origins()
        told = told and match["goes_on"] is None
        if 1 < int(match["it"]) < 99 and (told or _follows_a_name(reading, match.start("it"))):
            yield Span(*match.span("it"), LIKELY)
    for match in _LOOSE.finditer(reading.digits):
        origin = re.search(r"([a-z]{4,}) ?,? ?\Z", reading.before(match.start(), 24))
        if (origin and origin[1] in origins()) or _follows_a_name(reading, match.start()):
            yield Span(*match.span("it"), LIKELY)
    for match in _IN_BRACKETS.finditer(reading.digits):
        kin = _KIN_BEFORE.search(reading.before(match.start(), 24))
        if kin or (
            _follows_a_name(reading, match.start())
            and not _tells_its_departement(reading, match["it"], match.start())
        ):
            yield Span(*match.span("it"), LIKELY)


def _follows_a_name(reading: Reading, start: int) -> bool:
    """Whether a name stands right before: "Tim, 11 ans", "tim 11 ans", "Tim (11 ans"."""
    if any(e.label == "PER" and 0 <= start - e.end <= 3 for e in reading.entities):
        return True
    word = _NAME_BEFORE.search(reading.before(start, 24))
    if not word or word[1] in FUNCTION_WORDS:
        return False
    last = re.split(r"[-']", word[1])[-1]
    return len(last) > 1 and last in first_names() and not is_ordinary(last)


def _tells_its_departement(reading: Reading, number: str, start: int) -> bool:
    """Whether a number in brackets tells where the town before it is: "Fleury (91)"."""
    name = _NAME_BEFORE.search(reading.before(start, 24))
    return name is not None and any(
        c.departement == number for c in towns_meant(place_key(name[1]))
    )


def _first(numbers: str) -> int:
    """The first number of a list, in digits or in words."""
    digits = re.match(r"\d+", numbers)
    if digits:
        return int(digits[0])
    head = re.split(r" ?, ?| ou | puis | a | enfin | pardon | non ", numbers)[0]
    return numerals.value(head) or 0
