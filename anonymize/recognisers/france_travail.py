"""France Travail (Pôle emploi) identifiers: seven digits and a letter or digit, or eleven digits."""

from __future__ import annotations

import re

from anonymize.recognisers.base import LIKELY, STRONG, PatternRecogniser, Rule, words
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_FT = words(
    r"france travail|francetravail|pole ?emploi|ft\b|pe\b|identifiant|ident\b|id\b|demandeur d'emploi"
    r"|de l'inscription|inscrit|ale\b|assedic"
)


class FranceTravailRecogniser(PatternRecogniser):
    kind = Kind.FT_ID
    announced = (Announced(_FT, re.compile(r"\d{7}[a-z]|\d{8}|\d{10,11}[a-z]?"), 12),)
    rules = (
        Rule(
            re.compile(r"(?<![\w])\d(?:[ .\-]?\d){6} ?[\-.]? ?[a-z](?![\w'])"),
            STRONG + 0.05,
            before=_FT,
            reach=45,
        ),
        Rule(re.compile(r"(?<![\w])\d(?:[ .\-]?\d){6} ?[\-.]? ?[a-z](?![\w'])"), LIKELY),
        Rule(re.compile(r"(?<![\w])\d{7} ?\d(?![\w])"), STRONG, before=_FT, reach=30),
        Rule(re.compile(r"(?<![\w])\d(?:[ .\-]?\d){10}(?![\d])"), STRONG, before=_FT, reach=45),
        Rule(re.compile(r"(?<![\w+])[1-9]\d(?:[ .\-]?\d){9}(?![\d])"), LIKELY),
    )
