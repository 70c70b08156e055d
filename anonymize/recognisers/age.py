"""Ages that their own words announce: "âge : 41", "née en 91", "la soixantaine", "dix-sept piges".

All others, "27 ans" first, the model tells from durations and from the terms of a right
(`model/ages.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, PatternRecogniser, Rule, Span
from anonymize.recognisers.columns import cells
from anonymize.recognisers.phrases import any_word_of
from anonymize.recognisers.vocabulary import MONTHS
from anonymize.values import Kind

_N = rf"(?:(?:1[01]\d|\d{{1,2}})(?!\d)|{numerals.NUMBER})"
_TENS = r"(?:(?:vingt|trent|quarant|cinquant|soixant|septant|quatre[ -]vingt)aine|[2-9]0 ?aine)"
_ANNOUNCED = re.compile(
    rf"(?<![a-z])(?:age ?[:=]|ages|agee?s? de) ?(?P<it>{_N}(?: ?ans?)?)(?!\d| ?(?:mois|sem|jours?|-|a |et|/|€))"
)
# "un résident de 24 ans", which the model takes for a duration now and then.
_OF_AGE = re.compile(
    rf"(?<![a-z])(?:homme|femme|dame|monsieur|personne|jeune|garcon|fille|fils|mere|pere|maman|papa|(?:resident|etudiant|patient|locataire|salarie|usager|allocataire|beneficiaire|retraite|residente|adolescent)e?) de (?P<it>{_N} ans?)(?! de )(?![a-z])"
)
_AGED = re.compile(rf"(?<![a-z])(?P<it>aged {_N})(?![a-z])")
_SOON = re.compile(rf"(?<![a-z])(?P<it>bientot {_N})(?= ?[:,.;)\n]|\Z)")
# Not "deux balais", which are brooms.
_GROWN = rf"(?:1[4-9]|[2-9]\d|(?!(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) ){numerals.NUMBER})"
_SLANG = re.compile(rf"(?<![\w.,/])(?P<it>{_GROWN} ?(?:piges|balais|printemps|berges))(?![a-z])")
_BORN = re.compile(
    rf"(?<![a-z])nee?s? (?:en |vers |debut |fin |courant )(?:{MONTHS} )?(?P<it>(?:19|20)\d\d|'?\d\d(?!\d)|{numerals.NUMBER})(?!\w)"
)
# "bb 10j", "le petit, Nassim, a 8 mois"; not "un bébé, 2 mois de retard", "sa fille, placée 6 mois".
_MONTHS_OLD = rf"(?P<it>{_N} ?(?:mois(?: et demi)?|semaines?|sem|jours?|jrs?|j))(?![a-z])(?! (?:de|pour|d'|avec|sans|ferme|sur))"
_BABY = re.compile(rf"(?<![a-z])(?:bb|bebe|nourrisson|nouveau[ -]nee?) {_MONTHS_OLD}")
_CHILD = re.compile(
    rf"(?<![a-z]){any_word_of('children')}(?:,? (?!nee?s? a )[a-z'\-]{{2,}},?)? (?:a|de|age de) {_MONTHS_OLD}"
)
_DECADE = re.compile(
    rf"(?<!\w)(?P<it>(?:la |une )?(?:petite |bonne )?{_TENS}(?: d'annees|(?= [a-z]|[,.;)\n]|\Z))"
    r"|(?:trente|quadra|quarante|quinqua|cinquante|sexa|soixante|septua|octo|nona|cente)(?:ge)?naires?|(?:quadra|quinqua|sexa|septua)s?)(?![a-z])(?! de | d'(?!annees))"
)


_HEAD = re.compile(r"ages?")
_CELL = re.compile(rf"{_N}(?: ?(?:ans?|mois))?")
# "AAH, 50 ans": the cell holds more than the age.
_IN_CELL = re.compile(rf"(?<![\w,]){_N} ?(?:ans?|mois)(?![a-z])")
_UNIT = re.compile(r"ans?|mois|sem|jours?")
_UP_TO = re.compile(r"(?: ?[,/-] ?| (?:et|ou|a) )\d{1,2} ?(?:ans?|mois)(?![a-z])")


def whole_ages(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Ages told with one unit for all: "de 1 | à 11 ans"."""
    if _UNIT.search(reading.folded, start, end):
        return start, end
    more = _UP_TO.match(reading.folded, end)
    return start, more.end() if more else end


class AgeRecogniser(PatternRecogniser):
    kind = Kind.AGE
    rules = tuple(
        Rule(pattern, LIKELY)
        for pattern in (_ANNOUNCED, _AGED, _OF_AGE, _SOON, _BABY, _CHILD, _SLANG, _BORN, _DECADE)
    )

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        for start, end in cells(reading, _HEAD):
            if _CELL.fullmatch(reading.digits, start, end):
                yield Span(start, end, LIKELY)
            for told in _IN_CELL.finditer(reading.digits, start, end):
                yield Span(*told.span(), LIKELY)
