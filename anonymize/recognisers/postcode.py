"""Postcodes that exist, or look like one beside a place; not amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import communes_by_postcode
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.values import Kind

_FIVE = re.compile(
    r"(?<![\w.,/\-])(?:f-)?(?P<it>(?:0[1-9]|[1-8]\d|9[0-8]|2[ab])[ .]?\d{3})(?![\w])(?![.,/\-]\d)"
)
_AMOUNT = re.compile(
    r"^ ?(?:€|euros?\b|eur\b|eu\b|e\b|balles|personnes|habitants|km|francs|dinars|fcfa)|^ \d{3}\b"
)
_SUM = re.compile(
    r"(?:somme|facture|devis|cheque|pret|credit|caution|indu|amende|reste|montant|dette|salaire|capital|prix|cout|total|n°|numero|dossier|ecrou) (?:de |est |: ?)?\Z"
)


class PostcodeRecogniser(Recogniser):
    kind = Kind.POSTCODE

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in reading.in_digits(_FIVE):
            start, end = match.span("it")
            code = re.sub(r"\D", "", match["it"])
            before, after = reading.before(start, 24), reading.after(end, 16)
            if _AMOUNT.match(after) or _SUM.search(before) or len(code) != 5:
                continue
            spaced = len(match["it"]) > 5
            beside_place = re.match(r" ?[,(]? ?[a-z]{2,}", after) or re.search(
                r"[a-z]\)?,? ?\(?\Z", before
            )
            if code in communes_by_postcode():
                if not spaced or re.match(r" ?[a-z]{3,}", after):
                    yield Span(start, end, STRONG if beside_place and not spaced else LIKELY)
            elif (
                beside_place
                and not spaced
                and re.search(r"(?:cp|code postal|cedex|,) ?:? ?\Z", before)
            ):
                yield Span(start, end, WEAK)
