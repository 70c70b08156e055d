"""How people type: case, accents, punctuation, abbreviations and slips, spans carried along."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from anonymize.lexicons.folding import fold
from anonymize.training.corpora import Span, Text

Change = Callable[[str], str]
_SHORT = {
    "pour": ["pr"],
    "dans": ["ds"],
    "vous": ["vs"],
    "nous": ["ns"],
    "avec": ["ac", "avc"],
    "tout": ["tt"],
    "tous": ["ts"],
    "toujours": ["tjs", "tjrs"],
    "beaucoup": ["bcp"],
    "quelqu'un": ["qqn", "qqun"],
    "rendez-vous": ["rdv"],
    "parce que": ["pcq"],
    "bonjour": ["bjr"],
    "depuis": ["dpuis", "dep"],
    "que": ["ke", "q"],
    "qui": ["ki"],
    "quoi": ["koi"],
    "c'est": ["c", "cest", "cé"],
    "n'a": ["na"],
    "elle": ["el"],
    "est": ["é", "e"],
    "mais": ["mé"],
    "chez": ["ché"],
    "dossier": ["doss"],
    "madame": ["mme", "mdm"],
    "monsieur": ["mr", "m", "mons"],
    "j'ai": ["jai", "g"],
    "ne": ["n"],
    "même": ["mm"],
    "mois": ["m"],
    "semaine": ["sem"],
    "logement": ["logt", "lgt"],
    "appartement": ["appart", "appt"],
    "téléphone": ["tel"],
    "assistante sociale": ["as"],
    "association": ["asso"],
    "enfants": ["enfts", "gosses"],
    "problème": ["pb"],
    "demande": ["dde"],
    "pas": ["pa"],
    "plus": ["plu", "+"],
}


def recase(text: Text, rng: random.Random) -> Text:
    """One of the ways a careful text is typed carelessly; unchanged a third of the time."""
    changes: list[Change] = [str, str.lower, _bare, _unaccent, str.upper]
    change = rng.choices(changes, [35, 30, 20, 7, 8])[0]
    return rebuilt(text, change, lambda chunk, _: change(chunk))


def retype(text: Text, rng: random.Random, haste: float) -> Text:
    """Abbreviate and slip outside spans, more as `haste` (0-1) grows; names slip too, rarely."""

    def plain(chunk: str) -> str:
        return re.sub(r"[\w']+", lambda m: _hurried(m[0], rng, haste), chunk)

    def marked(chunk: str, _: str) -> str:
        return _slip(chunk, rng) if rng.random() < haste * 0.15 else chunk

    return rebuilt(text, plain, marked)


def unpunctuate(text: Text) -> Text:
    """As dictated: no punctuation outside spans, but apostrophes and hyphens."""

    def plain(chunk: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’\-@/€%+]", " ", chunk))

    return rebuilt(text, plain, lambda chunk, _: chunk)


def recase_names(text: Text, rng: random.Random) -> Text:
    """People's names in capitals, in small letters or capitalised, the rest as it is."""
    change: Change = rng.choice([str.upper, str.lower, str.title])

    def marked(chunk: str, label: str) -> str:
        return change(chunk) if label == "PER" and rng.random() < 0.7 else chunk

    return rebuilt(text, str, marked)


def lowered(text: Text, rng: random.Random) -> Text:
    """Small letters, without accents a third of the time; names keep capitals now and then."""
    change: Change = rng.choice([str.lower, str.lower, _bare])
    on_names: Change = str if rng.random() < 0.12 else change
    return rebuilt(text, change, lambda chunk, _: on_names(chunk))


def capitals(text: Text, rng: random.Random) -> Text:
    """All in capitals, half of the time without accents."""
    change: Change = rng.choice([str.upper, lambda chunk: _unaccent(chunk).upper()])
    return rebuilt(text, change, lambda chunk, _: change(chunk))


def sentences(text: Text) -> Text:
    """A capital at the start of each sentence, a full stop at the end."""
    raised = re.sub(r"(^|[.!?\n]\s*)(\w)", lambda m: m[1] + m[2].upper(), text.text)
    if len(raised) != len(text.text):
        return text
    ended = raised if raised.endswith((".", "!", "?")) else raised + "."
    return replace(text, text=ended)


def rebuilt(text: Text, plain: Change, marked: Callable[[str, str], str]) -> Text:
    """The text with `plain` applied outside spans and `marked` inside, spans moved along."""
    pieces: list[str] = []
    spans: list[Span] = []
    size = end = 0
    for start, stop, label in text.spans:
        gap, name = plain(text.text[end:start]), marked(text.text[start:stop], label)
        spans.append((size + len(gap), size + len(gap) + len(name), label))
        pieces += [gap, name]
        size += len(gap) + len(name)
        end = stop
    return replace(text, text="".join([*pieces, plain(text.text[end:])]), spans=tuple(spans))


def _bare(text: str) -> str:
    return _unaccent(text).lower()


def _unaccent(text: str) -> str:
    return "".join(fold(c) if c.islower() else fold(c).upper() for c in text)


def _hurried(word: str, rng: random.Random, haste: float) -> str:
    if word.lower() in _SHORT and rng.random() < haste:
        return rng.choice(_SHORT[word.lower()])
    return _slip(word, rng) if rng.random() < haste * 0.06 else word


def _slip(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )
