"""Dates of birth: any full date that is said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers import dates
from anonymize.recognisers.base import STRONG, SURE, Recogniser, Span
from anonymize.recognisers.columns import cells
from anonymize.values import Kind

_BORN = re.compile(
    r"(?<![a-z])(?:ne(?= (?:le|un|en|vers|(?:a|selon|d'apres) [a-z' \-]{2,30} le|officiellement|\d)(?![a-z]))|nes|nees?|n\(e\)|naissance|naiss|naissant|ddn|d\.d\.n\.?|dn|dob|naquit|anniversaire|anniv|nee? ?\(e\)|born|birth)(?![a-z])[^.\n;]{0,45}\Z"
)
# Dictated in numbers: "né le neuf neuf soixante et un".
_SPOKEN = re.compile(
    rf"(?<![a-z])(?:nee?|naissance|anniversaire)(?: (?:le|c'est|est|du))? (?P<it>(?:{numerals.WORD}|\d{{1,4}}+)(?:[ \-/](?:et[ -])?(?:{numerals.WORD}|\d{{1,4}})){{2,9}})(?![a-z0-9])"
)
_NOT_BORN = re.compile(
    r"(?:nee?s? (?:sous|hors|prematur)|acte de naissance[^,]{0,20}(?:etabli|delivre|legalise))[^\n]*\Z"
)
_HEAD = re.compile(r"(?:nee?|n\(e\)|nee? ?\(e\)|ne\(e\))(?: le)?|(?:date de )?naissance|ddn")
_OTHER_DATE = re.compile(r"\d[^\w]?.*\d")


class BirthdateRecogniser(Recogniser):
    kind = Kind.BIRTHDATE

    def find(self, reading: Reading) -> Iterator[Span]:
        for pattern in (
            dates.ISO,
            dates.FULL_NUMERIC,
            dates.IN_LETTERS,
            dates.IN_WORDS,
            dates.DAY_MONTH,
        ):
            for match in reading.in_digits(pattern):
                start = dates.opened(reading.digits, match.start())
                before = reading.before(start, 60)
                said = _BORN.search(before)
                # Only the first date after "ne le" is a birth: "né le 3 mai, entré le 4 juin".
                if said and not _OTHER_DATE.search(said[0]) and not _NOT_BORN.search(before):
                    yield Span(
                        start,
                        match.end(),
                        SURE if match.groupdict().get("year") else STRONG,
                    )
        for start, end in cells(reading, _HEAD):
            if re.search(r"\d", reading.digits[start:end]):
                yield Span(start, end, SURE)
        for match in reading.in_digits(_SPOKEN):
            numbers = [int(n) for n in numerals.chunks(match["it"])]
            if len(numbers) >= 3 and 1 <= numbers[0] <= 31 and 1 <= numbers[1] <= 12:
                yield Span(*match.span("it"), STRONG)
