"""Danger in a text: which emergency lines to show first.

French lines: 17 police, 114 the same by text message, 15 ambulance, 18 fire, 112 all of Europe;
3919 violence against women; 3114 suicide; 119 children; 3977 elders; 115 shelter. Better a line
shown for nothing than one not shown: what is denied is left out, what is only past is not.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.domain.lexical import fold

LINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "violence": ("17", "114", "3919"),
        "suicide": ("3114", "15"),
        "child": ("119", "17"),
        "medical": ("15", "112"),
        "fire": ("18", "112"),
        "elder": ("3977", "17"),
        "street": ("115",),
    }
)
"""The lines for each danger, the first to call first. The most pressing dangers come first."""

_CLAUSE = re.compile(r"[.,;:!?\n()«»\"]+|\bmais\b|\bsauf\b")
_DENIAL = re.compile(
    r"(?:\bne |\bn'|\baucune?s? |\bjamais |\bsans |\bni |\bpas (?:de |d')|\bpas |\bnon )"
    r"(?:\S+ ){0,5}$"
)
_STILL = re.compile(r"^(?:\S+ )?plus\b")
"""After "ne": "il ne la frappe plus" tells of a danger that was there."""


@dataclass(frozen=True, slots=True)
class _Signs:
    deniable: re.Pattern[str]
    firm: re.Pattern[str] | None


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})(?!\w)" for pattern in patterns))


@cache
def _signs() -> tuple[re.Pattern[str], Mapping[str, _Signs]]:
    """The idioms to take out, and the signs of each danger."""
    text = (files("bot") / "vocabulary" / "dangers.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    signs = {
        code: _Signs(
            _any(data[code]["signs"]), _any(data[code]["firm"]) if data[code]["firm"] else None
        )
        for code in LINES
    }
    return _any(data["idioms"]), signs


def dangers(text: str) -> tuple[str, ...]:
    """The dangers that a text speaks of, the most pressing first; codes of `LINES`."""
    idioms, known = _signs()
    plain = idioms.sub(" ", fold(text))
    clauses = [clause.strip() for clause in _CLAUSE.split(plain)]
    return tuple(code for code, signs in known.items() if _spoken(signs, clauses))


def _spoken(signs: _Signs, clauses: Sequence[str]) -> bool:
    for clause in clauses:
        if signs.firm and signs.firm.search(clause):
            return True
        if any(not _denied(clause, sign) for sign in signs.deniable.finditer(clause)):
            return True
    return False


def _denied(clause: str, sign: re.Match[str]) -> bool:
    """Whether a negation stands before the sign, or inside it with "pas" after it."""
    before, after = clause[: sign.start()], clause[sign.end() :].strip()
    if _STILL.match(after):
        return False
    return _DENIAL.search(before) is not None or re.search(r"\bn(?:e |')", sign.group()) is not None
