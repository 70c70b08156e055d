"""Logs as events with ids and figures: no text a person wrote, no name, no secret (R8).

What may pass is listed; everything else is dropped. Libraries, whose messages nobody here
chose, are reduced to who spoke, where and how gravely: at DEBUG they print what they carry.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from pathlib import PurePath
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

ALLOWED = frozenset(
    {
        # added by the processors below
        "event", "level", "logger", "timestamp", "source", "exception", "dropped",
        # ids: random, meaningless outside the database
        "account_id", "answer_id", "case_id", "circle_id", "draft_id", "inbound_id",
        "notice_id", "professional_id", "question_id", "solicitation_id",
        # codes of ours
        "channel", "error", "key", "kind", "language", "outcome", "reason", "state",
        "step", "version", "worker",
        # figures and dates
        "attempt", "attempts", "count", "due_at", "duration_ms", "number", "policy_version", "port",
        "seconds", "status", "until", "waiting", "wave",
    }
)  # fmt: skip
"""Keys of our own events. A new one is added here, once somebody has read what it may hold."""

OURS = ("bot", "adapters", "storage", "anonymize")
SEVERITY = ("DEBUG", "INFO", "WARNING", "ERROR")

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/-]{0,79}")
"""A value is a code or an id: no space, no accent, so never a sentence."""

EVENT = re.compile(r"[a-z][a-z0-9_]{1,60}")

SECRETS = re.compile(
    r"""
      \d{6,12}:[A-Za-z0-9_-]{30,}              # a Telegram bot token
    | \b(?:syt|syl|mct|mat)_[A-Za-z0-9_.-]{8,} # a Matrix access or login token
    | \bgAAAA[A-Za-z0-9_=-]{20,}               # something Fernet encrypted
    | (?<=//)[^/\s:@]+:[^/\s@]+(?=@)           # the name and password of an address
    | [A-Za-z0-9_+/-]{40,}=*                   # any key long enough to be one
    """,
    re.VERBOSE,
)


def set_up(level: str = "info", *, console: bool = False, stream: TextIO | None = None) -> None:
    """Send every log of the process, libraries included, through the filter below.

    A library that would configure logging itself must be told not to: ``log_config=None`` for
    uvicorn, no ``fileConfig`` for Alembic.

    Parameters
    ----------
    level
        ``debug``, ``info``, ``warning`` or ``error``.
    console
        Coloured lines for a person; JSON lines otherwise.
    stream
        Standard error by default.
    """
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_exception,
        keep_allowed,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(shared, console))
    root = logging.getLogger()
    root.handlers = [handler]
    # What a library says, reduced to where it said it, is of use only to look for a fault.
    root.setLevel(
        "DEBUG" if level == "debug" else max("WARNING", level.upper(), key=SEVERITY.index)
    )
    for package in OURS:
        logging.getLogger(package).setLevel(level.upper())
    _let_through(root)


def _formatter(shared: list[Processor], console: bool) -> logging.Formatter:
    renderer: Processor = (
        structlog.dev.ConsoleRenderer()
        if console
        else structlog.processors.JSONRenderer(ensure_ascii=True)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[only_who_spoke, *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def _let_through(root: logging.Logger) -> None:
    """Nobody writes past the filter: not a library with handlers of its own.

    Nor is anybody silenced by a library that configured logging for itself.
    """
    for name in list(root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
        logger.disabled = False
    logging.captureWarnings(True)


def only_who_spoke(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Of a library's record keep the place that wrote it, never the message."""
    record: logging.LogRecord | None = event.get("_record")
    event["event"] = "library"
    if record is not None:
        event["source"] = f"{record.module}:{record.lineno}"
    return event


def describe_exception(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Say an exception by its type and its places: its words may hold what a person wrote."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if isinstance(given, tuple):
        error = given[1]
    if error is not None:
        event["exception"] = " < ".join(_chain(error))
    return event


def keep_allowed(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Drop every key that is not listed and every value that is not a code or a figure."""
    kept: MutableMapping[str, Any] = {}
    dropped = 0
    for key, value in event.items():
        internal = key.startswith("_")  # structlog's own, removed before rendering
        if internal or (key in ALLOWED and _is_code_or_figure(key, value)):
            kept[key] = value
        else:
            dropped += 1
    if not EVENT.fullmatch(str(kept.get("event", ""))):
        kept["event"], dropped = "unnamed", dropped + 1
    if dropped:
        kept["dropped"] = dropped
    return kept


def redact(_logger: object, _method: str, event: EventDict) -> EventDict:
    """The last net: something that looks like a secret is replaced."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = SECRETS.sub("[redacted]", value)
    return event


def _is_code_or_figure(key: str, value: object) -> bool:
    if key in ("exception", "timestamp"):
        return True
    if isinstance(value, str):
        return CODE.fullmatch(value) is not None
    return value is None or isinstance(value, int | float)


def _chain(error: BaseException) -> list[str]:
    told: list[str] = []
    while len(told) < 5:
        told.append(f"{type(error).__name__}@{_place(error.__traceback__)}")
        cause = error.__cause__ or error.__context__
        if cause is None:
            break
        error = cause
    return told


def _place(trace: TracebackType | None) -> str:
    """Where it was raised, and the last place of ours on the way there."""
    places: list[str] = []
    while trace is not None:
        path = PurePath(trace.tb_frame.f_code.co_filename)
        places.append(f"{'/'.join(path.parts[-2:])}:{trace.tb_lineno}")
        trace = trace.tb_next
    return ">".join(places[-3:]) or "nowhere"
