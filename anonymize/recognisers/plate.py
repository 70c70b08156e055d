"""Vehicle plates: AA-123-AA since 2009, 123 ABC 59 before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span, words
from anonymize.recognisers.ordinary import is_french
from anonymize.recognisers.runs import Announced
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind

_NEW = re.compile(
    r"(?<![\w])([a-z] ?[a-z])([ .,/\-_]{0,3})((?=[?*x]{0,2}\d)[\d?*x] ?[\d?*x] ?[\d?*x])([ .,/\-_]{0,3})([a-z] ?[a-z])(?![\w'])"
)
_OLD = re.compile(
    r"(?<![\w])(\d{2,4})([ .,/\-]{0,3})([a-z]{2,3})([ .,/\-]{0,3})(\d{2}|2[ab]|97[1-6])(?![\w])"
)
_ANNOUNCED = Announced(
    words(r"plaques?|immat\w*"),
    re.compile(
        r"[a-z]{1,3}\d{2,4}[a-z]{1,3}|\d{1,4}[a-z]{2,3}(?:\d{2}|2[ab])|[a-z]{1,3}\d{3,6}[a-z]{0,2}"
    ),
    9,
    reach=30,
)
# Dictated: "a b cent vingt-trois c d".
_SPOKEN = re.compile(
    rf"(?<![\w'])(?P<head>[a-z][ \-]?[a-z])[ ,\-]{{1,2}}(?P<number>(?:{numerals.WORD}[ \-]{{1}}){{1,6}})(?P<tail>[a-z][ \-]?[a-z])(?![\w'])"
)
# Foreign plates, or dictated ones: only beside a vehicle.
_FOREIGN = re.compile(
    rf"(?<![\w])(?:[a-z]{{1,3}}[ \-]?\d{{2,4}}[ \-]?[a-z]{{2,3}}|\d{{3,4}}[ \-]?[a-z]{{2,3}}|[a-z]{{2}}[ \-](?:{numerals.NUMBER})[ \-][a-z]{{2}}|[a-z]{{1,3}}[ \-]\d{{3,6}}(?: ?[a-z]{{1,2}})?)(?![\w])"
)
# Spelled as over the radio: "alpha bravo 123 charlie delta".
_RADIO = r"(?:alpha|bravo|charlie|delta|echo|fox-?trot|golf|hotel|india|juliette?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whisky|whiskey|x-?ray|yankee|zoulou|zulu)"
_BY_RADIO = re.compile(
    rf"(?<![a-z]){_RADIO}[ ,\-]{{1,2}}{_RADIO}[ ,\-]{{1,2}}(?:\d[ \-]?\d[ \-]?\d|{numerals.NUMBER})[ ,\-]{{1,2}}{_RADIO}[ ,\-]{{1,2}}{_RADIO}(?![a-z])"
)
# Foreign ones in small letters, beside a vehicle: "camion b 714 klr", "voiture polonaise wx 12345".
_SMALL = re.compile(
    r"(?<![\w])(?:(?P<first>[b-xz][a-z]{0,2})[ \-]\d{2,4}[ \-](?P<last>[a-z]{2,3})|(?P<pair>[a-z]{2})[ \-]?\d{4,5})(?![\w'])"
)
_TIED = re.compile(r"[a-z]{1,2}\d{1,3}[ \-][a-z]{3}")
# Cut short by who typed it: "scooter volé FX 221 J".
_SHORT = re.compile(r"(?<![\w])[a-z]{2}[ \-]?\d{3}[ \-]?[a-z](?![\w'])")
_STOLEN = re.compile(
    r"(?<![a-z])(?:fourgon\w*|camion\w*|caravane|clio|bagnole|caisse|break|utilitaire|auto|vole\w*|fourriere|scoot\w*|moto|mobylette|plaque|immat\w*|vehicule|voiture|quad|camionnette|remorque)[^.;\n]{0,25}\Z"
)
_PLATE_SAID = re.compile(r"(?:plaque|immat\w*|matricul\w*|carte grise)[^.;\n]{0,25}\Z")
_VEHICLE = words(
    r"plaque|immat|voiture|vehicule|auto\b|scooter|moto|camion|fourgon|utilitaire|caravane|clio|twingo"
    r"|mobylette|carte grise|renault|vehicul|break|berline|camionnette|bagnole|twizy|audi|bmw|mercedes|toyota|opel|seat|nissan|kia|tesla|skoda|volkswagen|vw|peugeot|citroen|dacia|ford\b|fiat|megane|scenic|kangoo|berlingo"
    r"|partner|trafic|master|golf|polo\b|ibiza|sandero|logan|duster|c3\b|c4\b|206|207|208|307|308|zoe\b"
    r"|land rover|rover\b|jeep|honda|suzuki|mazda|hyundai|volvo|iveco|tracteur|pick[ -]?up|4x4|van\b|assur|roule|caisse|quad|remorque|camping[ -]car|fourriere|stationn|gare[e]?\b|conduit"
)
_UNITS = frozenset(
    "km kms eur kg ans an mn min hab mois m2 net jrs"
    " mai jan fev mar avr jun jul aou sep oct nov dec".split()
)


class PlateRecogniser(Recogniser):
    kind = Kind.PLATE

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from _since_2009(reading)
        for span in _ANNOUNCED.spans(reading):
            yield Span(*span, STRONG)
        yield from _spoken(reading)
        yield from _foreign(reading)
        yield from _beside_a_vehicle(reading)
        yield from _before_2009(reading)


def _since_2009(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_NEW):
        raw = reading.plain[match.start() : match.end()]
        written_as_plate = match[2].strip() or match[4].strip() or not (match[2] or match[4])
        capitals = raw.isupper() and reading.style != "upper"
        near = _VEHICLE.search(reading.before(match.start(), 60))
        ends = {match[1].replace(" ", ""), match[5].replace(" ", "")}
        words_around = ends & (FUNCTION_WORDS | _UNITS)
        if "," in match[2] + match[4] or " " in match[1] + match[5]:
            written_as_plate = False  # a list, or words: only letters that are none will do
        if written_as_plate or capitals or (near and words_around != ends):
            yield Span(match.start(), match.end(), STRONG)
        elif not words_around or (words_around != ends and reading.style == "upper"):
            yield Span(match.start(), match.end(), LIKELY)


def _spoken(reading: Reading) -> Iterator[Span]:
    """Dictated, letter by letter or over the radio."""
    for match in reading.in_folded(_SPOKEN):
        around = {match["head"], match["tail"]} & (FUNCTION_WORDS | _UNITS)
        near = _VEHICLE.search(reading.before(match.start(), 60))
        if len(numerals.digits(match["number"])) == 3 and (near or not around):
            yield Span(match.start(), match.end(), STRONG if near else LIKELY)
    for match in reading.in_folded(_BY_RADIO):
        yield Span(match.start(), match.end(), STRONG)


def _foreign(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_FOREIGN):
        said = _PLATE_SAID.search(reading.before(match.start(), 40))
        after = re.match(r"[^.;\n]{0,12}(?:plaque|immat)", reading.after(match.end(), 20))
        letters = re.findall(r"[a-z]+", match[0])
        ordinary = {letters[0], letters[-1]} & (FUNCTION_WORDS | _UNITS)
        # Letter tied to digits, then letters that are no word: a plate wherever a vehicle is.
        word = re.search("[aeiouy]", letters[-1]) and is_french(letters[-1])
        tied = _TIED.fullmatch(match[0]) and not word
        beside = tied and _VEHICLE.search(reading.before(match.start(), 30))
        if beside or ((said or after) and not ordinary):
            yield Span(match.start(), match.end(), STRONG)


def _beside_a_vehicle(reading: Reading) -> Iterator[Span]:
    """What would be too little anywhere else: any country's, in any letters, or cut short."""
    for match in reading.in_folded(_SMALL):
        ends = {match["first"] or match["pair"], match["last"] or match["pair"]}
        read = any(len(end) > 1 and is_french(end) for end in ends)
        plain = read or bool(ends & (FUNCTION_WORDS | _UNITS))
        if not plain and _STOLEN.search(reading.before(match.start(), 40)):
            yield Span(match.start(), match.end(), STRONG)
    for match in reading.in_folded(_SHORT):
        a_word = match[0][:2] in FUNCTION_WORDS
        if not a_word and _STOLEN.search(reading.before(match.start(), 40)):
            yield Span(match.start(), match.end(), STRONG)


def _before_2009(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_OLD):
        raw = reading.plain[match.start() : match.end()]
        capitals = raw.isupper() and reading.style != "upper"
        near = _VEHICLE.search(reading.before(match.start(), 60))
        if match[3] in FUNCTION_WORDS or match[3] in _UNITS or not _even(match[2], match[4]):
            continue
        if near or (capitals and len(match[1]) >= 3):
            yield Span(match.start(), match.end(), STRONG if near else LIKELY)


def _even(left: str, right: str) -> bool:
    """Whether two separators are of one kind: "4471 VX 63", "4471-VX-63"."""
    return left.strip() == right.strip()
