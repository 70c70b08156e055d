"""Words that are said to be a name: "s'appelle", "née", a field of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, WEAK, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import capital, likely_first_names, names_somebody
from anonymize.recognisers.person.bounds import name_at, words_at
from anonymize.recognisers.person.listed import names_after
from anonymize.recognisers.places import communes_of

_SAID = re.compile(
    r"(?<![a-z'])(?:s'appel\w*|s appel\w*|sappel\w*|(?:un|une) certaine?|se nomme(?:nt)?|nomme|nommee|denommee?|prenommee?|surnommee?|appelee?|appelle|prenoms?|nom(?: de (?:famille|naissance|jeune fille|mere|pere))?|noms?|alias|dit|dite|epouse|ep|nee|pseudo|signe|signee?|cordialement|cdlt|bien a vous|bises|bisous|merci|cc|salut|slt|hello|coucou|bonjour|bonsoir|bjr|je suis|moi c'est|moi|c'est|cest|pour|avec|chez|de la part de|contact|joindre|appeler|demander|voir|interlocut\w+|referente?|au nom d[eu']|nommes|de)"
    r" ?(?:est |c'est |: ?|, ?|« ?|\" ?|\()? ?"
)
_SURE_SAID = re.compile(
    r"^(?:s'appel|un certain|une certaine|s appel|sappel|se nomme|nomme|denomm|prenom|surnomm|nom|alias|appelee|au nom)"
)
_BARE_NAME = tuple("avec merci signe cordialement cdlt bises bisous moi demander".split())
_KIN_WORDS = frozenset(
    "pere mere mari femme fils fille epoux epouse conjoint conjointe frere soeur papa maman bebe bailleur proprietaire locataire couple menage parents enfant enfants famille".split()
)
# What a form asks: "nom : BAH prenom : MAMOUDOU".
_FIELD = re.compile(
    r"(?<![a-z])(?:(?:noms?|prenoms?|nom de (?:famille|naissance|jeune fille|l'enfant|la mere|du pere)|nom d'usage|noms? (?:et )?prenoms?|prenoms? (?:et )?noms?|identite|beneficiaire|usager|allocataire|demandeur|demandeuse|patiente?|representant legal|tuteur|tutrice|mere|pere|enfants?|conjointe?) ?[:=] ?)(?P<it>[a-z][a-z'\-]+(?: (?!(?:nom|prenom|ne|nee|date|adresse|tel|telephone|sexe|age|nationalite|situation|mail|rue|a|en|est|qui|et|ou|la|pas|non|inconnue?|secretaire|mere|pere|seule?)(?![a-z]))[a-z][a-z'\-]+){0,3})(?= ?(?:[,;.()\n/|]|$)| (?:nom|prenoms?|nee?|date|adresse|tel|telephone|sexe|age|nationalite|situation|mail)(?![a-z]))"
)
_NOT_FIELD = re.compile(
    r"(?:a |inconnu|non|confidentiel|idem|voir|cf|anonym|pas|aucun|sans|oui|seul|ci|masque|neant|qui|que|quel|je|il|elle|on|nous|le|la|les|un|une|des|son|sa|ses|mon|ma|deux|trois|quatre|cinq|plusieurs|isolee?|celibataire|mariee?|veu|decede|majeur|mineur|absent|present|enceinte|malade|rsa|aah|sdf|place|scolarise|rattache|charge|garde|travail|hospital|incarcer|retraite|titulaire|salarie|separe|divorce|\w+ (?:ans|mois))"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from _announced(reading)
    for match in reading.in_folded(_FIELD):
        words = match["it"].split()
        if not _NOT_FIELD.match(match["it"]) and words[0] not in kept_names():
            sure = match[0].startswith(("nom", "prenom", "identite"))
            if sure or any(names_somebody(word) for word in words):
                yield Span(*match.span("it"), LIKELY)


def _announced(reading: Reading) -> Iterator[Span]:
    at_start = words_at(reading)
    for match in reading.in_folded(_SAID):
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
            # "un certain Loos", "s'appelle Loos": surer than the town.
            told = _SURE_SAID.match(match[0])
            yield Span(*span, WEAK if weak else LIKELY + 0.05 * bool(told))
            yield from names_after(reading, span[1], at_start, LIKELY)
