"""Rare trades, feats and traits: what only one person of a territory can be said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.phrases import Phrases
from anonymize.recognisers.places import communes_of
from anonymize.values import Kind
from anonymize.words import entries

_OF = r"(?:de la |de l'|d'|du |des |de )"
_TERRITORY = r"(?:village|commune|canton|departement|vallee|iles?|ilet|region|quartier|coin|secteur|cote|bourg|pays|ville|hameau|agglo\w*|port|marche|plateau|estuaire|bassin|lac|immeuble|residence|tour|cite|centre|foyer|rue|camp|club|ecole|lycee|college|promo|archipel|presqu'ile|baie|massif|station|paroisse|communaute)"
# "seule femme grutiere du port", "le plus jeune maire du departement".
_SINGLED_OUT = re.compile(
    rf"(?<![a-z])(?P<lead>(?:(?:la |le |l')?(?:seule?|unique|derniere?|premiere?|plus (?:jeune|vieux|vieille|agee?))|l'une? des (?:deux|trois|quatre|rares|derniere?s|seule?s)) )(?P<it>(?P<who>[a-z]{{4,}}(?:-[a-z]+)?)(?: (?:{_OF}|a |en |sur )?[a-z\-]{{3,}}){{0,4}}?) (?:(?:de la |de l'|du |de |dans (?:le |la |l')|sur (?:le |la |l')){_TERRITORY})(?![a-z])"
)
_LAST = re.compile(r"(?:derniere?s?|plus [a-z]+) \Z")
_WHO = frozenset(
    "femme homme fille garcon gars famille couple enfant bebe medecin sage-femme veuf veuve noir noire sourd sourde aveugle muet muette survivant survivante maire cure pretre imam rabbin eleve etudiant etudiante habitant habitante locataire pere mere personne musulman musulmane juif juive trans transsexuel transsexuelle transgenre gay lesbienne homosexuel homosexuelle nonne religieuse notaire veterinaire dentiste maitre maitresse artisan artisane paysan paysanne jeune mineur mineure retraite centenaire asiatique blanc blanche metis metisse rescape rescapee veterane heritier heritiere interprete pilote guide gendarme capitaine barman tisserand boulanger boulangere boucher bouchere etranger etrangere".split()
)
_WHO_BUILT = re.compile(
    r"[a-z\-]{3,}(?:eur|euse|ier|iere|iste|rice|ien|ienne|aise?|logue|graphe|ois|oise)\Z"
)
_WHAT = re.compile(
    r"(?:ascenseur|secteur|moteur|loyer|courrier|quartier|dossier|foyer|atelier|chantier|panier|papier|palier|escalier|calendrier|poste|liste|piste|matiere|lumiere|barriere|riviere|frontiere|carriere|bailleur|entier|sentier|compteur|facteur commun|interieur|exterieur|valeur|couleur|lieu|clavier|grenier|cimetiere|distributeur|ordinateur|congelateur|chaudiere|poussiere|moyen|lien|soutien|entretien|maintien|magasin|chien|bien|ancien|mois|fois|bois|chaise|mauvaise|francais)\Z"
)
# "l'un des trois derniers fileurs de verre", "derniere trieuse de charbon".
_LAST_ONE = re.compile(
    r"(?<![a-z])(?:l'une? des (?:deux|trois|quatre|cinq|six|dix)? ?(?:derniere?s|rares|seule?s)|derniere?s?|seule?|unique) (?P<it>[a-z]{3,}(?:eur|euse|ier|iere|iste|rice|rier)s? (?:d'|de |des |du |a |en |sur )[a-z\-]{4,}(?: (?:de |d'|a |des )?[a-z\-]{4,}){0,2}?)(?=[,.;:()\n]|$| (?:du|de la|de l'|de|dans|depuis|qui|est|a|et)(?![a-z]))"
)
# "le dernier a faire des sabots tailles a la main".
_LAST_TO_DO = re.compile(
    r"(?<![a-z])(?:seule?s?|derniere?s?|unique|premiere?) a (?P<it>(?:faire|fabriquer|tailler|elever|cultiver|produire|reparer|restaurer|jouer|chanter|graver|tisser|tourner|forger|sculpter|exercer comme|pratiquer|pecher|chasser|cueillir|recolter|dresser) (?:des |du |de la |de l'|de |d'|la |le |les |l')?[a-z\-]{4,}(?: (?:de |d'|a |a la |des |en |sur )?[a-z\-]{4,}){0,3}?)(?=[,.;:()\n]|$| (?:du|de la|de l'|dans|depuis|qui|est|en|et|ici|pour|sur)(?![a-z]))"
)
# Craft verbs and what they bear on: rare whatever the complement.
_CRAFT = re.compile(
    r"(?<![a-z])(?P<it>(?:dresseu|passeu|meneu|montreu|cueilleu|souffleu|graveu|dompteu|ramasseu|accordeu|affineu|conducteu|conductri|restaurateu|restauratri|cultivateu|cultivatri|sculpteu|sculptri|charmeu|trieu|ramendeu|castreu|fecondateu|fecondatri|collectionneu|fondeu|tresseu|empailleu|imitateu|imitatri|faiseu|chercheu|jeteu|leveu|brodeu|fileu|batteu|presseu|distillateu)(?:rs?|ses?|ces?) (?:d'|de |des |sur )(?!bus|car|cars|train|trains|travaux|migrants?|engins?|metro|tram|taxi|poids|camions?|chantier|ligne|drogue|voiture|dechets|verre|emploi|logement|courrier|colis|dossier|linge|documents?|sort|plats?|son|sa|ses|tous|toutes|nos|vos|leurs?)[a-z\-]{3,}(?: (?:de|d'|sur) ?[a-z\-]{4,}| a [a-z]{3,}er| [a-z]{4,}(?:eurs?|ants?|ees?))?)(?![a-z])"
)
# Makers and breeders, common only with what most of them make or breed.
_MAKER = re.compile(
    r"(?<![a-z])(?P<it>(?:fabricante?s?|tailleu(?:r|se)s?|eleveu(?:r|se)s?|joueu(?:r|se)s?|product(?:eur|rice)s?|reparat(?:eur|rice)s?|plant(?:eur|euse)s?|pecheu(?:r|se)s?|chasseu(?:r|se)s?|negociante?s? en|peintres? sur|tourneurs? sur|monteurs? en) (?:de |d'|des |en )(?P<what>[a-z\-]{3,})(?: (?:de |d'|a |du )(?:la )?[a-z\-]{3,})?|fact(?:eur|rice)s? (?:de |d')(?:orgues?|pianos?|clavecins?|accordeons?|violons?|harpes?|cornemuses?|vielles?|flutes?|guitares?|cuivres?|tambours?|instruments?)(?: [a-z]{5,})?)(?![a-z])"
)
_COMMON_WARES = re.compile(
    r"(?:de|du|la|le|les|un|une|son|sa|ses|vaches?|bovins?|moutons?|brebis|ovins?|chevres?|caprins?|porcs?|cochons?|volailles?|poulets?|poules?|canards?|chevaux|chiens?|chats?|lapins?|abeilles?|legumes?|fruits?|fleurs?|cereales?|mais|ble|vins?|fromages?|lait|oeufs|pommes?|tomates?|fraises?|betteraves?|foot\w*|rugby|tennis|basket\w*|hand\w*|jeux?|cartes|guitare|piano|quartier|risques?|pierres?|habits|haies|vignes|arbres|meubles|voitures?|velos?|telephones?|poissons?|risque|charge|services?|fortune|deux|emplois?|logements?|viandes?|contenus?|production|canabis|cannabis|drogues?|energie|electricite|pneus|pieces|fenetres?|menuiseries?|primes?|tetes?|plein|france|chez|pour|avec|dans|pas|est|qui|que|reel|professionnels?|terre|canne|bananes?|ligne|metier|retraite)\Z"
)
# Who one was, where few were: an office, a stage, a uniform.
_FORMER = re.compile(
    r"(?<![a-z])(?P<it>(?:ancien(?:ne)?s? |ex[ -]|anc\. )(?:grande? |tres |celebre )?(?:ministre|deputee?|senat(?:eur|rice)|maire|adjointe? au maire|prefete?|sous-prefete?|ambassad(?:eur|rice)|diplomate|consul|foot(?:ball)?eu(?:r|se)|boxeu(?:r|se)|rugbyman|cycliste|coureu(?:r|se)|nageu(?:r|se)|athlete|gymnaste|judoka|hand(?:ball)?eu(?:r|se)|basketteu(?:r|se)|joueu(?:r|se)|jockey|torero|catcheu(?:r|se)|patineu(?:r|se)|skieu(?:r|se)|gardien de but|miss|mannequin|presentat(?:eur|rice)|animat(?:eur|rice) (?:de |a la )(?:tele|radio)|chanteu(?:r|se)|act(?:eur|rice)|comedien(?:ne)?|danseu(?:r|se)|pilote|legionnaire|interprete (?:de|pour|des)|enfant soldat|religieuse|moine|pretre|cure|pasteure?|imam|rabbin|eveque|colonel|general d|espion|agent secret|procureure?|chirurgien(?:ne)?|mercenaire|braqueu(?:r|se)|clown|trapeziste|dresseu(?:r|se)|dompteu(?:r|se)|champion(?:ne)?|vice-champion(?:ne)?|star|vedette|candidate? (?:de|a)|trieu(?:r|se))(?![a-z])(?: (?:professionnel(?:le)?s?|pros?|international\w*|olympique|etoile|tele|cloitree?|de haut niveau|d'elite))?(?: (?:de la |de l'|du |de |d'|des |a la |a l'|au |en )[a-z\-]{3,}(?: (?:francaise?|nationale?))?){0,2}?)(?=[,.;:()\n]|$| (?!de |du |d'|des )[a-z\d])"
)
_FEAT = re.compile(
    r"(?<![a-z])(?:(?:ancien(?:ne)? |ex[ -]|double |triple |quadruple )?(?:vice[ -])?champion(?:ne)? (?:de france|d'europe|du monde|d'afrique|d'asie|d'algerie|du maroc|de tunisie|olympique|paralympique|national|regionale?|departementale?)(?: (?:de |d'|du |en )[a-z][a-z\-]{2,}(?: [a-z]+(?:oise?|aise?))?)?"
    r"|medaillee?s? (?:olympique|paralympique|d'or|d'argent|de bronze)(?: (?:aux? |des )[a-z]{3,}(?: [a-z]+iques)?)?"
    r"|meilleure? (?:ouvriere?|apprentie?) de france(?: (?:en |de |d')[a-z]{3,})?"
    r"|sosies? (?:officiel(?:le)? )?(?:de |d')[a-z\-]{3,}(?: [a-z\-]{4,})?"
    r"|(?:rescapee?|survivante?)s? (?:de la |de l'|du |des |d'un |d'une )(?:attentat|naufrage|accident|incendie|crash|seisme|tremblement de terre|effondrement|tsunami|avalanche|bataclan|explosion|tuerie|massacre|marche de noel)s?(?: (?:de |du |de la |de l'|d'|a )[a-z\-]{3,})?"
    r"|doyen(?:ne)? (?:de la |de l'|du |des )[a-z]{4,}"
    r"|(?:mere|pere|maman|papa|parents?|famille) (?:de |d'|des |de ses )?(?:triples|triplees|quadruple[e]?s|quintuple[e]?s|siamoise?s)"
    r"|(?:triples|triplees|quadruple[e]?s|quintuple[e]?s)(?= [a-z]| ?[,.;:()\n]|\Z)"
    r"|(?:jumeaux|jumelles) siamoise?s|fille d'un ministre|fils d'un ministre"
    r"|tatou(?:ee?|age)s? (?:d'?[a-z ]{3,20} )?sur (?:tout )?(?:le |son |l'entierete du )(?:visage|front|crane)"
    r"|2 ?m(?:etres?)? ?(?:0[5-9]|[12]\d)(?![\d²])"
    r"|amputee?s? des (?:deux|quatre) (?:mains|bras|jambes|pieds|membres)|double amputee?(?: des [a-z]+)?)(?![a-z])"
)
_TRAIT = re.compile(
    r"(?<![a-z])(?:naine?|achondroplases?|locked[ -]in syndrome|gabarie[rs]e?)(?![a-z])"
)


@cache
def _listed() -> Phrases:
    return Phrases(form for line in entries("rare_trades") for form in line.split("|"))


class RareTraitRecogniser(Recogniser):
    kind = Kind.HEALTH_RARE

    def find(self, reading: Reading) -> Iterator[Span]:
        for start, end in _listed().find(reading):
            yield Span(start, end, STRONG)
        for match in reading.in_folded(_SINGLED_OUT):
            who = match["who"]
            if who in _WHO or (_WHO_BUILT.match(who) and not _WHAT.match(who)):
                last = _LAST.search(match["lead"])
                start = match.start("lead") + last.start() if last else match.start("it")
                yield Span(start, match.end() if last else match.end("it"), LIKELY)
        for pattern in (_LAST_ONE, _LAST_TO_DO, _CRAFT):
            for match in reading.in_folded(pattern):
                yield Span(*match.span("it"), LIKELY)
        for match in reading.in_folded(_MAKER):
            what = match["what"]
            if not (what and (_COMMON_WARES.match(what) or communes_of(place_key(what)))):
                yield Span(*match.span("it"), LIKELY)
        for pattern in (_FORMER, _FEAT, _TRAIT):
            for match in reading.in_folded(pattern):
                yield Span(match.start(), match.end(), LIKELY)
