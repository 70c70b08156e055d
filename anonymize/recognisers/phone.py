"""Telephone numbers, French and foreign, however typed or dictated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import (
    LIKELY,
    STRONG,
    SURE,
    PatternRecogniser,
    Rule,
    Span,
    words,
)
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_SEP = r"[ .,\-/_)]{0,3}"
_CALLING = (
    r"tel\b|telephone|portable|port\b|mobile|fixe|numero|num\b|n°|appel|joindre|joignable|joins"
    r"|whatsapp|wa\b|sms|texto|rappel|contact|ligne|repond"
)
_CALL = words(rf"{_CALLING}|06|07")
_ANNOUNCED = words(rf"{_CALLING}|gsm|mon 0[67]\b")
_NOT_CALL = words(
    r"siret|siren|iban|rib|nir|secu|securite|agdref|etranger|dossier|ref|facture|contrat|passeport"
    r"|allocataire|identifiant|ecrou|client"
)
_FRENCH = rf"0{_SEP}[1-9](?:{_SEP}\d){{8}}"


class PhoneRecogniser(PatternRecogniser):
    kind = Kind.PHONE
    announced = (
        Announced(_ANNOUNCED, re.compile(r"0[1-9]\d{8}|(?:00)?33[1-9]\d{8}|330[1-9]\d{8}"), 13),
    )
    rules = (
        Rule(re.compile(rf"(?<![\w])(?<!\d[.,])(?:\(?0\)?){_FRENCH[1:]}(?![\d])"), STRONG),
        Rule(
            re.compile(
                rf"(?<!\w)(?:\+|00|\(\+) ?33{_SEP}(?:\(?0\)?)?{_SEP}[1-9](?:{_SEP}\d){{8}}(?!\d)"
            ),
            SURE,
        ),
        Rule(re.compile(r"(?<!\w)\+ ?[1-9](?:[ .\-/()]{0,3}\d){6,14}(?!\d)"), SURE),
        Rule(re.compile(r"(?<![\w])00 ?[1-9](?:[ .\-/()]{0,2}\d){8,13}(?!\d)"), STRONG),
        # The extension of somebody's desk.
        Rule(
            re.compile(
                r"(?<![\w])(?<=poste )(?<!la poste )(?:n° ?)?(?!(?:19|20)\d\d(?!\d))\d{3,4}(?![\w])(?! ?(?:h|heures?|euros?|€|ans?|%|personnes)(?![a-z]))"
            ),
            LIKELY,
        ),
        # Without its first zero, or cut short: only beside words that speak of calling.
        Rule(
            re.compile(rf"(?<![\w])[67](?:{_SEP}\d){{8}}(?![\d])"),
            LIKELY,
            before=_CALL,
            unless=_NOT_CALL,
        ),
        Rule(
            re.compile(
                r"(?<![\w])0[1-9](?:[ .\-/]{0,2}\d\d){2,3}(?:[ .]{0,2}(?:xx|\.\.|\*\*|__|\?\?)){0,2}(?:(?<=[x.*_?])[ .]{0,2}\d\d)?(?![\d/])"
            ),
            LIKELY,
            before=_CALL,
            unless=_NOT_CALL,
        ),
    )

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        yield from self._dictated(reading)

    def weigh(self, match: str, score: float) -> float:
        try:
            number = phonenumbers.parse(match, "FR")
        except phonenumbers.NumberParseException:
            return score
        return SURE if phonenumbers.is_valid_number(number) and match[0] in "+" else score

    def _dictated(self, reading: Reading) -> Iterator[Span]:
        for run in reading.in_digits(numerals.RUN):
            # A digit pair first ("06 trente-neuf") lies before the run.
            lead = re.search(
                r"(?:(?<=\s)|^)0?\d(?:[ .\-]\d\d){0,3}[ .\-]\Z", reading.before(run.start(), 12)
            )
            start = run.start() - len(lead[0]) if lead else run.start()
            dictated = numerals.digits(reading.digits[start : run.end()])
            at_zero = re.search("zero", run[0])
            tail = (
                numerals.digits(reading.digits[run.start() + at_zero.start() : run.end()])
                if at_zero
                else ""
            )
            if not lead and at_zero and at_zero.start() and len(tail) == 10:
                start = run.start() + at_zero.start()
                dictated = numerals.digits(reading.digits[start : run.end()])
            plus = re.search(r"(?<![a-z])plus \Z", reading.before(run.start(), 6))
            if plus and 5 <= len(dictated) <= 14 and not dictated.startswith("0"):
                # "plus trente-deux quatre sept..." with its country; begun, then taken up again.
                if len(dictated) >= 9 or _CALL.search(reading.before(run.start(), 60)):
                    yield Span(run.start() - 5, run.end(), STRONG)
            elif _of_something_else(reading.before(start, 40)):
                continue
            elif 8 <= len(dictated) <= 11 and dictated.startswith("0"):
                yield Span(start, run.end(), STRONG)
            elif 9 <= len(dictated) <= 13 and _CALL.search(reading.before(start, 40)):
                yield Span(start, run.end(), LIKELY)


def _of_something_else(before: str) -> bool:
    """Whether the last number that words announce is another than a telephone's."""
    other = [m.end() for m in _NOT_CALL.finditer(before)]
    called = [m.end() for m in _CALL.finditer(before)]
    return bool(other) and max(other) > max(called, default=-1)
