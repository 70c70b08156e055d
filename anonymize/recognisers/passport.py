"""Passports, travel documents and identity cards, French and foreign."""

from __future__ import annotations

import re

from anonymize import numerals
from anonymize.recognisers.base import LIKELY, STRONG, PatternRecogniser, Rule, words
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_PAPER = words(
    r"pass?eport|pasport|passport|ppt\b|titre (?:de )?voyage|document (?:de )?voyage|laissez[ -]passer|cni\b|carte d'ident"
    r"|carte nationale|piece d'ident|identite|taskera|tazkira|permis de conduire|permis n|visa(?= (?:n° ?|numero )?(?:[a-z]{1,3} )?\d)|consulaire"
)


class PassportRecogniser(PatternRecogniser):
    kind = Kind.PASSPORT
    announced = (
        Announced(
            _PAPER,
            re.compile(
                r"\d{2}[a-z]{2}\d{5}|[a-z]{1,3}\d{5,10}[a-z]?|\d{12}|\d{14}|\d{9}|\d[a-z0-9]{8}"
                r"|(?=(?:[a-z]*\d){3})[a-z0-9]{9}"
            ),
            14,
        ),
    )
    rules = (
        Rule(
            re.compile(r"(?<![\w])[a-z]{1,2}(?:[ .\-]{0,2}\d){6,9}(?![\w])"),
            STRONG,
            before=_PAPER,
            reach=60,
        ),
        Rule(re.compile(r"(?<![\w])\d{2} ?[a-z]{2} ?\d{5}(?![\w])"), LIKELY),
        # Dictated: "passeport a zéro deux quatre quatre six un sept un".
        Rule(
            re.compile(
                rf"(?<![\w'])[a-z](?: [a-z])?,? {numerals.WORD}(?:[ ,\-](?:et[ -])?{numerals.WORD}){{4,}}(?![a-z])"
            ),
            STRONG + 0.05,
            before=_PAPER,
        ),
        # A series and its number: "seria RX nr. 418822".
        Rule(
            re.compile(r"(?<![\w])seri[ae] [^\s,;.]{1,8},? (?:n[ro°]?\.? ?)?\d{5,8}(?!\d)"),
            STRONG + 0.05,
            before=_PAPER,
            reach=60,
        ),
        Rule(
            re.compile(r"(?<![\w])[a-z]{1,3}[ \-]?\d{6,9}[a-z]?(?![\w])"),
            STRONG,
            before=_PAPER,
            reach=60,
        ),
        Rule(
            re.compile(
                r"(?<![\w])(?=[a-z]{0,2}\d)(?:[a-z]{0,3}\d{1,3}[ ]?[a-z]{1,3}[ ]?\d{4,7}[a-z]?)(?![\w])"
            ),
            STRONG,
            before=_PAPER,
            reach=60,
        ),
        Rule(
            re.compile(
                r"(?<![a-z0-9])(?:cni|carte (?:nationale )?d'identite|piece d'identite|passeport)[ a-z°:]{0,12}"
                r"(?P<it>(?<!\w)(?=\w*\d)(?=\w*[a-z])[a-z0-9]{9})(?!\w)"
            ),
            STRONG,
        ),
        Rule(
            re.compile(r"(?<![\w])\d(?:[ .\-]?[\da-z]){7,11}(?<=\d)(?![\w])"),
            STRONG,
            before=_PAPER,
            reach=45,
        ),
        Rule(
            re.compile(r"(?<![\w])(?=\w*\d\w*\d\w*\d)[a-z0-9]{8,12}(?![\w])"),
            STRONG,
            before=_PAPER,
            reach=45,
        ),
    )
