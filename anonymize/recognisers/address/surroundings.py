"""What an address takes in around it: the residence before ("res. les Lilas, "), building and floor after."""

from __future__ import annotations

import re

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.address.pieces import COUNTED
from anonymize.recognisers.base import STRONG, Span

_PART = (
    r"(?:app(?:t|art|artement)?s?\.?|apt\.?|bat(?:iment|\.)?|bt|esc(?:alier|\.)?|etage|etg|porte|chambre|chb?r?e?\.?|ch\.|logement|lgt|logt|bloc|tour|hall|entree|immeuble|imm\.?|bp|bal"
    r"|interphone|digicode|code|lit|batiments?|cellule|dortoir|casier|ponton|quai|allee|villa|pavillon|pav\.?|lot|aile|box|place|emplacement|mobil[ -]?home|caravane|bungalow|case|parcelle|studio|cs|n°|numero|tente|rang|allee|fosse|tr\.?)"
)
VALUE = rf"(?: ?(?:n° ?|no |n(?=\d)|numero |: ?)?(?:[a-z]?\d{{1,4}}[a-z]?\d?|(?!a )[a-z]\d{{0,3}}(?![a-z'])|{numerals.NUMBER})(?![a-z0-9€]))"
_ORDINAL = r"(?:\d{1,2} ?(?:e|er|eme|ieme|nd)|premier|[a-z]{2,14}ieme|dernier)"
_SIDE = r"(?: ?,? (?:gauche|droite|face|porte (?:de )?(?:gauche|droite)|(?:sur|cote) (?:cour|rue|parking|jardin)|fond))"
_FLOOR = rf"(?:(?:au |a l')?(?:{_ORDINAL}(?: (?:etage|etg|ss?sol))?|rez[ -]de[ -](?:chaussee|jardin)|rdc|entresol|sous[ -]sol|combles){_SIDE}?)"
_DIRECTION = (
    r"(?:(?:juste )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en dessous|a cote|pres|au fond|cote|sous|devant|a gauche|a droite)(?! (?:avoir|etre|ca|cela|deux|trois|\d+ (?:ans|mois|jours)))"
    r"|(?:la|le) (?:maison|portail|petite?|grande?|derniere?|premiere?|chambre|batiment|porte|ferme|\d{1,2}e)(?![a-z]))(?:[ '][^\s,.;:()\n]+){0,6}"
)
LINK = r"(?:(?:de l|a l|d|l|qu)'|(?:de la|de|du|des|la|le|les|aux?|a la|en|et|sur|sous|lez|a(?= (?:chaux|eau|vent|pain|sel|loup|charbon|bras|vin|huile|papier|fer|blanc|l))|a(?= [a-z]+(?:,|\n|\d|$)))(?![a-z]))"
_TAIL = re.compile(
    rf"(?: ?[,/-]? ?(?:(?:au|a l'|a la|dans le|dans la|t\d) )?{_PART}{VALUE}"
    rf"| ?,? ?(?:parcelle|section|cadastre|lot) [a-z]{{1,2}} ?\d{{1,4}}(?!\w)"
    rf"| ?, (?:pavillon|villa|residence|foyer|batiment|bat\.?|immeuble|tour|hameau|lieu[ -]?dit|cite|quartier|entree|res\.?) (?:{LINK} ?)?[a-z][\w'\-]{{2,}}(?: [a-z][\w'\-]{{2,}})?(?=[,.;)\n]|$)"
    rf"| ?,? ?(?:porte|interphone|code|boite|digicode|nom) [a-z0-9]{{2,8}}(?=[,.;)\n ]|$)"
    rf"| ?,? ?{_FLOOR}(?! ?{COUNTED}(?![a-z]))(?![a-z])"
    r"| ?,? (?:\d{1,2}(?:e|er|eme)|premiere?|deuxieme|troisieme|derniere?) [a-z]+ (?:a|sur la|sur|de) (?:gauche|droite)"
    r"| (?:la|le) (?:premiere?|derniere?|grande?|petite?|vieille|vieux) (?:maison|ferme|porte|grange|case|batiment|villa|portail)(?![a-z])(?: [a-z]+ (?:gauche|droite))?"
    rf"| ?, {_DIRECTION}| (?:derriere|en face d|au[ -]dessus d|apres l)[^,.;:()\n]{{3,40}}?(?=[,.;:()\n]|$))"
)
_LEAD = re.compile(
    r"(?<![\w])(?:residence|res\.?|resid\.?|cite|foyer|hameau|lieu[ -]?dit|batiment|bat\.?|immeuble|villa|lotissement|clos|chambre|chb|appt?\.?|appartement|esc(?:alier)?|mas|domaine)[ .][^,.;:\n(]{1,40}, ?\Z"
)
SPOT = (
    r"(?:maison|pavillon|ferme|grange|hangar|cabane|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|voilier|ponton|garage|box|cave|atelier|studio|appartement"
    r"|immeuble|tour|bloc|cage|escalier|entree|hall|palier|etage|porte|portail|grille|volets?|fenetre|boite aux lettres|sonnette|interphone|cour|fond|sous[ -]sol|rez[ -]de[ -]chaussee|combles|mansarde"
    r"|pont|eglise|chapelle|ecluse|gue|lavoir|puits|moulin|chateau|cimetiere|stade|gymnase|four|calvaire|croix|virage|carrefour|rond[ -]point|croisement|arret|gare|parking|abri|abribus|feu"
    r"|chemin|sentier|sente|piste|ruelle|venelle|passage|impasse|allee|route|rue|montee|place|quai|berge|rive|canal|ravine|riviere|plage|digue|bois|foret|champ|pre|vigne|terrain|parcelle"
    r"|usine|entrepot|friche|squat|hotel|camping|foyer|residence|cite|lotissement|hameau|lieu[ -]dit|quartier|bourg|batiment|barre|gauche|droite|km|pk|borne|numero|chambre)"
)
WORD_HERE = r"(?!(?:il|elle|ils|elles|on|je|nous|vous|est|sont|etait|a|ont|qui|que|mais|car|donc|alors|si|et|avec|depuis|pour|sans|chante|dort|vit|n'|ne|c'est|ca|son|sa|ses|mon|ma)(?![a-z]))[a-z0-9][a-z0-9'\-]*"
BEFORE_SPOT = r"(?:(?:juste |tout )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en[ -]dessous|a cote|pres|au fond|cote|sous|devant|entre|le long|au bout|a l'entree|au coin|a l'angle|vers|chez|dans|sur|au|a|aux|en)(?:[ ](?:de|du|des|d'|a|au)(?![a-z]))? ?)?(?:(?:la|le|les|l'|un|une|de la|du|des|d'|de|au|aux|a la) ?)?(?:(?:petite?|grande?|vieille|vieux|ancienne?|derniere?|premiere?|deuxieme|troisieme|\d{1,2}e|rouge|bleue?|blanche?) ){0,2}"
_CLAUSE_AFTER = re.compile(
    rf" ?[,(] ?{BEFORE_SPOT}{SPOT}(?![a-z])(?: {WORD_HERE}){{0,7}}(?=[,.;:()\n]|$)"
)
_CLAUSE_BEFORE = re.compile(
    rf"(?:^|[,:(\n.]|(?<![a-z])(?:habite|vit|vivent|loge|logee?s?|dort|reside|demeure|heberge\w*|domicilie\w*|sise?|adresse|stationne\w*)) ?(?P<it>{BEFORE_SPOT}{SPOT}(?![a-z])(?: {WORD_HERE}){{0,6}} ?,? ?)\Z"
)


def grown(reading: Reading, start: int, end: int) -> Span:
    """Take in the residence before ("res. les Lilas, ") and what follows (", bat B, appt 4")."""
    lead = _LEAD.search(reading.before(start, 60))
    if lead and _is_lead(reading, start - len(lead[0]), lead[0]):
        start -= len(lead[0])
    else:
        start = _described_before(reading, start)
    for _ in range(8):
        tail = _TAIL.match(reading.folded, end) or _described_after(reading, end)
        if not tail or tail.end() == end:
            break
        end = tail.end()
    return Span(start, end, STRONG)


def _described_after(reading: Reading, end: int) -> re.Match[str] | None:
    """A clause that goes on locating: ", la maison aux volets verts apres le pont"."""
    return _CLAUSE_AFTER.match(reading.folded, end)


def _described_before(reading: Reading, start: int) -> int:
    """Where the clause that locates begins: "la petite ferme apres l'ecluse, route de X"."""
    clause = _CLAUSE_BEFORE.search(reading.before(start, 70))
    return start - len(clause["it"]) if clause else start


def _is_lead(reading: Reading, start: int, lead: str) -> bool:
    """Whether what precedes names a residence: "res. les Lilas, ", and not "foyer, " or a sentence."""
    if {"a", "dans", "est", "qui", "pour", "mais", "universitaire"} & set(
        lead.split()
    ) or re.search(r"\d{3}", lead):
        return False
    noun = re.match(r"[a-z. \-]*? ", lead)
    name = reading.plain[start + (noun.end() if noun else 0) : start + len(lead)]
    return reading.style != "mixed" or bool(re.search(r"[A-ZÀ-Ý\d]", name))
