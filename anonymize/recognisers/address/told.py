"""Homes told in words: "le hangar en face du stade", "dans la réserve du restaurant", "la maison aux volets bleus".

The noun of a place tells nothing ("dans un garage", "au foyer"). With what singles it out, that is whose it
is, what it is near, its number or its looks, and beside a word of living, it locates a home. A complement that
every place may have ("de nuit", "de l'immeuble", "de la ville") or a person singles nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.places import communes_of, is_surname

_LIVING = (
    r"(?:habit(?:e|es|ent|ait|aient|ant|er)|jabite|vit|vi|vivent|vivait|logee?s?|logent|dort|dor|jdor|dorment|dormait|dormir|dormi|heberge\w*|domicilie\w*|demeure\w*|reside|resident"
    r"|couche|couchent|squatte?\w*|campe|campent|stationn\w*|garee?s?|installee?s?|(?<=se )pose(?:nt)?|planquee?s?|cachee?s?|refugiee?s?|abrite\w*|sejourne|occupe|occupent|survit|creche(?:nt)?|laissee?s?|deposee?s?|repart\w*|retourne\w*|loger|vivre|habiter|sise?s?|(?<=on )croise)"
)
_BETWEEN = r"(?: (?!(?:et|mais|pour|qui|que|car|alors|donc|puis|va|doit|veut|peut|travaille|bosse|est|a|ont|avait|chez|derriere|devant|face|juste|pres|une|un|le|la|les|l'|au|aux|dans|ds|sous|sur|demande|cherche)(?![a-z]))[a-z0-9'\-]+){0,4}"
_SAID = r"(?:logement|adresse|ou|domicile|hebergement|maison|lieu de vie|habitat|couchage|abri|en ce moment|actuellement|pour l'instant|ce soir) ?: ?"
_ARTICLE = r"(?:(?:le|la|les|un|une) |l'|l )"
_INTO = rf"(?:(?:dans|ds|sous|sur|derriere|devant|contre|depuis) {_ARTICLE}?|(?:au |a la |a l'|a l |aux ){_ARTICLE}?|{_ARTICLE})"
_AT = re.compile(r"(?:au|a la|aux|a l)(?:'| )")
_LOOK = r"(?:petite?s?|grande?s?|vieille|vieux|vieil|ancienne?s?|anciens|dernier|derniere|premier|premiere|deuxieme|troisieme|seule?)"
_LOOK_AFTER = r"(?:bleue?s?|rouges?|jaunes?|vertes?|verts?|blanche?s?|blancs?|roses?|oranges?|grise?s?|noire?s?|amenagee?s?|desaffectee?s?|abandonnee?s?|fermee?s?|municipale?s?|communale?s?|souterraine?s?|meublee?s?)"
# Where nobody is sent by a public body: what it belongs to is enough to locate it.
_SPOT = (
    r"(?:hangar|laverie|lavomatic|vestiaires?|local(?: (?:poubelles?|velos?|technique|a poubelles))?|escaliers?|cage d'escalier|chaufferie|buanderie|reserve|arriere[ -]boutique|cuisine|cave|caves|grenier|galetas|mansarde|soupente|combles|dortoir|baraquements?|baraque|algeco|preau|auvent"
    r"|porche|parvis|perron|sas|hall|halle|kiosque|tribunes?|gradins|tunnel|pont|passerelle|quai|berges?|ponton|digue|talus|parking|aire(?: (?:d'accueil|de repos|de covoiturage|de stationnement|de service|de jeux))?|friche|terrain|pre|champ|verger|bois|foret|square|parc|jardins?|lavoir|ecluse"
    r"|bergerie|grange|ferme|fermette|etable|ecurie|cabane|cabanon|hutte|yourte|tente|roulotte|caravane|mobil[ -]?home|bungalow|chalet|camion|fourgon|fourgonnette|bus|camping[ -]car|van|peniche|bateau|voilier|conteneur|container|bunker|blockhaus|chapelle|presbytere|sacristie|couvent|monastere|ermitage|moulin|chateau"
    r"|usine|entrepot|atelier|ex[ -]atelier|remise|garage|box|squat|loge|conserverie|scierie|gare|station|marche|cimetiere|stade|gymnase|piscine|port|ile|sortie|recoin|renfoncement|bouche|trottoir|rez[ -]de[ -](?:chaussee|jardin)|sous[ -]sol|etage|piece|fond(?: de cour)?|bout|entree|angle|tour|chambre de (?:garde|bonne)|manoir|colonie|gite|internat|salle (?:des fetes|polyvalente|omnisports?)|bastide|mas|pigeonnier|casemate|tribune)"
)
# Where people are sent to live as well: only looks, a number or what is near singles it out.
_LODGE = r"(?:maison|maisonnette|appartement|appart|logement|studio|chambre|meuble|immeuble|batiment|pavillon|villa|foyer|hotel|formule 1|f1|residence|duplex|case|bicoque|cite|dortoirs?|auberge|pension|logis)"
_NEAR = r"(?:(?:juste |tout )?(?:au[ -]?dessus|en[ -]?dessous|au[ -]?dessous|derriere|en face|face|a cote|a coter|pres|au fond|au bout|a l'angle|au coin|a l'entree|a la sortie|a hauteur|au niveau|le long|au pied|au droit|devant|apres|avant|sous|entre|contre|au bord|en bordure|a droite|a gauche|au milieu|cote|vers|en haut|en bas))"
# Time, not place: "apres une separation", "avant l'audience".
_EVENTS = r"(?:avoir|etre|ca|cela|[a-z]+(?:tion|sion|ment|ture)s?|divorce|audience|naissance|mort|deces|travail|ecole|conge|greve|conflit|accident|appel|visite|rdv|rendez|fin|depart|arrivee|sortie|retour|avis|bail|prison|bagarre|dispute|hiver|ete|noel)(?![a-z])"
_OF = r"(?:de la |de l'|de l |du |des |de |d')"
_TO = r"(?:a la |a l'|a l |au |aux |la |le |les |l'|l |un |une |deux |trois )"
# A landmark is known: "derriere une zone commerciale" is anywhere.
_BY = r"(?:a la |a l'|a l |au |aux |la |le |les |l'|l |deux |trois )"
_NO_WORD = (
    r"(?:il|elle|ils|elles|on|je|j|nous|vous|est|sont|etait|a|ont|avait|qui|que|quoi|ou|et|mais|car|donc|alors|si|depuis|dps|pour|pr|sans|avec|avc|par|son|sa|ses|mon|ma|mes|leurs?|ce|cette|ces|c'est|c|ca|ne|n|pas|plus|les?|la|l|une?|des?|du|d|aux?|en|y|se|s|dans|ds|sur|sous|chez|tout|tous|toute|quand|comme"
    r"|doit|veut|peut|va|fait|vient|dit|dort|vit|merci|svp|derriere|devant|face|cote|pres|apres|avant|entre|contre|vers|commune|enfin|non|pardon|suite|tel|lui|nuit|matin|soir|jour|jours|semaine|mois|ans|an|hier|demain|actuellement|bientot|urgence)"
)
_WORD = rf"(?!{_NO_WORD}(?![a-z0-9]))[a-z0-9][a-z0-9'\-]*"
_STOPS = rf"(?=[ ,;:()\n»\"]*(?:[,.;:()\n»\"]|\Z)| (?!d[eu]s? |d'|au ){_NO_WORD}(?![a-z0-9]))"
_NP = rf"{_WORD}(?: {_WORD}{_STOPS})?"
# What anything may belong to, and people: no place is told by them.
_ANYONES = (
    r"(?:nuit|jour|vie|urgence|stabilisation|hebergement|secours|accueil|fortune|passage|transit|immeuble|ville|commune|quartier|village|centre|batiment|copropriete|residence(?![ -][a-z])|association|asso|ccas|mairie|departement|conseil|bailleur|proprietaire|proprio|patronn?e?|voisine?s?|amie?s?|copains?|copines?|mere|pere|mari|femme|fils|fille|soeur|frere|tante|oncle|cousine?"
    r"|famille|parents?|grands?[ -]parents?|dame|monsieur|mr|mme|m|madame|115|samu|siao|ase|etat|prefecture|chu|chrs|cada|huda|ofii|social|sociale|droit|luxe|type|m2|\d+ ?m|\d+ (?:m2|m²|places?|euros?|personnes?|pieces?)|plus|moins|deux|quoi|fait|retour|manque|cause|peur|force|suite|deuxieme|collegue|connaissance|gens|belle|bons?|compatriote|tiers|marchand|sommeil|coloc\w*|location|chomage|travail|rue(?! [a-z]{3})|voiture|vacances|banlieue|nom|sa|son|ses|leur)(?![a-z])"
)
_BELONGS = rf" {_OF}(?!{_ANYONES}){_NP}(?:(?: | a la | a l'| au | aux )?(?:(?<= ){_OF}(?!{_ANYONES}){_NP}))?"
_BESIDE = rf",? {_NEAR} (?:{_OF}(?!une? )|{_BY})?(?!{_ANYONES}|(?<=apres ){_EVENTS}|(?<=avant ){_EVENTS}|{_EVENTS}){_NP}(?: {_OF}(?!{_ANYONES}){_NP}){{0,2}}"
_AMID = rf",? entre (?:{_TO})?{_NP}(?: {_OF}{_NP})? et (?:{_TO})?{_NP}(?: {_OF}{_NP})?"
_LOOKS = rf" (?:aux (?!{_NO_WORD}){_NP}|qui (?:penche|fait l'angle|fait le coin|donne sur (?:{_TO}|{_OF})?{_NP}|a (?:{_TO}){_NP})|(?:la |le )?ou (?:il )?y ?a (?:a )?(?:{_TO})?{_NP}|{_LOOK_AFTER}(?![a-z]))"
_NUMBERED = rf"(?: (?:n° ?|numero |n(?=\d))?(?:\d{{1,4}}(?! ?(?:m2|m²|m|€|euros?|ans|mois|jours?|nuits?|places?|personnes?|pieces?|enfants?|h|km)(?![a-z]))|[b-hj-kmo-xz](?![a-z'])|{numerals.NUMBER}(?= (?:{_OF}|{_NEAR})))(?![a-z0-9€]))"
_TOLD = re.compile(
    rf"(?<![a-z])(?:(?P<living>{_LIVING}){_BETWEEN} |(?:voisins?|voisines?|habitants?|occupants?|squatteurs?|gardien|gardienne|concierge) (?:du |de la |de l'|de l |des )|(?P<said>{_SAID})|[\"«(] ?)(?:ds |enfin |{_INTO}(?:{_SPOT}|{_LODGE}) (?:enfin|non|pardon) )?"
    rf"(?P<it>(?:(?P<near>(?!avant|apres|contre |vers |devant ){_NEAR} (?:{_OF}(?!une? )|{_BY})(?!{_ANYONES}){_NP})|(?P<into>{_INTO})?(?:{_LOOK} ){{0,2}}(?:(?P<spot>{_SPOT})s?|(?P<lodge>{_LODGE})s?)(?![a-z])(?P<bare>(?: {_LOOK_AFTER}(?![a-z]))?))"
    rf"(?P<marks>(?:{_AMID}|{_BESIDE}|{_BELONGS}|{_NUMBERED}|{_LOOKS}){{0,4}}))"
)
_CLAUSE_WORD = r"(?!(?:il|elle|ils|elles|on|je|nous|vous|est|sont|etait|ont|avait|qui|que|mais|car|donc|alors|depuis|pour|son|sa|ses|mon|ma|mes|c'est|ne|n'|pas|doit|veut|peut|va|fait|demande\w*|refus\w*|plus)(?![a-z]))[a-z0-9«»\"\-][a-z0-9'«»\"\-]*"
_AFTER = re.compile(
    rf"(?: ?(?:,|mais(?= cote)) ?| (?={_ARTICLE}(?:{_LOOK} )?(?:{_SPOT}|{_LODGE}) (?:aux|{_NEAR}|{_LOOK_AFTER}|n°))| (?=cote))(?:puis |et )?(?:(?:{_NEAR}|acces par|entree|sonnette|cage|travee|banc|rive|porterie|porte|aile|niveau) (?:{_OF}|{_TO})?(?!{_ANYONES}){_CLAUSE_WORD}(?: {_CLAUSE_WORD}){{0,6}}?"
    rf"|(?:{_ARTICLE})?(?:{_LOOK} |\d{{1,2}} ?e(?:me)? )?(?:{_SPOT}|chemin|allee|place|{_LODGE})(?:{_BELONGS}|{_BESIDE}|{_NUMBERED}|{_LOOKS}|(?: du| de) fond){{1,3}})(?=[,.;:()\n»\"]|\Z| (?:a|et|mais|depuis|il|elle|qui|car|on|pour|ou)(?![a-z]))"
)


def find(reading: Reading) -> Iterator[Span]:
    """Each home that words locate, with the clauses that go on locating."""
    text = reading.folded
    for match in reading.in_folded(_TOLD):
        if not _singles_out(match):
            continue
        start, end = match.span("it")
        if match["into"] and (at := _AT.match(text, start)):
            start = at.end()
        end = _before_town(reading, start, end)
        if end > start and not _public(text[start:end]):
            yield Span(start, end, LIKELY)


def _singles_out(match: re.Match[str]) -> bool:
    """Whether what follows the noun, or the words before it, tell this place from others."""
    marks = match["marks"]
    if (
        match["said"]
        and (match["bare"] or marks.strip() or match["spot"])
        and _AFTER.match(match.string, match.end())
    ):
        return True
    if match["near"]:
        # One landmark alone is said of anybody: "sous le pont", "au fond du couloir".
        named = re.sub(rf"^{_NEAR} (?:{_OF}(?!une? )|{_BY})", "", match["near"])
        return bool(marks.strip()) or " " in named or bool(_AFTER.match(match.string, match.end()))
    if match["spot"]:
        return bool(marks.strip()) and (
            bool(match["living"] or match["into"]) or len(marks.split()) > 2
        )
    if marks.strip() and _AFTER.match(match.string, match.end()):
        return True
    # Of a lodging, its owner says nothing, its surroundings do.
    return bool(re.search(rf"(?:^|[ ,]){_NEAR} |^{_LOOKS}|^ (?:n° ?|numero )?\d", marks))


def _before_town(reading: Reading, start: int, end: int) -> int:
    """Without a town that the last word is, so that it can be said more widely."""
    last = re.search(r"(?<=[ ])[a-z][a-z'\-]+\Z", reading.folded[start:end])
    if last is None or re.search(
        r"(?:de|du|des|d'|la|le|les|l') ?\Z", reading.folded[start : start + last.start()]
    ):
        return end
    towns = communes_of(place_key(last[0]))
    # A surname that is a town too would be left by both.
    sure = towns and towns[0].population > 1500 and not is_surname(last[0], towns[0].population)
    return start + last.start() - 1 if sure else end


def _public(text: str) -> bool:
    """Whether a public body has this place, as any other of its kind: "au foyer de l'ase"."""
    return any(
        word in kept_names() and not is_ordinary(word) for word in re.findall(r"[a-z]+", text)
    )
