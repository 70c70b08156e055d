"""Words that are said to be a name: "s'appelle", "née", a field of a form, "c'est son prénom"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, fold, place_key, surnames
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, WEAK, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import capital, likely_first_names, names_somebody
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.person.bounds import name_at, words_at
from anonymize.recognisers.person.listed import names_after
from anonymize.recognisers.places import communes_of
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_SAID = re.compile(
    r"(?<![a-z'])(?:s'appel\w*|s appel\w*|sappel\w*|(?:un|une) certaine?|se nomme(?:nt)?|nomme|nommee|denommee?|prenommee?|surnommee?|appelee?|appelle|prenoms?|nom(?: de (?:famille|naissance|jeune fille|mere|pere))?|noms?|alias|dit|dite|epouse|ep|nee|pseudo|signe|signee?|cordialement|cdlt|bien a vous|bises|bisous|merci|cc|salut|slt|hello|coucou|bonjour|bonsoir|bjr|je suis|moi c'est|moi|c'est|cest|pour|avec|chez|de la part de|contact|joindre|appeler|demander|voir|interlocut\w+|referente?|au nom d[eu']|nommes|de)"
    r" ?(?:est |c'est |: ?|, ?|« ?|\" ?|\()? ?"
)
_SURE_SAID = re.compile(
    r"^(?:s'appel|un certain|une certaine|s appel|sappel|se nomme|nomme|denomm|prenom|surnomm|nom|alias|appelee|au nom)"
)
_BARE_NAME = tuple("avec merci signe cordialement cdlt bises bisous moi demander".split())
_SIGNED = re.compile(r" ?(?:tel|\.?\Z|\n|:|au |06|07|\()")
_KIN_WORDS = frozenset(
    "pere mere mari femme fils fille epoux epouse conjoint conjointe frere soeur papa maman bebe bailleur proprietaire locataire couple menage parents enfant enfants famille".split()
)
# A name of birth or of marriage, whatever the typing: "née le roux", "veuve hardy".
_MAIDEN = re.compile(
    r"(?<![a-z])(?:nee|epouse|ep\.?|veuve|vve|divorcee|nom de (?:jeune fille|naissance|mariage)|nom d'usage) (?:: )?(?P<it>(?:(?:de la|le|la|de|du|van|von|el|al|ben|da|di) )?[a-z][a-z'\-]{2,})(?=[,.;:()\n]|$| \d| et | habite| a | est | nee? )"
)
_NOT_MAIDEN = frozenset(
    "en a au aux sous hors prematuree premature avant apres dans chez avec vers ici francaise sourde handicapee aveugle trop janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre debut fin courant lundi mardi mercredi jeudi vendredi samedi dimanche hier cette sa son mon ma une un depuis qui et ou il elle on non".split()
)
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
# What a paper calls somebody: "Le Goff sur le livret de famille".
_ON_PAPER = re.compile(
    r"(?P<it>(?<!\w)[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){0,3}) (?:sur|dans) (?:la |le |l['’]|son |sa )(?:carte|livret|passeport|acte|bail|bo[iî]te|sonnette|titre|jugement|permis|attestation|r[ée]c[ée]piss[ée])(?!\w)"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _announced(reading)
    for match in _MAIDEN.finditer(reading.folded):
        words = match["it"].split()
        if not {words[0], words[-1]} & _NOT_MAIDEN and words[-1] not in PREDICATES:
            yield Span(*match.span("it"), LIKELY)
    for match in _FIELD.finditer(reading.folded):
        words = match["it"].split()
        if not _NOT_FIELD.match(match["it"]) and words[0] not in kept_names():
            sure = match[0].startswith(("nom", "prenom", "identite"))
            if sure or any(names_somebody(word) for word in words):
                yield Span(*match.span("it"), LIKELY)
    for match in _SAID_A_NAME.finditer(reading.folded):
        name = match["it"]
        known = max(first_names().get(name, 0), surnames().get(name, 0)) >= 64
        if name not in FUNCTION_WORDS | PREDICATES and (known or not is_french(name)):
            yield Span(*match.span("it"), LIKELY)
    if reading.style == "mixed":
        for match in _ON_PAPER.finditer(reading.plain):
            if fold(match["it"]) not in kept_names():
                yield Span(*match.span("it"), LIKELY)


def _announced(reading: Reading) -> Iterator[Span]:
    at_start = words_at(reading)
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
            yield from names_after(reading, span[1], at_start, LIKELY)
