"""Postal addresses and whatever locates a home: building, room, hamlet, "chez", "above the shop".

An address grows from an anchor (a numbered street, a street said to be a home, a room, a hamlet):
leftwards over the residence that precedes it, rightwards over building, floor and directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers import homes, told
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, MONTHS, PREDICATES
from anonymize.values import Kind

_LINK = r"(?:(?:de l|a l|d|l|qu)'|(?:de la|de|du|des|la|le|les|aux?|a la|en|et|sur|sous|lez|a(?= (?:chaux|eau|vent|pain|sel|loup|charbon|bras|vin|huile|papier|fer|blanc|l))|a(?= [a-z]+(?:,|\n|\d|$)))(?![a-z]))"
_WAY = (
    r"(?:rue|ligne|r(?:\.|(?= [a-z]{2}))|avenue|av\.?|ave|boulevard|bvd|bld|blvd|boulvd|bd\.?|boul\.?|place|pl\.?|placette|chemin|che?m\.?|chm|che|carrer|calle|karrika|straed|hent|ch\.?(?= (?:de|du|des|d')\b)"
    r"|impasse|imp\.?|allees?|all\.?|quai|cours|route|rte|square|sq\.?|passage|ruelle|venelle|sentier|sente|villa|cite|residence|resid\.?|res\.?|pass\."
    r"|hameau|lotissement|lot\.?|faubourg|fbg|fg|esplanade|promenade|mail|voie|montee|cote|traverse|rond[ -]point|parvis|clos|domaine|cour|galerie"
    r"|lieu[ -]?dit|mas|dreve|traboule|carraire|corniche|levee|digue|port|rampe|escaliers?|degres|grand[' -]?rue|grande rue|grand place|rang|carrefour|bis rue|zone|za|zi|vc|rd|couree|coursive|sentes?|corons?|terrasse|jardins?|residences|balcons?|chaussee|vieux chemin|vieille route|sentine|berge|calle|courette|passerelle|perron|rocade|d\d+|rn)"
)
_NUMBER = rf"(?:(?:n° ?|no |numero )?(?:\d{{1,4}}|{numerals.NUMBER})(?: ?(?:bis|ter|quater|[a-f])(?![a-z']))?(?: ?[-/] ?\d{{1,4}})?)"
_NUMBERED = re.compile(
    rf"(?<![\w/.\-])(?:{_NUMBER},? (?:(?:non|pardon|enfin|euh|plutot),? ){{1,3}})?(?P<number>{_NUMBER}) ?,? ?(?:de la |de l'|du )?(?P<way>{_WAY})(?![a-z])"
)
_STREET = re.compile(
    r"(?<!\w)(?P<way>rue|avenue|boulevard|chemin|impasse|allee|quai|route|ruelle|venelle|sentier|faubourg|square|passage|montee|traverse|esplanade"
    r"|residence|resid|res\.|hameau|lotissement|cite|villa|place|mas|clos|domaine|batiment|immeuble|bd|bld|av\.?|lieu[ -]?dit|lieudit|ldt|section|coron|fosse|bergerie|ferme|moulin|habitation|morne|bois|parc|camp|terrain|ruelle|ilet|ilette|kampu|yourte|cabane|coursive|couree|sente|fbg|fg|tour|tours|cap|grange|peniche|bateau|ponton|parking|aire|camping|hotel social|squat|case)(?![a-z])"
)
# Ways that are nothing but streets, and those that mean many other things.
_PLAIN_STREET = frozenset(
    "avenue boulevard impasse quai ruelle venelle faubourg montee bd bld couree sente fbg".split()
)
_VAGUE = frozenset(
    "tour tours cap grange peniche bateau ponton parking aire camping squat case ilet ilette kampu yourte cabane place cite villa mas clos domaine batiment immeuble passage section fosse ferme moulin bois parc camp terrain habitation morne residence resid chemin route square rue bergerie coron".split()
)
_PART = (
    r"(?:app(?:t|art|artement)?s?\.?|apt\.?|bat(?:iment|\.)?|bt|esc(?:alier|\.)?|etage|etg|porte|chambre|chb?r?e?\.?|ch\.|logement|lgt|logt|bloc|tour|hall|entree|immeuble|imm\.?|bp|bal"
    r"|interphone|digicode|code|lit|batiments?|cellule|dortoir|casier|ponton|quai|allee|villa|pavillon|pav\.?|lot|aile|box|place|emplacement|mobil[ -]?home|caravane|bungalow|case|parcelle|studio|cs|n°|numero|tente|rang|allee|fosse|tr\.?)"
)
_VALUE = rf"(?: ?(?:n° ?|no |n(?=\d)|numero |: ?)?(?:[a-z]?\d{{1,4}}[a-z]?\d?|(?!a )[a-z]\d{{0,3}}(?![a-z'])|{numerals.NUMBER})(?![a-z0-9€]))"
_ORDINAL = r"(?:\d{1,2} ?(?:e|er|eme|ieme|nd)|premier|[a-z]{2,14}ieme|dernier)"
_SIDE = r"(?: ?,? (?:gauche|droite|face|porte (?:de )?(?:gauche|droite)|(?:sur|cote) (?:cour|rue|parking|jardin)|fond))"
_FLOOR = rf"(?:(?:au |a l')?(?:{_ORDINAL}(?: (?:etage|etg|ss?sol))?|rez[ -]de[ -](?:chaussee|jardin)|rdc|entresol|sous[ -]sol|combles){_SIDE}?)"
_DIRECTION = (
    r"(?:(?:juste )?(?:derriere|apres|avant|en face|face|au[ -]dessus|en dessous|a cote|pres|au fond|cote|sous|devant|a gauche|a droite)(?! (?:avoir|etre|ca|cela|deux|trois|\d+ (?:ans|mois|jours)))"
    r"|(?:la|le) (?:maison|portail|petite?|grande?|derniere?|premiere?|chambre|batiment|porte|ferme|\d{1,2}e)(?![a-z]))(?:[ '][^\s,.;:()\n]+){0,6}"
)
_TAIL = re.compile(
    rf"(?: ?[,/-]? ?(?:(?:au|a l'|a la|dans le|dans la|t\d) )?{_PART}{_VALUE}"
    rf"| ?,? ?(?:parcelle|section|cadastre|lot) [a-z]{{1,2}} ?\d{{1,4}}(?!\w)"
    rf"| ?, (?:pavillon|villa|residence|foyer|batiment|bat\.?|immeuble|tour|hameau|lieu[ -]?dit|cite|quartier|entree|res\.?) (?:{_LINK} ?)?[a-z][\w'\-]{{2,}}(?: [a-z][\w'\-]{{2,}})?(?=[,.;)\n]|$)"
    rf"| ?,? ?(?:porte|interphone|code|boite|digicode|nom) [a-z0-9]{{2,8}}(?=[,.;)\n ]|$)"
    rf"| ?,? ?{_FLOOR}(?! ?(?:fois|enfants?|mois|jours?|annee|age|rdv|rendez|semaine|demande|recours|avis|nuit|etape|chance|annonce))(?![a-z])"
    r"| ?,? (?:\d{1,2}(?:e|er|eme)|premiere?|deuxieme|troisieme|derniere?) [a-z]+ (?:a|sur la|sur|de) (?:gauche|droite)"
    r"| (?:la|le) (?:premiere?|derniere?|grande?|petite?|vieille|vieux) (?:maison|ferme|porte|grange|case|batiment|villa|portail)(?![a-z])(?: [a-z]+ (?:gauche|droite))?"
    rf"| ?, {_DIRECTION}| (?:derriere|en face d|au[ -]dessus d|apres l)[^,.;:()\n]{{3,40}}?(?=[,.;:()\n]|$))"
)
_LEAD = re.compile(
    r"(?<![\w])(?:residence|res\.?|resid\.?|cite|foyer|hameau|lieu[ -]?dit|batiment|bat\.?|immeuble|villa|lotissement|clos|chambre|chb|appt?\.?|appartement|esc(?:alier)?|mas|domaine)[ .][^,.;:\n(]{1,40}, ?\Z"
)
_ROOM = re.compile(
    rf"(?<![\w'])(?:chambre(?: (?:meublee|double|simple|individuelle|familiale|partagee|twin))?|ch\.?(?= ?\d)|lit|chb|appartement|appart|appt|apt|app|logement|batiment|bat\.?|studio|escalier|porte|bloc|hall|interphone|box|bungalow|mobil[ -]?home|emplacement|tente)(?P<it>{_VALUE})"
)
_ABOVE = re.compile(
    r"(?<![a-z])(?P<it>(?:juste )?(?:au[ -]?dessus|en dessous|en face|a cote|derriere|pres|au fond) (?:de la |de l'|du |des |de )(?:boulangerie|boucherie|pharmacie|tabac|bar|cafe|pmu|kebab|pressing|laverie|garage|epicerie|coiffeur|salon|restaurant|pizzeria|banque|fleuriste|librairie|poste|ecole|eglise|mosquee|temple|cimetiere|stade|lavoir|moulin|chateau|mairie|supermarche|superette|coutellerie|charcuterie|cordonnerie|quincaillerie|gare)s?(?: (?:de (?:la )?|du |des |d'|de l')?[a-z][\w'\-]{2,}){0,4})"
)
_HOME = re.compile(
    r"(?<![a-z])(?:habit\w*|vit|vivent|vivait|loge\w*|heberge\w*|domicili\w*|demeur\w*|resid\w*|adresse|domicile|logement|appartement|appart|studio|dort|dorment|installe\w*|sise?|situe\w*|amarr\w*|gite|yourte|caravane|squatt?\w*|chez|maison|vend\w*|louent?|locataire|expuls\w*|terrain|immeuble|tente|chambre)[^.;\n]{0,40}\Z"
)
_ARTICLE_BEFORE = re.compile(
    r"(?<![a-z])(?:la|le|les|l'|une?|cette|ce|sa|son|par|de|toute|des|pas de|ma|en|plus de|sans|deux|trois) ?\Z"
)
_NO_NAME = re.compile(
    r"^(?:de |du |des |d'|de la |de l')?(?:urgence|hebergement|travail|retour|droit|seule?|parle|sans|qui|que|et|ou|pour|avec|est|a|sociale?s?|universitaire|etudiante?s?|principale|secondaire|alternee|autonomie|services?|seniors?|accueil|habitat|fermee?|libre|disponible|complete|trottoir|dans|depuis|il|elle|on|ca|nuit|jour|hiver|tous|tout|enfants?|judiciaire|publique?s?|en|ce|chez|prioritaire|hier|dort|vite|urgent|svp|merci|mais|pas|plus|avant|avt|apres|parce|car|donc|puis|cause|depart|attente|creche|places?|france|femmes?|hommes?|familles?|jeunes?|reservee?|demandee?|aurait|serait|sera|stable|mere|parentale|civique|formation|debout|prive|garantie|hotel|quel|majeur|soins|vie|sur|au|aux|moins|mineurs?|permanente?|temporaire|handicape|parking|municipal|communal|social)(?![a-z])"
)
_END = frozenset(
    "depuis mais car donc elle il ils elles on je nous vous avec sans dans pour qui que quoi dont est sont etait avait ont sera aussi tel telephone mail nir caf sinon merci svp parce ou puis pas plus suite loyer bail appt appart apt app appartement bat bt batiment ch chb lgt log esc etg chambre etage escalier porte hall interphone code derriere apres avt avant t1 t2 t3 t4 t5 f2 f3 f4 madame monsieur mme mr".split()
)
_MEASURED = re.compile(
    r"^ ?(?:pieces?|fois|h\d|m2|m²|m\b|ans|mois|euros?|€|%|places?|personnes?|jours|nuits|lits|kg|km|h\b|fois|e\b)"
)
_SENTENCE = re.compile(r" ?(?:a|de|dans|en|ou|et) ")
_COUNTED = re.compile(rf"\d|(?<![a-z])(?!une?(?![a-z])){numerals.WORD}")
# Nouns that, without an article, begin the name of a place where people live.
_HAMLETS = frozenset(
    "ilet ilette hameau lieudit ldt couree coron lotissement kampu res resid".split()
)
_SMALL = frozenset("de la le les l du des d a au aux en et".split())
_STEP = re.compile(rf"[ ]?(?P<link>(?:{_LINK} ?-?){{0,3}})(?P<name>[a-z0-9]\w*)")
_LATE_NUMBER = re.compile(
    r" ?,? (?:(?:au|le) |n° ?)*\d{1,4}(?: ?(?:bis|ter))?(?![\w/€%]| ?(?:ans|mois|h\b|e\b|km|euros|fois|enfants|jours|personnes|nuits))"
)


# "Adresse du moment : parking du stade, cote Rhone": all that follows says where.
_ADDRESS_SAID = re.compile(
    r"(?<![a-z])(?:adresse|domicile|logement actuel|hebergement|residence actuelle|lieu de vie|demeurant|domiciliee? |hebergee? (?:a |au |chez )?)(?! (?:mail|e[ -]?mail|electronique|postale? manquante))(?: (?:du moment|actuelle?|postale|connue?|declaree?|provisoire|complete|personnelle|perso|temporaire))? ?: ?(?P<it>[^\n;.]{6,90}?)(?=[.;\n]|$| (?:depuis|mais|car|tel|et)(?![a-z]))"
)
# "chez sa soeur Lila, fond de l'allee, case jaune": after "chez", the clauses that locate.
_CHEZ = re.compile(
    r"(?<![a-z])chez (?:(?:elle|lui|eux|moi)(?=:? (?:la|le|les|au) )|[^\n,;.:()]{2,40},) ?(?P<it>(?:le |la |les |au |a la |dans )?[^\n,;.:()]{4,50}(?:, [^\n,;.:()]{4,40})?)(?=[,;.:()\n]|$)"
)
# Where a home lies, said with a name: "blockhaus au cap de la Heve cote semaphore".
_DWELLING = r"(?:maison|ferme|grange|cabane|chalet|caravane|mobil[ -]?home|yourte|tente|peniche|bateau|voilier|blockhaus|bunker|case|cabanon|bungalow|camion|fourgon|camping[ -]car|hutte|roulotte|cave|grotte|abri|studio|chambre|cahute|buron|mas|bergerie|moulin|tour)"
_DWELLS_AT = re.compile(
    rf"(?<![a-z])(?:habit\w+|vit|vivent|loge|dort|reside|demeure|campe)[^\n.;,:]{{0,40}}?(?<![a-z])(?:{_DWELLING}|(?:amarre|stationne|mouille|echoue|gare|installe|pose|plante)e?s?) (?P<it>(?:au|a la|aux|a l'|sur|sous|dans|du|de la|de l'|des|d') ?[^\n.;:()]{{4,60}}?)(?=[,.;:()\n]|$| (?:a|avec|et|depuis|mais|ou|qui|pour|alors|si|donc)(?![a-z]))"
)
_LOCATING = re.compile(
    r"(?<![a-z])(?:fond|cote|derriere|dessus|dessous|face|pres|bout|angle|coin|entree|maison|case|ferme|parking|etage|porte|allee|chemin|rue|cour|hameau|lieu[ -]?dit|cap|pont|puits|stade|ponton|quai|place|route|impasse|section|quartier|bat|appt?|lit|chambre|grange|tour|marine|port|camping|aire|foyer|residence|cite|sente)(?![a-z])|\d{1,4},? (?:bis |ter )?[a-z]{3,}"
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
_CLAUSE_AFTER = re.compile(
    rf" ?[,(] ?{_BEFORE_SPOT}{_SPOT}(?![a-z])(?: {_WORD_HERE}){{0,7}}(?=[,.;:()\n]|$)"
)
_CLAUSE_BEFORE = re.compile(
    rf"(?:^|[,:(\n.]|(?<![a-z])(?:habite|vit|vivent|loge|logee?s?|dort|reside|demeure|heberge\w*|domicilie\w*|sise?|adresse|stationne\w*)) ?(?P<it>{_BEFORE_SPOT}{_SPOT}(?![a-z])(?: {_WORD_HERE}){{0,6}} ?,? ?)\Z"
)
_SPOTTED = re.compile(
    rf"(?<![a-z])(?:habit\w+|vit|vivent|vivait|loge|logee?s?|dort|dorment|reside|demeure|heberge\w*|domicilie\w*|stationne\w*|campe|campent|squatte\w*|installe\w*|planque\w*|cache\w*) (?:(?:actuellement|toujours|seule?|maintenant|ds|tous|ensemble|encore) )?"
    rf"(?P<it>{_BEFORE_SPOT.replace('ou|', '')}{_SPOT}(?![a-z])(?: {_WORD_HERE}){{0,3}}? (?:derriere|apres|sous|en face|face|au[ -]dessus|a cote|pres|au fond|au bout|le long|a l'entree|au coin|a l'angle|devant|entre) (?!une? ){_WORD_HERE}(?: {_WORD_HERE}){{0,5}}?)(?=[,.;:()\n]|$| (?:et|mais|avec|depuis|il|elle|qui|car|on|a)(?![a-z]))"
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
# A hamlet that stands for a street: "au 3 La Metairie".
_HAMLET_NUMBER = re.compile(
    r"(?:(?<=au )|(?<=habite )|(?<=: )|(?<=, ))(?P<it>\d{1,4}(?: ?(?:bis|ter))?,? (?:La|Le|Les|L['’]) ?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:de|du|des|la|le|les|d['’]) ?)*[A-ZÀ-Ý][\w'’-]+){0,3})"
)
_NAMED = re.compile(r"(?:(?:le|la|les|au|à la|dans|du|Le|La|Les) )?[A-ZÀ-Ý][\w'-]{2,}")
_TOWN = re.compile(r",? ?(?:\(|a |\d{5} )? ?([a-z][a-z' \-]{2,30}?)\)?(?=,|\Z)")
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-Ý][\w'-]{2,}")
_VERB = re.compile(
    r"(?<![a-z])(?:est|sont|a|ont|avait|qui|que|il|elle|on|nous|je|mais|car|doit|veut|peut|ans|mois|pas|depuis|quand)(?![a-z])"
)
_GRAND_RUE = re.compile(rf"(?<![\w/.\-]){_NUMBER} ?,? ?grand(?:e|')?[ -]?rue(?![a-z])")


# Nouns that, with a name, say where a home is and nothing else.
_PLACES = frozenset(
    "residence resid res rsd cite cites hameau lieudit lieu-dit ld mas lotissement clos coron couree ilet ilette hlm".split()
) | {"lieu dit", "res.", "resid.", "les hlm", "zone artisanale"}
_HOUSES = frozenset(
    "maison ferme villa chalet moulin peniche bateau tour barre immeuble batiment camping pavillon chateau bergerie grange habitation section morne".split()
)
_ALWAYS_HOMES = frozenset(
    "residence resid res rsd rce rces hameau lieudit lieu-dit ld lotissement coron couree hlm".split()
) | {"lieu dit", "res.", "resid.", "les hlm"}
_WAYS = frozenset(
    "rue r avenue av boulevard bd bld blvd boulvd bvd impasse imp allee allees all chemin chem ch che route rte place pl square sq quai cours passage ruelle venelle montee sente sentier faubourg fbg traverse traboule parvis mail voie esplanade promenade rond-point levee carrer calle".split()
)
_LIVES_IN = re.compile(
    r"(?<![a-z])(?:habit(?:e|ent|ait)|vit|vivent|loge|logent|logee?s?|hebergee?s?|domiciliee?s?|domicile|adresse|dort|dorment|demeur\w+|expuls\w+|locataire|chez (?:[a-z'\-]+ ){1,3}|squatt\w+|planque\w*|stationne\w*|gare[er]?|installe\w*|amarre\w*|pose\w*|campe\w*|occupe|loue|loyer[a-z ]*|impaye\w*)(?: (?:au|a la|a l'|aux|du|de la|dans le|dans la|le|la|l'|un|une|:))* ?:? ?\Z"
)
_NOT_HOMES = frozenset("maison parc port cote fond val bas haut hauts croix prison".split())
_MANY_SENSES = frozenset("cours cour place passage mail voie tour terrain section ch pl".split())
_LIVES = re.compile(
    r"(?<![a-z])(?:hab(?:it(?:e|es|ent|ait|aient|ant|er)?)?|vit|vivent|vivait|loge|logent|logee?s?|heberge|hebergee?s?|domicilie\w*|demeur(?:e|ent|ant)|resid(?:e|ent|ant)|adresse|domicile|dort|dorment|dormait|creche(?= (?:a|chez|au))|crechent|installee?s?|sise?|squatte\w*|campe|campent|stationne\w*|amarre\w*|posee?s?|occupe|occupent|loue|louent|locataires?|rentre|planque|expuls\w+|chambre|studio|appart\w*|logement|chez (?:[a-z'\-]+ ){1,3}|gite|retrouve|trouve|(?:re)?partie?s?|retourne\w*|revenue?s?|(?:de|em|am)menage\w*|refugiee?s?|relogee?s?|vivre|loger|rejoint|ma[iî]son|pavillon)(?![a-z])[^.;\n]{0,30}\Z"
)
# In a cased text: "vit aux Quatre-Vents", "habite à La Pampa".
_LIVES_AT = re.compile(
    r"(?<!\w)(?:habit(?:e|ent|ait|ant)|vit|vivent|loge|logent|demeure|r[ée]side|dort|h[ée]berg[ée]e?s?|domicili[ée]e?s?) (?:(?:actuellement|toujours|maintenant|seule?|encore|ensemble) )?(?:(?:aux?|à la|à l['’]|dans les?|dans la|sur les?|sur la|à|a) ?)?(?P<it>(?:Les? |La |L['’]|Aux |Au )?[A-ZÀ-Ý][\w'’-]{2,}(?:(?: (?:de|du|des|la|le|les|d['’]|et|sur|sous|en|aux?))* [A-ZÀ-Ý][\w'’-]+){0,3})"
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
# "au-dessus de la cordonnerie, 3e, porte bleue": a floor or a door makes a home of it.
_FLOOR_AFTER = re.compile(
    r" ?,? (?:au )?(?:\d{1,2} ?(?:e|er|eme)(?![a-z])|porte|etage|appt?|chambre|rdc)"
)


def _public_place(name: str) -> bool:
    key = place_key(name)
    head = key.split()[0]
    return (
        key in departement_keys()
        or key in kept_names()
        or head in kept_names()
        or bool(communes_of(key))
    )


class AddressRecogniser(Recogniser):
    kind = Kind.ADDRESS

    def find(self, reading: Reading) -> Iterator[Span]:
        for span in (*self._anchors(reading), *self._pieces(reading)):
            yield Span(*homes.grown(reading, span.start, span.end), span.score)

    @staticmethod
    def _pieces(reading: Reading) -> Iterator[Span]:
        """Pieces that hold together, and pieces that a home explains."""
        for start, end in homes.pairs(reading):
            yield Span(start, end, STRONG)
        for start, end, kind in homes.kinded(reading):
            before = reading.before(start, 50)
            listed = re.search(
                r"(?:^|[,:(\n•*]|(?<![a-z])(?:aux?|a la|a l'|a|au lieu)) ?\Z", before
            )
            closed = re.match(r" ?(?:[,.;)\n]|\Z)", reading.after(end, 2))
            cased = reading.style == "mixed"
            way = kind.rstrip(".") in _WAYS and bool(listed) and (cased or bool(closed))
            surely = (
                kind in _HAMLETS | {"lieu-dit", "lieu dit", "ld"}
                or (cased and kind in {"bateau", "peniche", "voilier"})
                or way
                or (kind in _PLACES | _HOUSES and listed and cased)
                or (kind in _ALWAYS_HOMES and listed)
            )
            vague = kind in _NOT_HOMES or (kind in _MANY_SENSES and not cased)
            if surely or (_LIVES.search(before) and not vague):
                yield Span(start, end, STRONG)
        for match in homes.nearby(reading):
            if _SAID_OF_ANYBODY.fullmatch(match[0]):
                continue
            listed = re.search(r"[,:(] ?\Z", reading.before(match.start(), 2)) and re.match(
                r" ?[,)\n]", reading.after(match.end(), 2)
            )
            floor = _FLOOR_AFTER.match(reading.after(match.end(), 14))
            if listed or floor or _LIVES.search(reading.before(match.start(), 60)):
                yield Span(match.start(), match.end(), LIKELY)
        for start, end in homes.alone(reading):
            spot = homes.OF_A_SPOT.match(reading.folded, end)
            if spot or _LIVES_IN.search(reading.before(start, 40)):
                yield Span(start, end, LIKELY)
        for start, end in told.told(reading):
            yield Span(start, end, LIKELY)
        for match in _INHABITS.finditer(reading.folded):
            words = match["it"].split()
            generic = words[0] in _GENERIC_HOME or (len(words) > 1 and words[1] in _GENERIC_HOME)
            if not generic and not _public_place(match["it"]):
                yield Span(*match.span("it"), LIKELY)
        for match in _LIVES_AT.finditer(reading.plain):
            if not _public_place(match["it"]):
                yield Span(*match.span("it"), LIKELY)

    def _anchors(self, reading: Reading) -> Iterator[Span]:
        for match in _NUMBERED.finditer(reading.folded):
            end = _name_end(reading, match.end())
            if end and not _counts(
                match["number"], match["way"], reading.folded[match.end() : end]
            ):
                yield _grown(reading, match.start(), end)
        for match in _STREET.finditer(reading.folded):
            yield from self._street(reading, match)
        for match in _ROOM.finditer(reading.folded):
            value = match["it"]
            letter = re.search(r"(?<![a-z])[a-h](?![a-z'])\Z", value)
            capital = letter and reading.plain[match.end("it") - 1].isupper()
            if (
                _COUNTED.search(value)
                and (re.search(r"\d", value) or not _SENTENCE.match(reading.after(match.end(), 6)))
                and not _MEASURED.match(reading.after(match.end("it"), 14))
            ) or (capital and reading.style == "mixed"):
                yield _grown(reading, match.start(), match.end("it"))
        for match in _SPOTTED.finditer(reading.folded):
            yield _grown(reading, *match.span("it"))
        for match in _ADDRESS_SAID.finditer(reading.folded):
            if _LOCATING.search(match["it"]) and "@" not in match["it"]:
                town = next((t for t in _TOWN.finditer(match["it"]) if communes_of(t[1])), None)
                end = match.start("it") + town.start() if town else match.end("it")
                yield Span(match.start("it"), end, STRONG)
        for match in _CHEZ.finditer(reading.folded):
            yield from self._clauses(reading, *match.span("it"))
        for match in _DWELLS_AT.finditer(reading.folded):
            start, end = match.span("it")
            if reading.style == "mixed" and _CAPITAL.search(reading.plain[start:end]):
                yield _grown(reading, start, end)
        for match in _DESCRIBED.finditer(reading.folded):
            yield _grown(reading, *match.span("it"))
        for match in _RESIDENCE.finditer(reading.folded):
            yield _grown(reading, *match.span("it"))
        for match in _BOAT.finditer(reading.folded):
            yield Span(*match.span("it"), STRONG)
        for match in _HAMLET_NUMBER.finditer(reading.plain):
            if _LIVES.search(reading.before(match.start(), 60)):
                yield _grown(reading, *match.span("it"))
        for match in _SHELTERED.finditer(reading.folded):
            if _SLEEPS.search(reading.before(match.start(), 70)):
                yield _grown(reading, *match.span("it"))
        for match in _IN_COMMUNE.finditer(reading.folded):
            if _LIVES.search(reading.before(match.start(), 60)):
                yield _grown(reading, *match.span("it"))
        for match in _GRAND_RUE.finditer(reading.folded):
            yield _grown(reading, match.start(), match.end())
        for match in _ABOVE.finditer(reading.folded):
            # A home is located so; so is a meeting place, which tells nothing.
            if _HOME.search(reading.before(match.start(), 50)):
                yield Span(*match.span("it"), LIKELY)

    @staticmethod
    def _clauses(reading: Reading, start: int, end: int) -> Iterator[Span]:
        """Each clause that locates, until one that does not."""
        at = start
        for clause in reading.folded[start:end].split(","):
            stop = at + len(clause)
            named = reading.style == "mixed" and _NAMED.match(reading.plain[at:stop].strip())
            place = _LOCATING.match(re.sub(r"^ ?(?:(?:le|la|les|au|a la|dans|du) )*", "", clause))
            if not (place or named) or _VERB.search(clause):
                return
            yield _grown(reading, at + len(clause) - len(clause.lstrip()), stop)
            at = stop + 1

    def _street(self, reading: Reading, match: re.Match[str]) -> Iterator[Span]:
        rest = reading.after(match.end(), 40).lstrip(" :.")
        way = match["way"].rstrip(".")
        end = None if _NO_NAME.match(rest) else _name_end(reading, match.end())
        if not end:
            return
        name = [
            w
            for w in reading.words
            if match.end() <= w.start < end and w.folded.rstrip("'") not in _SMALL
        ]
        if not name:
            return
        before = reading.before(match.start(), 60)
        at_home = bool(_HOME.search(before))
        if _ARTICLE_BEFORE.search(before) and not (
            at_home and re.search(r"(?:dans|a) la ?$|au ?$|l'\Z", before)
        ):
            at_home = False
            if way in _VAGUE and way not in {"rue", "residence"}:
                return
        late = _LATE_NUMBER.match(reading.after(end, 14))
        named = any(w.capitalised for w in name) and reading.style == "mixed"
        hamlet = way in _HAMLETS and not _ARTICLE_BEFORE.search(before)
        plain = way in _PLAIN_STREET or hamlet
        if named or late or at_home or (plain and reading.style != "mixed"):
            if way in _VAGUE - {"rue", "chemin", "route"} and not (named and at_home) and not late:
                if reading.style == "mixed" and not named:
                    return
                if (
                    way
                    in {
                        "place",
                        "bois",
                        "parc",
                        "camp",
                        "terrain",
                        "section",
                        "ferme",
                        "moulin",
                        "passage",
                        "fosse",
                    }
                    and not at_home
                ):
                    return
            start = match.start()
            article = re.search(r"(?:la|le|l'|au|aux) ?\Z", before)
            if article and way in _VAGUE and way not in {"rue", "residence", "resid"}:
                start -= len(article[0])
            yield _grown(reading, start, end + (late.end() if late else 0))


def _grown(reading: Reading, start: int, end: int) -> Span:
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


def _name_end(reading: Reading, at: int) -> int | None:
    """Where a street name that begins at `at` ends; None when there is none."""
    text = reading.folded
    cased = reading.style == "mixed"
    end: int | None = None
    names = 0
    while names < 6 and (step := _STEP.match(text, at)):
        word = step["name"]
        capital = reading.plain[step.start("name")].isupper() and cased
        hyphened = at > 0 and text[at - 1] in "-'" and names > 0
        if not hyphened and _stops(text, step, word, names, capital, cased):
            break
        end = at = step.end("name")
        names += 1
        if (text[at : at + 1] in {"-", "'"} and text[at + 1 : at + 2].isalnum()) or (
            text[at : at + 2] == ". " and names == 1 and len(word) <= 3
        ):
            at += 1
    return end


def _stops(
    text: str, step: re.Match[str], word: str, names: int, capital: bool, cased: bool
) -> bool:
    """Whether `word` is text again and no longer the street's name."""
    linked = bool(step["link"])
    if (word in _END and (names or not linked)) or (names and word.isdigit() and len(word) >= 2):
        return True
    if not names:
        hyphened = text[step.end("name") : step.end("name") + 1] == "-"
        return (word in FUNCTION_WORDS or word in PREDICATES) and not (
            linked or capital or hyphened
        )
    if re.fullmatch(MONTHS, word) and text[step.start() - 1 : step.start()].isdigit():
        return False
    if word in FUNCTION_WORDS and not capital:
        return True
    if cased:
        return not capital
    if word in PREDICATES or word in departement_keys():
        return True
    if re.match(r"(?:a|en|au|sur)(?![a-z])", step["link"]):
        return True
    found = communes_of(word)
    return not linked and (names >= 3 or bool(found and found[0].population > 1500))


def _counts(number: str, way: str, name: str) -> bool:
    """Whether "4 places", "un lot de 3" count things and name no street."""
    if re.search(r"(?:bis|ter|quater)\Z", number):
        return False
    if number in {"un", "une"}:
        return True
    if not re.search(r"\d", number):
        saint = re.match(r" ?-?(?:saint|sainte|st|ste)(?![a-z])", name)
        return not saint and way in {
            "cours",
            "place",
            "voie",
            "cote",
            "port",
            "mail",
            "zone",
            "res",
            "r.",
            "lot",
            "cite",
            "mas",
            "route",
            "chemin",
            "villa",
            "cour",
            "rang",
            "passage",
        }
    return way in {"place", "pl", "lot", "cours", "zone", "voie", "cote"} and bool(
        re.match(
            r" (?:de |d'|en |pour |disponible|a |au |libre|sur)?(?:creche|parking|hebergement|urgence|francais|langue|soutien|[a-z]+s?\b(?= par))",
            name,
        )
    )
