"""Rare illnesses: what few people of a territory have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, surnames
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.phrases import Phrases
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind
from anonymize.words import entries

_NAMED = re.compile(
    r"(?<![a-z])(?<!arret )(?<!arrets )(?<!conge )(?<!conges )(?<!assurance )(?P<it>(?:maladie|syndrome|ataxie|choree|myopathie|dystrophie|anemie|malformation|amyotrophie|sarcome|tumeur|neuropathie|encephalopathie|encephalite|epilepsie|dysplasie|atrophie|paralysie|purpura|trisomie|deletion|translocation)"
    r"(?: (?:rare|orpheline|genetique|chromosomique))?(?P<link> (?:de la |de l'|de |d'|du |des )| )(?:la |le |l'|von |van |di |de |x[ -])?(?P<name>[a-z0-9][a-z0-9\-']*(?:[ -](?:et |de |-)?[a-z0-9][a-z0-9\-']*){0,2}))"
)
_COMMON_ILLNESS = re.compile(
    r"^(?:alzheimer|parkinson|longue|courte|peau|foie|coeur|rein|poumon|professionnelles?|chronique|grave|mentale|psy\w*|contagieuse|infectieuse|cardi\w*|respiratoire|digestive|auto|invalidante|evolutive|degenerative|neuro\w*"
    r"|canal|depressif|anxi\w*|post|sevrage|apnee|apnees|intestin|colon|jambes|cache|burn|epuisement|stress|grippal|sein|estomac|cerveau|prostate|lyme|crohn|diogene|stockholm|peter|imposteur|down|21|covid|long|fatigue|partielle|benigne|maligne|sang|thyroide|prise|enfant|enfants|enfance|mon|ma|son|sa|ses|mes|leur|cette|ce|qui|que|qu|quand|a|au|et|ou|il|elle|on|je|du|la|le|les|des|non|declaree?|reconnue|pas|plus|depuis|mal|en|dans|bebe|vieux|charge|faciale|cerebrale)\Z"
)
# What the word's own build tells: few illnesses that end so are common.
_MEDICAL = re.compile(
    r"(?<![a-z])(?P<it>[a-z]{3,}(?:emie|urie|plasie|plase|trophie|pathie|blastome|sarcome|cytose|lipidose|penie|plegie|sclerose|mutisme)(?: de type [\divx]{1,3}| type [\divx]{1,3})?)(?![a-z])"
)
_COMMON_BUILD = re.compile(
    r"(?:acad|epid|pand|end|boh|an|leuc|glyc|hypoglyc|hyperglyc|septic|alcool|ur|ischemie|hypox|cholesterol|ven|bigam|polygam|infam|chim|alchim)emie|incurie|penurie|luxurie|centurie|curie|hematurie|proteinurie|polyurie|dysurie|anurie|(?:sym|anti|a|em|tele|apathie|homeo|osteo|naturo|psycho|cardio|neuro|nephro|retino|arthro|discopathie|allo|myo|hepato|broncho|entero|thyroido|encephalo)pathie|hypertrophie|atrophie|dystrophie|hypotrophie|hemiplegie|paraplegie|osteopenie|lymphopenie|sclerose|arteriosclerose|atherosclerose|mononucleose|osteosclerose|malnutrition\Z"
)
_TAIL = re.compile(
    r" (?P<letters>s?[a-z] ?[a-z]|[a-z]{2})(?=[,.;)\n])|(?: [ab])?(?: de)? (?:type|stade|grade|forme) [\divx]{1,4}[ab]?(?![a-z])| [ab](?= (?:severe|moderee?|mineure?))|(?: [ab])? (?:severe|moderee?|mineure?|majeure?|homozygote|heterozygote|universelle|totale|partielle)(?![a-z])|-?[12](?!\d)| avec (?:greffe|atteinte|insuffisance|retard|surdite|epilepsie)(?: [a-z]{4,})?"
)
# Acronyms that are something else too, where nobody's health is spoken of.
_ACRONYM = re.compile(
    r"(?<![a-z])(?:(?:atteinte?s?|souffr\w+|maladie|malades?|diagnosti\w+|porteu\w+|suivie?s?|a|ont|avait|fait|avec|suite(?: a)?|decouvert|cause|pathologie|handicap|sante|traitee?|soignee?|et|bb|bebe)(?: pour| comme| d'un| d'une| de la| de l'| de| d'| du| par| a)? ?(?:la |une? |le |l')?|[,:(/•*-] ?|^|\n)(?P<it>(?:sla|sed|eds|sma|psp|ams|dmd|nf ?[12]|htap|fmf|vhl|melas|tti|pti|shu|hpn|rcu|bpan|marfan|wilson|charcot|williams|turner|hunter|hurler|alport|usher|rett|still|addison|cushing|gaucher|fabry|pompe|west|noonan|stargardt|raynaud|klinefelter|angelman|dravet|tourette|asperger|huntington|horton|behcet|kawasaki|castleman|charcot[ -]marie[ -]tooth)(?: (?:type|stade|forme) [\divx]{1,4}[ab]?)?)(?![a-z'])(?! (?:de|du|des|et fils|point|informatique))(?![ -][a-z]+ (?:habite|vit|dort))"
)
_INITIALS_ONLY = re.compile(r"[a-z]{2,3} ?\d?\Z|melas\Z|htap\Z")
# A sick word just before: then an eponym in small letters is no surname.
_SICK = re.compile(
    r"(?:attein\w+|souffr\w+|maladie|malades?|diagnosti\w+|porteu\w+|suivie?s?|pathologie|suite(?: a)?|fait|une?|la) (?:d'un |d'une |de |du |pour |a |par |un |une |la |le )*\Z"
)
# Two names or one that nobody bears: no need of a word that announces them.
_EPONYM = re.compile(
    r"(?<![a-z])(?P<it>(?:ehlers[ -]danlos|guillain[ -]barre|prader[ -]willi|lennox[ -]gastaut|charcot[ -]marie(?:[ -]tooth)?|niemann[ -]pick|tay[ -]sachs|bardet[ -]biedl|von (?:willebrand|hippel[ -]lindau|recklinghausen)|creutzfeldt[ -]jakob|corps de lewy|rendu[ -]osler|osler[ -]weber|klippel[ -](?:feil|trenaunay)|sturge[ -]weber|smith[ -]magenis|cornelia de lange|pierre[ -]robin|treacher[ -]collins|silver[ -]russell|beckwith[ -]wiedemann|wolf[ -]hirschhorn|rubinstein[ -]taybi|sanfilippo|moebius|mobius|werdnig[ -]hoffmann|kugelberg[ -]welander|steinert|duchenne|parsonage[ -]turner|churg[ -]strauss|wegener|sneddon|budd[ -]chiari|cogan|kearns[ -]sayre|landau[ -]kleffner|rasmussen|mcardle|hirschsprung|crigler[ -]najjar|zellweger|refsum|krabbe|sandhoff|menkes|hallermann[ -]streiff|dandy[ -]walker|arnold[ -]chiari|gilles de la tourette|mayer[ -]rokitansky(?:[ -]kuster(?:[ -]hauser)?)?|mrkh|di ?george|cri du chat|stevens[ -]johnson|lambert[ -]eaton|devic|susac|erdheim[ -]chester)(?: (?:type|stade) [\divx]{1,4}[ab]?| vasculaire| hypermobile| classique)?)(?![a-z])"
)
# Genetics by its code: "microdeletion 16p11.2", "trisomie 8 en mosaique", "syndrome CHARGE".
_CODED = re.compile(
    r"(?<![a-z])(?P<it>(?:micro)?(?:deletion|duplication|mutation|translocation|inversion|trisomie|monosomie|tetrasomie|anomalie) (?:du |de |d'|en |chromosom\w+ |gene |du gene |du chromosome )*(?:mosaique|partielle|(?!21(?![\dpq]))[\dxy]{1,2} ?[pq]?[\d.]*|[a-z]{2,6}\d{1,3}[a-z]?)(?: (?:en )?mosaique)?)(?![a-z\d])"
)
# Every syndrome is rare but these.
_SYNDROME = re.compile(
    r"(?<![a-z])(?P<it>syndromes? (?P<link>de la |de l'|de |d'|du |des )?(?P<name>[a-z\d][a-z\d'\-]*(?: (?:(?:de |du |des |d'|a |au |en |sans |par )(?:la |l')?)?[a-z\d][a-z\d'\-]{2,}){0,3}?))(?=[,.;:()\n/]|$| (?:et|est|qui|que|avec|depuis|pour|sans|il|elle|on|a|ont|mais|en|dans|chez|sur|suivie?|diagnosti\w+|aggrave|reconnu|severe|donc|alors|je|son|sa|ses|la|le|les|l'|au|aux|ne|pas|tres|rare|orphelin|ou|car|sous|plus|\d+)(?![a-z]))"
)
_COMMON_SYNDROME = re.compile(
    r"(?:canal|depress\w+|anxi\w*|post|sevrage|apnees?|intestin irritable|colon|jambes|cache|burn|epuisement|stress|grippal|diogene|stockholm|peter|imposteur|down|longue|fatigue|sec|metabolique|rotulien|premenstruel|inflammatoire|demen\w+|confusionnel|cerebelleux|vestibulaire|obsessionnel|delirant|psychotique|maniaque|bebe secoue|enfant secoue|nid|glissement|immobilisation|respiratoire|coronarien|infectieux|febrile|douloureux|algique|occlusif|mediterraneen|lyon|noel|lima|jerusalem|alienation|munch|munchausen|parental|traumatique|psycho\w+|neuro\w*|dysexecutif|frontal|pyramidal|demence|menopaus\w+|mal|tres|bien|que|qui|pas|non|rare|genetique|orphelin|inconnu|sont|est|et|ou|grave|severe|chronique|medical|social|du?e?s?|de)(?![a-z])"
)
# What a rare illness drags along: "sarcoidose cardiaque", "albinisme oculo-cutane", "ichtyose arlequin".
_DRAGGED = re.compile(
    r"(?P<more> (?P<word>[a-z]+o-[a-z]{3,}|[a-z]{3,}(?:[bi]le|ale?|[ia]ques?|aires?|aux|ive|if|eux|euse|oide)))(?=[,.;:()\n]|$| (?:et|est|qui|avec|depuis|pour|sans|il|elle|on|a|ont|mais|en|dans|chez|sur|suivie?|le|la|les|je|au|son|sa|ses|ne|voit|vit)(?![a-z]))"
)


@cache
def _listed() -> Phrases:
    return Phrases(line.split("|")[0] for line in entries("rare_health"))


def _dragged(reading: Reading, end: int) -> int:
    """Where an illness ends with the word that says which one: "ichtyose arlequin"."""
    match = _DRAGGED.match(reading.folded, end)
    if not match or match["word"] in FUNCTION_WORDS or match["word"] in PREDICATES:
        return end
    sentence = reading.plain[match.start("word")].isupper() and not reading.plain[end - 1].isupper()
    return end if sentence else match.end("more")


class RareHealthRecogniser(Recogniser):
    kind = Kind.HEALTH_RARE

    def find(self, reading: Reading) -> Iterator[Span]:
        for start, end in _listed().find(reading):
            yield Span(start, self._end(reading, end), STRONG)
        for pattern in (_EPONYM, _CODED):
            for match in reading.in_folded(pattern):
                yield Span(*match.span("it"), LIKELY)
        for match in reading.in_folded(_MEDICAL):
            if not _COMMON_BUILD.match(match["it"]):
                yield Span(match.start("it"), self._end(reading, match.end("it")), LIKELY)
        for match in reading.in_folded(_ACRONYM):
            initials = _INITIALS_ONLY.match(match["it"])
            written = reading.plain[slice(*match.span("it"))]
            shouted = written.isupper() or reading.style != "mixed"
            if (initials and shouted) or _SICK.search(reading.before(match.start("it"), 40)):
                yield Span(match.start("it"), self._end(reading, match.end("it")), LIKELY)
        for match in reading.in_folded(_SYNDROME):
            linked = (
                match["link"] or reading.plain[match.start("name") : match.end("name")].isupper()
            )
            if linked and not _COMMON_SYNDROME.match(match["name"]):
                yield Span(*match.span("it"), LIKELY)
        for match in reading.in_folded(_NAMED):
            stop = self._name_end(reading, match)
            if stop:
                yield Span(match.start("it"), stop, LIKELY)

    @staticmethod
    def _end(reading: Reading, end: int) -> int:
        """With the type, the organ or the form that follows."""
        for _ in range(2):
            tail = _TAIL.match(reading.folded, end)
            if not tail or (
                tail["letters"] and not reading.plain[slice(*tail.span("letters"))].isupper()
            ):
                break
            end = tail.end()
        return _dragged(reading, end)

    def _name_end(self, reading: Reading, match: re.Match[str]) -> int | None:
        """Where the illness's name ends: "de Prader-Willi", "de l'X fragile"; None if common."""
        words = list(re.finditer(r"[a-z0-9][a-z0-9\-']*", match["name"]))
        first = re.sub(r"^(?:l'|d')", "", words[0][0])
        if _COMMON_ILLNESS.match(first) or first in FUNCTION_WORDS - {"x"}:
            return None
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
