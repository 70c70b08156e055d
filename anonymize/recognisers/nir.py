"""Numéro d'inscription au répertoire: the social security number.

Sex, year, month, département (2A and 2B in Corsica), commune, order, and a key that is
97 minus the number modulo 97. A wrong key never saves a number from being masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.fr import nir

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, SURE, PatternRecogniser, Rule, Span, words
from anonymize.recognisers.runs import Announced, resumed
from anonymize.values import Kind

_SEP = r"[ .,\-/_]{0,3}"
_SECU = words(
    r"nir\b|n\.i\.r|secu|securite sociale|num(?:ero)? ss\b|n°? ?ss\b|immatricul|carte vitale|vitale"
    r"|insee|assure"
)
# Elsewhere: the number under which one is insured, or known to the state.
_ABROAD = (
    r"national insurance|nat(?:ional)? ins\b|nino\b|seguridad social|securite sociale (?:belge|suisse|italienne|espagnole)|codice fiscale|niss\b|avs\b|cnp\b|pesel\b|egn\b|bsn\b|amka\b"
    r"|sozialversicherung\w*|kimlik|seguranca social|numero de registre national|registre national|personnummer|rodne cislo|tajszam"
)
_SAY = rf"(?:{numerals.WORD}|et|\d{{1,3}}|cle|clef|deux a|deux b|a|b|virgule|tiret|espace)"
_DICTATED = re.compile(
    rf"(?<![a-z])(?:secu|securite sociale|nir|vitale)[^.;\n\d]{{0,70}}?[ :,]+(?P<it>(?:un|deux|une|1|2)(?:[ ,-]+{_SAY}){{5,40}})(?![a-z])"
)
_SAYS_NOTHING = re.compile(r"(?:[ ,]+(?:et|cle|clef|virgule|tiret|espace|a|b))+\Z")
_BODY = rf"[1-478](?:{_SEP}\d){{4}}{_SEP}(?:\d{_SEP}\d|2{_SEP}[ab])(?:{_SEP}\d){{6}}"


class NirRecogniser(PatternRecogniser):
    kind = Kind.NIR
    announced = (
        Announced(_SECU, re.compile(r"[1-478]\d{4}(?:\d{2}|2[ab])\d{6}(?:\d\d)?"), 15, reach=70),
        # Of any number of this length, two in three begin otherwise: "le numéro deux soixante-deux".
        Announced(words(_ABROAD), re.compile(r"[a-z]{0,3}\d{6,15}[a-z]{0,2}\d{0,2}"), 18, reach=30),
        Announced(
            words(r"numero|num"), re.compile(r"[12]\d{4}(?:\d{2}|2[ab])\d{6}\d\d"), 15, reach=25
        ),
    )
    rules = (
        Rule(
            re.compile(rf"(?<![\w])(?<!\d ){_BODY}(?:{_SEP}(?:cle|clef)?{_SEP}\d{_SEP}\d)(?![\d])"),
            STRONG,
        ),
        Rule(re.compile(rf"(?<![\w])(?<!\d )(?<![a-z][\-/_]){_BODY}(?![\d])"), LIKELY),
        # Any long number announced as one, even short of digits.
        Rule(
            re.compile(
                rf"(?<!\w)[1-478](?:{_SEP}[\dx*]){{4,15}}(?:{_SEP}[ab](?:{_SEP}[\dx*]){{3,10}})?(?![\d])"
            ),
            STRONG,
            before=_SECU,
            reach=30,
        ),
    )

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        # Dictated: everything that counts, from the announcement to the key.
        for match in reading.in_digits(_DICTATED):
            if len(re.findall(r"[a-z]+|\d+", match["it"])) >= 6:
                loose = _SAYS_NOTHING.search(match["it"])
                end = match.end("it") - (len(loose[0]) if loose else 0)
                yield Span(match.start("it"), end, STRONG)
                for more in resumed(reading, match.end("it")):
                    yield Span(*more, STRONG)

    def weigh(self, match: str, score: float) -> float:
        compact = re.sub(r"[^0-9ab]", "", match).upper()
        return SURE if len(compact) == 15 and nir.is_valid(compact) else score
