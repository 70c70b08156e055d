"""Screening a text: find, judge, replace, weigh what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anonymize.memory import CaseMemory
from anonymize.placeholders import Language, language_of
from anonymize.reading import Reading, plain_text
from anonymize.settings import ScreeningSettings
from anonymize.values import Finding, Kind, Profile, Screening, ScreeningFailed

if TYPE_CHECKING:
    from anonymize.engine import Engine
    from anonymize.judge import Candidate


class Screener:
    """Finds and replaces what identifies people. Load once; safe to use from many threads."""

    def __init__(self, engine: Engine, settings: ScreeningSettings) -> None:
        self._engine = engine
        self._settings = settings

    @classmethod
    def load(cls, settings: ScreeningSettings | None = None) -> Screener:
        """Load the models and lexicons.

        Raises ScreeningFailed("model_missing") when anything is absent: better nothing than half.
        """
        settings = settings or ScreeningSettings()
        try:
            # Imported here so that a process that only guards a worker stays small.
            from anonymize.engine import Engine
            from anonymize.models import pipelines

            screener = cls(Engine(pipelines(settings)), settings)
            screener.screen("Mme Durand, 34 ans, née à Lille.")  # touches every lexicon once
        except ScreeningFailed:
            raise
        except Exception as error:
            raise ScreeningFailed("model_missing") from error
        return screener

    def screen(
        self,
        text: str,
        language: str = "fr",
        memory: CaseMemory | None = None,
        extra_masks: Sequence[str] = (),
        kept: Sequence[str] = (),
        profile: Profile = "case",
        today: date | None = None,
        home: str | None = None,
    ) -> Screening:
        """Screen one text.

        `memory` keeps the numbering of the case and is brought up to date. `extra_masks` are words
        the author hides, `kept` stretches the author gives back. In an "answer" bodies, places and
        dates stay. `today` turns near dates into delays; without it no delay is told. `home` is the
        code of the département where the writer works: it tells which of the towns that share a
        name is meant, when nothing in the text says otherwise.
        Raises ScreeningFailed, whose message never holds the text.
        """
        if len(text) > self._settings.max_characters:
            raise ScreeningFailed("too_long")
        try:
            return self._screen(
                text,
                language_of(language),
                memory or CaseMemory(),
                extra_masks,
                kept,
                profile,
                today,
                home,
            )
        except ScreeningFailed:
            raise
        except Exception:
            # The cause would carry the text in its frames or its message.
            raise ScreeningFailed("error") from None

    def _screen(
        self,
        text: str,
        language: Language,
        memory: CaseMemory,
        extra_masks: Sequence[str],
        kept: Sequence[str],
        profile: Profile,
        today: date | None,
        home: str | None,
    ) -> Screening:
        from anonymize.already import already_replaced
        from anonymize.coarsen import town_key, whereabouts
        from anonymize.helping import helps
        from anonymize.judge import judge
        from anonymize.replace import Replacer, rewritten
        from anonymize.risk import estimate, remains_of

        plain = plain_text(text)
        reading, results = self._engine.analyze(plain)
        candidates = judge(reading, results, extra_masks, kept)
        ours = list(already_replaced(text))
        if ours:
            candidates = [c for c in candidates if not _stands_in(ours, reading, c)]
        if profile == "answer":
            candidates = [c for c in candidates if not helps(reading, c, candidates)]
        cities = (reading.digits[c.start : c.end] for c in candidates if c.kind is Kind.CITY)
        where = whereabouts(reading, map(town_key, cities), home)
        replacer = Replacer(reading, language, memory, today, where)
        findings = tuple(
            Finding(*reading.given(c.start, c.end), c.kind, replacer.replacement(c), c.source)
            for c in candidates
        )
        left = remains_of(reading, candidates, where, today)
        return Screening(rewritten(text, findings), findings, estimate(left))


def _stands_in(ours: Sequence[tuple[int, int]], reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate is part of what an earlier screening wrote; what its author hides is."""
    start, end = reading.given(candidate.start, candidate.end)
    return candidate.kind is not Kind.MASKED and any(a <= start and end <= z for a, z in ours)
