"""The screener in a process of its own: bounded in time and length, restarted when lost."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from anonymize.memory import CaseMemory
from anonymize.settings import ScreeningSettings
from anonymize.values import Finding, Kind, Profile, Risk, Screening, ScreeningFailed

_GONE = "worker_lost"


class GuardedScreener:
    """Same interface as `Screener`; no text can hang or bring down the process that calls it.

    A worker is started by exec, not by fork, and speaks JSON lines over its pipes. When it does
    not answer in time it is killed, the call fails, and a fresh one is started at once. Safe to
    use from many threads; calls take turns. Use it as a context manager, or call `close`.
    """

    def __init__(self, settings: ScreeningSettings | None = None) -> None:
        self._settings = settings or ScreeningSettings()
        self._turn = threading.Lock()
        self._worker: _Worker | None = None
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
                self._worker = _Worker(self._settings)

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

    def _ready_worker(self) -> _Worker:
        if self._closed:
            raise ScreeningFailed("closed")
        if self._worker is None or not self._worker.alive:
            if self._worker is not None:
                self._worker.stop()
            self._worker = _Worker(self._settings)
        try:
            self._worker.wait_ready(self._settings.start_seconds)
        except ScreeningFailed:
            self._worker.stop()
            self._worker = None
            raise
        return self._worker

    def _replace(self, worker: _Worker) -> None:
        worker.stop()
        self._worker = _Worker(self._settings)


class _Worker:
    """One worker process, and the thread that reads what it says."""

    def __init__(self, settings: ScreeningSettings) -> None:
        package_parent = str(Path(__file__).resolve().parent.parent)
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(
                filter(None, (package_parent, os.environ.get("PYTHONPATH", "")))
            ),
            # One core is enough, and each numeric thread pool costs memory.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell
            [sys.executable, "-m", "anonymize.worker", json.dumps(asdict(settings))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
            encoding="ascii",
        )
        self._ready = False
        self._replies: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        threading.Thread(
            target=_read, args=(self._process.stdout, self._replies), daemon=True
        ).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait_ready(self, seconds: float) -> None:
        if not self._ready:
            reply = self._reply(seconds)
            if "failed" in reply:
                raise ScreeningFailed(reply["failed"])
            self._ready = True

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self._process.stdin is not None  # opened as a pipe
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise ScreeningFailed(_GONE) from None
        return self._reply(seconds)

    def _reply(self, seconds: float) -> dict[str, Any]:
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise ScreeningFailed("timeout") from None
        if not reply:
            raise ScreeningFailed(_GONE)
        return reply

    def kill(self) -> None:
        """Whoever waits for a reply is told that it is gone."""
        self._process.kill()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # an unsent request in a broken pipe
                    continue


def _read(stream: IO[str], replies: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Hand on each line the worker writes; an empty reply says that it is gone."""
    try:
        for line in stream:
            replies.put(json.loads(line))
    except ValueError:
        # Closed under us, or cut in the middle of a line: the worker was stopped.
        pass
    finally:
        replies.put({})


def _screening(reply: dict[str, Any]) -> Screening:
    return Screening(
        clean=reply["clean"],
        findings=tuple(
            Finding(start, end, Kind(kind), replacement, source)
            for start, end, kind, replacement, source in reply["findings"]
        ),
        risk=Risk(reply["risk"][0], reply["risk"][1], tuple(reply["risk"][2])),
    )
