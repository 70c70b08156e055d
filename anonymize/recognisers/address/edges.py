"""The short pieces at the edges of an address: "6e dr", "s/cour", "bât c", "aile nord", "porte en fer".

Whatever found an address may have stopped in the middle of a piece, or just before one. All are short and
from a closed vocabulary: a floor, a side, a door, a part of a building with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.address.pieces import (
    CLOSED,
    COUNTED,
    HAND,
    MEASURED,
    ONTO,
    ORDINAL,
    POINT,
    ROOM,
    SIDE,
    UNIT,
)
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of
from anonymize.recognisers.vocabulary import MONTHS

# A lone letter names a door or a building; "a" is the verb, but at the end of a clause.
_LETTER = rf"(?:[b-z](?![a-z0-9'])|a{CLOSED})"
_FIGURE = rf"(?:(?:a-?|[b-z][ .-]?)?\d{{1,4}} ?{_LETTER}?|[a-z]?\d{{1,4}}[a-z]?\d?|{_LETTER}|(?!une?(?![a-z])){numerals.NUMBER})(?![a-z0-9€])"
_NUMBER = rf"(?:n° ?|no |numero |n(?=\d)|: ?|- ?)?{_FIGURE}(?: ?(?:bis|ter)(?![a-z]))?(?:(?: et | ?[-/&] ?)\d{{1,4}}(?![\da-z]))?"
_DOOR = rf"(?:[b-h](?![a-z0-9'.])|[b-h]{CLOSED}|a{CLOSED})"
_FLOOR = rf"{ORDINAL}(?:,? (?:{UNIT}|et|ss)(?![a-z])(?: d'escalier)?\.?)?"
_LOOK = r"(?:(?:en |de )(?:fer|bois|metal|verre|tole)|vitree?s?|metalliques?|bleue?s?|rouges?|jaunes?|vertes?|verts?|blanche?s?|grise?s?|noire?s?|basse|haute|cochere)"
_PIECE = re.compile(
    rf"(?:(?:{ROOM}|chambres|cabanon|code)(?![a-z]) ?{_NUMBER}(?:,? {SIDE})?"
    rf"|{_FLOOR}(?:(?:,? {SIDE}){{1,2}}| {_DOOR}|(?<=[a-z.]{{3}})|{CLOSED})"
    rf"|(?:aile|entree|rive|quai|cote|facade|pignon|batiment|bat\.?|tour|hall|hangar|parking|cour|escalier|cage) (?:{HAND}|{POINT}|est)(?![a-z])"
    rf"|(?:hotel )?(?:formule 1|f1|ibis(?: budget)?|premiere classe|kyriad|b&b|campanile)(?: de la zone| de la gare| du centre)?(?![a-z])"
    rf"|cote {ONTO}(?![a-z])"
    rf"|(?:porte|portail|portillon|grille|volets?|rideau) {_LOOK}(?![a-z])"
    rf"|\d{{1,2}} ?(?:e|er|eme)(?![a-z])(?! ?{COUNTED}(?![a-z]))"
    rf"|[b-g][ -]?\d{{2,4}}(?![\da-z])"
    rf"|n ?° ?\d{{1,4}}(?: ?(?:bis|ter))?(?![\da-z])"
    rf"|(?:arriere(?:[ -](?:cour|salle|boutique))?|dortoir|dependances?|combles|grenier|entresol|etage|loge(?: du gardien)?|(?:sous|ss)[ -]sol|rez[ -]de[ -](?:chaussee|jardin)|rdc|rdj){CLOSED})"
)
_BEGINS = re.compile(r"(?<![a-z0-9'/])[a-z0-9]")
_GAP = re.compile(r" ?[,/(-]? ?")
_LONE_A = re.compile(r"(?<=[ .])A(?= )")
_DIGITS_OR_WORDS = (
    rf"(?:\d{{1,4}}|(?!une?(?![a-z])){numerals.NUMBER})(?: ?(?:bis|ter|quater)(?![a-z]))?"
)
WAY = r"(?:rue|avenue|av\.?|boulevard|bd|chemin|impasse|allee|quai|route|ruelle|venelle|passage|place|square|cours|montee|faubourg)(?![a-z])"
_STARTS_NUMBERED = re.compile(
    rf"{WAY}|(?:ferme|hameau|village|lotissement|residence|cite|villa|domaine|moulin|clos|lieu[ -]dit)(?![a-z])"
)
# "trente-deux passage du Cerf", "14, rue Porte-Neuve"; "le 14, rue du Four, ..." opens with a date.
_NUMBER_BEFORE = re.compile(rf"(?<![\w/.°-])(?<!le ){_DIGITS_OR_WORDS} ?,? ?\Z")
_WITHOUT_NUMBER = re.compile(rf"{WAY}(?!.*(?:\d|(?<![a-z]){numerals.WORD})).*\Z")
# "rue Nationale trente-neuf bis", "rue Sembat au cent dix"; things in that number are told by their plural.
_NUMBER_AFTER = re.compile(
    rf" ?,? (?:au |numero |le )?(?!0\d){_DIGITS_OR_WORDS}(?![\w€%-])(?! [a-z]+[sx](?![a-z])| et | ?{MONTHS}(?![a-z]))"
)
_WORD_BEGUN = re.compile(r"(?<![a-z0-9-])[a-z]{2,}-\Z")
# "Le Grand | Pavois": the capitals say that the article is the name's.
_ARTICLE = re.compile(
    r"(?<![\w.!?])(?<![.!?] )(?:Les?|La|L['’])(?: (?:Grande?s?|Petite?s?|Vieux|Vieille|Haute?s?|Bas|Basses?|Beaux?|Bel|Belles?))? ?\Z"
)
# "la petite | gandonnière", "resid. | Chatou": small letters that belong to what follows.
_BEGUN = re.compile(
    r"(?<![a-z])(?:(?:les?|la) (?:grande?s?|petite?s?|vieux|vieille|haute?s?|basses?) |resid?\.? )\Z"
)
# "qui résidait Les Fauvettes, | tour D".
_NAME = re.compile(
    r"(?<=[a-zà-ÿ] )(?P<it>(?:Les?|La|L['’]) ?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:de|du|des|la|le|les) )*[A-ZÀ-Ý][\w'’-]+){0,2}) ?, ?\Z"
)


def whole(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """An address with each piece that straddles or touches its edges, and the whole of its words."""
    text = reading.folded
    if reading.style != "upper":
        for letter in _LONE_A.finditer(reading.plain, start, min(len(text), end + 30)):
            # Any other letter: "bât A à Lens" has one door letter and one small word.
            text = f"{text[: letter.start()]}x{text[letter.end() :]}"
    for _ in range(6):
        wider = _wider(text, *_named(reading, start, end))
        if wider == (start, end):
            break
        start, end = wider
    return start, end


def _named(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """With the beginning of its first word, its article, its number, the name of the place before."""
    text = reading.folded
    if begun := _WORD_BEGUN.search(text, max(0, start - 20), start):
        start = begun.start()
    if _STARTS_NUMBERED.match(text, start) and (
        number := _NUMBER_BEFORE.search(text, max(0, start - 40), start)
    ):
        start = number.start()
    if _WITHOUT_NUMBER.match(text, start, end) and (number := _NUMBER_AFTER.match(text, end)):
        end = end if MEASURED.match(text, number.end()) else number.end()
    if begun := _BEGUN.search(text, max(0, start - 20), start):
        start = begun.start()
    if reading.style != "mixed":
        return start, end
    before = reading.plain[max(0, start - 60) : start]
    if reading.plain[start].isupper() and (article := _ARTICLE.search(before)):
        return start - len(article[0]), end
    name = _NAME.search(before)
    return (start - len(before) + name.start() if name and not _public(name["it"]) else start), end


def _public(name: str) -> bool:
    key = place_key(name)
    return key in kept_names() or bool(communes_of(key))


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    before = [at for at, stop in _pieces(text, start - 40, start) if _touch(text, stop, start)]
    after = [
        stop for at, stop in _pieces(text, max(start, end - 25), end + 3) if _touch(text, end, at)
    ]
    return min([start, *before]), max([end, *after])


def _touch(text: str, end: int, start: int) -> bool:
    """Whether what ends here and what starts there overlap, or have nothing but a comma between."""
    return start <= end or bool(_GAP.fullmatch(text, end, start))


def _pieces(text: str, lowest: int, highest: int) -> Iterator[tuple[int, int]]:
    """Each piece that begins in this stretch; one inside another comes too."""
    for begins in _BEGINS.finditer(text, max(0, lowest), min(len(text), highest + 1)):
        piece = _PIECE.match(text, begins.start())
        if piece and not MEASURED.match(text, piece.end()):
            yield piece.span()
