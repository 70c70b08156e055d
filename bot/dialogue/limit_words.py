"""Which number a moderator speaks of: "person_week 3", "par personne 2 -> 3 par semaine"."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.domain.policy import Policy, Value
from bot.domain.verdicts import Refused

_TIME = r"\d{1,2}(?:[:h]\d{2}|h)"
_NUMBER = rf"{_TIME}|-?\d+(?:[.,]\d+)?"
_PER = (
    r"(?:par|per|chaque|each|a|/)\s*(?:jour|semaine|mois|day|week|month|personne|professionnel"
    r"|coll[eè]gue|structure|situation|cercle|th[eè]me|r[eé]seau|person|colleague|case|circle"
    r"|theme|network)\b"
)
_CHANGE = re.compile(
    rf"^(\D*?)\s*[:=]?\s*(?:({_NUMBER})\s*(?:->|→|=>|à|to\b)\s*)?({_NUMBER})(?![^\W\dhj])"
    r"\s*(?:(?:fois|sollicitations?|demandes?|times|asks?)\b\s*)?"
    rf"(%|{_PER}(?:\s*,?\s*(?:et|and)?\s*{_PER})*"
    r"|(?:heures?|hours?|h|jours?|days?|j|secondes?|seconds?)\b)?[\s,.:;-]*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS = frozenset({"jour", "jours", "j", "day", "days"})

_COUNTED = {
    name: str(number)
    for number, names in enumerate(
        "zéro zero,un une one,deux two,trois three,quatre four,cinq five,six,sept seven"
        ",huit eight,neuf nine,dix ten".split(",")
    )
    for name in names.split()
}
_SPELLED = re.compile(rf"\b(?:{'|'.join(_COUNTED)})\b", re.IGNORECASE)
_ARTICLES = frozenset({"un", "une", "one"})

_IDLE = frozenset(
    {*"a after apres au aux by d de des du en et for h in is l la le les of on".split()}
    | {*"par per pour que the to un une augmente augmenter baisse baisser".split()}
    | {*"changer descendre diminuer limiter mets mettre monte monter ne pas passe passer".split()}
    | {*"plutot ramener reduire seulement".split()}
    | {*"change decrease increase limit lower no not only raise set than".split()}
)
_BOUNDING = frozenset({*"plus moins max maximum min minimum more less most least".split()})
"""Words that say "at most", and are also parts of some names: left out when nothing fits."""

WORDS: Mapping[str, str] = {
    "person": "personne professionnel colleague collegue",
    "day": "jour jours quotidien",
    "week": "semaine hebdomadaire",
    "month": "mois mensuel",
    "open": "attente cours waiting",
    "min": "minimum entre between",
    "gap": "ecart intervalle",
    "hours": "heure heures hour",
    "newcomer": "nouveau nouvelle nouveaux arrivant new",
    "days": "jours jour day",
    "refusal": "refus",
    "cooldown": "repit repos rest",
    "structure": "structures organisation",
    "case": "situation",
    "circle": "cercle",
    "chat": "message messages",
    "pair": "binome couple",
    "theme": "themes",
    "network": "reseau tout",
    "opens": "ouverture ouvre ouvrir debut matin start open",
    "closes": "fermeture ferme fermer fin soir end close",
    "undo": "annuler annulation cancel",
    "seconds": "seconde secondes second",
    "first": "premiere",
    "wave": "vague",
    "keep": "simultane attente",
    "alive": "attente vives",
    "late": "fin tard end",
    "alike": "identique identiques pareil semblable semblables same",
    "largest": "grande plus",
    "most": "maximum total",
    "asks": "sollicitation sollicitations ask",
    "wanted": "voulues suffisent enough",
    "useful": "utile utiles",
    "answers": "reponse reponses answer",
    "deadline": "delai echeance duree",
    "wait": "silence attendre regard",
    "urgent": "urgence urgente",
    "relevance": "pertinence",
    "floor": "seuil plancher",
    "least": "moindre minimum",
    "chance": "probabilite",
    "explore": "exploration decouverte",
    "share": "part",
    "other": "autre",
    "silo": "secteur milieu",
    "invisible": "invisibles",
}
"""What people say for each part of a number's name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number, its wanted value, and why, as typed."""

    name: str
    value: Value
    reason: str


def heard(text: str, policy: Policy) -> Spoken | Refused:
    """Read what follows ``/limites``.

    Refused with ``limits-usage`` when there is no value, ``limits-ambiguous`` (details: names)
    when several numbers fit the words, ``policy-unknown-key`` when none does.
    """
    typed = _CHANGE.match(_in_digits(text.strip()))
    if typed is None:
        return _valueless(text, policy)
    named, old, new, unit, reason = typed.groups()
    new = f"{new}{unit}" if unit == "%" else new
    words = _words(f"{named} {unit or ''}")
    fitting = _fitting(words, policy, old)
    if not fitting and unit and unit.casefold() in _DAYS and new.isdecimal():
        # A number of hours, said in days.
        hours = [word for word in words if word not in _DAYS]
        fitting, new = _fitting([*hours, "heures"], policy, old), str(24 * int(new))
    if not fitting:
        fitting = _fitting([word for word in words if word not in _BOUNDING], policy, old)
    if not fitting and not words:
        # The number first, then what it is: "9h30 ouverture".
        fitting, reason = _fitting(_words(reason), policy, old), ""
    if len(fitting) == 1:
        return Spoken(fitting[0], _value(policy, fitting[0], new), reason.strip())
    if fitting:
        details = {"names": ", ".join(fitting[:5]), "value": new}
        return Refused("limits-ambiguous", details=details)
    return _unknown(named.strip() or text.strip(), policy, new)


def value_of(name: str, typed: str, policy: Policy) -> Value:
    """What was typed, as the kind of number that this one is; as typed when it is none."""
    return _value(policy, name, typed)


def _in_digits(text: str) -> str:
    """The same, with the number that it spells in digits: "trois" is 3; "un" may be an article."""
    if any(sign.isdecimal() for sign in text):
        return text
    spelled = list(_SPELLED.finditer(text))
    sure = [one for one in spelled if one[0].casefold() not in _ARTICLES]
    for one in (sure or spelled)[-1:]:
        return f"{text[: one.start()]}{_COUNTED[one[0].casefold()]}{text[one.end() :]}"
    return text


def _valueless(text: str, policy: Policy) -> Refused:
    name, _, tail = text.strip().partition(" ")
    if not tail:
        return Refused("limits-usage")
    words = _words(text)
    for spoken in range(len(words), 0, -1):
        fitting = _fitting(words[:spoken], policy, None)
        if len(fitting) == 1:
            kind = type(policy.values()[fitting[0]]).__name__
            return Refused("policy-wrong-type", details={"key": fitting[0], "wanted": kind})
    return _unknown(name, policy)


def _unknown(name: str, policy: Policy, value: str = "") -> Refused:
    nearest = get_close_matches(name, [one for one in policy.values() if one != "paused"], n=1)
    details = {"key": name[:40], "nearest": nearest[0] if nearest else "", "value": value}
    return Refused("policy-unknown-key", details=details)


def _fitting(words: Sequence[str], policy: Policy, old: str | None) -> list[str]:
    """Numbers whose name has a part for every word; the whole name before a part of it."""
    names = [name for name in policy.values() if name != "paused"]
    exact = [name for name in names if "_".join(words) == name]
    if exact or not words:
        return exact
    covering = [name for name in names if _covers(name, words)]
    if old is not None:
        same = [name for name in covering if policy.values()[name] == _value(policy, name, old)]
        covering = same or covering
    whole = [name for name in covering if len(name.split("_")) == len(words)]
    return whole if len(whole) == 1 else covering


def _covers(name: str, words: Sequence[str]) -> bool:
    parts = name.split("_")
    said = [{part, *WORDS.get(part, "").split()} for part in parts]
    return all(any(_same(word, one) for one in said) for word in words)


def _same(word: str, said: set[str]) -> bool:
    return word in said or word.rstrip("s") in said


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [word for word in re.findall(r"[a-z]+", plain) if word not in _IDLE]


def _value(policy: Policy, name: str, typed: str) -> Value:
    """Read a typed value as the kind of number it replaces; the policy checks the rest."""
    current = policy.values()[name]
    if isinstance(current, str):
        hour, _, minute = typed.replace("h", ":").partition(":")
        return f"{hour:0>2}:{minute or '00'}" if re.fullmatch(_TIME, typed) else typed
    number = typed.replace(",", ".").rstrip("h%")
    try:
        if not isinstance(current, float):
            return typed if typed.endswith("%") else int(number)
        # A share of one: nobody means anything but a percentage by more.
        percent = typed.endswith("%") or float(number) > 1
        return round(float(number) / 100, 6) if percent else float(number)
    except ValueError:
        return typed
