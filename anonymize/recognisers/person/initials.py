"""Letters that stand for a name, or for the end of one: "le jeune t.", "chantal m"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, in_dictionary
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS

_HYPHENED = re.compile(
    r"(?<![\w.-])(?<!zone )(?<!vitamine )(?P<it>[JMPFA]-[A-Z]\.?)(?= (?:a|est|dit|vit|dort|n['’]|ne|et|veut|[a-zà-ÿ]{3,})(?!\w)|[,)])"
)
_NAMED_INITIALS = re.compile(
    r"(?<![a-z'])(?:j'appellerai|nommerai|appeler(?:ai|ons)|appelons|appelle(?:nt)?|surnomm\w+|dit|dite|alias|nomme|nommee|prenomme|initiales?|signe|cordialement) (?:par |:|ici |donc )?(?P<it>[a-z]\.?[a-z]\.?)(?![a-z'\d])"
)
_ONE_INITIAL = re.compile(
    r"(?<![a-z'])(?:jeune|petite?|famille|dame|monsieur|madame|mme|mr|mlle|fils|fille|frere|soeur|mari|femme|collegue|voisine?|educ|referente?|nommee?) (?P<it>[b-z])\.(?=[ ,;)\n]|\Z)"
)
# "son ex-mari M. Demirci".
_TITLE = re.compile(r"M\. ?[A-ZÀ-Ý]")
# Its point, unless a sentence may end there: "le jeune K. (16 ans)".
_POINT = re.compile(r"\.(?= ?[a-zà-ÿ\d(,;])")
# Two initials with dots, where a person is spoken of: "situation de T. M., 13 ans".
_DOTTED = re.compile(
    r"(?<![\w.'])(?:(?:situation|dossier|cas|enfant|jeune|mineure?|concernant|famille|accompagnement|signalement|objet|placement|suivi|mere|pere|de|pour|chez|avec|mme|monsieur|madame|et) ?(?:de |du |d'|: ?|du jeune )?|(?:^|\n)[ •*-]*|\()(?P<it>[a-z]\. ?-?[a-z]\.)(?= ?[,;)\n]| \d| [a-z(]|$)"
)
_NO_INITIALS = re.compile(
    r"(?:m\. ?m|p\. ?s|n\. ?b|i\. ?e|c\. ?v|j\. ?o|p\. ?j|a\. ?m|p\. ?m|r\. ?v|c\. ?a|l\. ?d|d\. ?u|p\. ?o)\.\Z"
)
# "chantal m la mamie": one letter after a first name, which no elision explains.
_FIRST_AND_LETTER = re.compile(
    r"(?<![\w'.-])(?P<it>(?P<name>[a-z]{3,}(?:-[a-z]{3,})?) (?P<letter>[b-xz])(?:\.(?=[ ,;:)\n]|\Z))?)(?![\w'’-])(?! ?[=/:]?\d)(?P<next> [a-z])?"
)
_PARTICLE_LETTER = re.compile(
    r"(?<![\w'.-])(?P<name>[a-z]{3,}(?:-[a-z]{3,})?) (?P<it>(?:de|du|le|la|el|ben|da|di|van|von) [a-z]\.)(?=[ ,;)\n(]|\Z)"
)
_MAY_BE_ELIDED = frozenset("dljmnst")
_CLAUSE_LETTERS = frozenset("cg")


def find(reading: Reading) -> Iterator[Span]:
    for start, end in (*_alone(reading), *_after_a_name(reading)):
        yield Span(start, end, LIKELY)


def _alone(reading: Reading) -> Iterator[tuple[int, int]]:
    """Letters that stand for a name: "j'appellerai JB", "le jeune t.", "situation de T. M."."""
    for match in reading.in_folded(_NAMED_INITIALS):
        written = reading.plain[slice(*match.span("it"))]
        if written.isupper() and reading.style != "upper":
            yield match.span("it")
    for match in reading.in_folded(_ONE_INITIAL):
        start, end = match.span("it")
        if _TITLE.match(reading.plain, start):
            continue
        yield start, end + bool(_POINT.match(reading.plain, end))
    for match in reading.in_folded(_DOTTED):
        if not _NO_INITIALS.match(match["it"]):
            yield match.span("it")
    if reading.style == "mixed":
        for match in _HYPHENED.finditer(reading.plain):
            yield match.span("it")


def _after_a_name(reading: Reading) -> Iterator[tuple[int, int]]:
    """A letter after a first name: "chantal m", "Éléonore de V."."""
    for match in reading.in_folded(_PARTICLE_LETTER):
        if first_names().get(match["name"].split("-")[0], 0) >= 64:
            yield match.span("it")
    for match in reading.in_folded(_FIRST_AND_LETTER):
        if _ends_a_name(reading, match):
            yield match.span("it")


def _ends_a_name(reading: Reading, match: re.Match[str]) -> bool:
    name, letter = match["name"].split("-")[0], match["letter"]
    plain = is_ordinary(name) or name in FUNCTION_WORDS or name in kept_names()
    if first_names().get(name, 0) < 512 or plain:
        return False
    if in_dictionary(name) and first_names().get(name, 0) < 4096:
        return False
    capital = reading.plain[match.start("letter")].isupper()
    if reading.style == "mixed" and not capital:
        return False
    following = (match["next"] or "").strip()
    if capital and reading.style == "mixed":
        return True
    if letter in _CLAUSE_LETTERS:
        return not following
    return not (letter in _MAY_BE_ELIDED and following in set("aeiouyh"))
