"""Bank accounts: IBAN of any country, even cut short, French RIB, payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, SURE, Recogniser, Span, words
from anonymize.recognisers.runs import Announced, read, resumed
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind

# Lengths from the SWIFT IBAN registry.
_LENGTHS = {
    "ad": 24, "ae": 23, "al": 28, "at": 20, "ba": 20, "be": 16, "bg": 22, "bj": 28, "ch": 21,
    "ci": 28, "cy": 28, "cz": 24, "de": 22, "dk": 18, "dz": 26, "ee": 20, "eg": 29, "es": 24,
    "fi": 18, "fr": 27, "gb": 22, "ge": 22, "gr": 27, "hr": 21, "hu": 28, "ie": 22, "il": 23,
    "it": 27, "lt": 20, "lu": 20, "lv": 21, "ma": 28, "mc": 27, "md": 24, "me": 22, "mk": 19,
    "ml": 28, "mr": 27, "mt": 31, "nl": 18, "no": 15, "pl": 28, "pt": 25, "qa": 29, "ro": 24,
    "rs": 22, "se": 24, "si": 19, "sk": 24, "sm": 27, "sn": 28, "tn": 24, "tr": 26, "ua": 29,
    "xk": 20,
}  # fmt: skip
_CODES = "|".join(_LENGTHS)
_HEAD = re.compile(
    rf"(?<![a-z0-9.@])(?:{_CODES})[ ./\\\-_]{{0,3}}\d ?\d(?=[ .,/\\\-_]{{0,3}}[a-z0-9*•.x])"
)
_NEXT = re.compile(r"[ .\-]{0,2}([a-z0-9])")
_NEXT_LOOSE = re.compile(r"[ .,/\\\-_]{0,3}([a-z0-9])")
_BANK = re.compile(r"[a-z]{4}(?: [a-z]{4})? (?=[a-z]{0,3}\d)")
# What stands for digits that the writer hides: "FR76 2823 **** **41".
_HIDDEN = re.compile(r"[ .\-]{0,2}(?:[*•x_…]|\.\.)[*•x_….\- ]{0,30}(?=\d)")
_RIB = re.compile(r"(?<![\w])\d{5}[ .\-]{0,2}\d{5}[ .\-]{0,2}[\da-z]{11}[ .\-]{0,2}\d{2}(?![\w])")
_CARD = re.compile(r"(?<![\w])[3-6]\d{3}(?:[ .\-]?\d{4}){3}(?![\d])")
_ACCOUNT = words(r"iban|rib\b|r\.i\.b|compte|virement|livret|bancaire|banque|releve|carte")

# Dictated, whole or not: "F R soixante-seize trente zero zero trois et ca finit par cent quatre".
_DICTATED = Announced(_ACCOUNT, re.compile(rf"(?:{_CODES})\d{{3,}}(?:[a-z]\d+)*"), 34, reach=60)
_DICTATED_FRENCH = re.compile(
    r"(?<![a-z])(?=f[ .]?r[ ,.\-]{1,2}(?:soixante[ -]seize|76)(?![a-z\d]))"
)
_FRENCH = re.compile(r"fr76\d{2,}(?:[a-z]\d+)*")
_ITS_END = re.compile(
    rf"(?: ?,)?(?: et| puis)?(?: ca| il| elle| cela)?(?: se)? (?:finit|termine|finissant) (?:par|en) (?:{numerals.NUMBER}|\d+)(?: (?:{numerals.WORD}|\d+)){{0,6}}(?!\w)"
)


class IbanRecogniser(Recogniser):
    kind = Kind.IBAN

    def find(self, reading: Reading) -> Iterator[Span]:
        text = reading.digits
        for head in reading.in_digits(_HEAD):
            yield from self._iban(text, head, reading)
        for start, end in _DICTATED.spans(reading):
            if text[start : start + 2] in FUNCTION_WORDS:
                continue  # "les comptes de 2024"
            rest = _ITS_END.match(text, end)
            yield Span(start, rest.end() if rest else end, STRONG + 0.04)
            for more in resumed(reading, rest.end() if rest else end):
                yield Span(*more, STRONG)
        for start in (m.start() for m in reading.in_digits(_DICTATED_FRENCH)):
            if stop := read(text, start, _FRENCH, 34):
                yield Span(start, stop, STRONG)
        for rib in reading.in_digits(_RIB):
            yield Span(rib.start(), rib.end(), STRONG)
        for card in reading.in_digits(_CARD):
            valid = luhn.is_valid(re.sub(r"\D", "", card[0]))
            yield Span(card.start(), card.end(), SURE if valid else LIKELY)

    def _iban(self, text: str, head: re.Match[str], reading: Reading) -> Iterator[Span]:
        country, end = head[0][:2], head.end()
        taken = re.sub(r"[^a-z0-9]", "", head[0])
        said = _ACCOUNT.search(reading.before(head.start(), 40))
        after = _NEXT_LOOSE if said or country == "fr" else _NEXT
        last_digit = end
        while len(taken) < _LENGTHS[country]:
            if hidden := _HIDDEN.match(text, end):
                end = hidden.end()
            step = after.match(text, end)
            if not step:
                break
            word = re.compile(r"[a-z0-9]+").match(text, step.start(1))
            # A word of letters, met across a space, is text again and no longer the account,
            # unless it is the bank's: "GB29 NWBK 6016".
            is_word = step.start(1) > end and word and word[0].isalpha() and len(word[0]) > 1
            if is_word and not _BANK.match(text, step.start(1)):
                break
            taken += step[1]
            end = step.end()
            last_digit = end if step[1].isdigit() else last_digit
        if len(taken) < _LENGTHS[country]:
            end = last_digit
        digits = sum(c.isdigit() for c in text[head.start() : end])
        tight = len(re.match(r"[a-z]{2}([^0-9]*)", head[0])[1]) <= 1  # type: ignore[index]
        if iban.is_valid(taken.upper(), check_country=False):
            yield Span(head.start(), end, SURE)
        elif (digits >= 10 and (tight or said or country == "fr")) or (digits >= 6 and said):
            yield Span(head.start(), end, STRONG + 0.05)
