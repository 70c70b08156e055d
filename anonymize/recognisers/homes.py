"""The pieces of which an address is made, and how they hold together.

"6eme escalier C cité du Clos", "Hauts de Garonne bâtiment G porte neuf", "studio 307, deuxième cour":
pieces in any order, with a comma or nothing between. One piece may be doubtful; beside another it is not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import first_names, place_key
from anonymize.reading import Reading
from anonymize.recognisers import told
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_ROOM = (
    r"app(?:t|art|artement|rt)?s?\.?|apt\.?|bat(?:iment|\.)?|bt|esc(?:alier|\.)?|porte|chambre|chbre?\.?|ch\.?|logement|lgt|logt|bloc|tour|hall"
    r"|entree|interphone|digicode|boite(?: aux lettres)?|studio|lot|box|caravane|mobil[ -]?home|bungalow|villa|pavillon|pav\.?|case|palier|cage(?: d'escalier)?"
    r"|couloir|aile|unite|cellule|emplacement|emp\.?|allee|immeuble|imm\.?|barre|pallier|dortoir|lit|tente|yourte|chalet|gite|place|n°|numero|carre|montee|corps|bp|bal|etage|rang|parcelle|terrain|yourte|conteneur|container|ponton|quai|niveau|niv\.?"
)
_VALUE = rf"(?:(?:n° ?|no |numero |: ?)?(?:[a-z]?[ -]?\d{{1,4}}(?: ?[a-z](?![a-z']))?|(?!a (?!ap|bat|esc|porte|et|ch|log|hall|\d)|y |l |d |n |s |c )[a-z]\d{{0,3}}(?![a-z'])|(?:x{{0,2}}(?:ix|iv|v?i{{1,3}})(?![a-z]))|{numerals.NUMBER}))(?![a-z0-9€])"
_ORDINAL = r"(?:\d{1,2} ?(?:e|er|ere|eme|ieme|nd|nde|è)(?![a-z])|premiere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|(?:onz|douz|treiz|quatorz|quinz|seiz)ieme|derniere?|seconde?)"
_SIDE = r"(?:(?: ?,)? (?:a |sur |cote )?(?:gauche|droite|face|fond|cour|rue|jardin|parking|palier|porte (?:de )?(?:gauche|droite|face)|sans ascenseur(?=[,.;)\n]|$)))"
_UNIT = r"(?:etages?|etg|et\.|niveau|cour|porte|escalier|entree|palier|allee|batiment|maison|portail|immeuble|chambre|couloir|box|caravane|emplacement|ss?ol|cabane|baraque|case|tente|rangee|carre|ravine|hangar|virage|ruelle|grange|ferme)"
PART = (
    rf"(?:(?:{_ROOM}|chambres) ?{_VALUE}(?:(?: et | a | ?[-/] ?)\d{{1,4}}(?![\da-z]))?{_SIDE}?"
    rf"|(?:(?:au|a l'|a la|le|la|l') ?)?{_ORDINAL} {_UNIT}(?![a-z])(?: {_VALUE})?{_SIDE}?"
    rf"|(?:au )?{_ORDINAL}{_SIDE}?(?![a-z])"
    r"|rez[ -]de[ -](?:chaussee|jardin)(?: (?:gauche|droite|cour|rue|jardin))?|rdc(?: (?:gauche|droite|cour))?|entresol|sous[ -]sol|combles|mezzanine"
    r"|(?:(?:l'|un |une |l )?ancien(?:ne)? )(?:presbytere|ecole|gare|moulin|ferme|usine|mairie|boulangerie|couvent|caserne|hotel|poste|cure|lavoir|forge|bergerie|grange|scierie|laiterie|abattoir|filature|manoir|chateau|eglise|chapelle|hopital|sanatorium|colonie|colonie de vacances|gendarmerie|perception|relais|auberge|cafe|maison forestiere|maison du garde|bureaux?|colonie|internat|menuiserie|imprimerie|maternelle|creche|eglise|piscine|stade|centre)(?![a-z])(?: (?:de musique|primaire|communale|de vacances|de tri|aere|municipale?|des impots|de la poste|de la sncf|sncf))?"
    r"|sous (?:les toits|les combles|le toit|comble)|cote (?:cour|jardin|rue|parking|mer|canal)|sur (?:cour|rue|jardin)"
    r"|(?:au )?fond (?:de la |de )?(?:cour|couloir|parc|jardin|allee|impasse)|arriere[ -]cour|porte (?:de )?(?:gauche|droite|face)|nom sur (?:la )?(?:boite|sonnette) [a-z]+)"
)
_KIND = (
    r"(?:residence|resid\.?|res\.?|rsd|rce|rces|beguinage|familistere|phalanstere|chartreuse|logis|cites?|foyer|hameau|lieu[ -]?dit|ld|mas|domaine|lotissement|lot\.|clos|hlm|les hlm|immeuble|imm\.?|tours?|barre|batiments?|bat\.?|quartier|camping|aire (?:d'accueil|des gens du voyage|de [a-z]+)|terrain|peniche|coron|couree|habitation|section"
    r"|morne|ilet|ilette|tribu(?: de)?|villa|chateau|maison|pavillon|zac|zi|za|zone artisanale|parking|squat|bidonville|ferme|moulin|bergerie|grange|chalet|cabane|parc|port|marina|presbytere|couvent|monastere|abbaye|prieure|ermitage|manoir|voilier|halte|ancienne? [a-z]{4,}|corps de ferme|village vacances|ecart|bastide|fort|caserne|motel|hotel|sente|venelle|impasse|rue|avenue|av\.?|bd|boulevard|chemin|route|place|square|quai|allees?|cours|passage|montee|ruelle|faubourg|escaliers?|pont|promenade|esplanade|digue|berges?|rond[ -]point|parvis|mail|voie|cour|sentier|sente|levee|traverse|traboule|r\.|av\.|bld|blvd|boulvd|bvd|all\.|imp\.?|pl\.|sq\.?|rte|che|chem\.?|ch\.|fbg|carrer|calle|karrika|straed|hent|secteur|ravine|anse|fond|val|vallee|cote|hauts?|bas|domaine|coteaux?|plateau|plaine|croix|puits)"
)
_SORTS = frozenset(
    "autonomie senior seniors sociale social universitaire etudiante etudiant hoteliere medicalisee mere temporaire familial".split()
)
_HOUSES_OF = frozenset("foyer maison residence immeuble villa logis hotel".split())
_LINK = r"(?:(?:de la |de l'|du |des |de |d'|les |la |le |l'|aux |au |a la |a l'|en |saint[ -]|sainte[ -]|st[ -]|ste[ -])){0,3}"
_STOP = FUNCTION_WORDS | PREDICATES
_NAME_WORD = re.compile(r"[a-z0-9][a-z0-9'\-]*")
_KINDED = re.compile(rf"(?<![a-z0-9'])(?P<kind>{_KIND}) (?P<link>{_LINK})(?=[a-z0-9])")
_LODGING = re.compile(
    r"(?:relais|foyer|hotel|residence|chrs|cada|camping|gite|auberge|motel|formule 1|f1|halte|refuge|squat|centre|maison|domaine|villa|immeuble|tour|batiment) (?:(?:de la|de l'|des|du|de|d'|la|le|les) ?)?(?=[a-z])"
)
_UNIT_AFTER = re.compile(rf" {_UNIT}(?![a-z])")
_ENDS_ORDINAL = re.compile(rf"(?<![a-z0-9]){_ORDINAL}\Z")
_MEASURED = re.compile(
    r" ?(?:pieces?|fois|m2|m²|ans|mois|euros?|€|%|places?|personnes?|jours|nuits|lits?|km|heures?|semaines?|enfants?|refus|demandes?|rendez|rdv|rappels?|annees?|avis|tours?|recours)(?![a-z])"
)
_TOWN_AFTER = re.compile(r"(?P<rest>.*[^ ,]) ?,? (?P<link>a|de) (?P<town>[a-z][a-z' \-]{2,30})\Z")
_GAP_AFTER = re.compile(
    r" ?[,/(–-]? ?(?:(?:au|a la|a l'|aux|dans le|dans la|dans l'|du|de la|sur le|sur la|et|puis|c'est(?: le| la)?) )?(?=[^\s])"
)
_PART = re.compile(PART)
_PART_BEFORE = re.compile(
    rf"(?<![a-z0-9'])(?:{PART})(?: ?[,/(–-]? ?(?:(?:de la|de l'|du|des|de|a la|au|aux|dans la|dans le|sur la|sur le) )?)\Z"
)
_LANDMARK = (
    r"(?:boulangerie|boucherie|charcuterie|pharmacie|tabac|bar|cafe|pmu|kebab|pressing|laverie|garage|epicerie|coiffeur|salon|restaurant|pizzeria|banque|fleuriste|librairie|poste|ecole|college|lycee|creche|eglise|chapelle|mosquee|temple|synagogue|cimetiere|stade|gymnase|piscine|lavoir|moulin"
    r"|chateau|mairie|supermarche|superette|carrefour|lidl|intermarche|leclerc|super u|aldi|coutellerie|cordonnerie|quincaillerie|gare|pont|ecluse|canal|riviere|barrage|usine|scierie|cooperative|abattoir|caserne|pompiers|gendarmerie|commissariat|salle des fetes|salle polyvalente|mediatheque|calvaire|croix|arret|abribus|rond[ -]point|feu|peage|station|station[ -]service|parking|onglerie|tatoueur|friperie|brocante|veterinaire|dentiste|cabinet|clinique|hopital|ehpad|foyer|camping|port|criee|phare|silo|transformateur|antenne|chateau d'eau|decharge|dechetterie|zone|voie ferree|rails|autoroute|peripherique|bretelle|tunnel|viaduc|passerelle|marche|halle|kiosque|monument|statue|fontaine|puits|four|lavomatic|auto[ -]ecole|agence|assurance|opticien|bijouterie|vival|spar|casino|g20|franprix|monoprix|brasserie|boulodrome|city[ -]stade|terrain|parc|square|jardin|bois|foret|vignes?|champs?|verger|serres?|ferme|grange|hangar|entrepot|friche|presbytere|couvent|monastere|prison|tribunal|theatre|cinema|musee|casino|vendeuse de [a-z]+|marchand de [a-z]+|arbre|manguier|cocotier|baobab|flamboyant|badamier|letchi|chene|platane|tilleul|cerisier|noyer|boutique|porche|parvis|galerie|sanisette|ravine|torrent|ruisseau|etang|lac|plage|digue|lotissement|cite|portail|passage a niveau|chemin de fer|centre commercial|mac ?do(?:nald)?|auchan|bricomarche|gifi|decathlon|bar[ -]tabac|maison de retraite|toilettes|vestiaires?|tribunes?|poubelles|bennes?|preau|guichets?|douches|sanitaires)s?"
)
_NEAR = r"(?:(?:juste |tout )?(?:au[ -]?dessus|en[ -]?dessous|au[ -]?dessous|derriere|en face|face|a cote|pres|au fond|au bout|a l'angle|au coin|a l'entree|a la sortie|a hauteur|au niveau|le long|au pied|devant|apres|avant|sous|entre|contre|sur le toit|a l'arriere|au bord|en bordure|en contrebas|au milieu|en haut|en bas|en amont|en aval|a la lisiere|a deux pas|de l'autre cote|du cote))"
_LANDMARK += rf"(?: et (?:la |le |l'|les )?{_LANDMARK})?"
NEARBY = rf"{_NEAR} (?:(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|la|le|les|l') ?)?(?:(?:petite?|grande?|vieille|vieux|vieil|ancien(?:ne)?|nouvelle|nouveau|deuxieme|premiere?) )?{_LANDMARK}(?![a-z])(?: (?:(?:de|du|des|de la|de l'|d'|saint|sainte|a|la|le|les|l'|au) ?)?(?!(?:il|elle|on|je|et|mais|alors|si|qui|car|depuis|avec|pour|sans|est|a|ou|ya|y|c'est|dans|sur)(?![a-z]))[a-z0-9][a-z0-9'\-]*){{0,3}}?(?=[,.;:()\n]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a|pour|ou|sans|est|chez|dans|sur|je|,|-)(?![a-z]))"
# A bare name before the pieces: "aux Hauts de Garonne | bâtiment G", "logé au haut bourg | tour e".
_NAME_BEFORE = re.compile(
    r"(?:(?:à la|à l['’]|aux?|dans|habite|vit|loge|logée?|dort|[,:(]) ?)(?P<it>(?!(?:Mme|Mlle|Mr|M|Me|Dr|Madame|Monsieur)\b)(?:Les? |La |L['’]|Aux )?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:de|du|des|la|le|les|en|d['’]|l['’]) ?)*[A-ZÀ-Ý][\w'’-]+){0,3} ?,? ?)\Z"
)
_LODGED_BEFORE = re.compile(
    r"(?<![a-z])(?:ans|mois|habit\w+|vit|vivent|loge\w*|heberge\w*|domicilie\w*|dort|demeure|reside) (?:aux?|a la|a l'|chez|dans) ?(?P<it>(?!(?:le|la|un|une|son|sa|ses|des|mon|ma|cette|ce|tribunal|mairie|prefecture|gite|hotel) )[a-z][a-z'\-]{2,}(?: (?!(?:a|et|mais|il|elle|depuis|avec)(?![a-z]))[a-z'\-]+){0,3} ?,? ?)\Z"
)
# A place's name that opens the line: "Les Quatre Vents, route de la plage".
_OPENING = re.compile(
    r"(?:^|[\n:(•] ?|\n- ?|(?<![a-z])(?:habit\w*|demeurant|logee?s?|domicilie\w*|adresse|vit|vivent|residant|sise?|installee?s?|au lieu) (?:aux? |a la |a l')?)(?P<it>(?:(?:la|le|les|aux?) |l')(?!(?:caf|dame|famille|mere|pere|fille|fils|loyer|bailleur|proprio\w*|dossier|mairie|maire|police|juge|voisin\w*|logement|appartement|maison|meme)(?![a-z]))[a-z][a-z'\-]{2,}(?: (?:de |du |des |d'|la |le |les )?[a-z][a-z'\-]{2,}){0,2} ?, ?)\Z"
)
_STREET = re.compile(
    r"(?<![a-z])(?:rue|r\.|avenue|av\.?|boulevard|bd|bld|impasse|chemin|route|place|square|quai|allees?|cours|passage|parvis|mail|voie|residence|cite) \Z"
)
_DWELLING = r"(?:maison|ferme|fermette|longere|chaumiere|grange|cabane|cabanon|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|pavillon|immeuble|batiment|tour|bicoque|baraque|masure|case|villa|porte|portail|barriere|boite|volets|chemin|impasse|sentier|cour)"
_DWELLING_AFTER = re.compile(
    rf" ?,? ?(?:la|le|les|l'|une?|avec (?:la|le|les|des)?) ?(?:(?:derniere?|premiere?|petite?|grande?|vieille|vieux|ancienne?|deuxieme|troisieme|seule?) )*{_DWELLING}s?(?![a-z])(?: (?!(?:il|elle|on|je|et|mais|alors|si|qui|car|depuis|pour|est|sont|a|ou|que)(?![a-z]))[a-z0-9][a-z0-9'\-]*){{1,7}}?(?=[,.;:()\n]|$| (?:et|mais|depuis|il|elle|qui|car|on|pour|ou|a|que|chez|le|je)(?![a-z]))"
)
# What touches a home without a name of its own: "la derniere avant les jardins", "camping municipal, ".
_LAST_AFTER = re.compile(
    rf" ?,? ?(?:la|le) (?:toute )?(?:derniere?|premiere?|deuxieme|troisieme|seule?) (?:{_DWELLING} )?(?:avant|apres|a gauche|a droite|en haut|en bas|au bout|sur)(?![a-z])(?: (?:de la|de l'|du|des|le|la|les|l'|de|d')?(?: |(?<='))?[a-z][a-z\-]{{2,}})?"
)
_COMMON_GROUND = re.compile(
    r"(?<![a-z])(?P<it>(?:camping|parking|terrain|aire|gite|foyer|refuge|halte|stade|port|marche|residence|cimetiere|jardin|parc) (?:municipale?|communale?|intercommunale?|departementale?|de passage|d'accueil|public|publique|souterrain|sociale?) ?,? ?)\Z"
)
_SHELTER = re.compile(
    r"(?<![a-z])(?P<it>(?:buanderie|cave|garage|grenier|cabanon|remise|cuisine|dependance|appentis|chambre de bonne|local(?: (?:a |aux )?(?:poubelles?|velos?|technique|poussettes?))?|sous[ -]sol|mezzanine|veranda|soupente|abri de jardin|terrain|talus|tour|case|banga|hangar|tente|cabane|baraque|baraquement|carre|bidonville|squat|campement|caravane|roulotte|yourte|fourgon|arriere[ -]boutique|algeco|conteneur|container|preau|porche|palier)(?: (?:verte?|bleue?|rouge|blanche?|jaune|grise?|noire?|sncf|vague|tole|en tole|en bois|en dur|de chantier|a velos|desaffectee?|abandonnee?)){0,2} ?,? ?(?:de la |de l'|du |des |de )?)\Z"
)
OF_A_SPOT = re.compile(
    r" (?:de la |de l'|du |des )(?:aire|camping|parking|terrain|port|quai|ponton|resid\w+|foyer|lotissement)(?: (?:de la|de l'|du|des|de|d') ?[a-z][a-z\-]{2,})?(?![a-z])"
)
# What goes on locating once a home is told, whatever the words: ", sous la bache verte".
_GOES_ON = re.compile(
    rf" ?[,(-]? ?(?!entre )(?:{_NEAR}|vers|cote) (?:(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|la|le|les|l'|une?) ?)?(?!(?:il|elle|on|je|ca|cela|son|sa|ses|leur|mon|ma|plus|deux|trois|la date|avoir|etre|expulsion|prison|separation|divorce|naissance|rupture|travail|accord|jugement|audience|plusieurs|un|une|[a-z]+ (?:ans|mois|jours|semaines))(?![a-z]))[a-z0-9][a-z0-9'\-]*(?: (?:(?:de la|de l'|du|des|de|d'|a|en) ?)?(?!(?:il|elle|on|et|mais|alors|si|qui|car|depuis|avec|pour|sans|est|sont|a|ou|ya|y|dans|sur|que|chez|je|avait|ont|doit|peut)(?![a-z]))[a-z0-9][a-z0-9'\-]*){{0,3}}(?=[,.;:()\n»\"]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a|pour|ou|sans|est|chez|dans|sur|je|que)(?![a-z]))"
    rf"| ?,? (?:interphone|sonnette|nom|boite(?: aux lettres)?) (?:au nom de |: ?)?[«\"“] ?[a-z][^«»\"“”\n]{{1,30}}[»\"”]"
    rf"| ?,? (?:le |la |au |a la )?(?:\d{{1,2}}(?:e|er|eme)|premiere?|deuxieme|troisieme|quatrieme|cinquieme|derniere?) (?:ravine|cabane|baraque|case|tente|rangee|carre|portail|maison|caravane|porte|bloc|hangar|entree|montee|ruelle|impasse|virage|lacet)(?![a-z])"
    r"| ?,? (?:amarree?|stationnee?|garee?|mouillee?|echouee?|posee?|installee?) (?:au|a la|a l'|sur|dans|devant|derriere|quai|port|le long) ?[^,.;:()\n]{3,50}?(?=[,.;:()\n]|$)"
    r"| ?,? (?:pk|km|hangar|quai|poste|borne|poteau|portail|carre) ?(?:n° ?)?\d{1,4}(?:[.,]\d)?(?![\d€])| prolongee?(?![a-z])| ?,? n ?° ?\d{1,4}(?:bis|ter)?(?![\d€])| ?,? port de (?:plaisance|peche)(?![a-z])"
)
_NEARBY = re.compile(rf"(?<![a-z]){NEARBY}")
_NEARBY_AFTER = re.compile(rf" ?[,(]? ?{NEARBY}")


def kinded(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Each "cité du Clos", "lieu-dit Les Bruges": its bounds and its noun."""
    for match in _KINDED.finditer(reading.folded):
        end = _named(reading, match.start("link"), match.end())
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
    return _NEARBY.finditer(reading.folded)


def alone(reading: Reading) -> Iterator[tuple[int, int]]:
    """Each single piece: "lot 415", "porte gauche". Only a home makes one of them an address."""
    for match in re.finditer(rf"(?<![a-z0-9'])(?:{PART})", reading.folded):
        start, end = match.span()
        if _numbered(reading, start, end) and not _MEASURED.match(reading.folded, end):
            yield start, end


def pairs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Two pieces side by side, whatever they are: together they locate a home."""
    pieces = [m.span() for m in re.finditer(rf"(?<![a-z0-9'])(?:{PART})", reading.folded)]
    named = [(start, end) for start, end, _ in kinded(reading)]
    every = sorted({*pieces, *named})
    for (start, end), (after, stop) in itertools.pairwise(every):
        gap = reading.folded[end:after]
        joined = after >= end and len(gap) <= 12 and "." not in gap and "\n" not in gap
        if _MEASURED.match(reading.folded, stop) or _MEASURED.match(reading.folded, end):
            continue
        if (
            joined
            and _GAP_AFTER.fullmatch(gap + "x", 0, len(gap))
            and _numbered(reading, start, stop)
        ):
            yield start, stop


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
    if town["link"] == "de" and _STREET.search(town["rest"].rstrip() + " "):
        return end
    if reading.style == "mixed" and not reading.plain[start + town.start("town")].isupper():
        return end
    return start + len(town["rest"].rstrip())


def _after(reading: Reading, end: int) -> int | None:
    text = reading.folded
    if (unit := _UNIT_AFTER.match(text, end)) and _ENDS_ORDINAL.search(reading.before(end, 14)):
        return unit.end()
    gap = _GAP_AFTER.match(text, end)
    if gap is None:
        return None
    part = _PART.match(text, gap.end())
    if part and _numbered(reading, gap.end(), part.end()):
        return part.end()
    kind = _KINDED.match(text, gap.end())
    if kind and (stop := _named(reading, kind.start("link"), kind.end())):
        return stop
    for further in (_NEARBY_AFTER, _GOES_ON):
        if near := further.match(text, end):
            return near.end()
    if dwelling := _DWELLING_AFTER.match(text, end):
        return dwelling.end()
    for pattern in (_LAST_AFTER, OF_A_SPOT):
        if more := pattern.match(text, end):
            return more.end()
    of = re.compile(r" (?:du|de la|de l'|des|de|d')(?: |(?<='))(?=\S)").match(text, end)
    lodging = of and _LODGING.match(text, of.end())
    if of and (lodging or (reading.style == "mixed" and reading.plain[of.end()].isupper())):
        stop = _named(
            reading, lodging.end() if lodging else of.end(), lodging.end() if lodging else of.end()
        )
        if stop and not communes_of(place_key(text[of.end() : stop])):
            return stop
    return told.continued(reading, end) or _quarter(reading, end)


def _before(reading: Reading, start: int) -> int | None:
    before = reading.before(start, 60)
    if part := _PART_BEFORE.search(before):
        at = start - len(part[0])
        if _numbered(reading, at, start):
            return at
    for pattern in (_COMMON_GROUND, _SHELTER):
        if ground := pattern.search(before):
            return start - len(ground["it"])
    opening = _OPENING.search(reading.before(start, 40))
    if opening and not set(opening["it"].split()) & PREDICATES:
        return start - len(opening["it"])
    if reading.style == "mixed" and (
        name := _NAME_BEFORE.search(reading.plain[max(0, start - 40) : start])
    ):
        return start - len(name["it"])
    if reading.style != "mixed" and (name := _LODGED_BEFORE.search(before)):
        return start - len(name["it"])
    for kind in reversed(list(_KINDED.finditer(before))):
        at = start - len(before) + kind.start()
        end = _named(
            reading, start - len(before) + kind.start("link"), start - len(before) + kind.end()
        )
        gap = reading.folded[end:start] if end and end <= start else "."
        if end and re.fullmatch(r" ?[,/(–-]? ?", gap):
            return at
    return None


def _quarter(reading: Reading, end: int) -> int | None:
    """A name after the street, between commas, that is no town: ", Vallée des Colons,"."""
    if reading.style != "mixed":
        listed = _QUARTER.match(reading.folded, end)
        return listed.end() if listed and not _public_words(listed["it"]) else None
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


# Without capitals: ", les cigalons.", ", la plaine des cafres." and nothing that makes a sentence.
_QUARTER = re.compile(
    r" ?, (?:la|le|les|l') ?(?P<it>[a-z][a-z'\-]{2,}(?: (?:de |des |du |d'|de la )?[a-z][a-z'\-]{2,}){0,2})(?= ?[,.;)\n]|\Z)"
)
_NOT_QUARTERS = frozenset(
    "enfant enfants parent parents fille filles fils mere pere famille dame monsieur bailleur proprietaire caf mairie juge police voisin voisine voisins gardien gardienne loyer dette facture electricite eau gaz chauffage police grand grande petit petite premier derniere meme reste suite total tout nuit jour soir matin semaine".split()
)


def _public_words(name: str) -> bool:
    words = set(re.findall(r"[a-z]+", name))
    return bool(words & (_NOT_QUARTERS | PREDICATES | kept_names())) or bool(
        communes_of(place_key(name))
    )


def _numbered(reading: Reading, start: int, end: int) -> bool:
    """Whether a piece holds a number, an ordinal, a lone letter or a side, not "porte un"."""
    text = reading.folded[start:end]
    return bool(
        re.search(
            rf"\d|(?<![a-z'])[b-hj-xz](?![a-z'])|ieme|premier|dernier|(?<![a-z])(?!une?(?![a-z])){numerals.WORD}|gauche|droite|rdc|rez|cour|fond|ancien|sous |cote |sur |entresol|combles|(?<![a-z])a\Z",
            text,
        )
    )


def _named(reading: Reading, link: int, at: int) -> int | None:
    """Where the name of a place that begins at `at` ends; None when there is none.

    `link` is where the words between the noun and the name begin.
    """
    text = reading.folded
    cased = reading.style == "mixed"
    end: int | None = None
    count = 0
    linked = at > link
    while count < 5 and (word := _NAME_WORD.match(text, at)):
        capital = reading.plain[at].isupper()
        bare = word[0].strip("'-")
        small = bare in {
            "de",
            "du",
            "des",
            "la",
            "le",
            "les",
            "l",
            "d",
            "et",
            "en",
            "sur",
            "sous",
            "aux",
            "a",
            "au",
        }
        if cased and not capital and not (small and end):
            break
        if not cased and (small and end) and bare in {"a", "au", "aux", "en", "et", "sur"}:
            break
        if (
            not (small and end)
            and not capital
            and (bare in _STOP or (bare in kept_names() and not count))
        ):
            break
        if cased and capital and bare in _STOP and bare in {"elle", "il", "mme", "m", "mr", "je"}:
            break
        if not cased and end and communes_of(place_key(bare)) and text[at - 1] != "-":
            break
        if not cased and not end and not linked and is_ordinary(bare) and not bare.isdigit():
            break
        at = word.end()
        if not small:
            end, count = at, count + 1
        if text[at : at + 1] != " ":
            break
        at += 1
    if end is None:
        return None
    name = place_key(reading.plain[link:end])
    bare_name = re.sub(r"^(?:de la|de l|du|des|de|d|les|la|le|l|a|au|aux|en) ", "", name)
    street = _STREET.search(text[max(0, link - 14) : link])
    public = {name, bare_name} & (departement_keys() | kept_names()) and not street
    town = (
        linked
        and not street
        and bool(communes_of(bare_name))
        and not text[link:at].startswith(("les ", "la ", "le "))
    )
    return None if public or (town and cased) else end
