"""What a street or a room takes in around it: "la petite ferme après l'écluse, | rue du Lac |, face au n° 7"."""

from __future__ import annotations

import re

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import STRONG, Span

_DIRECTION = (
    r"(?:(?:juste )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en dessous|a cote|pres|au fond|cote|sous|devant|a gauche|a droite)(?! (?:avoir|etre|ca|cela|deux|trois|\d+ (?:ans|mois|jours)))"
    r"|(?:la|le) (?:maison|portail|petite?|grande?|derniere?|premiere?|chambre|batiment|porte|ferme|\d{1,2}e)(?![a-z]))(?:[ '][^\s,.;:()\n]+){0,6}"
)
_TAIL = re.compile(
    rf" ?,? ?(?:porte|interphone|code|boite|digicode|nom) [a-z0-9]{{2,8}}(?=[,.;)\n ]|$)"
    rf"| ?, {_DIRECTION}| (?:derriere|en face d|au[ -]dessus d|apres l)[^,.;:()\n]{{3,40}}?(?=[,.;:()\n]|$)"
    rf"| entre le (?:\d{{1,4}}|{numerals.NUMBER}) et le (?:\d{{1,4}}(?!\d)|{numerals.WORD})"
)
_SPOT = (
    r"(?:maison|pavillon|ferme|grange|hangar|cabane|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|voilier|ponton|garage|box|cave|atelier|studio|appartement"
    r"|immeuble|tour|bloc|cage|escalier|entree|hall|palier|etage|porte|portail|grille|volets?|fenetre|boite aux lettres|sonnette|interphone|cour|fond|sous[ -]sol|rez[ -]de[ -]chaussee|combles|mansarde"
    r"|pont|eglise|chapelle|ecluse|gue|lavoir|puits|moulin|chateau|cimetiere|stade|gymnase|four|calvaire|croix|virage|carrefour|rond[ -]point|croisement|arret|gare|parking|abri|abribus|feu"
    r"|chemin|sentier|sente|piste|ruelle|venelle|passage|impasse|allee|route|rue|montee|place|quai|berge|rive|canal|ravine|riviere|plage|digue|bois|foret|champ|pre|vigne|terrain|parcelle"
    r"|usine|entrepot|friche|squat|hotel|camping|foyer|residence|cite|lotissement|hameau|lieu[ -]dit|quartier|bourg|batiment|barre|gauche|droite|km|pk|borne|numero|chambre)"
)
_WORD_HERE = r"(?!(?:il|elle|ils|elles|on|je|nous|vous|est|sont|etait|a|ont|qui|que|mais|car|donc|alors|si|et|avec|depuis|pour|sans|chante|dort|vit|n'|ne|c'est|ca|son|sa|ses|mon|ma)(?![a-z]))[a-z0-9][a-z0-9'\-]*"
_BEFORE_SPOT = r"(?:(?:juste |tout )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en[ -]dessous|a cote|pres|au fond|cote|sous|devant|entre|le long|au bout|a l'entree|au coin|a l'angle|vers|chez|dans|sur|au|a|aux|en)(?:[ ](?:de|du|des|d'|a|au)(?![a-z]))? ?)?(?:(?:la|le|les|l'|un|une|de la|du|des|d'|de|au|aux|a la) ?)?(?:(?:petite?|grande?|vieille|vieux|ancienne?|derniere?|premiere?|deuxieme|troisieme|\d{1,2}e|rouge|bleue?|blanche?) ){0,2}"
_CLAUSE_BEFORE = re.compile(
    rf"(?:^|[,:(\n.]|(?<![a-z])(?:habite|vit|vivent|loge|logee?s?|dort|reside|demeure|heberge\w*|domicilie\w*|sise?|adresse|stationne\w*)) ?(?P<it>{_BEFORE_SPOT}{_SPOT}(?![a-z])(?: {_WORD_HERE}){{0,6}} ?,? ?)\Z"
)


def grown(reading: Reading, start: int, end: int) -> Span:
    """A street or a room with the clause before it and what goes on locating after."""
    if clause := _CLAUSE_BEFORE.search(reading.before(start, 70)):
        start -= len(clause["it"])
    for _ in range(8):
        tail = _TAIL.match(reading.folded, end)
        if not tail or tail.end() == end:
            break
        end = tail.end()
    return Span(start, end, STRONG)
