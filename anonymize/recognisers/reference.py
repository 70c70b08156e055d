"""File, court, complaint, contract, customer and prison numbers, and any other long code.

A code is announced, or looks like one, or is dictated. What else identifies is the model's to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.phrases import any_word_of
from anonymize.values import Kind

_THING = rf"(?:{any_word_of('numbered_things', plural='s')}|role general|proces[ -]verbal|main courante|titre executoire|bureau d'aide juridictionnelle)"
# Nothing but a number follows these: "n° 88214", "sa carte finit par 211", "parcelle AX 214".
_NUMBER = r"(?:n ?°|no\.?|nr|nb|num(?:ero)?s?\.?|(?:finit|finissant|se termine) par[ .…]{0,4}|cadastre|parcelle)"
# What may stand between the thing and its code: "dossier caf sous le n° ...".
_LINK = r"(?: ?[:=(,] ?| (?:est|c'est|cest|porte|sous|le|la|du|de|au|caf|mdph|dalo|interne|client|edf|engie|siao|tribunal|judiciaire) | ){0,6}?"

# Letters that open or cut a code, as no small word and no body does: "RG 25/00114", "24 17 RB 8890".
_INITIALS = r"(?!(?:n|no|num|id|pr|le|la|les|un|du|de|des|a|au|aux|en|sur|et|ou|est|il|rue|ans|mois|caf|ofii|mdph|nir|ss|ft|cpam|edf|apa|dalo|siao)(?![a-z]))[a-z]{1,4}"
_HEAD = r"(?=[^\s]*\d)[a-z0-9][a-z0-9/\-_.*°]{0,39}[a-z0-9*]"
_GROUP = (
    rf"(?: [a-z0-9/\-_.]*\d(?:[a-z0-9/\-_.]*[a-z0-9])?| {_INITIALS}(?= \d{{2,}})| [b-xz](?![\w']))"
)
_CODE = rf"(?P<it>(?:{_INITIALS} (?=[a-z]{{0,2}}\d))?{_HEAD}{_GROUP}{{0,6}})"
_ANNOUNCED = (
    re.compile(rf"(?<!\w){_THING}(?![a-z]){_LINK}(?P<number>{_NUMBER})?[ :.]{{0,3}}{_CODE}"),
    re.compile(rf"(?<!\w)(?P<number>{_NUMBER})(?![a-z])[ :.]{{0,3}}{_CODE}"),
)
_TIED = re.compile(r"[a-z]\d|\d[a-z]|\d[/\-]\d")

# "KLA 25 6053", "SAP 804 771 093": capitals, then groups of digits.
_CAPITALS = re.compile(
    r"(?<!\w)(?P<initials>[A-Z]{1,4}) (?!(?:19|20)\d\d(?!\w))(?:(?:\d{2,4}[ /\-]){0,3}\d{4,}|\d{3}[ /\-]\d{3}(?:[ /\-]\d{2,4})?)(?!\w)"
)
# No space, digits among letters or separators: "CH-2204-K".
_SHAPE = re.compile(r"(?<![\w@.])(?=[a-z0-9/\-_]*\d)[a-z0-9]+(?:[/\-_.]+[a-z0-9]+)*(?![\w@])")
# Seven digits or more that measure nothing identify somebody or something.
_LONG_NUMBER = re.compile(r"(?<![\w,])\d(?:[ .\-/]?\d){6,30}(?!\d)")
# What stands before a code and is a part of it: "ASE/PLT/", "VLS-", "IPP ", "numéro parquet ".
_LEAD = re.compile(
    r"(?<![\w'])(?:(?:[a-z]{1,8}[/\-_.]){1,3}|(?:rg|pv|ipp|nip|nda|ame|apa|loc|mc|pc) ?(?:n ?° ?|:)? ?|(?<=numero )(?:parquet|ecrou|sinistre) )\Z"
)

# "dossier zero six tiret quarante deux b": five pieces at least.
_PIECE = rf"(?:{numerals.WORD}|et|\d{{1,5}}|[a-z](?![a-z'])|tiret|slash|barre|point|oblique|anti[ -]?slash|du [68b]as?)"
_DICTATED = re.compile(
    rf"(?<![a-z])(?:{_THING}|{_NUMBER})(?![a-z])(?: [a-z'°]+){{0,4}}?[ :]+(?P<it>(?:[a-z]{{1,3}}[ -])?{_PIECE}(?:[ -]{_PIECE}){{4,40}}(?<! et)(?<!-et)(?<! a))(?![a-z])"
)
# "référence SIN quatre mille cent dix", "le numéro c'est cent quatre-vingt-six".
_DICTATED_SHORT = re.compile(
    rf"(?<![a-z])(?:references?|ref|dossier|sinistre|contrat|matricule|code|{_NUMBER})(?: est| c'est| ?:)? "
    rf"(?P<it>(?:{numerals.WORD}|{_INITIALS})[ \-]{numerals.NUMBER})(?![a-z])"
)

_LAW_BEFORE = re.compile(
    rf"(?<![a-z]){any_word_of('numbered_for_all', plural='s')}(?: (?:ue|ce|cadre|organique|modifiee?|interministerielle?|ministeriel|prefectoral))?\.?"
    r"(?: ?(?:n ?°|no|numero))?[ .:]{0,3}\Z"
)
# "L. 262-37", "R412-3", "15646*01".
_ARTICLE = re.compile(
    r"(?:[lrd]\.?[ \-]?\d{1,4}(?:-\d{1,3}){1,4}|[lrda]\.? ?\d{2,4}(?:-\d{1,3}){0,4}|\d{5}\*\d\d)\Z"
)
_JUDGED = re.compile(r"[a-z]{2}|\d{2}/\d{5}")
_MEASURE = re.compile(rf" ?(?:[€%]|m²|pour ?cent|{any_word_of('units', plural='s')}(?!\w))")
_MONEY_BEFORE = re.compile(r"(?:€|eur|somme de|montant de?|dette de|total de?) ?:? ?\Z")
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:{_DAY}[/.\-]{_MONTH}(?:[/.\-](?:\d\d|{_YEAR}))?|{_YEAR}[/\-]{_MONTH}[/\-]{_DAY}|\d{{4}}[/\-]\d{{4}}|{_YEAR})\Z"
)
_TIME = re.compile(r"\d{1,2}h(?:\d{2})?(?:-\d{1,2}h(?:\d{2})?)?\Z")
# "1200euros", "2.50", "62-64ans", "50000km".
_QUANTITY = re.compile(
    rf"(?:x?\d+(?:[.,\-/]\d+)?(?:e|er|re|i?eme|nde?|a|l|m|cv|w|cm|mn|go|{any_word_of('units', plural='s')})?)\Z"
)


class ReferenceRecogniser(Recogniser):
    kind = Kind.REF

    def find(self, reading: Reading) -> Iterator[Span]:
        for way in (_announced, _capitals, _shaped, _long, _dictated, _runs):
            for start, end, score in way(reading):
                lead = _LEAD.search(reading.before(start, 24))
                yield Span(start - len(lead[0]) if lead else start, end, score)


def _announced(reading: Reading) -> Iterator[Span]:
    """A code after what it is the number of, or after the word for a number."""
    for pattern in _ANNOUNCED:
        for match in reading.in_digits(pattern):
            start, code = match.start("it"), _trimmed(match["it"])
            end, numbered = start + len(code), match["number"] is not None
            if not _says_enough(code, numbered) or _DATE.match(code):
                continue
            if _is_everyones(reading, start, end):
                continue
            if reading.digits.startswith("n°", start - 2):
                start -= 2  # "n°2511847": one word to the eye
            yield Span(start, end, STRONG if numbered else LIKELY + 0.1)


def _says_enough(code: str, numbered: bool) -> bool:
    """Whether a code has digits enough to identify: fewer when it is said to be a number."""
    digits = _digits(code)
    if numbered:
        return digits >= 3 or (digits == 2 and bool(re.search(r"[a-z/\-]", code)))
    return digits >= 4 or (digits == 3 and bool(_TIED.search(code)))


def _capitals(reading: Reading) -> Iterator[Span]:
    """Initials and digits, where capitals are rare enough to tell."""
    if reading.style == "upper":
        return
    for match in _CAPITALS.finditer(reading.plain):
        measures = _MEASURE.match(reading.digits, match.end())
        if match["initials"].lower() not in kept_names() and not measures:
            yield Span(*match.span(), LIKELY + 0.05)


def _shaped(reading: Reading) -> Iterator[Span]:
    """A word that only a code looks like."""
    for match in reading.in_digits(_SHAPE):
        code = match[0]
        if _digits(code) < 4 or any(p.match(code) for p in (_DATE, _TIME, _QUANTITY)):
            continue
        mixed = re.search(r"[a-z]", code) or (_digits(code) >= 5 and re.search(r"[/\-_]", code))
        if mixed and not _is_everyones(reading, *match.span()):
            yield Span(*match.span(), WEAK + 0.05)


def _long(reading: Reading) -> Iterator[Span]:
    """A long number that nothing announces, unless it is made of dates."""
    for match in reading.in_digits(_LONG_NUMBER):
        dates = all(
            _DATE.match(part) for part in re.split(r"[ ]|(?<=\d{4})[.\-/](?=\d{4})", match[0])
        )
        if not dates and not _is_everyones(reading, *match.span()):
            yield Span(*match.span(), WEAK)


def _dictated(reading: Reading) -> Iterator[Span]:
    """A code said word by word after what announces it."""
    for match in reading.in_digits(_DICTATED_SHORT):
        if not _MEASURE.match(reading.digits, match.end()):
            yield Span(*match.span("it"), LIKELY)
    for match in reading.in_digits(_DICTATED):
        said = re.findall(rf"{numerals.WORD}|\d+", match["it"])
        chunks = numerals.chunks(match["it"])
        year = len(chunks) == 1 and 1900 <= int(chunks[0]) <= 2100
        if len(said) >= 4 and not year:
            yield Span(*match.span("it"), LIKELY)


def _runs(reading: Reading) -> Iterator[Span]:
    """A long number said digit by digit; a sum of money is one well-formed number."""
    for run in reading.in_digits(numerals.RUN):
        said = re.findall(r"[a-z]+|\d+", run[0])
        zeros, digits = said.count("zero"), len(numerals.digits(run[0]))
        long = len(said) >= 5 and (digits >= 9 or (zeros and digits >= 6))
        measures = _MEASURE.match(reading.digits, run.end())
        if (zeros >= 2 and len(said) >= 4) or (long and not measures):
            yield Span(*run.span(), WEAK)


def _is_everyones(reading: Reading, start: int, end: int) -> bool:
    """Whether a number is an amount, a law, an article, a form."""
    code = reading.digits[start:end]
    if _LAW_BEFORE.search(reading.before(start, 40)) and not _JUDGED.search(code):
        return True
    if _MEASURE.match(reading.digits, end) or _MONEY_BEFORE.search(reading.before(start, 14)):
        return True
    return bool(_ARTICLE.match(code))


def _digits(code: str) -> int:
    return sum(c.isdigit() for c in code)


def _trimmed(code: str) -> str:
    """Without the signs at its end, nor a lone letter that no digit precedes."""
    return re.sub(r"(?<!\d) [a-z]\Z", "", code.rstrip(".-/_*° "))
