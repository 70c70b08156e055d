"""A screening process as its parent sees it: asked over a pipe, read by a thread, killed at will."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from anonymize.settings import ScreeningSettings
from anonymize.values import ScreeningFailed

_GONE = "worker_lost"


class Worker:
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
        """Return once the models are loaded. Raises ScreeningFailed when they cannot be in time."""
        if not self._ready:
            reply = self._reply(seconds)
            if "failed" in reply:
                raise ScreeningFailed(reply["failed"])
            self._ready = True

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The reply to one request. Raises ScreeningFailed ("timeout", "worker_lost") without one."""
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
        """Kill it and wait until nothing of it is left."""
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
