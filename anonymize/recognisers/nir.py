"""Numéro d'inscription au répertoire: the social security number.

Sex, year, month, département (2A and 2B in Corsica), commune, order, and a key that is
97 minus the number modulo 97. A wrong key never saves a number from being masked.
"""

from __future__ import annotations

import re

from stdnum.fr import nir

from anonymize.recognisers.base import LIKELY, STRONG, SURE, PatternRecogniser, Rule, words
from anonymize.values import Kind

_SEP = r"[ .,\-/_]{0,3}"
_SECU = words(
    r"nir\b|n\.i\.r|secu|securite sociale|num(?:ero)? ss\b|n°? ?ss\b|immatricul|carte vitale|vitale"
    r"|insee|assure"
)
_BODY = rf"[1-478](?:{_SEP}\d){{4}}{_SEP}(?:\d{_SEP}\d|2{_SEP}[ab])(?:{_SEP}\d){{6}}"


class NirRecogniser(PatternRecogniser):
    kind = Kind.NIR
    rules = (
        Rule(re.compile(rf"(?<![\w])(?<!\d ){_BODY}(?:{_SEP}(?:cle|clef)?{_SEP}\d{_SEP}\d)(?![\d])"), STRONG),
        Rule(re.compile(rf"(?<![\w])(?<!\d ){_BODY}(?![\d])"), LIKELY),
        # Any long number announced as one, even short of digits.
        Rule(
            re.compile(rf"(?<!\w)[1-478](?:{_SEP}[\dx*]){{4,15}}(?:{_SEP}[ab](?:{_SEP}[\dx*]){{3,10}})?(?![\d])"),
            STRONG,
            before=_SECU,
            reach=30,
        ),
    )

    def weigh(self, match: str, score: float) -> float:
        compact = re.sub(r"[^0-9ab]", "", match).upper()
        return SURE if len(compact) == 15 and nir.is_valid(compact) else score
