"""Exact calendar dates, save those of laws and of the winter truce."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers import dates
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.values import Kind

_LAW = re.compile(
    r"(?<![a-z])(?:lois?|decrets?|circulaires?|directives?|reglements?|ordonnances? n°|ordonnance \d|arretes? (?:inter)?ministeriels?|instructions?|codes? (?:civil|penal|du|de la|de l'|des|monetaire|rural)"
    r"|deliberations?|reformes?|cour de cassation|conseil d'etat|conseil constitutionnel|cjue|cedh|accord|conventions? (?:de|europeenne|internationale|collective))(?![a-z])[^.;\n]{0,60}?(?:du|le|au|en date du) ?\Z"
)
_DAY_MONTH_BEFORE = re.compile(
    r"(?<![a-z])(?:le|du|au|des|depuis|avant|jusqu'au|jusqu'a|d'ici|dici|apres|des le|pour|expire|expiree?|fini|finie|fin|echeance|rdv|audience"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim|date|les|et|entre|a partir|:)\.?[ :]{0,2}(?:le |du |les |au )?\Z"
)
_TRUCE = re.compile(r"treve|hivernale|coupure")
# A point after a month cut short is the sentence's where a capital follows.
_SENTENCE_ENDS = re.compile(r"\s*(?:\Z|(?<=\s)[A-ZÀ-Ý])")
_RATIO = re.compile(r"^(?:24/7|7/7|1/[2-9]|2/3|3/4|10/10|12/12|4/5|5/7|6/7|1/10|2/5|9/10|8/10)\Z")


class DateRecogniser(Recogniser):
    kind = Kind.DATE

    def find(self, reading: Reading) -> Iterator[Span]:
        for pattern in (dates.ISO, dates.FULL_NUMERIC, dates.IN_LETTERS, dates.IN_WORDS):
            for match in reading.in_digits(pattern):
                if not self._public(reading, match.start(), match.end()):
                    start = dates.opened(reading.digits, match.start())
                    yield Span(start, self._end(reading, match.end()), STRONG)
        for pattern in (dates.WEEKDAY_DAY, dates.LONE_DAY, dates.SPACED):
            for match in reading.in_digits(pattern):
                day = dates.day_of(match["day"]) if "day" in pattern.groupindex else 1
                if day and day <= 31:
                    yield Span(*match.span("it"), LIKELY)
        for match in reading.in_digits(dates.DAY_MONTH):
            said = _DAY_MONTH_BEFORE.search(reading.before(match.start(), 20))
            slash = "/" in match[0] and not _RATIO.match(match[0])
            like_a_date = (said and match[0].count(" ") <= 1) or (
                slash and re.search(r"/\d\d$|^\d\d/", match[0])
            )
            if like_a_date and not self._public(reading, match.start(), match.end()):
                yield Span(dates.opened(reading.digits, match.start()), match.end(), LIKELY)

    @staticmethod
    def _end(reading: Reading, end: int) -> int:
        """Without the point of "2 nov." where it ends the sentence too."""
        ends = reading.plain[end - 1] == "." and _SENTENCE_ENDS.match(reading.plain, end)
        return end - 1 if ends else end

    @staticmethod
    def _public(reading: Reading, start: int, end: int) -> bool:
        if _LAW.search(reading.before(start, 90)):
            return True
        # The winter truce runs from 1 November to 31 March, every year and for everyone.
        date = dates.parts(reading.digits[start:end])
        truce = _TRUCE.search(reading.before(start, 80)) or _TRUCE.search(reading.after(end, 60))
        return bool(
            truce and date and (date.day, date.month) in {(1, 11), (31, 3), (31, 10), (1, 4)}
        )
