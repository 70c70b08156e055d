"""What an answer's wording says of its worth: concrete or vague, sure or lost, for or against."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.lexical import Analyser, Lexicon, fold
from bot.domain.vocabulary import schemes


@dataclass(frozen=True, slots=True)
class Clue:
    """A family of turns of phrase.

    Parameters
    ----------
    worth
        What each different one found adds to the log-odds that the answer helps.
    most
        How many count.
    """

    name: str
    worth: float
    most: int
    pattern: re.Pattern[str]


@cache
def clues() -> tuple[Clue, ...]:
    """The families of `bot/vocabulary/answer_clues.toml`."""
    text = (files("bot") / "vocabulary" / "answer_clues.toml").read_text(encoding="utf-8")
    return tuple(
        Clue(
            name,
            row["worth"],
            row["most"],
            re.compile("|".join((*map(_whole, row.get("patterns", ())), *row.get("marks", ())))),
        )
        for name, row in tomllib.loads(text).items()
    )


def _whole(pattern: str) -> str:
    return rf"\b(?:{pattern})(?!\w)"


@cache
def _schemes() -> Lexicon:
    return Lexicon(schemes())


_WORDED = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
    "quarante": 40, "soixante": 60, "cent": 100, "mille": 1000,
}  # fmt: skip
_UNITS = "euros?|€|%|pour cent|heures?|h|jours?|semaines?|mois|ans?|annees?"
# Denied in "un an, plus trois ans" and "un an et non trois ans"; not in "plus de trois ans".
_FIGURE = re.compile(
    rf"(?<!\bplus )(?<!\bnon )\b(\d[\d .]{{0,14}}\d|\d|{'|'.join(_WORDED)}) ?({_UNITS})(?!\w)"
)
_UNIT = {"€": "euro", "h": "heure", "pour cent": "%", "annee": "an"}
_NEGATION = re.compile(
    r"\b(?:ne|non|aucune?|jamais|impossible|interdite?s?|fausse?s?|faux|exclue?s?|inutile|pas|"
    r"irrecevable)\b|\bn'"
)
_SENTENCE = re.compile(r"([^.!?]+)([.!?]+|$)")
_CLAUSE = re.compile(r"[.,;:!?\n()]+|\bmais\b|\bsauf\b|\bet\b")


def _figures(folded: str) -> frozenset[tuple[str, int]]:
    """Amounts and delays, in digits or in words: (unit, figure)."""
    found = set()
    for figure, unit in _FIGURE.findall(folded):
        digits = re.sub(r"\D", "", figure)
        single = unit.removesuffix("s") if unit != "mois" else unit
        found.add((_UNIT.get(single, single), int(digits) if digits else _WORDED[figure]))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer, once read.

    Parameters
    ----------
    terms
        Stems of its words, without those that carry no subject.
    notions
        Notions of the trade it names, by how firmly.
    schemes
        Rights, doors and procedures it names.
    figures
        Amounts and delays, with their unit.
    polarity
        For each stem, whether it stands in a negated clause.
    clues
        How many different turns of each family it uses.
    """

    terms: frozenset[str]
    notions: Mapping[str, float]
    schemes: frozenset[str]
    figures: frozenset[tuple[str, int]]
    polarity: Mapping[str, bool]
    clues: Mapping[str, int]


def _asks_only(text: str) -> bool:
    """Whether every sentence is a question."""
    sentences = [end for sentence, end in _SENTENCE.findall(text) if sentence.strip()]
    return bool(sentences) and all(end.startswith("?") for end in sentences)


def read(text: str, analyser: Analyser, lexicon: Lexicon) -> Reading:
    """Read an answer."""
    folded = fold(text)
    found = {clue.name: len(set(clue.pattern.findall(folded))) for clue in clues()}
    if _asks_only(text):
        found["question"] = 1
    polarity: dict[str, bool] = {}
    for clause in _CLAUSE.split(folded):
        negated = _NEGATION.search(clause) is not None
        for term in analyser.sequence(clause):
            polarity[term] = polarity.get(term, False) or negated
    return Reading(
        terms=frozenset(polarity),
        notions=lexicon.find(text),
        schemes=frozenset(_schemes().find(text)),
        figures=_figures(folded),
        polarity=polarity,
        clues={name: count for name, count in found.items() if count},
    )
