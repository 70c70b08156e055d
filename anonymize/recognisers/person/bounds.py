"""Where a name starts and where it ends, word by word, with capitals or without."""

from __future__ import annotations

import re

from anonymize.lexicons import first_names, name_particles, place_key, surnames
from anonymize.reading import Reading, Word
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import (
    ROLES,
    SHORT_SURNAMES,
    capital,
    is_public,
    known_name,
    likely_first_names,
)
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_FRENCH_PARTICLES = frozenset("de du des d le la les l a au".split())
# Without a capital, only where an age or the end of a clause follows: "alpha bah 22 ans".
_SMALL_UNCASED = frozenset("bah ba sy ly ka vo ko sow dia".split())
_AGED = re.compile(r"(?: ?,)? ?\(?\d{1,2} ?(?:ans?|a|mois)(?![a-z])|[,;)\n]")
_INITIALS = re.compile(r"(?<![\w.])[A-Z](?:\.? ?-? ?[A-Z]){0,2}\.?(?![\w])")
_NEXT_WORD = re.compile(r" (?:ne |n'|se |s'|lui |me |nous |vous )?([a-z]{3,})")
_FIELDS = frozenset(
    "nom prenom age ne nee date adresse tel telephone nationalite sexe mail".split()
)
_COMPOUND = re.compile(
    r"[ -](?P<it>(?:le|la|de la|de|du|des|van|von|el|ben|ait|ould)[ -][a-z]{2,}(?:'[a-z]+)?)(?![a-z'])"
)


def words_at(reading: Reading) -> dict[int, int]:
    """The index of the word that starts at each offset."""
    return {word.start: index for index, word in enumerate(reading.words)}


def name_at(
    reading: Reading, index: int, *, sure: bool, particles: bool = True
) -> tuple[int, int] | None:
    """The name that starts at word `index`. `sure`: what precedes leaves little doubt."""
    words = reading.words
    first = words[index]
    start = first.start
    initials = _initials_end(reading, index, sure=sure)
    if initials is not None:
        return (start, initials) if initials > start else None
    if not _may_start(reading, first, sure):
        following = _past_particles(reading, index, sure=sure) if particles else None
        return (start, name_end(reading, following, sure=sure)) if following else None
    return start, name_end(reading, index, sure=sure)


def _initials_end(reading: Reading, index: int, *, sure: bool) -> int | None:
    """Where a name of initials ends: "D.", "J.-P. Durand"; its own start when "M." is a title.

    None when there are no initials.
    """
    first = reading.words[index]
    initials = _INITIALS.match(reading.plain, first.start)
    if initials and initials[0] in {"M.", "MM.", "MM"}:
        return first.start
    after = reading.plain[first.end : first.end + 1]
    if sure and len(first.raw) == 1 and (after == "." or first.folded not in "aày"):
        following = reading.words[index + 1] if index + 1 < len(reading.words) else None
        spelled = initials.end() if initials else first.end + (after == ".")
        close = following is not None and following.start - spelled <= 1
        if following and close and capital(reading, following) and _continues(reading, following):
            return name_end(reading, index + 1)
        return max(spelled, first.end) if re.match(r"[.\s,;)-]|\Z", after) else None
    dotted = initials and "." in initials[0] and len(initials[0]) > 2
    public = initials and initials[0].rstrip(".").lower() in kept_names()
    if initials and dotted and not public and first.raw not in {"A", "Y"}:
        return initials.end() if len(first.raw) == 1 else None
    return None


def name_end(reading: Reading, index: int, *, sure: bool = False) -> int:
    """Where the name ends: further names, particles between them, hyphens, a last initial."""
    words = reading.words
    end = words[index].end
    taken = 1
    at = index + 1
    while at < len(words) and taken < 6:
        if compound := _compound(reading, end):
            end, taken = compound, taken + 1
            while at < len(words) and words[at].start < end:
                at += 1
            continue
        word = words[at]
        gap = reading.plain[end : word.start]
        if gap not in {" ", "-", "'", "", " - "} or (gap == " - " and word.folded in _FIELDS):
            break
        tied = gap == "-" or words[at - 1].folded.endswith("'")
        if tied or _continues(reading, word):
            end, at, taken = word.end, at + 1, taken + 1
            continue
        if _is_last_initial(reading, word, cased=words[index].capitalised):
            return word.end
        following = _past_particles(reading, at, sure=sure)
        if following and len(words[following].raw) < 2:
            break  # "Pinto l'a": a pronoun and a verb
        if following and _particles_belong(reading, at, following, sure=sure):
            end, at, taken = words[following].end, following + 1, taken + 2
            continue
        break
    return end


def _is_last_initial(reading: Reading, word: Word, *, cased: bool) -> bool:
    """Whether a letter stands for the rest of a name: "Léa D", "léa d."; `cased`: the name is."""
    after = reading.plain[word.end : word.end + 1]
    if len(word.raw) != 1 or not re.match(r"[.,;)\s]|\Z", after):
        return False
    if after == ".":
        return capital(reading, word) or not cased
    return capital(reading, word) and word.raw not in "AY"


def _compound(reading: Reading, end: int) -> int | None:
    """Where a surname of two words that starts at `end` ends: "marie-anne | le floc'h"."""
    match = _COMPOUND.match(reading.folded, end)
    if not match:
        return None
    borne = surnames().get(match["it"], 0) or surnames().get(match["it"].replace("-", " "), 0)
    return match.end() if borne >= 64 and not communes_of(place_key(match["it"])) else None


def _past_particles(reading: Reading, index: int, *, sure: bool = False) -> int | None:
    """Index of the name that particles from word `index` lead to: "de la Fontaine", "ait el"."""
    words = reading.words
    at = index
    while at < min(len(words) - 1, index + 3) and _is_particle(words[at]):
        if reading.plain[words[at].end : words[at + 1].start] not in {" ", "-", "", "'"}:
            return None
        at += 1
        if not _is_particle(words[at]) or (words[at].capitalised and reading.style == "mixed"):
            unknown = sure and not is_ordinary(words[at].folded)
            borne = known_name(words[at].folded) or capital(reading, words[at])
            if (_continues(reading, words[at]) and borne) or unknown:
                return at
    return None


def _may_start(reading: Reading, word: Word, sure: bool) -> bool:
    folded = word.folded
    if len(folded) < 2 or (folded in FUNCTION_WORDS and not (sure and folded == "bah")):
        return False
    if is_public(reading, word) and not (sure and known_name(folded)):
        return False
    if folded.endswith("'"):
        return folded in {"d'", "n'", "o'", "m'", "l'"} and sure and word.capitalised
    if place_key(folded) in departement_keys() and not sure:
        return False
    if capital(reading, word):
        if sure or not is_ordinary(folded):
            return sure or folded not in PREDICATES
        return first_names().get(folded, 0) >= 256 or surnames().get(folded, 0) >= 4096
    if reading.style == "mixed":
        # "mme petit": after a title a word that many bear is a name, though nobody gave a capital.
        borne = surnames().get(folded, 0) >= 2048 and folded not in PREDICATES | ROLES
        return folded in likely_first_names() or (
            sure and known_name(folded) and (borne or not is_ordinary(folded))
        )
    if folded in PREDICATES or folded in ROLES:
        return False
    if sure:
        return not is_ordinary(folded) or known_name(folded)
    return folded in likely_first_names() or (
        not is_ordinary(folded) and surnames().get(folded, 0) >= 256
    )


def _predicated(reading: Reading, end: int) -> bool:
    """Whether a verb follows: "geneviève champion répond"."""
    verb = _NEXT_WORD.match(reading.folded, end)
    return verb is not None and verb[1] in PREDICATES


def _continues(reading: Reading, word: Word) -> bool:
    """Whether a word after a name is more of it."""
    folded = word.folded
    if _is_short_surname(reading, word):
        return True
    if (
        len(folded) < 2
        or folded in FUNCTION_WORDS - {"ben", "bon", "petit"}
        or folded.endswith("'")
        or is_public(reading, word)
    ):
        return False
    if capital(reading, word):
        return not (word.upper and len(word.raw) <= 4) or known_name(folded)
    return reading.style != "mixed" and _continues_uncased(reading, word)


def _is_short_surname(reading: Reading, word: Word) -> bool:
    """Whether what is a word as well is a surname here: "Fatou BAH, née", "alpha bah 22 ans"."""
    if word.folded in _SMALL_UNCASED and _AGED.match(reading.folded, word.end):
        return True
    short = word.folded in SHORT_SURNAMES or word.raw in {"Lê", "Lý", "Đỗ", "Hồ"}
    if not short or not capital(reading, word):
        return False
    # In capitals, "SI" may be the word: only what ends there is a surname.
    ends = re.match(r"[ ]?[,.;:()\n]|\Z", reading.plain[word.end : word.end + 2])
    return not word.upper or ends is not None


def _continues_uncased(reading: Reading, word: Word) -> bool:
    """Whether it does where capitals say nothing, and common words and towns stand all around."""
    folded = word.folded
    borne = surnames().get(folded, 0)
    if (folded in PREDICATES or folded in ROLES) and first_names().get(folded, 0) < 8192:
        return False
    town = next(iter(communes_of(place_key(folded))), None)
    if town and town.population > 3000 and borne < 4096 and folded not in likely_first_names():
        return False
    if not is_ordinary(folded):
        return known_name(folded) or not is_french(folded)
    if first_names().get(folded, 0) >= 2048:
        return True
    after = reading.plain[word.end : word.end + 2]
    closes = not after or after[0] in ",.;:()\n" or after[-1:].isdigit()
    enough = 128 if after[:1] and after[0] in ",)" else 4096
    return borne >= enough and (closes or _predicated(reading, word.end))


def _particles_belong(reading: Reading, at: int, following: int, *, sure: bool = False) -> bool:
    """Whether "de", "le" after a name lead to more of it, and not to a place or the next word."""
    name = reading.words[following].folded
    if reading.words[at].folded.rstrip("'") not in _FRENCH_PARTICLES:
        return True
    place = communes_of(place_key(name))
    if reading.style == "mixed" and following - at >= 2:
        return True
    if reading.style == "mixed" and not (
        place and len(reading.plain) and reading.words[at].raw == "de"
    ):
        return True
    hyphened = reading.plain[reading.words[following].end :][:1] == "-"
    if surnames().get(name, 0) >= 256 and hyphened:
        return True
    unknown = sure and not is_french(name)
    return (unknown or surnames().get(name, 0) >= 256) and not is_ordinary(name) and not place


def _is_particle(word: Word) -> bool:
    bare = word.folded.rstrip("'")
    if bare == "ou":
        return False
    return (
        bare in {"los", "las", "dos"}
        or bare in name_particles()
        or word.folded in name_particles()
        or bare in {"d", "l"}
    )
