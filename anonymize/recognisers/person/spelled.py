"""Names spelled out, letter by letter: "B comme Bernard, E, N"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import STRONG, Span

# "deux r", "e accent aigu", "b comme Bernard".
_LETTER = r"(?:(?:deux|double) )?[a-z](?: accent (?:aigu|grave|circonflexe)| trema| cedille)?(?: comme [a-z]{3,12})?"
_SPELLED = re.compile(
    rf"(?<![\w'])(?:{_LETTER})(?:(?: ?[-.,] ?| (?:tiret |apostrophe |espace )?)(?:plus loin )?(?:{_LETTER})(?![\w'])){{2,20}}"
)


def find(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_SPELLED):
        letters = re.findall(r"(?<![a-z])[a-z](?![a-z])", match[0])
        raw = reading.plain[match.start() : match.end()]
        said = re.search(
            r"(?:nom|prenom|appelle|epelle|epele|s'ecrit|prononce|lettres?|mme|mr|m\.?|madame|monsieur)[^.;\n]{0,30}\Z",
            reading.before(match.start(), 40),
        )
        if len(letters) >= 3 and (
            said
            or "".join(letters) in reading.before(match.start(), 40)
            or (raw.isupper() and len(letters) >= 4 and reading.style != "upper" and "." not in raw)
        ):
            yield Span(match.start(), match.end(), STRONG)
