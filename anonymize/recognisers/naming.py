"""Which words are names: by their bearers, their capital and what else they mean."""

from __future__ import annotations

import re
from functools import cache

from anonymize.lexicons import first_names, fold, in_dictionary, place_key, surnames
from anonymize.reading import Reading, Word
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.words import words_of

ROLES = frozenset(
    "chauffeur cariste macon plombier cuisinier serveur serveuse vendeuse vendeur agent agente aide soignante aidant infirmiere infirmier ouvrier ouvriere technicienne technicien retraite retraitee veuf veuve routier routiere epicier epiciere livreur livreuse magasinier pecheur pecheuse marin soudeur couvreur peintre carreleur maraicher caissier caissiere coiffeur coiffeuse celibataire divorcee divorce"
    " mariee marie enceinte allocataire locataire beneficiaire demandeur demandeuse salarie salariee sdf rom refugie refugiee intervenante intervenant service social sociale assistant assistante educateur educatrice cip conseiller conseillere referent"
    " diabete rsa caf aah ase mdph cdi cdd agdref nir passeport iban tel num numero secu adresse mail dossier insta snap fb facebook hotel foyer ehpad ecole college lycee creche".split()
)
# Surnames that are small words too: a capital in the middle of a sentence tells them.
SHORT_SURNAMES = frozenset(
    "bah ba sy ly ka do si ma ta ho vo ko mai an tu to so sow dia fall".split()
)
_AUXILIARY = re.compile(
    r"(?<![a-z])(?:est|sont|etait|etaient|sera|seront|soit|etre|ete|a|ont|avait|avoir|ayant|reste|pas|bien|deja|tout|trop|encore|non) \Z"
)
_PARTICIPLE = re.compile(r"(?P<stem>[a-z]{3,})ee?s?\Z")


@cache
def likely_first_names() -> frozenset[str]:
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


@cache
def noun_names() -> frozenset[str]:
    """Folded words of the language that people bear as first names."""
    return frozenset(fold(word) for word in words_of("noun_names"))


def known_name(word: str) -> bool:
    return word in first_names() or word in surnames()


def names_somebody(word: str) -> bool:
    """Whether a word is a name rather than one of the language."""
    return word not in FUNCTION_WORDS and (
        (first_names().get(word, 0) >= 64 and not is_ordinary(word)) or not is_french(word)
    )


def is_public(reading: Reading, word: Word) -> bool:
    """Whether the word names a body: "MSA", but "Msa" after a first name, or "Noël", does not."""
    if word.folded not in kept_names():
        return False
    return (
        reading.style != "mixed"
        or word.upper
        or not ((word.capitalised and known_name(word.folded)) or len(word.raw) <= 4)
    )


def capital(reading: Reading, word: Word) -> bool:
    return word.capitalised and reading.style == "mixed"


def attributed(reading: Reading, word: Word) -> bool:
    """Whether a word without a capital of its own is the participle of a verb: "rien n'est fleche"."""
    if capital(reading, word) or not _AUXILIARY.search(reading.before(word.start, 12)):
        return False
    participle = _PARTICIPLE.match(word.folded)
    known = word.folded in first_names() and not is_french(word.folded)
    if participle is None or known:
        return False
    return in_dictionary(f"{participle['stem']}er")
