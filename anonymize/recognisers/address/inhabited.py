"""Pieces and places that only a word of living makes a home: "vit tour 4", "habite le bourg haut"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.address import pieces
from anonymize.recognisers.address.living import LIVES, LIVES_IN
from anonymize.recognisers.address.streets import HAMLETS
from anonymize.recognisers.address.surroundings import grown
from anonymize.recognisers.base import LIKELY, STRONG, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of, departement_keys

# Nouns that, with a name, say where a home is and nothing else.
_HOMES = frozenset(
    "residence resid res rsd rce rces hameau lieudit lieu-dit ld lotissement coron couree hlm".split()
) | {"lieu dit", "les hlm"}
# Those that do at the start of a clause, where names have capitals.
_HOUSES = frozenset(
    "cite cites mas clos ilet ilette maison ferme villa chalet moulin peniche bateau tour barre immeuble batiment camping pavillon chateau bergerie grange habitation section morne".split()
) | {"zone artisanale"}
_NEVER_ELSE = HAMLETS | {"lieu-dit", "lieu dit", "ld"}
_BOATS = frozenset({"bateau", "peniche", "voilier"})
_WAYS = frozenset(
    "rue r avenue av boulevard bd bld blvd boulvd bvd impasse imp allee allees all chemin chem ch che route rte place pl square sq quai cours passage ruelle venelle montee sente sentier faubourg fbg traverse traboule parvis mail voie esplanade promenade rond-point levee carrer calle".split()
)
_NOT_HOMES = frozenset("maison parc port cote fond val bas haut hauts croix prison".split())
_MANY_SENSES = frozenset("cours cour place passage mail voie tour terrain section ch pl".split())
_LISTED = re.compile(r"(?:^|[,:(\n•*]|(?<![a-z])(?:aux?|a la|a l'|a|au lieu)) ?\Z")
_CLOSED = re.compile(r" ?(?:[,.;)\n]|\Z)")
# Rooms and buildings that a number alone makes somebody's: "chambre 214", "bât. B".
_ROOM = re.compile(
    r"(?:chambres?|ch|lit|chb|app(?:t|art|artement)?|apt|logement|bat(?:iment)?|studio|escalier|porte|bloc|hall|interphone|box|bungalow|mobil[ -]?home|emplacement|tente)(?![a-z])"
)
# "habite le bourg haut": with an article and no preposition, it is a place's name.
_INHABITS = re.compile(
    r"(?<![a-z])(?:habit(?:e|ent|ait|ant)|demeurant) (?P<it>(?:le|la|les|l') ?(?!(?:a|et|mais|qui|que)(?![a-z]))[a-z][a-z'\-]{2,}(?: (?!(?:a|au|et|mais|qui|que|depuis|avec|chez|dans|sans|pour|ou|en|est|il|elle)(?![a-z]))[a-z][a-z'\-]+){0,3})(?=[,.;:()\n]|$| (?:a|au|et|mais|qui|depuis|avec|chez|dans|sans|pour|ou|en)(?![a-z]))"
)
_GENERIC_HOME = frozenset(
    "appartement appart maison logement studio immeuble rue meme departement region quartier ville commune village campagne coin centre batiment etage chambre foyer residence hotel pavillon secteur metropole banlieue nord sud est ouest france montagne cote zone plus premier premiere deuxieme rez parc appt t1 t2 t3 t4 t5 f2 f3 f4".split()
)
# Every town has one, and people sleep there: "sous le pont", "derriere la gare".
_SAID_OF_ANYBODY = re.compile(
    r"(?:sous|derriere|devant|pres|a cote|au bord|le long|en face|face|contre|au niveau|sur) (?:(?:de la|de l'|du|des|de|d'|la|le|les|l') ?)?(?:pont|gare|passerelle|autoroute|peripherique|tunnel|mairie|canal|riviere|parking|supermarche|eglise|bois|foret|hopital|ecole|marche)s?"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _kinded(reading)
    yield from _nearby(reading)
    for start, end in pieces.alone(reading):
        if _ROOM.match(reading.folded, start):
            yield grown(reading, start, end)
        elif LIVES_IN.search(reading.before(start, 40)):
            yield Span(start, end, LIKELY)
    for match in reading.in_folded(_INHABITS):
        words = match["it"].split()
        generic = words[0] in _GENERIC_HOME or (len(words) > 1 and words[1] in _GENERIC_HOME)
        if not generic and not _public_place(match["it"]):
            yield Span(*match.span("it"), LIKELY)


def _kinded(reading: Reading) -> Iterator[Span]:
    for start, end, noun in pieces.kinded(reading):
        kind = noun.rstrip(".")
        vague = kind in _NOT_HOMES or (kind in _MANY_SENSES and reading.style != "mixed")
        lived_in = LIVES.search(reading.before(start, 50)) and not vague
        if lived_in or _says_home(reading, start, end, kind):
            yield Span(start, end, STRONG)


def _says_home(reading: Reading, start: int, end: int, kind: str) -> bool:
    """Whether a noun with its name is somebody's home, no word of living beside."""
    cased = reading.style == "mixed"
    if kind in _NEVER_ELSE or (cased and kind in _BOATS):
        return True
    if not _LISTED.search(reading.before(start, 50)):
        return False
    closed = _CLOSED.match(reading.folded, end)
    if kind in _WAYS and (cased or closed):
        return True
    return kind in _HOMES or (cased and kind in _HOUSES)


def _nearby(reading: Reading) -> Iterator[Span]:
    for match in pieces.nearby(reading):
        if _SAID_OF_ANYBODY.fullmatch(match[0]):
            continue
        listed = re.search(r"[,:(] ?\Z", reading.before(match.start(), 2)) and re.match(
            r" ?[,)\n]", reading.after(match.end(), 2)
        )
        if listed or LIVES.search(reading.before(match.start(), 60)):
            yield Span(match.start(), match.end(), LIKELY)


def _public_place(name: str) -> bool:
    key = place_key(name)
    head = key.split()[0]
    return (
        key in departement_keys()
        or key in kept_names()
        or head in kept_names()
        or bool(communes_of(key))
    )
