"""Homes told by their looks and what is near: "case bleue après la mosquée", "sous le préau de la halle"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.address.living import HOME, LIVES
from anonymize.recognisers.address.surroundings import BEFORE_SPOT, SPOT, WORD_HERE, grown
from anonymize.recognisers.base import LIKELY, STRONG, Span

# Where a home lies, said with a name: "blockhaus au cap de la Heve cote semaphore".
_DWELLING = r"(?:maison|ferme|grange|cabane|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|voilier|blockhaus|bunker|case|cabanon|bungalow|camion|fourgon|camping[ -]car|hutte|roulotte|cave|grotte|abri|studio|chambre|cahute|buron|mas|bergerie|moulin|tour)"
_DWELLS_AT = re.compile(
    rf"(?<![a-z])(?:habit\w+|vit|vivent|loge|dort|reside|demeure|campe)[^\n.;,:]{{0,40}}?(?<![a-z])(?:{_DWELLING}|(?:amarre|stationne|mouille|echoue|gare|installe|pose|plante)e?s?) (?P<it>(?:au|a la|aux|a l'|sur|sous|dans|du|de la|de l'|des|d') ?[^\n.;:()]{{4,60}}?)(?=[,.;:()\n]|$| (?:a|avec|et|depuis|mais|ou|qui|pour|alors|si|donc)(?![a-z]))"
)
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-Ý][\w'-]{2,}")
_SPOTTED = re.compile(
    rf"(?<![a-z])(?:habit\w+|vit|vivent|vivait|loge|logee?s?|dort|dorment|reside|demeure|heberge\w*|domicilie\w*|stationne\w*|campe|campent|squatte\w*|installe\w*|planque\w*|cache\w*) (?:(?:actuellement|toujours|seule?|maintenant|ds|tous|ensemble|encore) )?"
    rf"(?P<it>{BEFORE_SPOT.replace('ou|', '')}{SPOT}(?![a-z])(?: {WORD_HERE}){{0,3}}? (?:derriere|apres|sous|en face|face|au[ -]dessus|a cote|pres|au fond|au bout|le long|a l'entree|au coin|a l'angle|devant|entre) (?!une? ){WORD_HERE}(?: {WORD_HERE}){{0,5}}?)(?=[,.;:()\n]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a)(?![a-z]))"
)
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
# A residence named by ordinary words, up to the end of the clause: "residence beau soleil, ".
_RESIDENCE = re.compile(
    r"(?:(?<=^)|(?<=[\n,:(])|(?<=[\n,:(] )|(?<=a la )|(?<=habite )|(?<=habit )|(?<=loge )|(?<=vit ))(?P<it>(?:residence|resid\.?|rsd|rce|lotissement) (?!(?:sociale?|autonomie|services?|seniors?|universitaire|etudiante?|principale|secondaire|hoteliere|alternee|habituelle|privee|actuelle|stable|fiscale|permanente|accueil|mobile|pour|a|en|chez|du|de|des|d'\w+|sans|non|ou|et|est|fermee?|qui|que|dans|jeunes?|communal\w*|prive)(?![a-z]))[a-z][a-z'\-]+(?: (?!(?:a|est|et|ou|qui|mais|il|elle|depuis|sans|avec|pour|dans|en)(?![a-z]))[a-z][a-z'\-]+){0,2})(?= ?[,.;)\n]|$| (?:bat|appt?|apt|batiment|esc|entree|\d))"
)
# A boat one lives on: "son bateau, l'« An Durzunel »".
_BOAT = re.compile(
    r"(?<![a-z])(?:bateau|peniche|voilier|chalutier|barge|vedette|houseboat)(?:[ -][a-z]+)?[ ,:(]{1,3}(?P<it>(?:l'|la |le )?[«\"“] ?[a-z][^«»\"“”\n]{2,50}[»\"”])"
)
_ABOVE = re.compile(
    r"(?<![a-z])(?P<it>(?:juste )?(?:au[ -]?dessus|en dessous|en face|a cote|derriere|pres|au fond) (?:de la |de l'|du |des |de )(?:boulangerie|boucherie|pharmacie|tabac|bar|cafe|pmu|kebab|pressing|laverie|garage|epicerie|coiffeur|salon|restaurant|pizzeria|banque|fleuriste|librairie|poste|ecole|eglise|mosquee|temple|cimetiere|stade|lavoir|moulin|chateau|mairie|supermarche|superette|coutellerie|charcuterie|cordonnerie|quincaillerie|gare)s?(?: (?:de (?:la )?|du |des |d'|de l')?[a-z][\w'\-]{2,}){0,4})"
)


def find(reading: Reading) -> Iterator[Span]:
    for pattern in (_SPOTTED, _DESCRIBED, _RESIDENCE):
        for match in pattern.finditer(reading.folded):
            yield grown(reading, *match.span("it"))
    for match in _DWELLS_AT.finditer(reading.folded):
        start, end = match.span("it")
        if reading.style == "mixed" and _CAPITAL.search(reading.plain[start:end]):
            yield grown(reading, start, end)
    for match in _BOAT.finditer(reading.folded):
        yield Span(*match.span("it"), STRONG)
    for match in _SHELTERED.finditer(reading.folded):
        if _SLEEPS.search(reading.before(match.start(), 70)):
            yield grown(reading, *match.span("it"))
    for match in _IN_COMMUNE.finditer(reading.folded):
        if LIVES.search(reading.before(match.start(), 60)):
            yield grown(reading, *match.span("it"))
    for match in _ABOVE.finditer(reading.folded):
        # A home is located so; so is a meeting place, which tells nothing.
        if HOME.search(reading.before(match.start(), 50)):
            yield Span(*match.span("it"), LIKELY)
