"""Communes, quartiers and cities abroad; départements and regions stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.columns import cells
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french
from anonymize.recognisers.places import (
    Place,
    is_first_name,
    is_plain_word,
    is_surname,
    places,
    towns_meant,
)
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind

_AT = re.compile(
    r"(?:(?<![a-z])(?:a|au|aux|sur|vers|de|d'|d|du|des|pres de|cote|commune de|commune d'|ville de|ville d'|mairie de|mairie d'|habite|habitent|quitte|quitter|rejoindre|direction"
    r"|secteur|centre|gare|quartier|entre|et|ou|vit|loge|reside|logement|hopital|chu|ch|csapa|cpam|caf|ccas|prefecture|pref|tribunal|tj|police|gendarmerie|agence|sous[ -]prefecture|antenne|bassin de|region de|agglo de|dans|depuis|hors de|autour de|environs de|ne[e]?s? a|residant a|sise? a|ville|commune|domicilie a|pour|passe par|via|in|near|from)"
    r"|[,(:\-]|\d{5})[ ]?(?:le |la |les |l'|quartier (?:de |du |des )?(?:la |l')?)?\Z"
)
_ACCENTED_A = re.compile(r"(?:^|[^a-zà-ÿ])[àÀ] \Z")
_POSTCODE_BEFORE = re.compile(r"\d{5} ?,? ?\Z")
_DEPARTEMENT_AFTER = re.compile(
    r" (?:\((?P<bracketed>\d{2,3})\)|(?P<bare>\d{2})\b(?! ?(?:ans|€|euros|h|km|mois|e\b)))"
)
_ARRONDISSEMENT = re.compile(
    r"^[ ,-]{1,2}(?:\(?(?P<n>\d{1,2}) ?(?:e|er|eme|ème|ieme)\b(?: arr[a-z.]*)?\)?(?! ?(?:km|etage)\b)|cedex(?: \d{1,2})?)"
)
_STREET_BEFORE = re.compile(
    r"(?:rue|avenue|av|boulevard|bd|place|route|chemin|impasse|quai|allee|allees|cours|porte|pont|faubourg|square|salle|villa|residence|foyer|maison|ecole|college|lycee) (?:de |du |des |d'|de la |de l')?\Z"
)
_TOWARDS = re.compile(r"(?<![a-z])(?:a|vers|de|sur|pour|depuis|quitt\w+|rejoindre|monter?) \Z")
_LANGUAGE_OR_BET = re.compile(r"^ (?:sportifs?|hippiques?|en ligne)")
# Paris, Lyon and Marseille by their parts: "paris 19", "dans le dix-huitième", "la mairie du cinquième".
_DIVIDED = frozenset({"paris", "lyon", "marseille"})
_BARE_NUMBER = re.compile(r" (?:[1-9]|1\d|20)(?=[,.;:)\n]|\Z)")
_ORDINAL = r"(?:premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|seizieme|vingtieme|dix[ -](?:sept|huit|neuv)ieme|(?:1\d|20|[2-9]) ?e(?:me)?)"
_QUARTER_TOLD = re.compile(
    rf"(?<![a-z])(?:(?:habite|vit|loge|dort|domicilie\w*|reste) dans le|(?:escalier [a-z0-9]|chambre \d+) dans le|(?:mairie|ccas|caf|cpam|commissariat|antenne|pmi|bureau) du) (?P<it>{_ORDINAL})(?= arrondissement|[,.;:)\n]|\Z| (?:et|mais|ne|a|il|elle|on|depuis|avec|qui|pour|est|refuse|veut)(?![a-z]))(?! etage)"
)
_HEAD = re.compile(r"villes?|communes?|lieux?(?: de vie)?|residence|domicile")
_ITS_ARTICLE = re.compile(r"\d{5} (?P<it>(?:Le|La|Les|LE|LA|LES) )\Z")
# "la Saint-Étienne", "bonne saint nicolas": days; "gare de lyon": in Paris; "melle": a lady.
_FEAST = re.compile(r"(?<![a-z])(?:la|bonne|joyeuse) \Z")
_HYPHENATED = re.compile(r"(?:-[a-z']{2,}){1,4}")
_FIVE_DIGITS_AFTER = re.compile(r" ?[,(]{0,2} ?\d{5}(?!\d)")
# Saints that hospitals are called after, with nothing between: "l'hôpital St Vincent".
_CALLED_AFTER = re.compile(r"(?<![a-z])(?:hopital|clinique|polyclinique|institut|eglise) \Z")
_HOUSE_OF = re.compile(r"(?<![a-z])(?:foyer|maison d'arret) (?:de |d')\Z")
_SCHOOL_OF = re.compile(r"(?<![a-z])(?:ecole|college|lycee|cantine|creche) (?:de |d')\Z")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?\n:•*–\-] ?)\Z")
_SMALL = frozenset("le la les l de du d".split())
# Above a capital that nothing explains (`person/strangers.py`).
_LISTED = WEAK + 0.06


class CityRecogniser(Recogniser):
    kind = Kind.CITY

    def find(self, reading: Reading) -> Iterator[Span]:
        for place in places(reading):
            if score := _score(reading, place):
                yield Span(*_bounds(reading, place), score)
        for start, end in cells(reading, _HEAD):
            if towns_meant(place_key(reading.plain[start:end])):
                yield Span(start, end, STRONG)
        for match in reading.in_folded(_QUARTER_TOLD):
            yield Span(*match.span("it"), LIKELY)


def _bounds(reading: Reading, place: Place) -> tuple[int, int]:
    """A town with its article, its hyphens and its arrondissement: "59000 La Tour-du-Nord", "Lyon 3e"."""
    article = _ITS_ARTICLE.search(reading.plain, max(0, place.start - 10), place.start)
    start = article.start("it") if article else place.start
    # The name runs on over its hyphens, known to the gazetteer or not.
    hyphens = _HYPHENATED.match(reading.folded, place.end)
    end = hyphens.end() if hyphens else place.end
    around = _ARRONDISSEMENT.match(reading.after(end, 20))
    if around and around["n"] and int(around["n"]) > 20:
        around = None
    if place.key in _DIVIDED:
        around = around or _BARE_NUMBER.match(reading.after(end, 12))
    return start, end + (around.end() if around else 0)


def _score(reading: Reading, place: Place) -> float:
    """How surely a place's name names the place here; 0 when it does not."""
    before, after = reading.before(place.start, 30), reading.after(place.end, 14)
    if _LANGUAGE_OR_BET.match(after) or _not_a_town(place.key, before):
        return 0
    if _has_postcode(place, before, after):
        return STRONG
    capital = reading.words[place.last].capitalised and reading.style == "mixed"
    if _is_of_something_else(place, before, capital=capital):
        return 0
    plain_before = reading.plain[max(0, place.start - 3) : place.start]
    if _ACCENTED_A.search(plain_before) and (capital or not is_plain_word(place.key)):
        return STRONG
    single = place.first == place.last
    person = single and (is_first_name(place.key) or is_surname(place.key, place.population))
    ordinary = _reads_as_words(place, before, capital=capital)
    at = bool(_AT.search(before))
    if capital:
        return _capitalised(reading, place, at, ordinary, person)
    return _uncased(reading, place, at, ordinary, person)


def _has_postcode(place: Place, before: str, after: str) -> bool:
    """Whether a postcode stands beside; the number of a département is enough for a rare word."""
    beside = _POSTCODE_BEFORE.search(before) or _FIVE_DIGITS_AFTER.match(after)
    if len(place.key) < 2 or beside:
        return len(place.key) >= 2
    number = _DEPARTEMENT_AFTER.match(after)
    towns = towns_meant(place.key) if number and not is_plain_word(place.key) else ()
    return number is not None and any(town.departement in number.groups() for town in towns)


def _is_of_something_else(place: Place, before: str, *, capital: bool) -> bool:
    """Whether it is a street's, a public body's, or too short to be told from a small word."""
    house = place.population >= 20_000 and _HOUSE_OF.search(before)  # "le foyer de Bron"
    house = house or (capital and _SCHOOL_OF.search(before))
    if (_STREET_BEFORE.search(before) and not house) or _kept(place.key):
        return True
    return len(place.key) < 3 or (place.first == place.last and place.key in FUNCTION_WORDS)


def _reads_as_words(place: Place, before: str, *, capital: bool) -> bool:
    """Whether its words are those of the language too, and the town too small to be meant."""
    telling = [w for w in place.key.split() if w not in _SMALL]
    ordinary = is_plain_word(place.key) and (len(telling) == 1 or place.population < 2000)
    if not capital and place.population < 2000:
        ordinary = ordinary or all(is_french(w) or w in FUNCTION_WORDS for w in telling)
    return ordinary and not (place.population >= 400_000 and _TOWARDS.search(before))


def _capitalised(reading: Reading, place: Place, at: bool, ordinary: bool, person: bool) -> float:
    if at and not (ordinary and _SENTENCE_STARTS.search(reading.before(place.start, 3))):
        return LIKELY
    if ordinary or person:
        return 0
    return LIKELY if place.population >= 2000 or place.sort != "commune" else _LISTED


def _uncased(reading: Reading, place: Place, at: bool, ordinary: bool, person: bool) -> float:
    known = place.population >= 1500 or place.sort == "abroad"
    if not ordinary and not person and place.population >= 20_000 and len(place.key) >= 5:
        return LIKELY
    if ordinary or (reading.style == "mixed" and not at):
        return 0
    if place.first != place.last:
        return LIKELY if at or known else _LISTED
    # "elle fait des tresses", "le poignet broyé": a word of the dictionary that is a village too.
    if place.population < 6000 and is_french(place.key):
        return 0
    if person:
        return LIKELY if at and place.population >= 10_000 else 0
    if place.population >= 5000:
        return LIKELY
    if len(place.key) < 5 and not (at and known):
        return 0
    if at:
        return LIKELY if known else _LISTED
    return WEAK + 0.05


def _not_a_town(key: str, before: str) -> bool:
    return (
        (key.startswith("st ") and bool(_FEAST.search(before) or _CALLED_AFTER.search(before)))
        or before.endswith(" chez ")  # "chez Onet", and Onet-le-Château
        or (key == "lyon" and before.endswith("gare de "))
        or (key == "melle" and not before.endswith((" a ", "de ")))
    )


def _kept(key: str) -> bool:
    return key in kept_names() or re.sub(r"^(?:la|le|les|l) ", "", key) in kept_names()
