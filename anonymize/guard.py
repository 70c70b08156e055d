"""The screener in a process of its own: bounded in time and length, restarted when lost."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Any

from anonymize.memory import CaseMemory
from anonymize.process import Worker
from anonymize.settings import ScreeningSettings
from anonymize.values import Finding, Kind, Profile, Risk, Screening, ScreeningFailed


class GuardedScreener:
    """Same interface as `Screener`; no text can hang or bring down the process that calls it.

    A worker is started by exec, not by fork, and speaks JSON lines over its pipes. When it does
    not answer in time it is killed, the call fails, and a fresh one is started at once. Safe to
    use from many threads; calls take turns. Use it as a context manager, or call `close`.
    """

    def __init__(self, settings: ScreeningSettings | None = None) -> None:
        self._settings = settings or ScreeningSettings()
        self._turn = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    @classmethod
    def load(cls, settings: ScreeningSettings | None = None) -> GuardedScreener:
        """Start a worker and wait until it is ready.

        Raises ScreeningFailed ("model_missing", "timeout", "worker_lost") when it cannot be.
        """
        guard = cls(settings)
        with guard._turn:
            guard._ready_worker()
        return guard

    def start(self) -> None:
        """Start a worker without waiting for it; the first text waits until it is ready."""
        with self._turn:
            if self._worker is None and not self._closed:
                self._worker = Worker(self._settings)

    def wait(self) -> None:
        """Return once a worker is ready.

        Raises ScreeningFailed ("model_missing", "timeout", "worker_lost") when it cannot be.
        """
        with self._turn:
            self._ready_worker()

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
        """See `Screener.screen`. Raises ScreeningFailed, also when the worker dies or is slow."""
        if len(text) > self._settings.max_characters:
            raise ScreeningFailed("too_long")
        request = {
            "text": text,
            "language": language,
            "extra_masks": list(extra_masks),
            "kept": list(kept),
            "profile": profile,
            "today": today.isoformat() if today else None,
            "home": home,
            "memory": {"key": memory.key.hex(), "state": memory.to_dict()} if memory else None,
        }
        with self._turn:
            worker = self._ready_worker()
            try:
                reply = worker.ask(request, self._settings.timeout_seconds)
            except ScreeningFailed:
                self._replace(worker)
                raise
        if "failed" in reply:
            raise ScreeningFailed(reply["failed"])
        if memory is not None:
            memory.update(reply["memory"])
        return _screening(reply)

    def close(self) -> None:
        """Stop the worker. Calls under way fail, and later ones too."""
        self._closed = True
        if (worker := self._worker) is not None:
            worker.kill()  # whoever waits for it lets go of the turn
        with self._turn:
            if self._worker is not None:
                self._worker.stop()
                self._worker = None

    def __enter__(self) -> GuardedScreener:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def worker_pid(self) -> int | None:
        """Process id of the worker, for supervision."""
        return self._worker.pid if self._worker else None

    def _ready_worker(self) -> Worker:
        if self._closed:
            raise ScreeningFailed("closed")
        if self._worker is None or not self._worker.alive:
            if self._worker is not None:
                self._worker.stop()
            self._worker = Worker(self._settings)
        try:
            self._worker.wait_ready(self._settings.start_seconds)
        except ScreeningFailed:
            self._worker.stop()
            self._worker = None
            raise
        return self._worker

    def _replace(self, worker: Worker) -> None:
        worker.stop()
        self._worker = Worker(self._settings)


def _screening(reply: dict[str, Any]) -> Screening:
    return Screening(
        clean=reply["clean"],
        findings=tuple(
            Finding(start, end, Kind(kind), replacement, source)
            for start, end, kind, replacement, source in reply["findings"]
        ),
        risk=Risk(reply["risk"][0], reply["risk"][1], tuple(reply["risk"][2])),
    )
