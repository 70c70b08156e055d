"""Names that are not written as names: nicknames, initials, half names, fields of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import first_names, in_dictionary, surnames
from anonymize.reading import Reading, fold
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.words import words_of

_CLOSED = r"(?=(?:(?P<end> ?[»\"”])|[,.;:()\n]|$| (?:habite|vit|dort|son vrai|est|a|il|elle|mais|depuis|et|qui|dans|au|aux|ne|s'est|fait|pour|sur|en)(?![a-z])))"
_NICKNAME = re.compile(
    r"(?<![a-z])(?:qu'on (?:appelle|surnomme|nomme)|(?:que |ici )?(?:tout le monde|les gens|ses amis|tous|le quartier|ici on|le village) (?:appelle|surnomme|nomme)|(?:on|tout le monde|ils|les gens|ses amis|le quartier|ses potes|les autres) (?:l'appelle(?:nt)?|le surnomment?|la surnomment?|l'a surnommee?)|se fait (?:appeler|nommer)|surnommee?s?|dite?|alias|aka|(?:son |le )?(?:surnom|sobriquet)(?: est| de|:)?|(?:plus )?connue? (?:sous le nom d[e']|comme|sous le surnom d[e'])|pseudo)"
    rf" ?(?P<quote>[«\"“] ?)?(?P<it>(?:(?:le |la |les |l'|ti |tit |gros |petit |petite |vieux |mon )?[a-z][a-z'\-]{{1,14}}\d{{0,4}}(?<!qu'))(?: (?!(?:il|elle|on|est|et|mais|depuis|qui|ne|se|en|au|aux|du|de|des|la|le|car|sur|dans|pour|avec)(?![a-z]))[a-z]{{2,12}})?){_CLOSED}"
)
# An alias in quotes is one, whatever its words.
_QUOTED = re.compile(
    r"(?<![a-z])(?:surnom\w*|sobriquet|alias|aka|se fait appeler|l'appelle(?:nt)?|qu'on appelle)(?: est| de| c'est)? ?:? ?[«\"“] ?(?P<it>[a-z][^«»\"“”\n,;.]{1,30}?) ?[»\"”]"
)
_NAME_AND_DIGITS = re.compile(r"(?<![a-z])(?:aka|alias|dite?) (?P<it>[a-z]{3,14}\d{1,4})(?!\w)")
# "Bebert dit la Fouine": a name, "dit", and an article.
_WHO_IS_SAID = re.compile(
    r"(?<![a-z'])(?<!l')(?P<who>[a-z][a-z\-]{2,}) (?:dite?|alias|aka) (?P<it>(?:le |la |l'|petite? |gros |grand )[a-z][a-z'\-]{2,}(?: [a-z]{3,})?)(?=[,.;:()\n]|$| (?:habite|vit|dort|est|a|il|elle|mais|depuis|et|qui|dans)(?![a-z]))"
)
_NAMED_INITIALS = re.compile(
    r"(?<![a-z'])(?:j'appellerai|nommerai|appeler(?:ai|ons)|appelons|appelle(?:nt)?|surnomm\w+|dit|dite|alias|nomme|nommee|prenomme|initiales?|signe|cordialement) (?:par |:|ici |donc )?(?P<it>[a-z]\.?[a-z]\.?)(?![a-z'\d])"
)
_DOUBLE_INITIALS = re.compile(
    r"(?<![a-z'])(?:par|avec|c'est|cest|moi|voir|contact|joindre|appeler|demander|educ|educateur|educatrice|collegue|referente?|chef|cheffe|pote|copain|copine|fils|fille|mari|frere|soeur|et) (?P<it>(?:j-?[a-z]|m[cjlp]|p[ahjy]|fx)(?<!je|jy|pa|ml))(?![a-z'\d/])"
)
_ONE_INITIAL = re.compile(
    r"(?<![a-z'])(?:jeune|petite?|famille|dame|monsieur|madame|mme|mr|mlle|fils|fille|frere|soeur|mari|femme|collegue|voisine?|educ|referente?|nommee?) (?P<it>[b-z])\.(?=[ ,;)\n]|\Z)"
)
# Two initials with dots, where a person is spoken of: "situation de T. M., 13 ans".
_DOTTED = re.compile(
    r"(?<![\w.'])(?:(?:situation|dossier|cas|enfant|jeune|mineure?|concernant|famille|accompagnement|signalement|objet|placement|suivi|mere|pere|de|pour|chez|avec|mme|monsieur|madame|et) ?(?:de |du |d'|: ?|du jeune )?|(?:^|\n)[ •*-]*)(?P<it>[a-z]\. ?-?[a-z]\.)(?= ?[,;)\n]| \d| [a-z(]|$)"
)
_NO_INITIALS = re.compile(
    r"(?:m\. ?m|p\. ?s|n\. ?b|i\. ?e|c\. ?v|j\. ?o|p\. ?j|a\. ?m|p\. ?m|r\. ?v|c\. ?a|l\. ?d|d\. ?u|p\. ?o)\.\Z"
)
# "h. lantoine", "P.-F. Casalta" without capitals.
_INITIAL_AND_NAME = re.compile(
    r"(?<![\w.'])(?<!\d )(?P<it>[a-lo-z]\.(?:[ -]{0,2}[a-z]\.)? ?-?(?P<name>[a-z]{4,}(?:-[a-z]{3,})?))(?![\w@.])"
)
# "chantal m la mamie": one letter after a first name, which no elision explains.
_FIRST_AND_LETTER = re.compile(
    r"(?<![\w'.-])(?P<it>(?P<name>[a-z]{3,}(?:-[a-z]{3,})?) (?P<letter>[b-xz])(?:\.(?=[ ,;:)\n]|\Z))?)(?![\w'’-])(?! ?[=/:]?\d)(?P<next> [a-z])?"
)
_PARTICLE_LETTER = re.compile(
    r"(?<![\w'.-])(?P<name>[a-z]{3,}(?:-[a-z]{3,})?) (?P<it>(?:de|du|le|la|el|ben|da|di|van|von) [a-z]\.)(?=[ ,;)\n(]|\Z)"
)
_MAY_BE_ELIDED = frozenset("dljmnst")
_CLAUSE_LETTERS = frozenset("cg")
# What a form asks: "nom : BAH prenom : MAMOUDOU".
_FIELD = re.compile(
    r"(?<![a-z])(?:(?:noms?|prenoms?|nom de (?:famille|naissance|jeune fille|l'enfant|la mere|du pere)|nom d'usage|noms? (?:et )?prenoms?|prenoms? (?:et )?noms?|identite|beneficiaire|usager|allocataire|demandeur|demandeuse|patiente?|representant legal|tuteur|tutrice|mere|pere|enfants?|conjointe?) ?[:=] ?)(?P<it>[a-z][a-z'\-]+(?: (?!(?:nom|prenom|ne|nee|date|adresse|tel|telephone|sexe|age|nationalite|situation|mail|rue|a|en|est|qui|et|ou|la|pas|non|inconnue?|secretaire|mere|pere|seule?)(?![a-z]))[a-z][a-z'\-]+){0,3})(?= ?(?:[,;.()\n/|]|$)| (?:nom|prenoms?|nee?|date|adresse|tel|telephone|sexe|age|nationalite|situation|mail)(?![a-z]))"
)
_NOT_FIELD = re.compile(
    r"(?:a |inconnu|non|confidentiel|idem|voir|cf|anonym|pas|aucun|sans|oui|seul|ci|masque|neant|qui|que|quel|je|il|elle|on|nous|le|la|les|un|une|des|son|sa|ses|mon|ma|deux|trois|quatre|cinq|plusieurs|isolee?|celibataire|mariee?|veu|decede|majeur|mineur|absent|present|enceinte|malade|rsa|aah|sdf|place|scolarise|rattache|charge|garde|travail|hospital|incarcer|retraite|titulaire|salarie|separe|divorce|\w+ (?:ans|mois))"
)
# A word that is said to be a name: "Loup (comme l'animal)", "Perle c'est son prenom".
_SAID_A_NAME = re.compile(
    r"(?<![a-z'])(?P<it>[a-z][a-z\-]{2,})(?:(?: ?\(|,) ?(?:oui |si si |et )?(?:(?:c'est |cest |c |est )?(?:bien )?(?:son|le|un|leur|mon) (?:vrai )?(?:nom|prenom|patronyme)(?! (?:de|du|des) )|(?:nom|prenom) de famille|prenom(?: d'etat civil)?\))| (?:c'est|cest) (?:bien )?(?:un|son) (?:pre)?nom(?! (?:de|du|des) )|(?: ?\(|,)? ?(?:comme l'animal|comme le (?:mois|jour|fruit|prenom|saint)|comme la (?:fleur|pierre|chanteuse|ville|saison)|(?:et )?pas le (?:jour|mois|ferie|metier)|pas la (?:fleur|couleur|ville)))"
)
# "les jumeaux noa et tom": short names listed after those who bear them.
_BROOD = re.compile(
    r"(?<![a-z])(?:jumeaux|jumelles|enfants|filles|garcons|petits|freres|soeurs|triples) (?P<one>[a-z]{3,}) (?:et|&) (?P<other>[a-z]{3,})(?![a-z'])"
)
_OFFICER = re.compile(
    r"(?<![a-z])(?:avocate?s?|notaires?|huissiere?s?|mandataire|commissaire de justice|curateur|curatrice|batonnier|conseil)(?: commise? d'office)?(?:,| :| c'est| est)? me (?P<it>(?:le |la |de |du |ben |el )?[a-z][a-z'\-]{2,})(?![a-z'])"
)
_REPORTED = re.compile(
    r"(?:qu|que|qu'|de|du|a|au|non|oui|il|elle|on|pas|ne|n'|d')(?![a-z])|(?:qu|n|d)'"
)
_TI = re.compile(r"(?:ti|tit|gros) [a-z]")


@cache
def noun_names() -> frozenset[str]:
    """Folded words of the language that people bear as first names."""
    return frozenset(fold(word) for word in words_of("noun_names"))


def aliases(reading: Reading) -> Iterator[tuple[int, int]]:
    """Each name of these kinds, in any order."""
    yield from _nicknames(reading)
    yield from _initials(reading)
    yield from _letters(reading)
    yield from _said(reading)


def _nicknames(reading: Reading) -> Iterator[tuple[int, int]]:
    """What a person is said to be called, ordinary words or not: "qu'on appelle le Colonel"."""
    for match in _NICKNAME.finditer(reading.folded):
        name = reading.plain[slice(*match.span("it"))]
        said_that = _REPORTED.match(match["it"])
        if match["it"] in kept_names() or match["it"] in FUNCTION_WORDS or said_that:
            continue
        cased = reading.style == "mixed" and re.search(r"(?<!\w)[A-ZÀ-Ý]", name)
        said = re.match(r"(?:dit|alias|pseudo|aka)", match[0])
        known = not is_ordinary(match["it"].split()[-1]) and match["quote"]
        if cased or known or (not said and reading.style != "mixed") or _TI.match(match["it"]):
            yield match.span("it")
    for pattern in (_QUOTED, _NAME_AND_DIGITS):
        for match in pattern.finditer(reading.folded):
            if match["it"] not in kept_names() and not _REPORTED.match(match["it"]):
                yield match.span("it")
    for match in _WHO_IS_SAID.finditer(reading.folded):
        if match["who"] not in PREDICATES and _borne(match["who"]):
            yield match.span("it")


def _borne(word: str) -> bool:
    """Whether a word is a name rather than one of the language."""
    return word not in FUNCTION_WORDS and (
        (first_names().get(word, 0) >= 64 and not is_ordinary(word)) or not is_french(word)
    )


def _initials(reading: Reading) -> Iterator[tuple[int, int]]:
    """Letters that stand for a name: "par JB", "le jeune t.", "situation de T. M."."""
    for match in _DOUBLE_INITIALS.finditer(reading.folded):
        written = reading.plain[slice(*match.span("it"))]
        if reading.style != "mixed" or written.isupper():
            yield match.span("it")
    for match in _NAMED_INITIALS.finditer(reading.folded):
        written = reading.plain[slice(*match.span("it"))]
        if written.isupper() and reading.style != "upper":
            yield match.span("it")
    for match in _ONE_INITIAL.finditer(reading.folded):
        yield match.span("it")
    for match in _DOTTED.finditer(reading.folded):
        if not _NO_INITIALS.match(match["it"]):
            yield match.span("it")


def _letters(reading: Reading) -> Iterator[tuple[int, int]]:
    """A letter tied to a name: "chantal m", "h. lantoine", "Éléonore de V."."""
    for match in _INITIAL_AND_NAME.finditer(reading.folded):
        name = match["name"].split("-")[0]
        known = surnames().get(name, 0) >= 64 or not is_french(name)
        capitals = {reading.plain[match.start(group)].isupper() for group in ("it", "name")}
        if known and len(capitals) == 1 and not in_dictionary(name) and not is_ordinary(name):
            yield match.span("it")
    for match in _PARTICLE_LETTER.finditer(reading.folded):
        if first_names().get(match["name"].split("-")[0], 0) >= 64:
            yield match.span("it")
    for match in _FIRST_AND_LETTER.finditer(reading.folded):
        if _ends_a_name(reading, match):
            yield match.span("it")


def _ends_a_name(reading: Reading, match: re.Match[str]) -> bool:
    name, letter = match["name"].split("-")[0], match["letter"]
    plain = is_ordinary(name) or name in FUNCTION_WORDS or name in kept_names()
    if first_names().get(name, 0) < 512 or plain:
        return False
    if in_dictionary(name) and first_names().get(name, 0) < 4096:
        return False
    capital = reading.plain[match.start("letter")].isupper()
    if reading.style == "mixed" and not capital:
        return False
    following = (match["next"] or "").strip()
    if capital and reading.style == "mixed":
        return True
    if letter in _CLAUSE_LETTERS:
        return not following
    return not (letter in _MAY_BE_ELIDED and following in set("aeiouyh"))


def _said(reading: Reading) -> Iterator[tuple[int, int]]:
    """Words that are said to be a name, or stand where only a name does."""
    for match in _FIELD.finditer(reading.folded):
        words = match["it"].split()
        if not _NOT_FIELD.match(match["it"]) and words[0] not in kept_names():
            sure = match[0].startswith(("nom", "prenom", "identite"))
            if sure or any(_borne(word) for word in words):
                yield match.span("it")
    for match in _SAID_A_NAME.finditer(reading.folded):
        name = match["it"]
        known = max(first_names().get(name, 0), surnames().get(name, 0)) >= 64
        if name not in FUNCTION_WORDS | PREDICATES and (known or not is_french(name)):
            yield match.span("it")
    for match in _BROOD.finditer(reading.folded):
        pair = (match["one"], match["other"])
        counts = [first_names().get(name, 0) for name in pair]
        if min(counts) >= 1024 and not set(pair) & (FUNCTION_WORDS | PREDICATES):
            yield match.span("one")
            yield match.span("other")
    for match in _OFFICER.finditer(reading.folded):
        if surnames().get(match["it"].split()[-1], 0) >= 64:
            yield match.span("it")
