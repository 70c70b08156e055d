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
from anonymize.recognisers.ordinary import is_french
from anonymize.values import Kind

# No mailbox is typed or dictated without a sign, a provider, or a dot that is said.
_MAY_HOLD_ONE = re.compile(
    r"@|arr?oba| at |[(\[{]a|gmail|hotmail|outlook|yahoo|orange|free|sfr|wanadoo|laposte|live|icloud|proton|bbox|point"
)
_LOCAL = r"(?<![\w.%+\-])[\w.%+\-]{1,64}"
_SPOKEN_AT = r"(?: ?(?:\(at\)|\[at\]|\(a\)|\{at\}) ?| ?(?:arr?obas[es]?|arobaze?) | at )"
_DOT = r"(?: ?\. ?| (?:point|dot|pt) | ?[\[({](?:point|dot|\.)[\])}] ?)"
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


# What begins the dictation of a mailbox.
_OPENS = re.compile(
    r"(?:^|\n|[:;(!?] ?|(?<![a-z])(?:c'est|cest|mails?|mel|courriel|adresse|suivante?|ecri\w+(?: a| au)?|voila|voici|notez?|boite) (?::|sur |au )?)"
)
_TOKEN_BEFORE = re.compile(r"(?P<token>[a-z0-9._\-']+) \Z")
_TOKENS = 9
_SPOKEN_SIGN = re.compile(
    r"(?<![a-z])(?:arr?obas(?:e(?!s)|(?!e))|arobaze?)(?![a-z])| at (?=[a-z]+ (?:point|dot))"
)
_AT_HOST = re.compile(
    rf" ?(?:[\w\-]{{1,40}}{_DOT}{_TLD}|(?:gmail|hotmail|outlook|yahoo|orange|free|sfr|wanadoo|laposte|live|icloud|proton|bbox)(?![a-z]))"
)
_SIGN = re.compile(r"(?<![a-z])(?:arr?obas|\(at\)|@|at )")
_SENTENCE = frozenset(
    "il elle on je nous est sont avait ont qui que mais car donc merci svp".split()
)
_JOINS = frozenset("point tiret underscore bas du le la de des les el ben".split())


class EmailRecogniser(PatternRecogniser):
    kind = Kind.EMAIL
    rules = (
        Rule(re.compile(rf"{_LOCAL}@{{1,2}}[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{0,4}}"), SURE),
        Rule(
            re.compile(
                rf"(?:(?<!\w)[\w\-]{{2,30}} \. ){{0,2}}{_LOCAL} ?@ ?[\w\-]{{1,63}}(?:(?: ?\.|\. ?| \. | (?:point|dot|pt) )[\w\-]{{2,63}}){{0,2}}(?: ?\.|\. ?| \. | (?:point|dot|pt) )(?:fr|com|org|net|eu|info|be|ch|pt|es|it|de|uk|re|gp|mq|gf|nc|asso|io|me|ma|dz|tn|sn)\b"
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
                rf"(?<!\w)[\w.\-]{{2,40}}(?:{_SPOKEN_JOIN}[\w.\-]{{1,40}}){{0,5}} chez [\w\-]{{2,40}} point {_TLD}"
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

    def find(self, reading: Reading) -> Iterator[Span]:
        if not _MAY_HOLD_ONE.search(reading.folded):
            return
        yield from super().find(reading)
        for sign in reading.in_folded(_SIGN):
            start = max(0, sign.start() - 90)
            near = reading.folded[start : sign.end() + 50]
            for pattern in (_SAID, _NUMBERED):
                for match in pattern.finditer(near):
                    yield Span(start + match.start("it"), start + match.end("it"), STRONG)
        for sign in reading.in_folded(_SPOKEN_SIGN):
            host = _AT_HOST.match(reading.folded, sign.end())
            if host:
                yield Span(_mailbox(reading, sign.start()), host.end(), STRONG)


def _mailbox(reading: Reading, at: int) -> int:
    """Where a dictated mailbox that ends at `at` begins.

    All the words since what announces it; without that, the names, letters and numbers before.
    """
    window = reading.before(at, 90)
    opened = [m.end() for m in _OPENS.finditer(window) if m.end() or len(window) < 90]
    said = window[opened[-1] :].strip() if opened else ""
    said = re.sub(r"^(?:a|au|sur) (?=[\w.\-]{2})", "", said)
    if said and len(said.split()) <= _TOKENS and not set(said.split()) & _SENTENCE:
        return at - len(window) + window.index(said, opened[-1])
    start = at if window.endswith(" ") else at + 1
    while (token := _TOKEN_BEFORE.search(reading.folded[max(0, start - 32) : start])) and _names(
        token["token"]
    ):
        start -= len(token[0])
    return min(start, at)


def _names(token: str) -> bool:
    """Whether a word may be part of a mailbox that nothing announces."""
    spoken = re.fullmatch(numerals.WORD, token)
    return bool(spoken) or token in _JOINS or len(token) == 1 or not is_french(token)
