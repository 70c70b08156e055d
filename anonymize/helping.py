"""What stays in an answer: the doors that a colleague points at, with their lines, addresses and sites.

People, their lines, their homes and their mailboxes go. Which of the two a number is, its sentence tells: a door is
named before it, and nobody stands between the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from anonymize.judge import Candidate
from anonymize.lexicons import first_names, place_key
from anonymize.reading import Reading, Word
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.naming import capital
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.phrases import any_of
from anonymize.recognisers.places import communes_of
from anonymize.values import QUASI, Kind
from anonymize.words import words_of

# In an answer, places, bodies and dates are the very help.
_KEPT = QUASI - {Kind.AGE, Kind.NATIONALITY, Kind.HEALTH_RARE}
_REACH = 110
_SENTENCE_ENDS = re.compile(
    r"[;!?\n]|(?<!\bm)(?<!\bmr)(?<!\bmme)(?<!\bdr)(?<!\bme)(?<!\btel)(?<!\bst)\.(?= |$)"
)
# A family takes in ("famille d'accueil"), and a flat may be in the middle of a town ("centre-ville").
_DOOR = re.compile(rf"(?<![a-z])(?<!famille d')(?!centre[ -]ville){any_of('doors')}(?![a-z])")
_BESIDE = re.compile(
    r"(?<![a-z])(?:au[ -]dessus|en face|face|derriere|devant|pres|proche|a cote|cote|vers|entre) ?(?:de|du|des|d'|a|au)?(?: (?:la|le|les|l'))? ?\Z"
)
# "suivie par le CCAS, 12 rue...", "mon amie du CMP, 03...", "son bureau": the door tells whom it is about, or what came
# from it; what follows is theirs.
_TIED_TO_A_DOOR = re.compile(
    r"(?<![a-z])(?:(?:(?:suivi|heberge|accueilli|accompagne|place|sorti|oriente|inscrit|connu|hospitalise|scolarise|domicilie)(?:e|es|s|ee|ees)?"
    r"|dort|dorment|vit|vivent|loge|logent|habite|habitent|reside|resident|demeure"
    r"|amie?s?|voisine?s?|collegue|copine?|copain|cousine?|frere|soeur|mere|pere|dame|monsieur|usagere?|patiente?|famille|jeune|fille|fils)"
    r" (?:[a-z]+ )?(?:par|au|aux|a|de|du|en|dans|chez)(?: (?:la|le|les|l'|un|une))?"
    r"|(?:courrier|lettre|dossier|facture|compteur|compte|contrat|notification|allocataire|signalement|rapport|enquete)s?(?: (?:de|du|des|d'|a|au))?(?: (?:la|le|les|l'))?"
    r"|mon|ma|mes|son|sa|ses|leurs?) ?\Z"
)
# A line that is a desk's, even beside somebody's name: "Lucie, à l'accueil, standard 03...".
_DESK = re.compile(
    r"(?<![a-z])(?:standard|accueil|secretariat|guichet|numero vert|plateforme|permanence)s?(?: tel| telephonique)?[^.,;\n\d]{0,30}\Z"
)
_MOBILE = re.compile(r"\+?(?:33)? ?\(?0?\)? ?[67]")
_LIVED_IN = re.compile(
    r"(?<![a-z])(?:ch(?:ambre|b)|app(?:t|artement|art)|logement|studio|box|lit|interphone)(?![a-z])"
)
_PRIVATE_HOST = re.compile(
    r"@(?:gmail|hotmail|outlook|yahoo|orange|free|sfr|wanadoo|laposte|live|icloud|proton|bbox)(?:mail)?(?![a-z-])"
)
# Where people have pages, or show what they are and give.
_PEOPLE_S_PAGES = re.compile(
    r"(?:facebook|fb|instagram|tiktok|twitter|x|linkedin|snapchat|youtube|youtu|doctolib|leboncoin|vinted|blogspot|wixsite|linktr|leetchi|gofundme|copainsdavant|whatsapp|wa)\.[a-z]{2,4}(?![a-z])"
)
_SCHEME = re.compile(r"https?://|www\d?\.")
_HOST_END = re.compile(r"\.[a-z]{2,12}(?=/|$|[?#])")
_NAME_LETTERS = 4
_JOINS = frozenset("de du des la le les et en au aux un une pour sur par".split())
_LETTERS = re.compile(r"[a-z]+")
_LONG_NUMBER = re.compile(r"\d{5}")


def helps(reading: Reading, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a candidate in an answer is a service's and not a person's.

    `candidates` are all those of the text: somebody named beside a number may be whose it is.
    """
    text = reading.digits[candidate.start : candidate.end]
    match candidate.kind:
        case Kind.PHONE:
            return not _MOBILE.match(text) and _at_a_door(reading, candidate, candidates)
        case Kind.ADDRESS:
            return not _LIVED_IN.search(text) and _at_a_door(reading, candidate, candidates)
        case Kind.EMAIL:
            return is_role_mailbox(text)
        case Kind.URL:
            return is_site(text)
    return candidate.kind in _KEPT


def _at_a_door(reading: Reading, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether the sentence leads from a door to the candidate, with nobody on the way."""
    lowest = max(0, candidate.start - _REACH)
    ends = [m.end() for m in _SENTENCE_ENDS.finditer(reading.folded, lowest, candidate.start)]
    start = ends[-1] if ends else lowest
    said = reading.folded[start : candidate.start]
    if any(c.kind is Kind.PERSON and start <= c.start < candidate.start for c in candidates):
        return bool(_DESK.search(said))
    doors = [d for d in _DOOR.finditer(said) if not _BESIDE.search(said[: d.start()])]
    if not doors or any(_TIED_TO_A_DOOR.search(said[: door.start()]) for door in doors):
        return False
    between = (w for w in reading.words if start + doors[-1].end() <= w.start < candidate.start)
    return all(_is_a_detail(reading, word) for word in between)


def _is_a_detail(reading: Reading, word: Word) -> bool:
    """Whether a word goes on with the name of a door: its town, what it does, its hours."""
    return (
        word.folded in words_of("door_details")
        or _DOOR.fullmatch(word.folded) is not None
        or capital(reading, word)
        or bool(communes_of(place_key(word.folded)))
    )


def is_role_mailbox(mailbox: str) -> bool:
    """Whether a folded mailbox is a desk's, by every word before its sign: "siao.urgence@..."."""
    name, sign, _ = mailbox.partition("@")
    parts = _LETTERS.findall(name)
    if not sign or not parts or _PRIVATE_HOST.search(mailbox):
        return False
    return all(part in words_of("role_mailboxes") for part in parts)


def is_site(address: str) -> bool:
    """Whether a folded address is a site's, where no word can be somebody's name."""
    bare = _SCHEME.sub("", address.rstrip("/"))
    if _PEOPLE_S_PAGES.search(bare) or _LONG_NUMBER.search(bare) or "@" in bare:
        return False
    words = _LETTERS.findall(_HOST_END.sub("", bare, count=1))
    return bool(words) and all(map(_is_nobodys, words))


@cache
def _is_nobodys(word: str) -> bool:
    """Whether a word of a site is of the language or a body's, or made of such words: "droitsdusalarie"."""
    if _is_plain(word):
        return True
    cuts = range(_NAME_LETTERS, len(word))
    named = any(
        first_names().get(part, 0) >= 2048 for cut in cuts for part in (word[:cut], word[-cut:])
    )
    return not named and _is_made_of_words(word)


def _is_made_of_words(word: str) -> bool:
    return not word or any(
        _is_made_of_words(word[cut:])
        for cut in range(2, len(word) + 1)
        if word[:cut] in _JOINS or (cut >= _NAME_LETTERS and _is_plain(word[:cut]))
    )


def _is_plain(word: str) -> bool:
    if word in kept_names() or word in words_of("role_mailboxes"):
        return True
    return is_ordinary(word) and not _is_first_name(word)


def _is_first_name(word: str) -> bool:
    return first_names().get(word, 0) >= 64 and word not in kept_names()
