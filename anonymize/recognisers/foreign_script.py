"""Words in another alphabet: in a French message they are almost always a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Recogniser, Span
from anonymize.values import Kind

_OTHER_ALPHABET = re.compile(r"[Ͱ-῿⺀-퟿豈-﷿ﹰ-ﻼ](?:[ '\-]?[Ͱ-῿⺀-퟿豈-﷿ﹰ-ﻼ])+")
_VIETNAMESE = re.compile(r"[Ḁ-ỿ]")


class ForeignScriptRecogniser(Recogniser):
    kind = Kind.PERSON

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _OTHER_ALPHABET.finditer(reading.plain):
            if not _VIETNAMESE.search(match[0]):
                yield Span(match.start(), match.end(), LIKELY)
