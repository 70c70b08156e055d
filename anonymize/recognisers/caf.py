"""CAF and MSA allocataire numbers: seven digits (six or eight at times) and often a letter."""

from __future__ import annotations

import re

from anonymize.recognisers.base import LIKELY, STRONG, PatternRecogniser, Rule, words
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_CAF = words(r"caf\b|caf[0-9]|allocataire|alloc\b|allocat|msa\b|matricule|prestation|n°|num")
_SAID = r"caf\b|allocataire|alloc\b|msa\b"


class CafRecogniser(PatternRecogniser):
    kind = Kind.CAF_ID
    announced = (
        Announced(words(_SAID), re.compile(r"\d{7}[a-z]"), 8),
        Announced(words(_SAID), re.compile(r"\d{7}"), 7),
    )
    rules = (
        Rule(re.compile(r"(?<![\w])\d{7} ?[\-./]? ?[a-z](?![\w'])"), LIKELY),
        Rule(
            re.compile(r"(?<![\w])\d{3}[ .]?\d{2}[ .]?\d{2} ?[\-./]? ?[a-z](?![\w'])"),
            STRONG,
            before=_CAF,
        ),
        Rule(
            re.compile(r"(?<![\w])\d[ .]?\d{3}[ .]?\d{3} ?[\-./]? ?[a-z](?![\w'])"),
            STRONG,
            before=_CAF,
        ),
        Rule(
            re.compile(r"(?<![\w])\d(?:[ .]?\d){5,7}(?:[ \-]?[a-z])?(?![\w'])"),
            STRONG,
            before=words(_SAID),
            unless_after=re.compile(r" ?(?:€|eur)"),
            reach=30,
        ),
    )
