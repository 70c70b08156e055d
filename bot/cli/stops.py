"""What stops a command, told on standard error, and its exit code."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from bot.cli.words import explain, say
from bot.config import ConfigError, load
from bot.domain.verdicts import Refused
from bot.settings import Settings

FAILED, UNUSABLE_SETTINGS = 1, 3

_err = Console(stderr=True)


def fail(sentence: str) -> NoReturn:
    _err.print(
        f"[bold red]{say('cli-error')}[/] {escape(sentence)}", highlight=False, soft_wrap=True
    )
    raise typer.Exit(FAILED)


def settings_of(config: Path) -> Settings:
    try:
        return load(config, os.environ)
    except ConfigError as error:
        _err.print(say("cli-config-refused"), style="bold red")
        print_problems(error.problems)
        raise typer.Exit(UNUSABLE_SETTINGS) from None


@contextmanager
def migrated(config: Path) -> Iterator[Settings]:
    """Settings whose database is up to date; one that fails meanwhile is told as `doctor` does."""
    from storage.health import DatabaseUnavailable, while_open

    settings = settings_of(config)
    refuse_old_database(settings, config)
    try:
        with while_open():
            yield settings
    except DatabaseUnavailable as error:
        fail(say("doctor-database-failed", cause=error.cause))


def print_problems(problems: Sequence[Refused]) -> None:
    for problem in problems:
        _err.print(f"  - {explain(problem)}", markup=False, highlight=False, soft_wrap=True)


def refuse_old_database(settings: Settings, config: Path) -> None:
    from bot import opening

    with database_troubles():
        if not opening.is_migrated(settings):
            fail(say("cli-database-not-ready", config=str(config)))


def refuse_taken_port(host: str, port: int, *, chosen_by: str) -> None:
    from bot.doctor.probes import listening_trouble

    if code := listening_trouble(host, port):
        if code == "elsewhere":
            chosen_by = "web.host"
        trouble = say(f"doctor-port-{code}", port=str(port), host=host)
        fail(f"{trouble} {say('cli-port-chosen-by', setting=chosen_by)}")


@contextmanager
def database_troubles() -> Iterator[None]:
    from storage.health import DatabaseUnavailable, quietly

    try:
        with quietly():
            yield
    except DatabaseUnavailable as error:
        fail(say("doctor-database-failed", cause=error.cause))


@contextmanager
def bad_rows(files: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.filename is None:  # not about a file: whoever reads us went away
            raise
        fail(say("cli-file-unreadable", path=str(error.filename)))
    except (KeyError, TypeError, ValueError) as error:
        fail(say("cli-file-bad-row", path=files, where=str(error)[:80]))
