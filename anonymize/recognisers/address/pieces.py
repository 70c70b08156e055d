"""The pieces of which an address is made: "cité du Clos", "bâtiment G", "2e étage", "derrière la gare".

Rooms, floors and sides are told here alone. In any order, with a comma or nothing between. One piece may be doubtful; beside another it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

ROOM = (
    r"app(?:t|art|artement|rt)?s?\.?|apt\.?|bat(?:iment|\.)?|bt|esc(?:alier|\.)?|porte|chambre(?: (?:meublee|double|simple|individuelle|familiale|partagee|twin))?|chb(?:re?)?\.?|ch\.?|logement|lgt|logt|bloc|tour|hall"
    r"|entree|interphone|digicode|boite(?: aux lettres)?|studio|lot|box|caravane|mobile?[ -]?home|bungalow|villa|pavillon|pav\.?|case|palier|cage(?: d'escalier)?"
    r"|couloir|aile|unite|cellule|emplacement|emp\.?|allee|immeuble|imm\.?|barre|pallier|dortoir|lit|tente|yourte|chalet|gite|maison|place|n°|numero|carre|montee|corps|bp|bal|etage|rang|parcelle|terrain|conteneur|container|ponton|quai|niveau|niv\.?|cabine|casemate|rangee|travee|collectif|log(?:\.|(?![a-z]))|ap\.|hangar"
)
_VALUE = rf"(?:(?:n° ?|no |numero |: ?)?(?:[a-z]?[ -]?\d{{1,4}}(?:(?: ?[b-z]|a)(?![a-z']))?|(?!a (?!ap|bat|esc|porte|et|ch|log|hall|\d)|y |l |d |n |s |c )[a-z]\d{{0,3}}(?![a-z'])|(?:x{{0,2}}(?:ix|iv|v?i{{1,3}})(?![a-z]))|{numerals.NUMBER}))(?![a-z0-9€])"
ORDINAL = r"(?:\d{1,2} ?(?:e|er|ere|eme|ieme|nd|nde|è)(?![a-z])|premiere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|(?:onz|douz|treiz|quatorz|quinz|seiz)ieme|derniere?|seconde?)"
CLOSED = r"(?= ?(?:[,.;:()\n»\"→/|-]|\Z))"
# "est" is the verb too, but at the end of a clause or after the noun of a part.
POINT = rf"(?:nord|sud|ouest|est{CLOSED})(?:[ -](?:est|ouest))?"
HAND = r"(?:gauche|droite?|gche|gch|dte|dr\.?|face|fond|milieu|centre|arriere)"
ONTO = r"(?:cour|rue|jardin|parking|quai|mer|port|canal|riviere|voie|place|route|parc)"
SIDE = rf"(?:(?:a |sur |cote |porte (?:de )?|en )?(?:{HAND}|{POINT})(?![a-z])|(?:sur |s/ ?|cote )(?:la )?{ONTO}(?![a-z])|(?:cour|rue|jardin){CLOSED}|(?:sous|ss) (?:les )?(?:combles?|toits?)|(?:sans|ss) asc(?:enseur|\.)?(?![a-z]))"
UNIT = r"(?:etages?|etg|et\.|niveau|cour|porte|escalier|entree|palier|allee|batiment|maison|portail|immeuble|chambre|couloir|box|caravane|emplacement|ss?ol|cabane|baraque|case|tente|rangee|carre|ravine|hangar|virage|ruelle|grange|ferme)"
PART = (
    rf"(?:(?:{ROOM}|chambres) ?{_VALUE}(?:(?: et | a | ?[-/] ?)\d{{1,4}}(?![\da-z]))?(?:,? {SIDE})?"
    rf"|(?:(?:au|a l'|a la|le|la|l') ?)?{ORDINAL} {UNIT}(?![a-z])(?: {_VALUE})?(?:,? {SIDE})?"
    rf"|(?:au )?{ORDINAL}(?:,? {SIDE})?(?![a-z])"
    rf"|(?:rez[ -]de[ -](?:chaussee|jardin)|rdc)(?:,? {SIDE})?"
    r"|entresol|sous[ -]sol|combles|mezzanine"
    r"|(?:(?:l'|un |une |l )?ancien(?:ne)? )(?:presbytere|ecole|gare|moulin|ferme|usine|mairie|boulangerie|couvent|caserne|hotel|poste|cure|lavoir|forge|bergerie|grange|scierie|laiterie|abattoir|filature|manoir|chateau|eglise|chapelle|hopital|sanatorium|colonie|colonie de vacances|gendarmerie|perception|relais|auberge|cafe|maison forestiere|maison du garde|bureaux?|internat|menuiserie|imprimerie|maternelle|creche|piscine|stade|centre)(?![a-z])(?: (?:de musique|primaire|communale|de vacances|de tri|aere|municipale?|des impots|de la poste|de la sncf|sncf))?"
    r"|sous (?:les toits|les combles|le toit|comble)|cote (?:cour|jardin|rue|parking|mer|canal)|sur (?:cour|rue|jardin)"
    r"|(?:au )?fond (?:de la |de )?(?:cour|couloir|parc|jardin|allee|impasse)|arriere[ -]cour|porte (?:de )?(?:gauche|droite|face)|nom sur (?:la )?(?:boite|sonnette) [a-z]+)"
)
_ALONE = re.compile(rf"(?<![a-z0-9'])(?:{PART})")
_KIND = (
    r"(?:residence|resid\.?|res\.?|rsd|rce|rces|beguinage|familistere|phalanstere|chartreuse|logis|cites?|foyer|hameau|lieu[ -]?dit|ld|mas|domaine|lotissement|lot\.|clos|hlm|les hlm|immeuble|imm\.?|tours?|barre|batiments?|bat\.?|quartier|camping|aire (?:d'accueil|des gens du voyage|de [a-z]+)|terrain|peniche|coron|couree|habitation|section"
    r"|morne|ilet|ilette|tribu(?: de)?|villa|chateau|maison|pavillon|zac|zi|za|zone artisanale|parking|squat|bidonville|ferme|moulin|bergerie|grange|chalet|cabane|parc|port|marina|presbytere|couvent|monastere|abbaye|prieure|ermitage|manoir|voilier|halte|ancienne? [a-z]{4,}|corps de ferme|village vacances|ecart|bastide|fort|caserne|motel|hotel|sente|venelle|impasse|rue|avenue|av\.?|bd|boulevard|chemin|route|place|square|quai|allees?|cours|passage|montee|ruelle|faubourg|escaliers?|pont|promenade|esplanade|digue|berges?|rond[ -]point|parvis|mail|voie|cour|sentier|levee|traverse|traboule|r\.|av\.|bld|blvd|boulvd|bvd|all\.|imp\.?|pl\.|sq\.?|rte|che|chem\.?|ch\.|fbg|carrer|calle|karrika|straed|hent|secteur|ravine|anse|fond|val|vallee|cote|hauts?|bas|coteaux?|plateau|plaine|croix|puits)"
)
_SORTS = frozenset(
    "autonomie senior seniors sociale social universitaire etudiante etudiant hoteliere medicalisee mere temporaire familial".split()
)
_HOUSES_OF = frozenset("foyer maison residence immeuble villa logis hotel".split())
_LINK = r"(?:(?:de la |de l'|du |des |de |d'|les |la |le |l'|aux |au |a la |a l'|en |saint[ -]|sainte[ -]|st[ -]|ste[ -])){0,3}"
_STOP = FUNCTION_WORDS | PREDICATES
_SMALL = frozenset("de du des la le les l d et en sur sous aux a au".split())
_NAME_WORD = re.compile(r"[a-z0-9][a-z0-9'\-]*")
KINDED = re.compile(rf"(?<![a-z0-9'])(?P<kind>{_KIND}) (?P<link>{_LINK})(?=[a-z0-9])")
# "3e enfant", "2e demande": what an ordinal counts, and no floor.
COUNTED = r"(?:fois|enfants?|mois|jours?|annee|age|rdv|rendez|semaines?|demandes?|recours|avis|nuit|etape|chance|annonce|trimestre|refus|relance|grossesse|bebe|bb|passage|tour|courrier|appel|dossier|lettre|commission|audience|report)"
MEASURED = re.compile(
    r" ?(?:pieces?|fois|m2|m²|ans|mois|euros?|€|%|places?|personnes?|jours|nuits|lits?|km|heures?|semaines?|enfants?|refus|demandes?|rendez|rdv|rappels?|annees?|avis|tours?|recours)(?![a-z])"
)
GAP_AFTER = re.compile(
    r" ?[,/(–-]? ?(?:(?:au|a la|a l'|aux|dans le|dans la|dans l'|du|de la|sur le|sur la|et|puis|c'est(?: le| la)?) )?(?=[^\s])"
)
_LANDMARK = (
    r"(?:boulangerie|boucherie|charcuterie|pharmacie|tabac|bar|cafe|pmu|kebab|pressing|laverie|garage|epicerie|coiffeur|salon|restaurant|pizzeria|banque|fleuriste|librairie|poste|ecole|college|lycee|creche|eglise|chapelle|mosquee|temple|synagogue|cimetiere|stade|gymnase|piscine|lavoir|moulin"
    r"|chateau|mairie|supermarche|superette|carrefour|lidl|intermarche|leclerc|super u|aldi|coutellerie|cordonnerie|quincaillerie|gare|pont|ecluse|canal|riviere|barrage|usine|scierie|cooperative|abattoir|caserne|pompiers|gendarmerie|commissariat|salle des fetes|salle polyvalente|mediatheque|calvaire|croix|arret|abribus|rond[ -]point|feu|peage|station|station[ -]service|parking|onglerie|tatoueur|friperie|brocante|veterinaire|dentiste|cabinet|clinique|hopital|ehpad|foyer|camping|port|criee|phare|silo|transformateur|antenne|chateau d'eau|decharge|dechetterie|zone|voie ferree|rails|autoroute|peripherique|bretelle|tunnel|viaduc|passerelle|marche|halle|kiosque|monument|statue|fontaine|puits|four|lavomatic|auto[ -]ecole|agence|assurance|opticien|bijouterie|vival|spar|casino|g20|franprix|monoprix|brasserie|boulodrome|city[ -]stade|terrain|parc|square|jardin|bois|foret|vignes?|champs?|verger|serres?|ferme|grange|hangar|entrepot|friche|presbytere|couvent|monastere|prison|tribunal|theatre|cinema|musee|vendeuse de [a-z]+|marchand de [a-z]+|arbre|manguier|cocotier|baobab|flamboyant|badamier|letchi|chene|platane|tilleul|cerisier|noyer|boutique|porche|parvis|galerie|sanisette|ravine|torrent|ruisseau|etang|lac|plage|digue|lotissement|cite|portail|passage a niveau|chemin de fer|centre commercial|mac ?do(?:nald)?|auchan|bricomarche|gifi|decathlon|bar[ -]tabac|maison de retraite|toilettes|vestiaires?|tribunes?|poubelles|bennes?|preau|guichets?|douches|sanitaires)s?"
)
NEAR = r"(?:(?:juste |tout )?(?:au[ -]?dessus|en[ -]?dessous|au[ -]?dessous|derriere|en face|face|a cote|pres|au fond|au bout|a l'angle|au coin|a l'entree|a la sortie|a hauteur|au niveau|le long|au pied|devant|apres|avant|sous|entre|contre|sur le toit|a l'arriere|au bord|en bordure|en contrebas|au milieu|en haut|en bas|en amont|en aval|a la lisiere|a deux pas|de l'autre cote|du cote))"
_LANDMARK += rf"(?: et (?:la |le |l'|les )?{_LANDMARK})?"
NEARBY = rf"{NEAR} (?:(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|la|le|les|l') ?)?(?:(?:petite?|grande?|vieille|vieux|vieil|ancien(?:ne)?|nouvelle|nouveau|deuxieme|premiere?) )?{_LANDMARK}(?![a-z])(?: (?:(?:de|du|des|de la|de l'|d'|saint|sainte|a|la|le|les|l'|au) ?)?(?!(?:il|elle|on|je|et|mais|alors|si|qui|car|depuis|avec|pour|sans|est|a|ou|ya|y|c'est|dans|sur)(?![a-z]))[a-z0-9][a-z0-9'\-]*){{0,3}}?(?=[,.;:()\n]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a|pour|ou|sans|est|chez|dans|sur|je|,|-)(?![a-z]))"
_NEARBY = re.compile(rf"(?<![a-z]){NEARBY}")
STREET_BEFORE = re.compile(
    r"(?<![a-z])(?:rue|r\.|avenue|av\.?|boulevard|bd|bld|impasse|chemin|route|place|square|quai|allees?|cours|passage|parvis|mail|voie|residence|cite) \Z"
)


def kinded(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Each "cité du Clos", "lieu-dit Les Bruges": its bounds and its noun."""
    for match in reading.in_folded(KINDED):
        end = name_end(reading, match.start("link"), match.end())
        if end and not _of_a_sort(reading, match, end):
            yield match.start(), end, match["kind"]


def _of_a_sort(reading: Reading, match: re.Match[str], end: int) -> bool:
    """Whether "foyer de jeunes travailleurs" says of what sort a house is and not its name."""
    if match["kind"] not in _HOUSES_OF:
        return False
    words = re.findall(r"[a-z]+", reading.folded[match.end() : end])
    if len(words) == 1 and words[0] in _SORTS:
        return True
    if match["link"] not in {"de ", "d'"}:
        return False
    return not reading.plain[match.end()].isupper() and all(map(is_ordinary, words))


def nearby(reading: Reading) -> Iterator[re.Match[str]]:
    """Each "au-dessus de la boulangerie": it locates a home only where a home is spoken of."""
    return reading.in_folded(_NEARBY)


def alone(reading: Reading) -> Iterator[tuple[int, int]]:
    """Each single piece: "lot 415", "porte gauche". Only a home makes one of them an address."""
    for match in reading.in_folded(_ALONE):
        start, end = match.span()
        if numbered(reading, start, end) and not MEASURED.match(reading.folded, end):
            yield start, end


def numbered(reading: Reading, start: int, end: int) -> bool:
    """Whether a piece holds a number, an ordinal, a lone letter or a side, not "porte un"."""
    text = reading.folded[start:end]
    return bool(
        re.search(
            rf"\d|(?<![a-z'])[b-hj-xz](?![a-z'])|ieme|premier|dernier|(?<![a-z])(?!une?(?![a-z])){numerals.WORD}|gauche|droite|rdc|rez|cour|fond|ancien|sous |cote |sur |entresol|combles|(?<![a-z])a\Z",
            text,
        )
    )


def name_end(reading: Reading, link: int, at: int) -> int | None:
    """Where the name of a place that begins at `at` ends; None when there is none.

    `link` is where the words between the noun and the name begin.
    """
    text = reading.folded
    end: int | None = None
    count = 0
    linked = at > link
    while count < 5 and (word := _NAME_WORD.match(text, at)):
        bare = word[0].strip("'-")
        small = bare in _SMALL
        if _stops_before(reading, at, bare, begun=end is not None, linked=linked):
            break
        at = word.end()
        if not small:
            end, count = at, count + 1
        if text[at : at + 1] != " ":
            break
        at += 1
    return None if end is None or _is_no_home(reading, link, end, linked) else end


def _stops_before(reading: Reading, at: int, bare: str, *, begun: bool, linked: bool) -> bool:
    """Whether the word at `at` is no part of the name, of which something was read or not yet."""
    cased = reading.style == "mixed"
    capital = reading.plain[at].isupper()
    inside = begun and bare in _SMALL
    if not inside and not capital and (bare in _STOP or (bare in kept_names() and not begun)):
        return True
    if cased:
        if capital:
            return bare in _STOP and bare in {"elle", "il", "mme", "m", "mr", "je"}
        return not inside
    if inside and bare in {"a", "au", "aux", "en", "et", "sur"}:
        return True
    if begun and communes_of(place_key(bare)) and reading.folded[at - 1] != "-":
        return True
    return not begun and not linked and is_ordinary(bare) and not bare.isdigit()


def _is_no_home(reading: Reading, link: int, end: int, linked: bool) -> bool:
    """Whether what was read names a public body, a département or a town, and no street."""
    text = reading.folded
    if STREET_BEFORE.search(text[max(0, link - 14) : link]):
        return False
    name = place_key(reading.plain[link:end])
    bare_name = re.sub(r"^(?:de la|de l|du|des|de|d|les|la|le|l|a|au|aux|en) ", "", name)
    if {name, bare_name} & (departement_keys() | kept_names()):
        return True
    told_apart = text.startswith(("les ", "la ", "le "), link)
    return linked and reading.style == "mixed" and not told_apart and bool(communes_of(bare_name))
