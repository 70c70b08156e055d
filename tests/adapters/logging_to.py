"""The process's logs, sent to a stream for the length of a test."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from adapters import logs


@contextmanager
def logging_to(level: str = "debug", *, console: bool = False) -> Iterator[io.StringIO]:
    """Everything as `adapters.logs` sets it up; everything as before, afterwards."""
    stream = io.StringIO()
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in (*logs.OURS, "sqlalchemy")}
    handlers, root_level = root.handlers, root.level
    logs.set_up(level, console=console, stream=stream)
    try:
        yield stream
    finally:
        root.handlers = handlers
        root.setLevel(root_level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
        logging.captureWarnings(False)
        structlog.reset_defaults()
