"""A piece of an address with all the pieces that touch it, on both sides.

"6eme escalier C cité du Clos", "Hauts de Garonne bâtiment G porte neuf", "studio 307, deuxième cour".
"""

from __future__ import annotations

import re

from anonymize.lexicons import first_names, place_key
from anonymize.reading import Reading
from anonymize.recognisers.address.pieces import (
    GAP_AFTER,
    KINDED,
    NEAR,
    ORDINAL,
    PART,
    STREET_BEFORE,
    UNIT,
    name_end,
    numbered,
)
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import PREDICATES

_OF = re.compile(r" (?:du|de la|de l'|des|de|d')(?: |(?<='))(?=\S)")
_UNIT_AFTER = re.compile(rf" {UNIT}(?![a-z])")
_ENDS_ORDINAL = re.compile(rf"(?<![a-z0-9]){ORDINAL}\Z")
_TOWN_AFTER = re.compile(r"(?P<rest>.*[^ ,]) ?,? (?P<link>a|de) (?P<town>[a-z][a-z' \-]{2,30})\Z")
_PART = re.compile(PART)
_PART_BEFORE = re.compile(
    rf"(?<![a-z0-9'])(?:{PART})(?: ?[,/(–-]? ?(?:(?:de la|de l'|du|des|de|a la|au|aux|dans la|dans le|sur la|sur le) )?)\Z"
)
# A place's name that opens the line: "Les Quatre Vents, route de la plage".
_OPENING = re.compile(
    r"(?:^|[\n:(•] ?|\n- ?|(?<![a-z])(?:habit\w*|demeurant|logee?s?|domicilie\w*|adresse|vit|vivent|residant|sise?|installee?s?|au lieu) (?:aux? |a la |a l')?)(?P<it>(?:(?:la|le|les|aux?) |l')(?!(?:caf|dame|famille|mere|pere|fille|fils|loyer|bailleur|proprio\w*|dossier|mairie|maire|police|juge|voisin\w*|logement|appartement|maison|meme)(?![a-z]))[a-z][a-z'\-]{2,}(?: (?:de |du |des |d'|la |le |les )?[a-z][a-z'\-]{2,}){0,2} ?, ?)\Z"
)
_SHELTER = re.compile(
    r"(?<![a-z])(?P<it>(?:buanderie|cave|garage|grenier|cabanon|remise|cuisine|dependance|appentis|chambre de bonne|local(?: (?:a |aux )?(?:poubelles?|velos?|technique|poussettes?))?|sous[ -]sol|mezzanine|veranda|soupente|abri de jardin|terrain|talus|tour|case|banga|hangar|tente|cabane|baraque|baraquement|carre|bidonville|squat|campement|caravane|roulotte|yourte|fourgon|arriere[ -]boutique|algeco|conteneur|container|preau|porche|palier)(?: (?:verte?|bleue?|rouge|blanche?|jaune|grise?|noire?|sncf|vague|tole|en tole|en bois|en dur|de chantier|a velos|desaffectee?|abandonnee?)){0,2} ?,? ?(?:de la |de l'|du |des |de )?)\Z"
)
# What goes on locating once a home is told, whatever the words: ", sous la bache verte".
_GOES_ON = re.compile(
    rf" ?[,(-]? ?(?!entre )(?:{NEAR}|vers|cote) (?:(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|la|le|les|l'|une?) ?)?(?!(?:il|elle|on|je|ca|cela|son|sa|ses|leur|mon|ma|plus|deux|trois|la date|avoir|etre|expulsion|prison|separation|divorce|naissance|rupture|travail|accord|jugement|audience|plusieurs|un|une|[a-z]+ (?:ans|mois|jours|semaines))(?![a-z]))[a-z0-9][a-z0-9'\-]*(?: (?:(?:de la|de l'|du|des|de|d'|a|en) ?)?(?!(?:il|elle|on|et|mais|alors|si|qui|car|depuis|avec|pour|sans|est|sont|a|ou|ya|y|dans|sur|que|chez|je|avait|ont|doit|peut)(?![a-z]))[a-z0-9][a-z0-9'\-]*){{0,3}}(?=[,.;:()\n»\"]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a|pour|ou|sans|est|chez|dans|sur|je|que)(?![a-z]))"
    rf"| ?,? (?:interphone|sonnette|nom|boite(?: aux lettres)?) (?:au nom de |: ?)?[«\"“] ?[a-z][^«»\"“”\n]{{1,30}}[»\"”]"
    rf"| ?,? (?:le |la |au |a la )?(?:\d{{1,2}}(?:e|er|eme)|premiere?|deuxieme|troisieme|quatrieme|cinquieme|derniere?) (?:ravine|cabane|baraque|case|tente|rangee|carre|portail|maison|caravane|porte|bloc|hangar|entree|montee|ruelle|impasse|virage|lacet)(?![a-z])"
    r"| ?,? (?:amarree?|stationnee?|garee?|mouillee?|echouee?|posee?|installee?) (?:au|a la|a l'|sur|dans|devant|derriere|quai|port|le long) ?[^,.;:()\n]{3,50}?(?=[,.;:()\n]|$)"
    r"| ?,? (?:pk|km|hangar|quai|poste|borne|poteau|portail|carre) ?(?:n° ?)?\d{1,4}(?:[.,]\d)?(?![\d€])| prolongee?(?![a-z])| ?,? n ?° ?\d{1,4}(?:bis|ter)?(?![\d€])| ?,? port de (?:plaisance|peche)(?![a-z])"
)


def grown(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A piece with all the pieces that touch it, on both sides."""
    for _ in range(6):
        before = _before(reading, start)
        if before is None:
            break
        start = before
    for _ in range(8):
        after = _after(reading, end)
        if after is None:
            break
        end = after
    return start, _before_town(reading, start, end)


def _before_town(reading: Reading, start: int, end: int) -> int:
    """Without the town that ends it: answers depend on towns, which are said more widely."""
    town = _TOWN_AFTER.match(reading.folded[start:end])
    if not town or not communes_of(place_key(town["town"])):
        return end
    if town["link"] == "de" and STREET_BEFORE.search(town["rest"].rstrip() + " "):
        return end
    if reading.style == "mixed" and not reading.plain[start + town.start("town")].isupper():
        return end
    return start + len(town["rest"].rstrip())


def _after(reading: Reading, end: int) -> int | None:
    text = reading.folded
    if (unit := _UNIT_AFTER.match(text, end)) and _ENDS_ORDINAL.search(reading.before(end, 14)):
        return unit.end()
    gap = GAP_AFTER.match(text, end)
    if gap is None:
        return None
    part = _PART.match(text, gap.end())
    if part and numbered(reading, gap.end(), part.end()):
        return part.end()
    kind = KINDED.match(text, gap.end())
    if kind and (stop := name_end(reading, kind.start("link"), kind.end())):
        return stop
    if more := _GOES_ON.match(text, end):
        return more.end()
    of = _OF.match(text, end)
    if of and reading.style == "mixed" and reading.plain[of.end()].isupper():
        stop = name_end(reading, of.end(), of.end())
        if stop and not communes_of(place_key(text[of.end() : stop])):
            return stop
    return _quarter(reading, end)


def _before(reading: Reading, start: int) -> int | None:
    before = reading.before(start, 60)
    if part := _PART_BEFORE.search(before):
        at = start - len(part[0])
        if numbered(reading, at, start):
            return at
    if shelter := _SHELTER.search(before):
        return start - len(shelter["it"])
    opening = _OPENING.search(reading.before(start, 40))
    if opening and not set(opening["it"].split()) & PREDICATES:
        return start - len(opening["it"])
    for kind in reversed(list(KINDED.finditer(before))):
        at = start - len(before) + kind.start()
        end = name_end(
            reading, start - len(before) + kind.start("link"), start - len(before) + kind.end()
        )
        gap = reading.folded[end:start] if end and end <= start else "."
        if end and re.fullmatch(r" ?[,/(–-]? ?", gap):
            return at
    return None


def _quarter(reading: Reading, end: int) -> int | None:
    """A name after the street, between commas, that is no town: ", Vallée des Colons,"."""
    if reading.style != "mixed":
        return None
    match = re.compile(
        r" ?, (?:(?:la|le|les|au|aux|à la) |l['’])?(?=[A-ZÀ-Ý])[A-ZÀ-Ýa-zà-ÿ'’\- ]{3,40}?(?=[,.;()\n]|\Z| (?:à|a|au|depuis|et|avec|chez|est)(?![a-zà-ÿ]))"
    ).match(reading.plain, end)
    if not match:
        return None
    words = re.findall(r"[^\W\d_]+", match[0])
    lower = [w for w in words if not w[0].isupper()]
    if len(words) < 2 or len(words) > 6 or any(len(w) > 3 for w in lower):
        return None
    key = place_key(match[0].strip(" ,"))
    person = any(first_names().get(place_key(w), 0) >= 64 for w in words)
    if communes_of(key) or key in departement_keys() or person or key in kept_names():
        return None
    return match.end()
