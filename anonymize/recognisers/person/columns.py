"""Names in a table, under "Nom", "Prénom", "Usager"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import STRONG, Span
from anonymize.recognisers.columns import cells
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import names_somebody

_AND = r"(?: et | ?/ ?| ?- ?| )"
_NAMES = re.compile(
    rf"(?:noms?|prenoms?)(?:{_AND}(?:noms?|prenoms?))?|noms? (?:de (?:famille|naissance|jeune fille)|d'usage)|identite"
)
# What heads names or something else: "famille | 4 enfants", "référent | CCAS".
_PEOPLE = re.compile(
    r"(?:usag(?:er|ere)s?|beneficiaires?|familles?|personnes?(?: accompagnees?)?|allocataires?|patiente?s?|locataires?|menages?|jeunes?|enfants?|residente?s?|demandeu(?:r|se)s?|conjointe?s?|referente?s?|travailleurs? soci(?:al|aux)|contacts?|m\.? ?/ ?mme)"
)


def find(reading: Reading) -> Iterator[Span]:
    for head in (_NAMES, _PEOPLE):
        for start, end in cells(reading, head):
            text = reading.folded[start:end]
            words = re.findall(r"[a-z]+", text)
            if not words or re.search(r"[\d@]", text) or text in kept_names():
                continue
            if head is _NAMES or any(names_somebody(word) for word in words):
                yield Span(start, end, STRONG)
