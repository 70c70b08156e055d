"""Names of people: after a title, a kin word or "s'appelle"; from the gazetteer; spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, name_particles, place_key, surnames
from anonymize.reading import Reading, Word
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES, TITLES
from anonymize.values import Kind

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
_SIGNED = re.compile(r" ?(?:tel|\.?\Z|\n|:|au |06|07|\()")
_SPELLED = re.compile(r"(?<![\w'])[a-z](?:(?: ?[-.] ?| )[a-z]){2,20}(?![\w'])")
_INITIALLED = re.compile(r"(?<![\w.@])[a-z]\.-?(?P<name>[a-z]{3,})(?![\w@.])")
_INITIALS = re.compile(r"(?<![\w.])[A-Z](?:\.? ?-? ?[A-Z]){0,2}\.?(?![\w])")


@cache
def _likely_first() -> frozenset[str]:
    """First names that are no ordinary word, no commune of note: safe without a capital."""
    out = set()
    for name, count in first_names().items():
        if len(name) < 3 or is_ordinary(name) or name in FUNCTION_WORDS or name in PREDICATES:
            continue
        if name in kept_names() or place_key(name) in departement_keys():
            continue
        found = communes_of(place_key(name))
        if found and found[0].population > 3000 and count < 20000:
            continue
        out.add(name)
    return frozenset(out)


def is_first(word: str) -> bool:
    return all(part in first_names() for part in word.split("-"))


def known_name(word: str) -> bool:
    return word in first_names() or word in surnames()


class PersonRecogniser(Recogniser):
    kind = Kind.PERSON

    def find(self, reading: Reading) -> Iterator[Span]:
        at_start = {w.start: i for i, w in enumerate(reading.words)}
        yield from self._after(reading, _TITLE, at_start, STRONG)
        yield from self._after(reading, _KIN, at_start, LIKELY)
        yield from self._said(reading, at_start)
        yield from self._gazetteer(reading)
        yield from self._spelled(reading)
        yield from self._unknown(reading)
        yield from self._initialled(reading)

    def _after(
        self, reading: Reading, pattern: re.Pattern[str], at_start: dict[int, int], score: float
    ) -> Iterator[Span]:
        titled = pattern is _TITLE
        for match in pattern.finditer(reading.folded):
            # "m" is a title only as "M." or beside a capital: never the elided "m'".
            index = at_start.get(match.end())
            if index is None:
                continue
            if titled and match[0].strip() in {"m", "me", "pr", "mm", "maitre", "les enfants", "les parents", "les petits"} and not reading.words[index].capitalised:
                if match[0].strip() != "m" or reading.words[index].folded in FUNCTION_WORDS or not known_name(reading.words[index].folded):
                    continue
            span = self._name(reading, index, sure=titled)
            if span:
                yield Span(*span, score)
                yield from self._more(reading, span[1], at_start, score)

    def _said(self, reading: Reading, at_start: dict[int, int]) -> Iterator[Span]:
        for match in _SAID.finditer(reading.folded):
            index = at_start.get(match.end())
            if index is None:
                continue
            sure = bool(_SURE_SAID.match(match[0])) and not match[0].startswith("nom ")
            if match[0].startswith(("dit", "epouse", "nee", "de", "avec", "pour", "chez", "moi", "merci")) and reading.style != "mixed":
                word = reading.words[index].folded
                rest = reading.after(reading.words[index].end, 8)
                signs = match[0].startswith("merci") and not is_ordinary(word) and _SIGNED.match(rest)
                if signs:
                    yield Span(reading.words[index].start, reading.words[index].end, LIKELY)
                if word not in _likely_first():
                    continue
            weak = match[0].strip() in {"de", "pour", "avec", "chez"}
            if weak and communes_of(place_key(reading.words[index].folded)):
                continue
            span = self._name(reading, index, sure=sure, particles=sure)
            if span:
                yield Span(*span, WEAK if weak else LIKELY)
                yield from self._more(reading, span[1], at_start, LIKELY)

    def _more(
        self, reading: Reading, end: int, at_start: dict[int, int], score: float
    ) -> Iterator[Span]:
        """Names listed after one: "Lou (9 ans) et Zoe", "Amine, Sofia et Nour"."""
        for _ in range(6):
            step = re.match(r"(?: ?\([^()\n]{0,14}\)| \d{1,2} ?(?:ans|mois|a))?(?: ?, ?(?:et )?| et | & | ou | puis |/)(?:de |d')?", reading.folded[end : end + 30])
            index = at_start.get(end + step.end()) if step else None
            if index is None:
                return
            word = reading.words[index]
            if not (self._capital(reading, word) and word.folded in first_names()) and word.folded not in _likely_first():
                return
            span = self._name(reading, index, sure=False)
            if not span:
                return
            yield Span(*span, score)
            end = span[1]

    def _name(
        self, reading: Reading, index: int, *, sure: bool, particles: bool = True
    ) -> tuple[int, int] | None:
        """The name that starts at word `index`. `sure`: what precedes leaves little doubt."""
        words = reading.words
        first = words[index]
        start = first.start
        initials = _INITIALS.match(reading.plain, start)
        if initials and initials[0].rstrip(".") in {"M", "MM", "D", "P", "Y", "L", "J", "C", "N", "S", "T"} and not sure:
            initials = None
        if initials and initials[0] in {"M.", "MM.", "MM"}:
            return None
        if initials and (sure or reading.style != "upper") and (sure or len(initials[0]) > 1) and not initials[0].rstrip(".").lower() in kept_names():
            if len(first.raw) == 1 and (sure or "." in initials[0]) and first.raw not in {"A", "Y", "À"}:
                following = index + 1
                if following < len(words) and words[following].start - initials.end() <= 1 and self._capital(reading, words[following]) and words[following].folded not in FUNCTION_WORDS and reading.style == "mixed":
                    return start, self._extend(reading, following)
                return start, initials.end()
        after = reading.plain[first.end : first.end + 1]
        if sure and len(first.raw) == 1 and re.match(r"[.\s,;)]|\Z", after) and (after == "." or first.folded not in "aày"):
            return start, first.end + (reading.plain[first.end : first.end + 1] == ".")
        if not self._may_start(reading, first, sure):
            following = self._past_particles(reading, index, sure=sure) if particles else None
            return (start, self._extend(reading, following, sure=sure)) if following else None
        return start, self._extend(reading, index, sure=sure)

    def _past_particles(self, reading: Reading, index: int, *, sure: bool = False) -> int | None:
        """Index of the name that particles from word `index` lead to: "de la Fontaine", "ait el"."""
        words = reading.words
        at = index
        while at < min(len(words) - 1, index + 3) and _is_particle(words[at]):
            if reading.plain[words[at].end : words[at + 1].start] not in {" ", "-", "", "'"}:
                return None
            at += 1
            if not _is_particle(words[at]) or words[at].capitalised and reading.style == "mixed":
                unknown = sure and not is_ordinary(words[at].folded)
                if self._continues(reading, words[at]) or unknown:
                    return at
        return None

    def _may_start(self, reading: Reading, word: Word, sure: bool) -> bool:
        folded = word.folded
        if len(folded) < 2 or (folded in FUNCTION_WORDS and not (sure and folded == "bah")):
            return False
        if _public(reading, word) and not (sure and known_name(folded)):
            return False
        if folded.endswith("'"):
            return folded in {"d'", "n'", "o'", "m'", "l'"} and sure and word.capitalised
        if place_key(folded) in departement_keys() and not sure:
            return False
        if self._capital(reading, word):
            if sure or not is_ordinary(folded):
                return sure or folded not in PREDICATES
            return first_names().get(folded, 0) >= 256 or surnames().get(folded, 0) >= 4096
        if reading.style == "mixed":
            return folded in _likely_first() or (sure and known_name(folded) and not is_ordinary(folded))
        if folded in PREDICATES or folded in _ROLES:
            return False
        if sure:
            return not is_ordinary(folded) or known_name(folded)
        return folded in _likely_first() or (not is_ordinary(folded) and surnames().get(folded, 0) >= 256)

    def _extend(self, reading: Reading, index: int, *, sure: bool = False) -> int:
        """Where the name ends: further names, particles between them, hyphens, a last initial."""
        words = reading.words
        end = words[index].end
        taken = 1
        at = index + 1
        while at < len(words) and taken < 6:
            word = words[at]
            gap = reading.plain[end : word.start]
            if gap not in {" ", "-", "'", "", " - "} or "\n" in gap:
                break
            joined = gap in {"-", "", "'"}
            if joined and gap == "-" or words[at - 1].folded.endswith("'"):
                end, at, taken = word.end, at + 1, taken + 1
                continue
            if self._continues(reading, word):
                end, at, taken = word.end, at + 1, taken + 1
                continue
            dotted = reading.plain[word.end : word.end + 1] == "." and not words[index].capitalised
            if len(word.raw) == 1 and (self._capital(reading, word) or dotted) and re.match(r"[.,;)\s]|\Z", reading.plain[word.end : word.end + 1]) and (word.raw not in "AY" or reading.plain[word.end : word.end + 1] == "."):
                return word.end
            following = self._past_particles(reading, at, sure=sure)
            if following and self._particles_belong(reading, at, following):
                end, at, taken = words[following].end, following + 1, taken + 2
                continue
            break
        return end

    @staticmethod
    def _particles_belong(reading: Reading, at: int, following: int) -> bool:
        """Whether "de", "le" after a name lead to more of it, and not to a place or the next word."""
        name = reading.words[following].folded
        if reading.words[at].folded.rstrip("'") not in _FRENCH_PARTICLES:
            return True
        place = communes_of(place_key(name))
        if reading.style == "mixed" and following - at >= 2:
            return True
        if reading.style == "mixed" and not (place and len(reading.plain) and reading.words[at].raw == "de"):
            return True
        return surnames().get(name, 0) >= 256 and not is_ordinary(name) and not place

    def _continues(self, reading: Reading, word: Word) -> bool:
        folded = word.folded
        if len(folded) < 2 or folded in FUNCTION_WORDS - {"ben", "bon", "petit"} or folded.endswith("'"):
            return False
        if _public(reading, word):
            return False
        if self._capital(reading, word):
            return not (word.upper and len(word.raw) <= 4 and not known_name(folded)) or word.raw.isupper() and known_name(folded)
        if reading.style == "mixed":
            return False
        if (folded in PREDICATES or folded in _ROLES) and first_names().get(folded, 0) < 8192:
            return False
        found = communes_of(place_key(folded))
        if found and found[0].population > 3000 and surnames().get(folded, 0) < 4096 and folded not in _likely_first():
            return False
        if is_ordinary(folded):
            after = reading.plain[word.end : word.end + 2]
            closes = not after or after[0] in ",.;:()\n" or after[-1:].isdigit()
            borne = surnames().get(folded, 0) >= 4096 and closes
            return borne or first_names().get(folded, 0) >= 2048
        return known_name(folded)

    @staticmethod
    def _capital(reading: Reading, word: Word) -> bool:
        return word.capitalised and reading.style == "mixed"

    def _gazetteer(self, reading: Reading) -> Iterator[Span]:
        for index, word in enumerate(reading.words):
            folded = word.folded
            if len(folded) < 3 or folded not in first_names() or folded in FUNCTION_WORDS:
                continue
            if _public(reading, word) or folded in PREDICATES and folded not in {"marie"}:
                continue
            if self._double(reading, index):
                yield from self._gazetteer_span(reading, index, LIKELY)
                continue
            before = reading.plain[max(0, word.start - 2) : word.start]
            opens = not before or before[-1] in "\n" or before in {". ", "! ", "? ", "- ", "• ", "* "}
            if self._capital(reading, word):
                safe = folded in _likely_first()
                if (not safe and opens) or self._is_place(reading, index):
                    continue
                if not safe and (is_ordinary(folded) or folded in kept_names()):
                    if not self._named_beside(reading, index):
                        continue
                yield from self._gazetteer_span(reading, index, LIKELY if safe else WEAK)
            elif folded in _likely_first() and first_names()[folded] >= 64 and not self._is_place(reading, index):
                yield from self._gazetteer_span(reading, index, WEAK + 0.05)

    @staticmethod
    def _double(reading: Reading, index: int) -> bool:
        """Whether a hyphened first name starts here: "Marie-Line", whatever the typing."""
        if index + 1 >= len(reading.words):
            return False
        word, following = reading.words[index], reading.words[index + 1]
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
        yield Span(reading.words[start].start, self._extend(reading, index), score)

    def _precedes(self, reading: Reading, index: int) -> bool:
        """Whether the word before is a surname written first: "TRINQUIER Gilles", "vandaele cindy"."""
        word, here = reading.words[index - 1], reading.words[index]
        if reading.plain[word.end : here.start] not in {" ", "-"} or len(word.raw) < 2:
            return False
        if word.folded in FUNCTION_WORDS or word.folded in PREDICATES or word.folded in kept_names() or word.folded in _ROLES:
            return False
        if self._capital(reading, word):
            opens = not reading.plain[max(0, word.start - 2) : word.start].strip(" ")
            return word.upper or known_name(word.folded) and not (opens and is_ordinary(word.folded))
        if reading.style == "mixed":
            return False
        known = surnames().get(word.folded, 0)
        alone = not reading.plain[max(0, word.start - 2) : word.start].strip() or reading.plain[max(0, word.start - 2) : word.start].strip() in {",", ":", "(", "-", "."}
        return known >= 64 and (not is_ordinary(word.folded) or (alone and known >= 1024))

    def _named_beside(self, reading: Reading, index: int) -> bool:
        """Whether a neighbour is a name too, or the capital is not explained by the sentence."""
        words = reading.words
        near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
        return any(self._capital(reading, w) and known_name(w.folded) and w.folded not in FUNCTION_WORDS for w in near)

    @staticmethod
    def _is_place(reading: Reading, index: int) -> bool:
        word = reading.words[index]
        before = reading.before(word.start, 16)
        if re.search(r"(?:rue|avenue|place|boulevard|quai|saint|sainte|st|ste)[ -](?:de |du |des |d'|de la )?\Z", before):
            return True
        found = communes_of(place_key(word.folded))
        return bool(found and found[0].population >= 10000 and re.search(r"(?<![a-z])(?:a|de|d'|vers|sur) \Z", before))

    def _initialled(self, reading: Reading) -> Iterator[Span]:
        """An initial tied to a name: "m.jose", "J.-P. Durand", "Samira B."."""
        for match in _INITIALLED.finditer(reading.folded):
            name = match["name"]
            if name in first_names() and name not in FUNCTION_WORDS and len(name) > 2:
                yield Span(match.start(), match.end(), LIKELY)

    def _unknown(self, reading: Reading) -> Iterator[Span]:
        """A capital that neither the sentence nor the language explains: "(Cici pour l'equipe)"."""
        if reading.style != "mixed":
            return
        for word in reading.words:
            if not word.capitalised or word.upper or len(word.raw) < 3 or word.raw.endswith("'"):
                continue
            before = reading.plain[: word.start].rstrip(" \"'«(-•*+>")
            if not before or before[-1] in ".!?:\n…" or not before[-1].isascii() and not before[-1].isalnum():
                continue
            if is_ordinary(word.folded) or _public(reading, word) or word.folded in origins():
                continue
            glued = reading.plain[word.start - 1 : word.start] in {"-", "'", "_", ".", "@", "/"} or reading.plain[word.end : word.end + 1] in {"_", "@", "-", "'"}
            if not glued and place_key(word.folded) not in departement_keys():
                yield Span(word.start, word.end, WEAK)

    def _spelled(self, reading: Reading) -> Iterator[Span]:
        for match in _SPELLED.finditer(reading.folded):
            letters = re.findall(r"[a-z]", match[0])
            raw = reading.plain[match.start() : match.end()]
            said = re.search(r"(?:nom|prenom|appelle|epelle|epele|s'ecrit|prononce|lettres?|mme|mr|m\.?|madame|monsieur)[^.;\n]{0,30}\Z", reading.before(match.start(), 40))
            if len(letters) >= 3 and (said or (raw.isupper() and len(letters) >= 4 and reading.style != "upper" and "." not in raw)):
                yield Span(match.start(), match.end(), STRONG)


_FRENCH_PARTICLES = frozenset("de du des d le la les l a au".split())


def _public(reading: Reading, word: Word) -> bool:
    """Whether the word names a body: "MSA", but "Msa" after a first name, or "Noël", does not."""
    if word.folded not in kept_names():
        return False
    return reading.style != "mixed" or word.upper or not (word.capitalised and known_name(word.folded) or len(word.raw) <= 4)


def _is_particle(word: Word) -> bool:
    bare = word.folded.rstrip("'")
    return bare in {"los", "las", "dos"} or bare in name_particles() or word.folded in name_particles() or bare in {"d", "l"}


_ROLES = frozenset(
    "chauffeur cariste macon plombier cuisinier serveur serveuse vendeuse vendeur agent agente aide soignante aidant infirmiere infirmier ouvrier ouvriere technicienne technicien retraite retraitee veuf veuve celibataire divorcee divorce"
    " mariee marie enceinte allocataire locataire beneficiaire demandeur demandeuse salarie salariee sdf rom refugie refugiee intervenante intervenant service social sociale assistant assistante educateur educatrice cip conseiller conseillere referent"
    " diabete rsa caf aah ase mdph cdi cdd agdref nir passeport iban tel num numero secu adresse mail dossier insta snap fb facebook hotel foyer ehpad ecole college lycee creche".split()
)
