"""E-mail addresses, typed, spaced out or dictated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import (
    LIKELY,
    STRONG,
    SURE,
    PatternRecogniser,
    Rule,
    Span,
    words,
)
from anonymize.values import Kind

_LOCAL = r"(?<![\w.%+\-])[\w.%+\-]{1,64}"
_SPOKEN_AT = r"(?: ?(?:\(at\)|\[at\]|\(a\)|\{at\}) ?| ?(?:arr?obas[es]?|arobaze?) | at )"
_DOT = r"(?: ?\. ?| (?:point|dot|pt) )"
_SPOKEN_JOIN = r"(?: ?(?:point|tiret(?: du (?:bas|six|6|huit|8))?|underscore|souligne|dot) ?)"
_TLD = r"(?:[a-z]{2,7}\b)"


# Dictated: whatever stands between "mail" and "arobase" is the name of the mailbox.
_SAID = re.compile(
    rf"(?<![a-z])(?:e ?-?mail|mel|courriel|messagerie|adresse|ecri\w*|boite)(?: (?:mail|electronique|internet|perso|pro|c'est|est|de|:|a|la|sa|son|suivante|,)){{0,4}} ?:? ?"
    rf"(?P<it>(?:[a-z0-9._\-']{{1,30}} ){{1,9}}?(?<![a-z])(?:arr?obas(?:e(?!s)|(?!e))|arobaze?|at(?= )|\(at\)|@) ?[\w\-]{{1,40}}(?:{_DOT}{_TLD})?)"
)
_NUMBERED = re.compile(
    rf"(?<![a-z])(?P<it>[a-z0-9._\-]{{2,30}}(?:{_SPOKEN_JOIN}?[a-z0-9._\-]{{1,30}}){{0,4}}? (?:{numerals.WORD}[ \-]?)+(?:arr?obas(?:e(?!s)|(?!e))|arobaze?) ?[\w\-]{{1,40}}(?:{_DOT}{_TLD})?)"
)


_SIGN = re.compile(r"(?<![a-z])(?:arr?obas|\(at\)|@|at )")


class EmailRecogniser(PatternRecogniser):
    kind = Kind.EMAIL

    def find(self, reading: Reading) -> Iterator[Span]:
        yield from super().find(reading)
        for sign in _SIGN.finditer(reading.folded):
            start = max(0, sign.start() - 90)
            near = reading.folded[start : sign.end() + 50]
            for pattern in (_SAID, _NUMBERED):
                for match in pattern.finditer(near):
                    yield Span(start + match.start("it"), start + match.end("it"), STRONG)

    rules = (
        Rule(re.compile(rf"{_LOCAL}@{{1,2}}[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{0,4}}"), SURE),
        Rule(
            re.compile(
                rf"{_LOCAL} ?@ ?[\w\-]{{1,63}}(?:(?: ?\.|\. ?| (?:point|dot|pt) )[\w\-]{{2,63}}){{0,2}}(?: ?\.|\. ?| (?:point|dot|pt) )(?:fr|com|org|net|eu|info|be|ch|pt|es|it|de|uk|re|gp|mq|gf|nc|asso|io|me|ma|dz|tn|sn)\b"
            ),
            STRONG,
        ),
        Rule(
            re.compile(
                rf"(?<!\w)[\w.\-]{{1,40}}(?:{_SPOKEN_JOIN}[\w.\-]{{1,40}}){{0,5}}"
                rf"{_SPOKEN_AT}(?:[\w\-]{{1,40}}(?:{_DOT}{_TLD}|(?: ?[\-] ?| tiret )[\w\-]{{1,40}}{_DOT}{_TLD})"
                # A provider everyone knows needs no ending.
                r"|(?:gmail|hotmail|outlook|yahoo|orange|free|sfr|wanadoo|laposte|live|icloud|proton|bbox)(?!\w))"
            ),
            STRONG,
        ),
        Rule(
            re.compile(
                rf"(?<!\w)[\w.\-]{{1,40}}(?:{_SPOKEN_JOIN}[\w.\-]{{1,40}}){{0,5}} ?(?:chez|a) "
                r"(?:gmail|hotmail|outlook|yahoo|orange|free|sfr|wanadoo|laposte|live|icloud|proton"
                rf"|bbox)(?:mail)?{_DOT}{_TLD}"
            ),
            LIKELY,
        ),
        Rule(
            re.compile(
                r"(?<!\w)(?P<it>[\w.\-]{3,40} ?(?:gmail|hotmail|outlook|yahoo|wanadoo|laposte) ?(?:\.|point) ?(?:com|fr|net))\b"
            ),
            LIKELY,
            before=words("mail|courriel|adresse|ecri"),
        ),
    )
