"""What a person is called, ordinary words or not: "qu'on appelle le Colonel", "Bebert dit la Fouine"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import names_somebody
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_CLOSED = r"(?=(?:(?P<end> ?[»\"”])|[,.;:()\n]|$| (?:habite|vit|dort|son vrai|est|a|il|elle|mais|depuis|et|qui|dans|au|aux|ne|s'est|fait|pour|sur|en)(?![a-z])))"
_NICKNAME = re.compile(
    r"(?<![a-z])(?:qu'on (?:appelle|surnomme|nomme)|(?:que |ici )?(?:tout le monde|les gens|ses amis|tous|le quartier|ici on|le village) (?:appelle|surnomme|nomme)|(?:on|tout le monde|ils|les gens|ses amis|le quartier|ses potes|les autres) (?:l'appelle(?:nt)?|le surnomment?|la surnomment?|l'a surnommee?)|se fait (?:appeler|nommer)|surnommee?s?|dite?|alias|aka|(?:son |le )?(?:surnom|sobriquet)(?: est| de|:)?|(?:plus )?connue? (?:sous le nom d[e']|comme|sous le surnom d[e'])|pseudo)"
    rf" ?(?P<quote>[«\"“] ?)?(?P<it>(?:(?:le |la |les |l'|ti |tit |gros |petit |petite |vieux |mon )?[a-z][a-z'\-]{{1,14}}\d{{0,4}}(?<!qu'))(?: (?!(?:il|elle|on|est|et|mais|depuis|qui|ne|se|en|au|aux|du|de|des|la|le|car|sur|dans|pour|avec)(?![a-z]))[a-z]{{2,12}})?){_CLOSED}"
)
_NAME_AND_DIGITS = re.compile(r"(?<![a-z])(?:aka|alias|dite?) (?P<it>[a-z]{3,14}\d{1,4})(?!\w)")
# "Bebert dit la Fouine": a name, "dit", and an article.
_WHO_IS_SAID = re.compile(
    r"(?<![a-z'])(?<!l')(?P<who>[a-z][a-z\-]{2,}) (?:dite?|alias|aka) (?P<it>(?:le |la |l'|petite? |gros |grand )[a-z][a-z'\-]{2,}(?: [a-z]{3,})?)(?=[,.;:()\n]|$| (?:habite|vit|dort|est|a|il|elle|mais|depuis|et|qui|dans)(?![a-z]))"
)
_REPORTED = re.compile(
    r"(?:qu|que|qu'|de|du|a|au|non|oui|il|elle|on|pas|ne|n'|d')(?![a-z])|(?:qu|n|d)'"
)
_TI = re.compile(r"(?:ti|tit|gros) [a-z]")


def find(reading: Reading) -> Iterator[Span]:
    for start, end in _nicknames(reading):
        yield Span(start, end, LIKELY)


def _nicknames(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in reading.in_folded(_NICKNAME):
        name = reading.plain[slice(*match.span("it"))]
        said_that = _REPORTED.match(match["it"])
        if match["it"] in kept_names() or match["it"] in FUNCTION_WORDS or said_that:
            continue
        cased = reading.style == "mixed" and re.search(r"(?<!\w)[A-ZÀ-Ý]", name)
        said = re.match(r"(?:dit|alias|pseudo|aka)", match[0])
        known = not is_ordinary(match["it"].split()[-1]) and match["quote"]
        if cased or known or (not said and reading.style != "mixed") or _TI.match(match["it"]):
            yield match.span("it")
    for match in reading.in_folded(_NAME_AND_DIGITS):
        yield match.span("it")
    for match in reading.in_folded(_WHO_IS_SAID):
        if match["who"] not in PREDICATES and names_somebody(match["who"]):
            yield match.span("it")
