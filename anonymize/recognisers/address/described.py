"""Homes told by their looks and what is near: "case bleue après la mosquée", "sous le préau de la halle"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.address.living import LIVES
from anonymize.recognisers.base import STRONG, Span

_DWELLING = r"(?:maison|ferme|grange|cabane|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|voilier|blockhaus|bunker|case|cabanon|bungalow|camion|fourgon|camping[ -]car|hutte|roulotte|cave|grotte|abri|studio|chambre|cahute|buron|mas|bergerie|moulin|tour)"
# Where somebody sleeps who has no home: "sous le préau de l'ancienne halle", "sur le parking du stade".
_SHELTERED = re.compile(
    r"(?<![a-z])(?P<it>(?:sous|sur|dans|derriere|devant|au bord de|pres de|a cote de|au fond de|contre|le long de|en bas de|a l'entree de) ?(?:le |la |les |l'|un |une |du )?(?:ancien(?:ne)? |vieux |vieille |petite? )?"
    r"(?:preau|parking|parvis|porche|perron|pont|sas|hall|auvent|abri|abribus|kiosque|tunnel|passage souterrain|souterrain|hangar|local|cave|cage d'escalier|friche|terrain|talus|square|parc|bois|jardin|quai|berges?|halle|gare|aire|lavoir|cabanon|garage|entrepot|preaux|tribune|gradins|vestiaires?|verriere|bretelle|echangeur|rond[ -]point)s?"
    r" (?:de la |de l'|des |du |d'|de )(?!son |sa |ses |leur|mon |ma |mes |ville|commune|centre|nuit|jour|service|cette|ce )(?:ancien(?:ne)? |vieux |vieille |petite? |grande? )?[a-z0-9][a-z0-9'\-]*(?: (?:aux?|de la|de l'|des|du|d'|de|a) ?(?!partir|cause|cote|peine)(?:\d{1,3}|[a-z0-9][a-z0-9'\-]{2,})){0,3}?(?: \d{1,3})?)(?=[,.;:()\n]|$| (?:a|au|et|avec|depuis|mais|ou|qui|pour|il|elle|on|car|sans)(?![a-z]))"
)
_SLEEPS = re.compile(
    r"(?<![a-z])(?:dort|dorment|dormait|dormi|dormir|couche|couchent|squatt\w*|campe\w*|vit|vivent|habite\w*|installe\w*|stationn\w*|gare[es]*|passe\w* (?:la|les|ses|leurs) nuits?|nuits?|soirs?|caravanes?|camion\w*|fourgon\w*|camping[ -]car|voiture|vehicule|tente|matelas|duvet|clio|kangoo|twingo)(?![a-z])[^.;\n]{0,60}\Z"
)
# "à la borie haute, commune de": what precedes a commune so told is where people live in it.
_IN_COMMUNE = re.compile(
    r"(?<![a-z])(?P<it>(?:a la|au|aux|a l'|le|la|les|l') ?(?!(?:mairie|maire|ccas|caf|juge|prefet|service|centre|police|gendarmerie|ecole|salle|nom|meme|petite|grande|seule|premiere) )[a-z][a-z'\-]{2,}(?: (?:de |du |des |d'|la |le |les )?[a-z][a-z'\-]{2,}){0,3}),? ?\(?(?:sur la )?commune (?:de|d')(?= ?[a-z])"
)
# A home told by its looks and what is near: "case bleue apres la mosquee".
_DESCRIBED = re.compile(
    rf"(?<![a-z])(?P<it>(?:la |le |l')?(?:{_DWELLING}|tole|appartement|pavillon|banga|terrain|talus|carre|baraque|baraquement|algeco|conteneur|container|squat|bidonville|campement|hangar) (?!d'|de )(?:(?!(?:il|elle|on|est|sont|a|ont|qui|que|mais|car|et|avec|depuis|pour|sans|pas)(?![a-z]))[a-z'\-]{{2,}} ){{0,3}}(?:(?:juste |tout )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en[ -]dessous|a cote|pres|au fond|au bout|sous|devant|au bord|en haut|en bas|en contrebas|le long|a l'angle|au coin|a l'entree|a la sortie|au pied)) (?:de la |de l'|du |des |d'|a la |a l'|au |aux |la |le |les |l'|de )(?!prison|rupture|divorce|juge|expulsion|separation|travail|ecole|hospital)[a-z][a-z\-]{{2,}}(?: (?:de la |de l'|du |des |d'|de )?[a-z][a-z\-]{{3,}}){{0,2}}?)(?=[,.;:()\n]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a|sans|pour|est|je|ne|sur|dans)(?![a-z]))"
)
# A boat one lives on: "son bateau, l'« An Durzunel »".
_BOAT = re.compile(
    r"(?<![a-z])(?:bateau|peniche|voilier|chalutier|barge|vedette|houseboat)(?:[ -][a-z]+)?[ ,:(]{1,3}(?P<it>(?:l'|la |le )?[«\"“] ?[a-z][^«»\"“”\n]{2,50}[»\"”])"
)


def find(reading: Reading) -> Iterator[Span]:
    for pattern in (_DESCRIBED, _BOAT):
        for match in reading.in_folded(pattern):
            yield Span(*match.span("it"), STRONG)
    for pattern, where in ((_SHELTERED, _SLEEPS), (_IN_COMMUNE, LIVES)):
        for match in reading.in_folded(pattern):
            if where.search(reading.before(match.start(), 70)):
                yield Span(*match.span("it"), STRONG)
