"""Rare illnesses, rare trades and traits: what singles someone out in a territory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, place_key, surnames
from anonymize.reading import Reading, fold
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.places import communes_of
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind
from anonymize.words import entries, words_of

_NAMED = re.compile(
    r"(?<![a-z])(?P<it>(?:maladie|syndrome|ataxie|choree|myopathie|dystrophie|anemie|malformation|amyotrophie|sarcome|tumeur|neuropathie|encephalopathie|encephalite|epilepsie|dysplasie|atrophie|paralysie|purpura|trisomie|deletion|translocation)"
    r"(?: (?:rare|orpheline|genetique|chromosomique))?(?P<link> (?:de la |de l'|de |d'|du |des )| )(?:la |le |l'|von |van |di |de |x[ -])?(?P<name>[a-z0-9][a-z0-9\-']*(?:[ -](?:et |de |-)?[a-z0-9][a-z0-9\-']*){0,2}))"
)
_COMMON_ILLNESS = re.compile(
    r"^(?:alzheimer|parkinson|longue|courte|peau|foie|coeur|rein|poumon|professionnelles?|chronique|grave|mentale|psy\w*|contagieuse|infectieuse|cardi\w*|respiratoire|digestive|auto|invalidante|evolutive|degenerative|neuro\w*"
    r"|canal|depressif|anxi\w*|post|sevrage|apnee|apnees|intestin|colon|jambes|cache|burn|epuisement|stress|grippal|sein|estomac|cerveau|prostate|lyme|crohn|diogene|stockholm|peter|imposteur|down|21|covid|long|fatigue|partielle|benigne|maligne|sang|thyroide|prise|enfant|enfants|enfance|mon|ma|son|sa|ses|mes|leur|cette|ce|qui|que|qu|quand|a|au|et|ou|il|elle|on|je|du|la|le|les|des|non|declaree?|reconnue|pas|plus|depuis|mal|en|dans|bebe|vieux|charge|faciale|cerebrale)\Z"
)
_ONLY_ONE = re.compile(
    r"(?<![a-z])(?:(?:la |le |l')?(?:seule?|unique|derniere?) (?P<it>(?!(?:centres?|foyers?|services?|structures?|hotels?|cabinets?|lieux?|endroits?|bus|trains?|medecins?|ecoles?|creches?|magasins?|commerces?|dispositifs?|hebergements?|logements?|places?|rendez|pharmacies?|association)(?![a-z]))[a-z\-']{4,}(?: (?:de |d'|du |des |a |en )?[a-z\-']{3,}){0,3}?) (?:du|de la|de l'|de|dans (?:le|la|l')) ?(?:village|commune|canton|departement|vallee|ile|region|quartier|coin|secteur|cote|bourg|pays|ville|hameau|agglo\w*)|champion(?:ne)? (?:de france|d'europe|du monde|olympique|regionale?)(?: de [a-z]{4,})?)"
)


# What the word's own build tells: few illnesses that end so are common.
_MEDICAL = re.compile(
    r"(?<![a-z])(?P<it>[a-z]{3,}(?:emie|urie|plasie|plase|trophie|pathie|blastome|sarcome|cytose|lipidose|penie|plegie|sclerose|mutisme)(?: de type [\divx]{1,3}| type [\divx]{1,3})?)(?![a-z])"
)
_COMMON_BUILD = re.compile(
    r"(?:acad|epid|pand|end|boh|an|leuc|glyc|hypoglyc|hyperglyc|septic|alcool|ur|ischemie|hypox|cholesterol|ven|bigam|polygam|infam|chim|alchim)emie|incurie|penurie|luxurie|centurie|curie|hematurie|proteinurie|polyurie|dysurie|anurie|(?:sym|anti|a|em|tele|apathie|homeo|osteo|naturo|psycho|cardio|neuro|nephro|retino|arthro|discopathie|allo|myo|hepato|broncho|entero|thyroido|encephalo)pathie|hypertrophie|atrophie|dystrophie|hypotrophie|hemiplegie|paraplegie|osteopenie|lymphopenie|sclerose|arteriosclerose|atherosclerose|mononucleose|osteosclerose|malnutrition\Z"
)
_TYPED = re.compile(
    r"(?<![a-z])(?P<it>[a-z]{5,}(?:ite|ose|ie|ome|isme)(?: (?:au|a la|aux|de) [a-z]{3,})? de type [\divx]{1,3})(?![a-z])"
)
_LAST_ONE = re.compile(
    r"(?<![a-z])(?:l'une? des (?:deux|trois|quatre|cinq|six|dix)? ?(?:derniere?s|rares|seule?s)|derniere?s?|seule?|unique) (?P<it>[a-z]{3,}(?:eur|euse|ier|iere|iste|rice|rier)s? (?:d'|de |des |du |a |en |sur )[a-z\-]{4,}(?: (?:de |d'|a |des )?[a-z\-]{4,}){0,2}?)(?=[,.;:()\n]|$| (?:du|de la|de l'|de|dans|depuis|qui|est|a|et)(?![a-z]))"
)
_CRAFT = re.compile(
    r"(?<![a-z])(?P<it>(?:dresseu|passeu|meneu|montreu|cueilleu|souffleu|graveu|dompteu|ramasseu|accordeu|affineu|conducteu|conductri|restaurateu|restauratri|cultivateu|cultivatri)(?:rs?|ses?|ces?) (?:d'|de |des |sur )(?!bus|car|cars|bus|train|trains|travaux|migrants?|engins?|metro|tram|taxi|poids|camions?|chantier|ligne|drogue|voiture)[a-z\-]{3,}(?: (?:a|de|d'|sur) ?[a-z\-]{4,}| [a-z]{4,}(?:eurs?|ants?|ees?))?)(?![a-z])"
)
# What an adjective tells: "angio-oedeme hereditaire", "degenerescence cortico-basale".
_QUALIFIED = re.compile(
    r"(?<![a-z])(?P<it>(?!maladies?|troubles?|facteurs?|tests?|etudes?|noms?|titres?|patrimoine|origine|causes?|risques?|caractere|conseil|analyse|heritage|probleme|anomalies?|pathologies?|affections?|handicap)[a-z][a-z\-]{4,24}(?: [a-z\-]{4,24})? (?:hereditaire|congenitale?|auto-?immune|idiopathique|mitochondriale?|lysosomale?|cortico[- ]basale|spinocerebelleuse|fulminante|bulleuse|hemolytique|aplasique|nephrotique|myeloide|lymphoblastique|extrapyramidale?|supranucleaire|amyloide|ectodermique|hypertrophique obstructive|dilatee|familiale mediterraneenne|periodique|medullaire|polykystique hepatorenale|spastique|alveolaire pulmonaire|pulmonaire primitive|optique de leber|pigmentaire|eosinophile|a cellules geantes|necrosante))(?![a-z])"
)
_HEADS = re.compile(
    r"(?<![a-z])(?P<it>(?:degenerescence|dystonie|craniostenose|spina bifida|laminopathie|porphyrie|vascularite|histiocytose|mastocytose|sarcoidose|amylose|cystinose|oxalose|aniridie|amaurose|retinopathie|choroideremie|leucemie|lymphome|myelome|glioblastome|neuroblastome|retinoblastome|medulloblastome|osteosarcome|chordome|pheochromocytome|thymome|mesotheliome|aplasie|agenesie|hemochromatose|hemimelie|arthrogrypose|exostoses?|syringomyelie|hydrocephalie|microcephalie|lissencephalie|holoprosencephalie|gastroschisis|omphalocele|atresie|fente (?:labiale|palatine|labio[- ]palatine)|situs inversus|tetralogie de fallot|cardiomyopathie|myocardiopathie|hypertension arterielle pulmonaire|fibrose pulmonaire|proteinose|lymphangioleiomyomatose|pemphigoide|dermatomyosite|polymyosite|sclerodermie|lupus|behcet|takayasu|horton|still|kawasaki|sjogren|narcolepsie|cataplexie|hypersomnie|moyamoya|cadasil|creutzfeldt|gerstmann|anosmie|achromatopsie|prosopagnosie|progeria|trimethylaminurie|hyperekplexie|insensibilite (?:congenitale )?a la douleur|surdicecite|sourde?[ -]et[ -]aveugle|sourde?s?[ -]aveugles?)(?: (?:de |du |d'|a |des )?(?!(?:il|elle|on|et|mais|qui|que|car|depuis|avec|pour|sans|est|a|ou|en|dans|sur|suivie?|traitee?|diagnostiqu\w+|enceinte|connue?|severe|son|sa|ses|la|le|les)(?![a-z]))[a-z0-9\-]{2,}){0,2}?)(?![a-z])(?=[,.;:()\n]|$| )"
)
_ADJECTIVES = re.compile(
    r"(?: (?!celibataire|locataire|beneficiaire|titulaire|allocataire|solitaire|proprietaire|stagiaire|importante?|constante?|suivante?|active?|rapide|handicapante?|invalidante?|unique|publique|sociale|medicale?|mentale|physique|professionnelle|penible|lourde|grave|severe|recente|liee|due|traitee|suivie|diagnostiquee)(?:[a-z]{3,}o-)?[a-z]{2,}(?:ifiante|ifiant|essive?|ative?|itive?|ulaire|laire|aires?|ique|iques|terale?|tales?|tal|euse|oide|formes?|cutanee?|genes?)(?![a-z])){1,2}"
)
_TAIL = re.compile(
    r" (?:s?[a-z] ?[a-z]|[a-z]{2})(?=[,.;)\n])| (?:type|stade|grade|forme) [\divx]{1,4}(?![a-z])| avec (?:greffe|atteinte|insuffisance|retard|surdite|epilepsie)(?: [a-z]{4,})?"
)
# Trades by their build, where a trade is told, and none of the common ones.
_TRADE_TOLD = re.compile(
    r"(?:(?<![a-z])(?:ans?|ancien(?:ne)?|comme|est|etait|fut|metier|metier de|profession|retraitee?|devenu|devenue|formation de|meme|ex|seule?|travaille|dernier|derniere|c'est)|\d ?a|[,:(•*-]|\n) ?(?:,|:)? ?(?:un |une |le |la |l')?(?:ancien(?:ne)? |ex[ -]|jeune |vieux |vieille )?\Z"
)
_TRADE_BUILT = re.compile(
    r"(?<![a-z'])(?P<head>[a-z]{3,20}(?:eur|eure|euse|ier|iere|iste|rice)) (?:de |d'|des |en |sur |a |au )(?P<thing>[a-z\-]{3,24})(?: (?:de |d'|en |a |a la )[a-z\-]{3,24}){0,2}"
)
_GREETING = re.compile(r"(?:bonjour|bonsoir|bjr|bsr|salut|slt|hello)(?: a tou\w*)?[ ,!.:]{1,3}\Z")
_TRAIT = re.compile(
    r"(?<![a-z])(?:naine?|achondroplases?|locked[ -]in syndrome|gabarie[rs]e?)(?![a-z])"
)


@cache
def _listed() -> re.Pattern[str]:
    names = [fold(line.split("|")[0]) for line in entries("rare_health")]
    names += [fold(form) for line in entries("rare_trades") for form in line.split("|")]
    alternatives = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    # An illness drags its qualifier along: "myopathie de Duchenne", "drepanocytose homozygote".
    return re.compile(
        rf"(?<![a-z])(?:{alternatives})s?(?![a-z])(?: (?:de (?!son|sa|ses|mon|ma|la|l')[a-z\-]{{4,}}|[ab] severe|homozygote|majeure|mineure|severe|type \d|congenitale|pulmonaire|cutanee|systemique|amyotrophique))?"
    )


_PLAIN_THINGS = frozenset(
    "france ville nuit jour quartier urgence charge cours cause retard famille".split()
)


@cache
def common_trades() -> frozenset[str]:
    """Folded nouns in -eur, -ier, -iste that are common trades or no trades at all."""
    return frozenset(fold(word) for word in words_of("common_trades"))


@cache
def _roots() -> frozenset[str]:
    """Common trades without what gender adds."""
    return frozenset(re.sub(r"(?:eur|ier)\Z", "", word) for word in common_trades())


def _formerly(reading: Reading, start: int) -> int:
    """ "ancienne dompteuse", "dernier greffeur": what precedes singles out too."""
    former = re.search(
        r"(?<![a-z])(?:ancien(?:ne)?|ex|derniere?|seule?|unique) \Z", reading.before(start, 12)
    )
    return start - len(former[0]) if former else start


def _qualified(reading: Reading, end: int) -> int:
    """Where an illness ends with the adjectives that follow it: "blastome bilatéral"."""
    adjectives = _ADJECTIVES.match(reading.folded, end)
    return adjectives.end() if adjectives else end


class RareHealthRecogniser(Recogniser):
    kind = Kind.HEALTH_RARE

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _listed().finditer(reading.folded):
            tail = _TAIL.match(reading.folded, match.end())
            known = tail and (
                tail[0].startswith((" avec", " type", " stade", " grade", " forme"))
                or reading.plain[tail.start() + 1 : tail.end()].isupper()
            )
            start = _formerly(reading, match.start())
            stop = tail.end() if tail and known else match.end()
            yield Span(start, _qualified(reading, stop), STRONG)
        for pattern in (_QUALIFIED, _HEADS):
            for match in pattern.finditer(reading.folded):
                yield Span(match.start("it"), _qualified(reading, match.end("it")), LIKELY)
        yield from self._trades(reading)
        for pattern in (_TYPED, _LAST_ONE, _CRAFT, _MEDICAL):
            for match in pattern.finditer(reading.folded):
                if pattern is not _MEDICAL or not _COMMON_BUILD.match(match["it"]):
                    stop = match.end("it")
                    stop = _qualified(reading, stop) if pattern is _MEDICAL else stop
                    yield Span(_formerly(reading, match.start("it")), stop, LIKELY)
        for match in _TRAIT.finditer(reading.folded):
            yield Span(match.start(), match.end(), LIKELY)
        for match in _NAMED.finditer(reading.folded):
            end = self._name_end(reading, match)
            if end:
                yield Span(match.start("it"), end, LIKELY)
        for match in _ONLY_ONE.finditer(reading.folded):
            yield Span(*match.span("it" if match["it"] else 0), LIKELY)

    @staticmethod
    def _trades(reading: Reading) -> Iterator[Span]:
        """A trade that its words build and that no list of common ones holds."""
        for match in _TRADE_BUILT.finditer(reading.folded):
            head = match["head"]
            common = (
                head in common_trades() or re.sub(r"(?:euse|rice|iere)\Z", "", head) in _roots()
            )
            thing = match["thing"] in FUNCTION_WORDS or match["thing"] in _PLAIN_THINGS
            told = reading.before(match.start(), 24)
            # Who writes says their own trade, and where they practise it.
            writer = _GREETING.search(told)
            town = communes_of(place_key(match["thing"]))
            if common or thing or writer or town or not _TRADE_TOLD.search(told):
                continue
            yield Span(_formerly(reading, match.start()), match.end(), WEAK)

    def _name_end(self, reading: Reading, match: re.Match[str]) -> int | None:
        """Where the illness's name ends: "de Prader-Willi", "de l'X fragile"; None if common."""
        words = list(re.finditer(r"[a-z0-9][a-z0-9\-']*", match["name"]))
        first = re.sub(r"^(?:l'|d')", "", words[0][0])
        if _COMMON_ILLNESS.match(first) or first in FUNCTION_WORDS - {"x"}:
            return None
        from anonymize.recognisers.ordinary import is_ordinary

        if first == "fragile":  # "syndrome de l'X fragile"
            return match.end("name") - len(match["name"]) + len("fragile")
        eponym = reading.plain[match.start("name") + words[0].start()].isupper()
        unknown = not is_ordinary(first.split("-")[0])
        # "syndrome de pierre robin": the physician's whole name.
        if len(words) > 1 and first in first_names() and words[1][0] in surnames():
            return match.start("name") + words[1].end()
        if not (eponym and reading.style == "mixed") and not unknown:
            return None
        if match["link"] == " " and not unknown:
            return None
        end = match.start("name") + words[0].end()
        for word in words[1:]:
            start = match.start("name") + word.start()
            follows = reading.plain[start].isupper() and reading.style == "mixed"
            if (
                word[0] in {"fragile", "danlos", "tooth", "willi", "barre", "marie", "sachs"}
                or follows
            ):
                end = match.start("name") + word.end()
            elif word[0] not in {"et", "de"}:
                break
        return end
