"""Names of people: after a title, a kin word or "s'appelle"; from the gazetteer; spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, name_particles, place_key, public_terms, surnames
from anonymize.reading import Reading, Word, fold
from anonymize.recognisers.aliases import aliases, noun_names
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import (
    ROLES,
    SHORT_SURNAMES,
    attributed,
    capital,
    is_public,
    known_name,
    likely_first_names,
    name_at,
    name_end,
)
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_french, is_ordinary, is_slip
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.rare_trait import common_trades
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

_BORNE = 512
"""Bearers from which a body's name is somebody's too."""
_ARTICLE_BEFORE = re.compile(
    r"(?<![a-z])(?:l'|d'|la |le |les |un |une |du |des |au |aux |ton |cette )\Z"
)
_TITLE = re.compile(
    r"(?<![\w'])(?:(?:mme|mlle|melle|mr|m|mm|mmes|dr|dre|pr|me|madame|monsieur|mademoiselle|docteure?|professeure?|maitre|mesdames|messieurs|veuve|vve|sieur|epoux|consorts|m'sieur|miss|mister)\.?"
    r"|(?:la |une |les? )?fam(?:ille|\.)?s?|les (?:epoux|consorts|enfants|soeurs|freres|parents|petits|jumeaux)) +(?:et (?:mme|m|mr|madame|monsieur)\.? +)?"
)
_KIN = re.compile(
    r"(?<![a-z'])(?:(?:son|sa|ses|mon|ma|mes|leur|leurs|notre|le|la|les|l'|un|une|du|au|cette|ce|d'une?|des|deux) ?)?(?:petite?s? |grande? |jeune |autre |ex[ -]|futur |nouveau |nouvelle |premier |premiere |feu |feue |beau[ -]|belle[ -]|demi[ -]|grand[ -]?|arriere[ -])*"
    r"(?:fils|fille|filles|soeurs?|freres?|frangin|frangine|maman|papa|mere|pere|mari|femme|epouse|epoux|conjointe?|compagne|compagnon|copain|copine|concubine?|ex|cousine?s?|oncle|tante|tata|tonton|tatie|neveu|niece|papi|papy|mamie|mami|mamy|meme|pepe|gendre|bru|parrain|marraine|bebe|nourrisson|enfants?|gamine?|gosse|loulou|ainee?|cadette?|benjamine?|puine|jumeaux|jumelles|jumeau|jumelle|triplés"
    r"|garcon|garcons|petit|petite|ado|jeune|dame|homme|veuve|voisine?|amie?|ami|collegue|chef|cheffe|patronne?|gerante?|proprio|proprietaire|bailleur|educ|educateur|educatrice|referente?|as|ass|assistante sociale|avocate?|medecin|pediatre|psy|psychologue|infirmiere?|sage[ -]femme|kine|directeur|directrice|instit|maitresse|prof|animatrice|animateur|tuteur|tutrice|curateur|curatrice|mandataire|conseillere?|cip|interprete|stagiaire|benevole|auxiliaire|nounou|assmat|monsieur|madame|mademoiselle|beneficiaire|usager|usagere|locataire|stagiaire|salariee?|refugiee?|requerante?|interessee?|patiente?|residente?|redactrice|redacteur|mineure?|temoin|colocataire|coloc|boulangere?|concierge|gardienne?|prenomm\w*|dernier|derniere|eleve|etudiante?|juge|jge|facteur|factrice|gendarme|policier|policiere|notaire|huissier|maire|elue?|presidente?|coach|entraineur|imam|pasteur|cure|pretre|livreur|boulanger|pharmacien|pharmacienne|generaliste|docteur|chirurgien|surveillante?|cpe|principale?|proviseur|cadre|adjointe?|secretaire|comptable|coordinatrice|coordinateur|mediateur|mediatrice|traducteur|traductrice|amies?|copines?|copains?|camarade|compere|passeur|dealer|client|cliente|ouvrier|apprentie?|gars|nana|type|meuf|mec|keum|mamie|surnommee?)"
    r" ?(?:,|:|\(|-|=|«|\")? ?(?:c'est |cest |qui s'appelle |s'appelle |nommee? |appelee? )?"
)
_SAID = re.compile(
    r"(?<![a-z'])(?:s'appel\w*|s appel\w*|sappel\w*|(?:un|une) certaine?|se nomme(?:nt)?|nomme|nommee|denommee?|prenommee?|surnommee?|appelee?|appelle|prenoms?|nom(?: de (?:famille|naissance|jeune fille|mere|pere))?|noms?|alias|dit|dite|epouse|ep|nee|pseudo|signe|signee?|cordialement|cdlt|bien a vous|bises|bisous|merci|cc|salut|slt|hello|coucou|bonjour|bonsoir|bjr|je suis|moi c'est|moi|c'est|cest|cé|pour|avec|chez|de la part de|contact|joindre|appeler|demander|voir|interlocut\w+|referente?|au nom d[eu']|nommes|de)"
    r" ?(?:est |c'est |: ?|, ?|« ?|\" ?|\()? ?"
)
_SURE_SAID = re.compile(
    r"^(?:s'appel|un certain|une certaine|s appel|sappel|se nomme|nomme|denomm|prenom|surnomm|nom|alias|appelee|au nom)"
)
_BARE_NAME = (
    "avec",
    "merci",
    "signe",
    "cordialement",
    "cdlt",
    "bises",
    "bisous",
    "moi",
    "demander",
)
_SIGNED = re.compile(r" ?(?:tel|\.?\Z|\n|:|au |06|07|\()")
_SPELLED = re.compile(
    r"(?<![\w'])[a-z](?: comme [a-z]{3,12})?(?:(?: ?[-.,] ?| )(?:plus loin )?[a-z](?: comme [a-z]{3,12})?(?![\w'])){2,20}"
)
_INITIALLED = re.compile(r"(?<![\w.@])[a-z]\.-?(?P<name>[a-z]{3,})(?![\w@.])")
# A name of birth or of marriage, whatever the typing: "née le roux", "veuve hardy".
_MAIDEN = re.compile(
    r"(?<![a-z])(?:nee|epouse|ep\.?|veuve|vve|divorcee|nom de (?:jeune fille|naissance|mariage)|nom d'usage) (?:: )?(?P<it>(?:(?:de la|le|la|de|du|van|von|el|al|ben|da|di) )?[a-z][a-z'\-]{2,})(?=[,.;:()\n]|$| \d| et | habite| a | est | nee? )"
)
_NOT_MAIDEN = frozenset(
    "en a au aux sous hors prematuree premature avant apres dans chez avec vers ici francaise sourde handicapee aveugle trop janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre debut fin courant lundi mardi mercredi jeudi vendredi samedi dimanche hier cette sa son mon ma une un depuis qui et ou il elle on non".split()
)
_LOWER_INITIAL = re.compile(r"(?<![a-z'])(?P<name>[a-z]{3,}) [b-z]\.(?=[ ,;)\n]|\Z)(?! ?\d)")
# What a paper calls somebody: "Le Goff sur le livret de famille".
_ON_PAPER = re.compile(
    r"(?P<it>(?<!\w)[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){0,3}) (?:sur|dans) (?:la |le |l['’]|son |sa )(?:carte|livret|passeport|acte|bail|bo[iî]te|sonnette|titre|jugement|permis|attestation|r[ée]c[ée]piss[ée])(?!\w)"
)
_HYPHENED = re.compile(
    r"(?<![\w.-])(?<!zone )(?<!vitamine )(?P<it>[JMPFA]-[A-Z]\.?)(?= (?:a|est|dit|vit|dort|n['’]|ne|et|veut|[a-zà-ÿ]{3,})(?!\w)|[,)])"
)
# A trade before a first name that is a place or a word too: "la kiné Aude", "l'orthophoniste Claire".
_PRACTISES = re.compile(
    r"(?<!\w)(?:la |le |l['’]|une? |sa |son |notre )(?!secteur|moteur|section)[a-zà-ÿ]{3,}(?:trice|teur|ienne|ien|iste|logue|euse|kin[ée]|i[èe]re) (?P<it>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?!\w)"
)
# A first name that opens a sentence: "Constance craint", "Juste Ferrand, congolais".
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n))(?P<it>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?: (?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?=, ?[a-zà-ÿ\d])| (?P<next>[a-zà-ÿ]{3,})(?!\w))"
)
_PETITE = re.compile(
    r"(?<![a-z])(?:petite?|fils|fille|frere|soeur|bebe|copain|copine|pote|ami|amie|moi|jeune|voisine?|collegue|cousine?|neveu|niece|cadette?|ainee?|mari|femme|maman|papa|tonton|tata) (?P<it>[a-z]{3,})(?![a-z'])"
)
_COUPLE = re.compile(
    r"(?<![\w'-])(?P<one>[A-ZÀ-Ý][a-zà-ÿ]{2,}) (?:et|&) (?P<other>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?![\w'-])"
)
_WITH_INITIAL = re.compile(r"(?<![\w.'-])(?P<name>[A-ZÀ-Ý][a-zà-ÿ]{2,}) [A-ZÀ-Ý]\.")


@cache
def namesakes() -> frozenset[str]:
    """First names that are a body's name too; a feast or a country is told apart elsewhere."""
    borne = (name for name in kept_names() if first_names().get(name, 0) >= _BORNE)
    return frozenset(borne) - {"noel", "toussaint", "france"}


def is_first(word: str) -> bool:
    return all(part in first_names() for part in word.split("-"))


def _no_title(title: str, following: Word) -> bool:
    """Whether "me", "pr", "m" before a word without capital is no title but a small word."""
    if title not in _UNSURE_TITLES or following.capitalised:
        return False
    ordinary = following.folded in FUNCTION_WORDS or not known_name(following.folded)
    return title != "m" or ordinary


_OFFICE = re.compile(
    r"(?:le|la|l') ?(?:juge|maire|prefet|prefete|presidente?|direct\w+|procureure?|ministre|substitut|greffi\w+|bat\w+|commissaire|sous-prefet|rect\w+|inspect\w+|conseill\w+|defenseure?|mediat\w+|respons\w+|chef|proviseure?|principale?)(?![a-z])"
)
_NEVER_NAMES = frozenset(
    "le la les de du des et est a au aux un une ce cette il elle on je nous vous son sa ses mon ma mes qui que ou ne pas en dans sur sous pour par avec chez mme mr m madame monsieur maitre docteur dr".split()
)
_UNSURE_TITLES = frozenset(
    {"m", "me", "pr", "mm", "maitre", "les enfants", "les parents", "les petits"}
)


_AGED_NOUNS = frozenset(
    "prince princesse roi reine berger marin ange fils fille petit petite jeune mineur majeur bebe perle star noel pascal juin mars avril janvier lundi dimanche isere orne eure lot france".split()
)
# A word that is a first name too, with an age: "grâce, 5 ans", "désiré (41 ans)".
_WITH_AGE = re.compile(
    r"(?<![a-z'\-])(?P<it>[a-z]{3,})(?: ?, ?| ?\()(?:\d{1,2} ?(?:ans?|mois)|(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:ans|mois))(?![a-z])"
)
_GIVEN = frozenset("grace rose marie noel".split())
# In small letters, what opens a sentence before a verb: "aimé craint tout".
_SMALL_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?\n] )|(?<=\n)|(?<=, ))(?P<it>[a-z]{4,}) (?P<next>[a-z]{3,})(?!\w)"
)
_OF = re.compile(r"(?:de |du |des |d')(?=[a-z])")
_KIN_WORDS = frozenset(
    "pere mere mari femme fils fille epoux epouse conjoint conjointe frere soeur papa maman bebe bailleur proprietaire locataire couple menage parents enfant enfants famille".split()
)
_NOUN_AFTER = re.compile(r" (?:de|du|des|d'|en|a)(?![a-z])|'")
_ENDEARING = re.compile(
    r"(?:petite?|grande?|jeune|beau|belle|bebe|mon|ma|meme|pepe|mamie|mamy) ?\Z"
)
_CONTACT = re.compile(
    r"(?<![a-z])(?:facteur|factrice|voisine?|gardienne?|concierge|educ|educateur|educatrice|referente?|as|assistante sociale|patron|patronne|proprio|chef|cheffe|copain|copine|pote|ami|amie|fils|fille|frere|soeur|mari|femme|coach|infirmiere?|medecin|prof|maman|papa|mere|pere|neveu|niece|cousine?|oncle|tante|benevole|bailleur|tuteur|tutrice|curateur|curatrice|avocate?|conseillere?|juge) ?\((?P<it>[a-z][a-z\-]{2,14})(?=\)|,)"
)


class PersonRecogniser(Recogniser):
    kind = Kind.PERSON

    def find(self, reading: Reading) -> Iterator[Span]:
        at_start = {w.start: i for i, w in enumerate(reading.words)}
        for start, end in aliases(reading):
            yield Span(start, end, LIKELY)
        yield from self._after(reading, _TITLE, at_start, STRONG)
        yield from self._after(reading, _KIN, at_start, LIKELY)
        yield from self._said(reading, at_start)
        yield from self._gazetteer(reading)
        yield from self._spelled(reading)
        yield from self._unknown(reading)
        yield from self._initialled(reading)
        yield from self._told_by_capital(reading)
        yield from self._namesakes(reading)
        for match in _MAIDEN.finditer(reading.folded):
            words = match["it"].split()
            if not {words[0], words[-1]} & _NOT_MAIDEN and words[-1] not in PREDICATES:
                yield Span(*match.span("it"), LIKELY)
        for match in _PETITE.finditer(reading.folded):
            name = match["it"]
            if (
                first_names().get(name, 0) >= 32
                and name not in FUNCTION_WORDS
                and not is_ordinary(name)
            ):
                yield Span(*match.span("it"), LIKELY)
        for match in _WITH_AGE.finditer(reading.folded):
            name = match["it"]
            plain = name in FUNCTION_WORDS or name in PREDICATES or name in ROLES
            plain = plain or name in origins() or name in common_trades() or name in _AGED_NOUNS
            if first_names().get(name, 0) >= 1024 and not (plain and name not in _GIVEN):
                yield Span(*match.span("it"), LIKELY)
        for match in _SMALL_SUBJECT.finditer(reading.folded):
            name = match["it"]
            plain = name in FUNCTION_WORDS or name in kept_names() or name in _AGED_NOUNS
            plain = plain or (is_ordinary(name) and name not in noun_names())
            if match["next"] in PREDICATES and first_names().get(name, 0) >= 256 and not plain:
                yield Span(*match.span("it"), LIKELY)
        for match in _CONTACT.finditer(reading.folded):
            if match["it"] not in FUNCTION_WORDS and not is_ordinary(match["it"]):
                yield Span(*match.span("it"), LIKELY)

    def _after(
        self, reading: Reading, pattern: re.Pattern[str], at_start: dict[int, int], score: float
    ) -> Iterator[Span]:
        titled = pattern is _TITLE
        for match in pattern.finditer(reading.folded):
            # "m" is a title only as "M." or beside a capital: never the elided "m'".
            index = at_start.get(match.end())
            if index is None:
                continue
            if titled and _no_title(match[0].strip(), reading.words[index]):
                continue
            if titled and _OFFICE.match(reading.folded, match.end()):
                continue
            word = reading.words[index]
            # "ma collègue Béa", "madame Bon": a capital that only a name explains.
            told = capital(reading, word) and not word.upper and word.folded not in _NEVER_NAMES
            strange = known_name(word.folded) or not is_french(word.folded)
            if (
                told
                and (titled or strange)
                and not is_public(reading, word)
                and word.folded not in name_particles()
            ):
                yield Span(word.start, name_end(reading, index), score)
            span = name_at(reading, index, sure=titled)
            if span and not titled:
                # "la maman de Léandro": the name is what follows.
                of = _OF.match(reading.folded, span[0], span[1] - 1)
                span = (of.end(), span[1]) if of else span
            if not span and self._noun_name(reading, match[0], word):
                # Surer than the département of the same name: "ma collègue aude".
                yield Span(word.start, name_end(reading, index), STRONG)
            if span:
                end = self._surname_after(reading, span[1]) if titled else span[1]
                yield Span(span[0], end, score)
                yield from self._more(reading, end, at_start, score)

    @staticmethod
    def _noun_name(reading: Reading, kin: str, word: Word) -> bool:
        """Whether a word of the language is a name after who bears it: "le papa trésor"."""
        if word.folded in PREDICATES or _NOUN_AFTER.match(reading.folded, word.end):
            return False
        if first_names().get(word.folded, 0) >= 1 << 16:
            return True
        return word.folded in noun_names() and not _ENDEARING.search(kin)

    @staticmethod
    def _surname_after(reading: Reading, end: int) -> int:
        """After a title and a first name, an ordinary word that many bear: "mme josette petit"."""
        word = re.compile(r" (?P<it>[a-z][a-z'\-]{2,})(?![a-z'])").match(reading.folded, end)
        if reading.style == "mixed" or not word:
            return end
        name = word["it"]
        plain = name in FUNCTION_WORDS or name in PREDICATES or name in ROLES
        plain = plain or bool(communes_of(place_key(name)))
        return word.end() if not plain and surnames().get(name, 0) >= 512 else end

    def _said(self, reading: Reading, at_start: dict[int, int]) -> Iterator[Span]:
        for match in _SAID.finditer(reading.folded):
            index = at_start.get(match.end())
            if index is None:
                continue
            here = reading.words[index]
            if here.folded in _KIN_WORDS and not capital(reading, here):
                continue  # "au nom du mari"
            sure = bool(_SURE_SAID.match(match[0])) and not match[0].startswith("nom ")
            if (
                match[0].startswith(
                    ("dit", "epouse", "nee", "de", "avec", "pour", "chez", "moi", "merci")
                )
                and reading.style != "mixed"
            ):
                word = reading.words[index].folded
                rest = reading.after(reading.words[index].end, 8)
                signs = (
                    match[0].startswith("merci")
                    and _SIGNED.match(rest)
                    and (word in first_names() or not is_ordinary(word))
                )
                if signs:
                    yield Span(reading.words[index].start, reading.words[index].end, LIKELY)
                if word not in likely_first_names():
                    continue
            weak = match[0].strip() in {"de", "pour", "avec", "chez"}
            # A capital that nothing explains after "avec", "merci": a name, ordinary word or not.
            bare = match[0].startswith(_BARE_NAME) and capital(reading, here)
            sure = sure or (bare and not here.upper)
            if weak and not bare and communes_of(place_key(reading.words[index].folded)):
                continue
            span = name_at(reading, index, sure=sure, particles=sure)
            if span:
                yield Span(*span, WEAK if weak else LIKELY)
                yield from self._more(reading, span[1], at_start, LIKELY)

    def _more(
        self, reading: Reading, end: int, at_start: dict[int, int], score: float
    ) -> Iterator[Span]:
        """Names listed after one: "Lou (9 ans) et Zoe", "Amine, Sofia et Nour"."""
        for _ in range(6):
            step = re.match(
                r"(?: ?\([^()\n]{0,14}\)| \d{1,2} ?(?:ans|mois|a))?(?: ?, ?(?:et )?| et | & | ou | puis |/)(?:de |d')?",
                reading.folded[end : end + 30],
            )
            index = at_start.get(end + step.end()) if step else None
            if index is None:
                return
            word = reading.words[index]
            if (
                not (capital(reading, word) and word.folded in first_names())
                and word.folded not in likely_first_names()
            ):
                return
            span = name_at(reading, index, sure=False)
            if not span:
                return
            yield Span(*span, score)
            end = span[1]

    def _gazetteer(self, reading: Reading) -> Iterator[Span]:
        for index, word in enumerate(reading.words):
            folded = word.folded
            if len(folded) < 3 or folded not in first_names() or folded in FUNCTION_WORDS:
                continue
            if is_public(reading, word) or (folded in PREDICATES and folded not in {"marie"}):
                continue
            if self._double(reading, index):
                yield from self._gazetteer_span(reading, index, LIKELY)
                continue
            before = reading.plain[max(0, word.start - 2) : word.start]
            opens = (
                not before or before[-1] in "\n" or before in {". ", "! ", "? ", "- ", "• ", "* "}
            )
            if capital(reading, word):
                safe = folded in likely_first_names()
                if (not safe and opens) or self._is_place(reading, index):
                    continue
                doubtful = not safe and (is_ordinary(folded) or folded in kept_names())
                if doubtful and not self._named_beside(reading, index):
                    continue
                yield from self._gazetteer_span(reading, index, LIKELY if safe else WEAK)
            elif (
                folded in likely_first_names()
                and first_names()[folded] >= 64
                and not self._is_place(reading, index)
            ):
                yield from self._gazetteer_span(reading, index, WEAK + 0.05)

    @staticmethod
    def _double(reading: Reading, index: int) -> bool:
        """Whether a hyphened first name starts here: "Marie-Line", whatever the typing."""
        if index + 1 >= len(reading.words):
            return False
        word, following = reading.words[index], reading.words[index + 1]
        rare = is_french(following.folded) and first_names().get(following.folded, 0) < 1024
        if rare and not (word.capitalised and reading.style == "mixed"):
            return False
        return (
            reading.plain[word.end : following.start] == "-"
            and min(first_names().get(w.folded, 0) for w in (word, following)) >= 32
            and len(following.raw) > 2
            and not communes_of(place_key(f"{word.folded} {following.folded}"))
        )

    def _gazetteer_span(self, reading: Reading, index: int, score: float) -> Iterator[Span]:
        start = index
        while start and self._precedes(reading, start):
            start -= 1
        yield Span(reading.words[start].start, name_end(reading, index), score)

    def _precedes(self, reading: Reading, index: int) -> bool:
        """Whether the word before is a surname written first: "TRINQUIER Gilles", "vandaele cindy"."""
        word, here = reading.words[index - 1], reading.words[index]
        if reading.plain[word.end : here.start] not in {" ", "-"} or len(word.raw) < 2:
            return False
        opens = not reading.plain[max(0, word.start - 2) : word.start].strip(" ")
        if capital(reading, word) and not opens and word.folded in SHORT_SURNAMES:
            return True
        if (
            word.folded in FUNCTION_WORDS
            or word.folded in PREDICATES
            or word.folded in kept_names()
            or word.folded in ROLES
        ):
            return False
        if capital(reading, word):
            return word.upper or (
                known_name(word.folded) and not (opens and is_ordinary(word.folded))
            )
        if reading.style == "mixed":
            return False
        known = surnames().get(word.folded, 0)
        alone = not reading.plain[max(0, word.start - 2) : word.start].strip() or reading.plain[
            max(0, word.start - 2) : word.start
        ].strip() in {",", ":", "(", "-", "."}
        return known >= 64 and (not is_ordinary(word.folded) or (alone and known >= 1024))

    def _named_beside(self, reading: Reading, index: int) -> bool:
        """Whether a neighbour is a name too, or the capital is not explained by the sentence."""
        words = reading.words
        near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
        return any(
            capital(reading, w) and known_name(w.folded) and w.folded not in FUNCTION_WORDS
            for w in near
        )

    @staticmethod
    def _is_place(reading: Reading, index: int) -> bool:
        word = reading.words[index]
        before = reading.before(word.start, 16)
        if re.search(
            r"(?:rue|avenue|place|boulevard|quai|saint|sainte|st|ste)[ -](?:de |du |des |d'|de la )?\Z",
            before,
        ):
            return True
        found = communes_of(place_key(word.folded))
        return bool(
            found
            and found[0].population >= 10000
            and re.search(r"(?<![a-z])(?:a|de|d'|vers|sur) \Z", before)
        )

    def _initialled(self, reading: Reading) -> Iterator[Span]:
        """An initial tied to a name: "m.jose", "J.-P. Durand", "Samira B."."""
        for match in _INITIALLED.finditer(reading.folded):
            name = match["name"]
            if name in first_names() and name not in FUNCTION_WORDS and len(name) > 2:
                yield Span(match.start(), match.end(), LIKELY)
        if reading.style != "mixed":
            for match in _LOWER_INITIAL.finditer(reading.folded):
                if (
                    first_names().get(match["name"], 0) >= 4096
                    and match["name"] not in FUNCTION_WORDS
                ):
                    yield Span(match.start(), match.end(), LIKELY)
        if reading.style == "mixed":
            for match in _WITH_INITIAL.finditer(reading.plain):
                if fold(match["name"]) in first_names() and fold(match["name"]) not in kept_names():
                    yield Span(match.start(), match.end(), LIKELY)

    def _unknown(self, reading: Reading) -> Iterator[Span]:
        """A capital that neither the sentence nor the language explains: "(Cici pour l'equipe)"."""
        yield from self._foreign(reading)
        yield from self._couples(reading)
        if reading.style != "mixed":
            return
        for word in reading.words:
            if not word.capitalised or word.upper or len(word.raw) < 3 or word.raw.endswith("'"):
                continue
            before = reading.plain[: word.start].rstrip(" \"'«(-•*+>")
            if (
                not before
                or before[-1] in ".!?:\n…"
                or (not before[-1].isascii() and not before[-1].isalnum())
            ):
                continue
            if (
                word.folded in FUNCTION_WORDS
                or is_ordinary(word.folded)
                or is_public(reading, word)
                or word.folded in origins()
            ):
                continue
            glued = reading.plain[word.start - 1 : word.start] in {
                "-",
                "'",
                "_",
                ".",
                "@",
                "/",
            } or reading.plain[word.end : word.end + 1] in {"_", "@", "-", "'"}
            if not glued and place_key(word.folded) not in departement_keys():
                yield Span(word.start, word.end, WEAK)

    @staticmethod
    def _couples(reading: Reading) -> Iterator[Span]:
        """Two capitals joined by "et", one a first name: "Flore et Tessy sont scolarisées"."""
        if reading.style != "mixed":
            return
        for match in _COUPLE.finditer(reading.plain):
            pair = [fold(match["one"]), fold(match["other"])]
            sure = [name in likely_first_names() for name in pair]
            borne = [name in first_names() or not is_french(name) for name in pair]
            if any(sure) and all(borne):
                yield Span(*match.span("one"), LIKELY)
                yield Span(*match.span("other"), LIKELY)

    @staticmethod
    def _foreign(reading: Reading) -> Iterator[Span]:
        """A word that is none of the language, however typed: a name until shown otherwise."""
        for word in reading.words:
            folded = word.folded
            if len(folded) < 4 or folded.endswith("'"):
                continue
            around = (
                reading.plain[word.start - 1 : word.start] + reading.plain[word.end : word.end + 1]
            )
            if re.search(r"[\d_@./\\#+*']", around.rstrip(".")) or "-" in around:
                continue
            if (
                reading.plain[word.end : word.end + 2].strip()
                and reading.plain[word.end : word.end + 2][0] == "."
                and reading.plain[word.end + 1 : word.end + 2].isalnum()
            ):
                continue
            if word.upper and reading.style != "upper" and len(folded) <= 6:
                continue  # an acronym
            if (
                not known_name(folded)
                and len(folded) <= 6
                and len(re.findall("[aeiouy]", folded)) * 10 < len(folded) * 3
            ):
                continue  # an abbreviation: "plaq", "jugt"
            if (
                is_french(folded)
                or folded in FUNCTION_WORDS
                or folded in PREDICATES
                or folded in ROLES
                or folded in kept_names()
                or folded in origins()
                or folded in public_terms()
                or place_key(folded) in departement_keys()
                or communes_of(place_key(folded))
                or (folded not in first_names() and is_slip(folded))
                or attributed(reading, word)
            ):
                continue
            yield Span(word.start, word.end, WEAK)

    @staticmethod
    def _told_by_capital(reading: Reading) -> Iterator[Span]:
        """Names that ordinary words hide, told by their capital and by what stands beside them."""
        if reading.style != "mixed":
            return
        for match in _ON_PAPER.finditer(reading.plain):
            if fold(match["it"]) not in kept_names():
                yield Span(*match.span("it"), LIKELY)
        for match in _HYPHENED.finditer(reading.plain):
            yield Span(*match.span("it"), LIKELY)
        for match in _PRACTISES.finditer(reading.plain):
            if first_names().get(fold(match["it"]), 0) >= 256:
                yield Span(*match.span("it"), STRONG)
        for match in _SUBJECT.finditer(reading.plain):
            verb = fold(match["next"] or "")
            borne = first_names().get(fold(match["it"]), 0) >= 256
            if borne and fold(match["it"]) not in FUNCTION_WORDS and verb in PREDICATES:
                yield Span(*match.span("it"), LIKELY)
            elif borne and match["name"]:
                yield Span(match.start("it"), match.end("name"), LIKELY)

    @staticmethod
    def _namesakes(reading: Reading) -> Iterator[Span]:
        """Whoever bears the name of a body: "Adil attend", beside "l'ADIL" and "l'Adil attend"."""
        if reading.style != "mixed":
            return
        for index, word in enumerate(reading.words):
            if word.folded not in namesakes() or not word.capitalised or word.upper:
                continue
            if not _ARTICLE_BEFORE.search(reading.before(word.start, 8)):
                yield Span(word.start, name_end(reading, index), STRONG)

    def _spelled(self, reading: Reading) -> Iterator[Span]:
        for match in _SPELLED.finditer(reading.folded):
            letters = re.findall(r"[a-z]", match[0])
            raw = reading.plain[match.start() : match.end()]
            said = re.search(
                r"(?:nom|prenom|appelle|epelle|epele|s'ecrit|prononce|lettres?|mme|mr|m\.?|madame|monsieur)[^.;\n]{0,30}\Z",
                reading.before(match.start(), 40),
            )
            if len(letters) >= 3 and (
                said
                or "".join(letters) in reading.before(match.start(), 40)
                or (
                    raw.isupper()
                    and len(letters) >= 4
                    and reading.style != "upper"
                    and "." not in raw
                )
            ):
                yield Span(match.start(), match.end(), STRONG)
