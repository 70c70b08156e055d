"""Foreigners' numbers: AGDREF (ten digits), titre de séjour, récépissé, visa, OFPRA."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, PatternRecogniser, Rule, Span, words
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_FOREIGNER = words(
    r"agdref|agedref|etrang|n ?° ?e\b|titre|sejour|recepisse|visa|ofpra|cnda|guda|aps\b|apatride"
    r"|ofii|asile|anef|resident|attestation de demande|dna\b|prefecture"
)
_SEP = r"[ .\-/]{0,2}"


class ForeignerRecogniser(PatternRecogniser):
    kind = Kind.FOREIGNER_ID
    announced = (
        Announced(_FOREIGNER, re.compile(r"\d{9,10}|[a-z]{1,2}\d{8,10}|[a-z0-9]{2}\d{8}"), 12),
    )
    rules = (
        Rule(
            re.compile(rf"(?<![\w+])\d(?:{_SEP}\d){{9}}(?![\d])"),
            STRONG + 0.05,
            before=_FOREIGNER,
            reach=50,
        ),
        Rule(re.compile(rf"(?<![\w+])(?:[1-9]\d|0[1-9])(?:{_SEP}\d){{8}}(?![\d])"), LIKELY),
        Rule(
            re.compile(
                r"(?<![a-z0-9])(?:titre|carte|recepisse|visa|attestation)[a-z' ]{0,25}(?:n°|numero|num|no\b) ?:? ?"
                r"(?P<it>(?<!\w)(?=[a-z]{0,3}\d)[a-z0-9]{2,4}(?:[ \-]?[a-z0-9]{1,4}){1,3}(?<=\d))(?!\w)"
            ),
            LIKELY,
        ),
        Rule(
            re.compile(r"(?<![\w])\d{2}[ \-/]?\d{2}[ \-/]?\d{5}(?![\d])"),
            STRONG,
            before=words(r"ofpra|cnda|guda"),
        ),
        Rule(
            re.compile(r"(?<![\w])\d{9}(?![\d])"),
            STRONG,
            before=words(r"agdref|etranger|ofpra|cnda|titre|recepisse|visa"),
        ),
    )

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        for run in reading.in_digits(numerals.RUN):
            said = _FOREIGNER.search(reading.before(run.start(), 40))
            if said and len(numerals.digits(run[0])) >= 7:
                yield Span(run.start(), run.end(), STRONG)
