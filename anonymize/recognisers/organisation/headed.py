"""A generic noun and the name that follows it: "école Jules-Ferry", "garage chez Momo", "bar du port"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading, Word
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.organisation.words import (
    COUNTS,
    EMPLOYERS,
    INNS,
    JOINING,
    NAMED_BARE,
    NAMED_COMMONLY,
    NAMED_WITH_ARTICLE,
    NAMED_WITH_OF,
    NO_PROPER,
    NOUN,
    ROOM_WORDS,
    SHOPS,
    TOO_VAGUE,
    TRADING,
)
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_HEAD = re.compile(rf"(?<![a-z])(?P<noun>{NOUN})(?![a-z])")
_LINK = re.compile(
    r"[ ]?(?:(?:(?:de l|d|l|a l)'|(?:de la|de|du|des|la|le|les|aux?|a la|saint|sainte|st|ste|et)(?![a-z])|&) ?-?){0,3}"
)
_NOT_NAME_AFTER = re.compile(
    r"^(?:qui|que|est|a|ne|n'|et|ou|mais|dit|refuse|veut|pour|avec|sans|en|sur|dans|ferme|fermee|pas|plus|demande|il|elle|on|privee?|publique?|d'insertion|d'interim|d'urgence|d'accueil|de jour|de nuit|d'asile|social\w*|familial\w*)(?![a-z])"
)
_NO_SHOP_NAME = re.compile(
    r"(?:mere|pere|fils|fille|frere|soeur|mari|femme|voisin\w*|voiture|matin|midi|soir|maison|copain|copine|ami|amie|oncle|tante|cousin\w*|ccas|foyer|hopital|centre|rue|gare routiere|meme|bout|pays|dame|monsieur|jeune|personne|patron\w*|societe|entreprise|asso\w*|camp|college|lycee|fac|quartier|coin|village|bourg|ville|secteur|proprietaire|bailleur|immeuble|residence)(?![a-z])"
)
# What a capital may open in the middle of a message, and is no name; nor is an article after a stop.
_NO_NAMES = frozenset("il elle mme m mr".split())
_ARTICLES = frozenset({"le", "la", "les"})
_OF_THE = frozenset({"du", "des", "de la", "de l'"})
_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_AT_NOUN = re.compile(
    r"(?:(?<![a-z])(?:aux?|du|a la|a l'|en|de l'|de la|par (?:le |la |l')|dans (?:le |la |l')|un|une|pour (?:le |la |l')|via (?:le |la |l')?|avec (?:le |la |l')) ?|[,:(•*\n-] ?|^)\Z"
)


def find(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_HEAD):
        end = _name_end(reading, match.end(), match["noun"])
        if end:
            noun_outside = match["noun"].split()[0] in EMPLOYERS
            start = _first_letter(reading, match.end(), end) if noun_outside else match.start()
            yield Span(start, number_after(reading, end), LIKELY)


def _name_end(reading: Reading, at: int, noun: str) -> int | None:
    """Where the proper name after a generic noun ends; None when there is none."""
    if reading.style == "mixed":
        end = _cased_end(reading, at, noun) or _unknown_end(reading, at)
        return end or _shop_end(reading, at, noun)
    return _uncased_end(reading, at, noun)


def _cased_end(reading: Reading, at: int, noun: str) -> int | None:
    """Where a name with capitals ends: "Jules-Ferry", "« Les Trois Platanes »"."""
    end: int | None = None
    taken: list[Word] = []
    quoted = re.match(r" ?[«\"“] ?", reading.plain[at : at + 4])
    position = at + quoted.end() if quoted else at
    for word in [w for w in reading.words if at <= w.start < at + 80]:
        gap = reading.plain[position : word.start]
        named_after_comma = not taken and noun.split()[0] in EMPLOYERS
        if not _holds(reading, gap, position, comma=named_after_comma):
            break
        if word.capitalised and word.folded not in (
            _NO_NAMES | _ARTICLES if gap.startswith(".") else _NO_NAMES
        ):
            taken.append(word)
            end = word.end
        elif taken and taken[-1].raw.endswith("'") and taken[-1].end == word.start:
            end = word.end
        elif word.folded.rstrip("'") not in JOINING or (taken and word.folded in {"a", "au"}):
            break
        if gap.startswith(".") and len(taken) > 1:
            break
        position = word.end
    if not end or not taken or (len(taken) == 1 and taken[0].folded in _ARTICLES):
        return None
    name = reading.folded[taken[0].start : end]
    link = reading.folded[at : taken[0].start]
    return None if _is_public(name, link, noun) else end


def _holds(reading: Reading, gap: str, position: int, *, comma: bool) -> bool:
    """Whether a name may go on over the gap that begins at `position`."""
    if gap == ", ":
        return comma
    if gap == ". ":  # "St. Joseph"
        return len(reading.plain[max(0, position - 3) : position].split()[-1]) <= 2
    return re.fullmatch(r"[ \-'’&]{0,3}", gap) is not None


def _uncased_end(reading: Reading, at: int, noun: str) -> int | None:
    """Where a name ends when capitals say nothing: "ecole du parc", "garage chez momo"."""
    link = _LINK.match(reading.folded, at)
    assert link is not None  # the pattern matches the empty string
    for rest in (reading.after(at, 20).lstrip(), reading.after(link.end(), 40)):
        if _NOT_NAME_AFTER.match(rest):
            return None
    end, read = _small_words(reading, link.end())
    if end is None:
        return _unknown_end(reading, at)
    linked = link[0].strip()
    name = reading.folded[link.end() : end]
    if _is_public(name, linked + " ", noun):
        return None
    partners = {reading.folded[read : read + 3]}  # "durand & fils"
    if not linked:
        partners.add(reading.folded[end : end + 3])
    if " & " in partners or _is_named(noun, linked, name, reading.before(at - len(noun), 12)):
        return end
    return _unknown_end(reading, at)


def _small_words(reading: Reading, at: int) -> tuple[int | None, int]:
    """Up to three words that may be a name: where they end, and where what was read does."""
    end: int | None = None
    count = 0
    position = at
    for word in [w for w in reading.words if at <= w.start < at + 60]:
        gap = reading.plain[position : word.start]
        if not re.fullmatch(r"[ \-'&]{0,3}", gap):
            break
        bare = word.folded.rstrip("'")
        tied = gap.startswith("-") or reading.plain[position - 1] == "'"
        joins = bare in JOINING and bare not in _ARTICLES | {"a", "au", "aux", "en"}
        counts = bare in COUNTS and "'" not in word.folded
        if not (joins if count else counts):
            if _is_text_again(bare, count, tied=tied):
                break
            end = word.end
            count += 1
        position = word.end
    return end, position


def _is_text_again(bare: str, count: int, *, tied: bool) -> bool:
    """Whether a word, after `count` others, is no longer the name."""
    if bare in ROOM_WORDS or bare in FUNCTION_WORDS or bare in PREDICATES:
        return True
    if not count:
        return False
    if count == 3 or bare in {"sarl", "conventionne"}:
        return True
    return not tied and bool(communes_of(place_key(bare)))


def _is_named(noun: str, linked: str, name: str, before: str) -> bool:
    """Whether what follows a noun is its name, by the noun and by what links the two.

    Parameters
    ----------
    linked
        What stands between them: "du", "les", nothing.
    before
        What stands before the noun.
    """
    first = name.split()[0].split("'")[-1]
    if not linked:
        return noun in NAMED_BARE and len(first) > 2 and not is_ordinary(first)
    if linked in _ARTICLES or linked == "l'":
        vague = noun in TOO_VAGUE or noun in EMPLOYERS
        return noun in NAMED_WITH_ARTICLE or (not vague and bool(_AT_NOUN.search(before)))
    if linked in _OF_THE and first not in NO_PROPER:
        if noun.rstrip("s") in TRADING and len(first) > 2:
            return True
        if noun in NAMED_COMMONLY and len(name) > 3:
            return True
    if linked in _OF_THE or linked in {"de", "d'"}:
        return noun in NAMED_WITH_OF and not is_ordinary(first)
    return linked.split()[-1] in _SAINTS


def _shop_end(reading: Reading, at: int, noun: str) -> int | None:
    """A shop named after what is near it, in small letters: "bar du port"."""
    if noun not in SHOPS:
        return None
    near = re.compile(r" (?:du |des |de la |de l')(?P<it>[a-z][a-z\-]{3,})(?![a-z'])").match(
        reading.folded, at
    )
    plain = near is None or _NO_SHOP_NAME.match(near["it"]) or near["it"] in NO_PROPER
    return None if near is None or plain else near.end()


def _unknown_end(reading: Reading, at: int) -> int | None:
    """A made-up name in small letters: "entrepôt log'oise", "la boite proxiclean"."""
    coded = re.compile(r" [a-z]\d{1,3}(?!\w)").match(reading.folded, at)
    if coded:  # "école T17"
        return coded.end()
    made = re.compile(r" ?[(«\"]? ?(?P<it>[a-z]{2,}(?:['\-][a-z]{3,})?)(?![a-z'])").match(
        reading.folded, at
    )
    if not made:
        return None
    parts = re.split(r"['\-]", made["it"])
    strange = len(made["it"]) > 3 and any(len(p) > 3 and not is_french(p) for p in parts)
    glued = "'" in made["it"] and len(parts[0]) > 2
    known = made["it"] in FUNCTION_WORDS or made["it"] in kept_names() or communes_of(made["it"])
    return made.end("it") if (strange or glued) and not known else None


def _is_public(name: str, link: str, noun: str) -> bool:
    """Whether the name is only a place or a public body: "foyer de Lille", "agence France Travail"."""
    key = place_key(name)
    if noun.split()[0] in INNS and key in departement_keys():
        return False
    if name in kept_names() or name.split()[0] in kept_names() or key in departement_keys():
        return True
    if noun in SHOPS and link.strip() in _OF_THE:
        return False
    of = link.strip() in {"de", "d'", "du", "des", "a", "à", "au", "de la", "de l'"}
    return of and bool(communes_of(key)) and noun not in {"chateau", "domaine"}


def _first_letter(reading: Reading, at: int, end: int) -> int:
    """Where the proper name starts after a noun that is no part of it."""
    lead = re.match(
        r"[ ,:«\"(]{0,4}(?:(?:la|le|les|l') ?(?=[a-z]))?[«\" ]*", reading.folded[at:end]
    )
    first = at + lead.end() if lead else at
    # "la Biscuiterie" leaves its article, "Les Trois Platanes" keeps it.
    capital = re.match(r"[ ,:«\"(]{0,4}(?=[A-ZÀ-Ý])", reading.plain[at:end])
    return at + capital.end() if capital else first


def number_after(reading: Reading, end: int) -> int:
    """A number that ends a firm's name: "Clairnet 93"."""
    number = re.compile(
        r" \d{2,4}(?=[,.;:)\n]|$| (?!ans?|mois|euros?|€|h|heures?|km|fois|jours?)[a-zà-ÿ])"
    ).match(reading.plain, end)
    return number.end() if number else end
