"""After a title, or a word that says who it is: "Mme Benali", "le papa trésor", "le facteur (Momo)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, name_particles, place_key, surnames
from anonymize.reading import Reading, Word
from anonymize.recognisers.base import LIKELY, STRONG, Span
from anonymize.recognisers.naming import ROLES, capital, is_public, known_name, noun_names
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.person.bounds import name_at, name_end, words_at
from anonymize.recognisers.person.listed import names_after
from anonymize.recognisers.places import communes_of
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_TITLE = re.compile(
    r"(?<![\w'])(?:(?:mme|mlle|melle|mr|m|mm|mmes|dr|dre|pr|me|madame|monsieur|mademoiselle|docteure?|professeure?|maitre|mesdames|messieurs|veuve|vve|sieur|epoux|consorts|m'sieur|miss|mister)\.?"
    r"|(?:la |une |les? )?fam(?:ille|\.)?s?|les (?:epoux|consorts|enfants|soeurs|freres|parents|petits|jumeaux)) +(?:et (?:mme|m|mr|madame|monsieur)\.? +)?"
)
_KIN = re.compile(
    r"(?<![a-z'])(?:(?:son|sa|ses|mon|ma|mes|leur|leurs|notre|le|la|les|l'|un|une|du|au|cette|ce|d'une?|des|deux) ?)?(?:petite?s? |grande? |jeune |autre |ex[ -]|futur |nouveau |nouvelle |premier |premiere |feu |feue |beau[ -]|belle[ -]|demi[ -]|grand[ -]?|arriere[ -])*"
    r"(?:fils|fille|filles|soeurs?|freres?|frangin|frangine|maman|papa|mere|pere|mari|femme|epouse|epoux|conjointe?|compagne|compagnon|copain|copine|concubine?|ex|cousine?s?|oncle|tante|tata|tonton|tatie|neveu|niece|papi|papy|mamie|mami|mamy|meme|pepe|gendre|bru|parrain|marraine|bebe|nourrisson|enfants?|gamine?|gosse|loulou|ainee?|cadette?|benjamine?|puine|jumeaux|jumelles|jumeau|jumelle|triplee?s"
    r"|garcon|garcons|petit|petite|ado|jeune|dame|homme|veuve|voisine?|amie?|ami|collegue|chef|cheffe|patronne?|gerante?|proprio|proprietaire|bailleur|educ|educateur|educatrice|referente?|as|ass|assistante sociale|avocate?|medecin|pediatre|psy|psychologue|infirmiere?|sage[ -]femme|kine|directeur|directrice|instit|maitresse|prof|animatrice|animateur|tuteur|tutrice|curateur|curatrice|mandataire|conseillere?|cip|interprete|stagiaire|benevole|auxiliaire|nounou|assmat|monsieur|madame|mademoiselle|beneficiaire|usager|usagere|locataire|salariee?|refugiee?|requerante?|interessee?|patiente?|residente?|redactrice|redacteur|mineure?|temoin|colocataire|coloc|boulangere?|concierge|gardienne?|prenomm\w*|dernier|derniere|eleve|etudiante?|juge|jge|facteur|factrice|gendarme|policier|policiere|notaire|huissier|maire|elue?|presidente?|coach|entraineur|imam|pasteur|cure|pretre|livreur|boulanger|pharmacien|pharmacienne|generaliste|docteur|chirurgien|surveillante?|cpe|principale?|proviseur|cadre|adjointe?|secretaire|comptable|coordinatrice|coordinateur|mediateur|mediatrice|traducteur|traductrice|amies?|copines?|copains?|camarade|compere|passeur|dealer|client|cliente|ouvrier|apprentie?|gars|nana|type|meuf|mec|keum|surnommee?)"
    r" ?(?:,|:|\(|-|=|«|\")? ?(?:c'est |cest |qui s'appelle |s'appelle |nommee? |appelee? )?"
)
_POSSESSED = re.compile(r"(?:son|sa|ses|mon|ma|mes|leurs?) ")
_UNSURE_TITLES = frozenset(
    {"m", "me", "pr", "mm", "maitre", "les enfants", "les parents", "les petits"}
)
_OFFICE = re.compile(
    r"(?:le|la|l') ?(?:juge|maire|prefet|prefete|presidente?|direct\w+|procureure?|ministre|substitut|greffi\w+|bat\w+|commissaire|sous-prefet|rect\w+|inspect\w+|conseill\w+|defenseure?|mediat\w+|respons\w+|chef|proviseure?|principale?)(?![a-z])"
)
_NEVER_NAMES = frozenset(
    "le la les de du des et est a au aux un une ce cette il elle on je nous vous son sa ses mon ma mes qui que ou ne pas en dans sur sous pour par avec chez mme mr m madame monsieur maitre docteur dr".split()
)
_OF = re.compile(r"(?:de |du |des |d')(?=[a-z])")
_NOUN_AFTER = re.compile(r" (?:de|du|des|d'|en|a)(?![a-z])|'")
_ENDEARING = re.compile(
    r"(?:petite?|grande?|jeune|beau|belle|bebe|mon|ma|meme|pepe|mamie|mamy) ?\Z"
)
_PETITE = re.compile(
    r"(?<![a-z])(?:petite?|fils|fille|frere|soeur|bebe|copain|copine|pote|ami|amie|moi|jeune|voisine?|collegue|cousine?|neveu|niece|cadette?|ainee?|mari|femme|maman|papa|tonton|tata) (?P<it>[a-z]{3,})(?![a-z'])"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _after(reading, _TITLE, STRONG)
    yield from _after(reading, _KIN, LIKELY)
    for match in reading.in_folded(_PETITE):
        name = match["it"]
        if (
            first_names().get(name, 0) >= 32
            and name not in FUNCTION_WORDS
            and not is_ordinary(name)
        ):
            yield Span(*match.span("it"), LIKELY)


def _after(reading: Reading, pattern: re.Pattern[str], score: float) -> Iterator[Span]:
    titled = pattern is _TITLE
    at_start = words_at(reading)
    for match in reading.in_folded(pattern):
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
            # "son mari Loos": surer than the town, as "le maire d'Estaires" is not.
            whose = not titled and _POSSESSED.match(match[0])
            yield Span(word.start, name_end(reading, index), score + 0.05 * bool(whose))
        span = name_at(reading, index, sure=titled)
        if span and not titled:
            # "la maman de Léandro": the name is what follows.
            of = _OF.match(reading.folded, span[0], span[1] - 1)
            span = (of.end(), span[1]) if of else span
        if not span and _noun_name(reading, match[0], word):
            # Surer than the département of the same name: "ma collègue aude".
            yield Span(word.start, name_end(reading, index), STRONG)
        if span:
            end = _surname_after(reading, span[1]) if titled else span[1]
            yield Span(span[0], end, score)
            yield from names_after(reading, end, at_start, score)


def _no_title(title: str, following: Word) -> bool:
    """Whether "me", "pr", "m" before a word without capital is no title but a small word."""
    if title not in _UNSURE_TITLES or following.capitalised:
        return False
    ordinary = following.folded in FUNCTION_WORDS or not known_name(following.folded)
    return title != "m" or ordinary


def _noun_name(reading: Reading, kin: str, word: Word) -> bool:
    """Whether a word of the language is a name after who bears it: "le papa trésor"."""
    if word.folded in PREDICATES or _NOUN_AFTER.match(reading.folded, word.end):
        return False
    if first_names().get(word.folded, 0) >= 1 << 16:
        return True
    return word.folded in noun_names() and not _ENDEARING.search(kin)


def _surname_after(reading: Reading, end: int) -> int:
    """After a title and a first name, an ordinary word that many bear: "mme josette petit"."""
    word = re.compile(r" (?P<it>[a-z][a-z'\-]{2,})(?![a-z'])").match(reading.folded, end)
    if reading.style == "mixed" or not word:
        return end
    name = word["it"]
    plain = name in FUNCTION_WORDS or name in PREDICATES or name in ROLES
    plain = plain or bool(communes_of(place_key(name)))
    return word.end() if not plain and surnames().get(name, 0) >= 512 else end
