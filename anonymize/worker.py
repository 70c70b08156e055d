"""The process behind `GuardedScreener`: one JSON request a line in, one JSON reply a line out."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from anonymize.memory import CaseMemory
from anonymize.screener import Screener
from anonymize.settings import ScreeningSettings
from anonymize.values import ScreeningFailed


def answer(screener: Screener, request: dict[str, Any]) -> dict[str, Any]:
    """The reply to one request: a screening as plain data, or `{"failed": code}`."""
    told = request["memory"]
    memory = CaseMemory.from_dict(told["state"], bytes.fromhex(told["key"])) if told else None
    try:
        screening = screener.screen(
            request["text"],
            request["language"],
            memory,
            request["extra_masks"],
            request["kept"],
            request["profile"],
            date.fromisoformat(request["today"]) if request["today"] else None,
            request["home"],
        )
    except ScreeningFailed as failure:
        return {"failed": failure.reason}
    return {
        "clean": screening.clean,
        "findings": [(f.start, f.end, f.kind, f.replacement, f.source) for f in screening.findings],
        "risk": (screening.risk.level, screening.risk.estimate, screening.risk.reasons),
        "memory": memory.to_dict() if memory else None,
    }


def main() -> None:
    """Serve until standard input closes, which it does when the parent goes."""
    # Replies own the pipe; anything a library prints must not break them.
    replies, sys.stdout = sys.stdout, sys.stderr

    def say(reply: dict[str, Any]) -> None:
        replies.write(json.dumps(reply) + "\n")
        replies.flush()

    try:
        screener = Screener.load(ScreeningSettings(**json.loads(sys.argv[1])))
    except ScreeningFailed as failure:
        say({"failed": failure.reason})
        return
    say({"ready": True})
    for line in sys.stdin:
        say(answer(screener, json.loads(line)))


if __name__ == "__main__":
    main()
