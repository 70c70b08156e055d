"""SIRET (14 digits) and SIREN (9 digits) of a business; Luhn raises the score."""

from __future__ import annotations

import re

from stdnum.fr import siret

from anonymize.recognisers.base import STRONG, SURE, WEAK, PatternRecogniser, Rule, words
from anonymize.recognisers.runs import Announced
from anonymize.values import Kind

_COMPANY = words(r"siret|siren|rcs|rna\b|immatricul|entreprise|societe|kbis|ape\b|tva")


class SiretRecogniser(PatternRecogniser):
    kind = Kind.SIRET
    announced = (
        Announced(words(r"sire[nt]\b|rcs\b|kbis"), re.compile(r"\d{14}"), 14),
        Announced(words(r"sire[nt]\b|rcs\b|kbis"), re.compile(r"\d{9}"), 9),
        Announced(_COMPANY, re.compile(r"\d{14}"), 14),
    )
    rules = (
        Rule(re.compile(r"(?<![\w])\d(?:[ .\-]{0,2}\d){13}(?![\d])"), WEAK),
        Rule(
            re.compile(r"(?<![\w])\d(?:[ .\-]{0,2}\d){13}(?![\d])"),
            STRONG + 0.06,
            before=words("siret"),
        ),
        Rule(re.compile(r"(?<![\w])\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d])"), STRONG, before=_COMPANY),
        Rule(
            re.compile(r"(?<![\w])fr ?\d{2} ?\d{3} ?\d{3} ?\d{3}(?![\d])"),
            STRONG,
            before=words("tva"),
        ),
        Rule(re.compile(r"(?<![\w])w\d{9}(?![\d])"), STRONG),
    )

    def weigh(self, match: str, score: float) -> float:
        compact = re.sub(r"\D", "", match)
        return SURE if len(compact) == 14 and siret.is_valid(compact) else score
