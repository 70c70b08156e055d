"""The command line. Exit codes: 0 done, 1 something failed, 2 mistyped, 3 unusable settings."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from bot import __version__
from bot.cli.spoken import SpokenCommand, SpokenGroup
from bot.cli.stops import (
    FAILED,
    bad_rows,
    database_troubles,
    fail,
    migrated,
    print_problems,
    refuse_old_database,
    refuse_taken_port,
    settings_of,
)
from bot.cli.words import explain, say
from bot.config import ConfigError
from bot.domain.policy import PolicyError

app = typer.Typer(
    cls=SpokenGroup,
    help=say("cli-about"),
    epilog=say("cli-epilog"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # it prints local variables, and they may hold a text
)
pool = typer.Typer(cls=SpokenGroup, help=say("cli-help-pool"), no_args_is_help=True)
app.add_typer(pool, name="pool")
fiches = typer.Typer(cls=SpokenGroup, help=say("cli-help-fiches"), no_args_is_help=True)
app.add_typer(fiches, name="fiches")

out = Console()

FILE: dict[str, Any] = {"metavar": "FILE", "readable": False}
"""A file that nobody may read is told by our own sentence, which names what to do."""

ConfigFile = Annotated[
    Path,
    typer.Option("--config", "-c", **FILE, help=say("cli-option-config")),
]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli-option-json"))]
DEFAULT_CONFIG = Path("config.toml")


class Language(StrEnum):
    FR = "fr"
    EN = "en"


class FicheFormat(StrEnum):
    MARKDOWN = "md"
    CSV = "csv"


class Themes(StrEnum):
    GIVEN = "given"
    INFERRED = "inferred"


@app.command(help=say("cli-help-demo"), cls=SpokenCommand)
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help=say("cli-option-port"))] = 8000,
) -> None:
    from adapters import logs
    from bot import bootstrap

    logs.set_up("warning", console=True)
    refuse_taken_port("127.0.0.1", port, chosen_by="--port")
    bot = bootstrap.build_demo(Path("var") / "demo", port)
    out.print(say("cli-demo-open", address=f"http://127.0.0.1:{port}"), highlight=False)
    with suppress(KeyboardInterrupt):
        asyncio.run(bot.run())


@app.command(help=say("cli-help-run"), cls=SpokenCommand)
def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    from adapters import logs
    from bot import bootstrap

    settings = settings_of(config)
    logs.set_up(settings.logs.level, console=settings.logs.format == "console")
    refuse_old_database(settings, config)
    refuse_taken_port(settings.web.host, settings.web.port, chosen_by="web.port")
    with suppress(KeyboardInterrupt):
        asyncio.run(bootstrap.build(settings).run())


@app.command(help=say("cli-help-doctor"), cls=SpokenCommand)
def doctor(config: ConfigFile = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    from bot.cli.findings import rows, table
    from bot.doctor.checks import State, examine
    from bot.doctor.probes import MachineProbes

    probes = MachineProbes(config, os.environ)
    findings = list(examine(probes))
    failed = sum(finding.state is State.FAILED for finding in findings)
    if as_json:
        for row in rows(findings):
            _write_line(json.dumps(row, ensure_ascii=False))
    else:
        out.print(table(findings))
        print_problems(probes.problems)
        out.print(say("doctor-some-failed", count=failed) if failed else say("doctor-all-fine"))
    raise typer.Exit(FAILED if failed else 0)


@app.command(help=say("cli-help-migrate"), cls=SpokenCommand)
def migrate(config: ConfigFile = DEFAULT_CONFIG) -> None:
    from bot import opening

    settings = settings_of(config)
    with database_troubles():
        before, after = opening.migrate(settings)
    did = "created" if before is None else "nothing" if before == after else "brought"
    told = say("cli-migrated", did=did, before=before or "", after=after, config=str(config))
    out.print(told, markup=False, highlight=False, soft_wrap=True)


@app.command(help=say("cli-help-copy"), cls=SpokenCommand)
def copy(
    file: Annotated[Path, typer.Argument(**FILE, help=say("cli-argument-database-file"))],
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    from storage.copying import CannotCopy, copy_all

    try:
        with migrated(config) as settings, database_troubles():
            copied = copy_all(file, settings.storage.url)
    except CannotCopy as error:
        fail(say("cli-cannot-copy", cause=error.cause, path=str(file), config=str(config)))
    told = say("cli-copied", rows=sum(copied.values()), people=copied["professionals"])
    out.print(told, markup=False, highlight=False, soft_wrap=True)


@app.command(help=say("cli-help-screen"), cls=SpokenCommand)
def screen(
    jsonl: Annotated[bool, typer.Option("--jsonl", help=say("cli-option-jsonl"))] = False,
    language: Annotated[Language, typer.Option(help=say("cli-option-language"))] = Language.FR,
    departement: Annotated[
        str | None, typer.Option(metavar="CODE", help=say("cli-option-departement"))
    ] = None,
) -> None:
    from anonymize import GuardedScreener, ScreeningFailed
    from bot.cli.screen_lines import screen_stream, screen_whole
    from bot.domain.territory import departements

    if departement is not None and departement not in departements():
        fail(say("cli-unknown-departement", code=departement))

    try:
        screener = GuardedScreener.load()
    except ScreeningFailed:
        fail(say("cli-screening-unavailable"))
    failed = False
    with screener:
        screen_one = partial(screener.screen, language=language.value, home=departement)
        source = sys.stdin.buffer
        lines = (
            screen_stream(source, screen_one)
            if jsonl
            else iter([screen_whole(source.read(), screen_one)])
        )
        for line in lines:
            failed = failed or not line.screened
            _write_line(line.text)
    raise typer.Exit(FAILED if failed else 0)


@pool.command("import", help=say("cli-help-pool-import"), cls=SpokenCommand)
def pool_import(
    file: Annotated[Path, typer.Argument(**FILE, help=say("cli-argument-pool-file"))],
    config: ConfigFile = DEFAULT_CONFIG,
    circles: Annotated[Path | None, typer.Option(**FILE, help=say("cli-option-circles"))] = None,
    invitations: Annotated[
        Path | None,
        typer.Option(**FILE, help=say("cli-option-invitations")),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli-option-strict"))] = False,
    as_json: AsJson = False,
) -> None:
    from bot.cli.pool import bring_in
    from bot.files.pool import BadFile

    if invitations is not None and invitations.exists():
        fail(say("cli-file-exists", path=str(invitations)))
    with migrated(config) as settings:
        try:
            report = bring_in(settings, file, circles, invitations, strict=strict)
        except BadFile as error:
            fail(explain(error.refused))
        except OSError as error:
            written = str(error.filename) == str(invitations)
            code = "unwritable" if written else "unreadable"
            fail(say(f"cli-file-{code}", path=str(error.filename)))
    if as_json:
        _write_line(json.dumps(report.as_row(), ensure_ascii=False))
    else:
        report.show(out)
    raise typer.Exit(FAILED if report.refused else 0)


@fiches.command("export", help=say("cli-help-fiches-export"), cls=SpokenCommand)
def fiches_export(
    config: ConfigFile = DEFAULT_CONFIG,
    as_format: Annotated[
        FicheFormat, typer.Option("--format", help=say("cli-option-fiche-format"))
    ] = FicheFormat.MARKDOWN,
) -> None:
    from bot import opening
    from bot.files.fiches import as_csv, as_markdown

    with migrated(config) as settings, opening.open_storage(settings)() as uow:
        kept = uow.fiches.kept()
    page = as_csv(kept) if as_format is FicheFormat.CSV else as_markdown(kept, say)
    sys.stdout.buffer.write(page.encode())


PoolFile = Annotated[Path, typer.Option(**FILE, help=say("cli-option-pool"))]
CasesFile = Annotated[Path, typer.Option(**FILE, help=say("cli-option-cases"))]


@app.command(help=say("cli-help-match"), cls=SpokenCommand)
def match(
    pool: PoolFile,
    cases: CasesFile,
    themes: Annotated[Themes, typer.Option(help=say("cli-option-themes"))] = Themes.INFERRED,
) -> None:
    from adapters.stemming import FrenchStemmer
    from bot.files.ranking import match_lines

    with bad_rows(", ".join(dict.fromkeys((str(pool), str(cases))))):
        for line in match_lines(pool, cases, FrenchStemmer(), themes.value):
            _write_line(line)


@app.command(help=say("cli-help-digest"), cls=SpokenCommand)
def digest(
    answers: Annotated[Path, typer.Option(**FILE, help=say("cli-option-answers"))],
    cases: Annotated[Path | None, typer.Option(**FILE, help=say("cli-option-cases"))] = None,
    pool: Annotated[Path | None, typer.Option(**FILE, help=say("cli-option-pool"))] = None,
) -> None:
    from adapters.stemming import FrenchStemmer
    from bot.files.ranking import digest_lines

    files = ", ".join(str(path) for path in (answers, cases, pool) if path)
    with bad_rows(files):
        for line in digest_lines(answers, cases, pool, FrenchStemmer()):
            _write_line(line)


@app.command(help=say("cli-help-simulate"), cls=SpokenCommand)
def simulate(
    policy: Annotated[Path, typer.Option(**FILE, help=say("cli-option-policy"))],
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help=say("cli-option-since"))],
    check_all: Annotated[
        bool, typer.Option("--check-all", help=say("cli-option-check-all"))
    ] = False,
    config: ConfigFile = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    from bot.cli import simulate as simulation

    try:
        values = simulation.read_limits(policy)
    except OSError:
        fail(say("cli-file-unreadable", path=str(policy)))
    except ConfigError as error:
        fail(" ".join(explain(problem) for problem in error.problems))
    except PolicyError as error:
        fail(" ".join(simulation.explain_in_file(problem) for problem in error.problems))
    with migrated(config) as settings:
        report = simulation.simulate(settings, values, since, check_all=check_all)
    if as_json:
        _write_line(json.dumps(report.as_row(), ensure_ascii=False))
    else:
        report.show(out)
    raise typer.Exit(FAILED if report.replayed.differing else 0)


@app.command(help=say("cli-help-report"), cls=SpokenCommand)
def report(
    config: ConfigFile = DEFAULT_CONFIG,
    quarter: Annotated[str, typer.Option(metavar="QUARTER", help=say("cli-option-quarter"))] = "",
    as_json: AsJson = False,
) -> None:
    from bot.cli.report import (
        as_row,
        chosen_quarter,
        feedback_lines,
        lines,
        read_feedback,
        read_report,
    )

    with migrated(config) as settings:
        chosen = chosen_quarter(settings, quarter)
        if chosen is None:
            fail(say("cli-not-a-quarter", words=quarter))
        figures = read_report(settings, chosen)
        feedback = read_feedback(settings)
    if as_json:
        row = {**as_row(chosen, figures), "screening": feedback}
        _write_line(json.dumps(row, ensure_ascii=False))
    else:
        told = (*lines(chosen, figures), *feedback_lines(feedback))
        for line in told:
            out.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command(help=say("cli-help-journal"), cls=SpokenCommand)
def journal(
    config: ConfigFile = DEFAULT_CONFIG,
    last: Annotated[int, typer.Option(min=1, metavar="N", help=say("cli-option-last"))] = 50,
    as_json: AsJson = False,
) -> None:
    from bot.cli.journal import lines, rows

    with migrated(config) as settings:
        if as_json:
            for row in rows(settings, last):
                _write_line(json.dumps(row, ensure_ascii=False))
        else:
            for line in lines(settings, last):
                out.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command(help=say("cli-help-purge"), cls=SpokenCommand)
def purge(
    config: ConfigFile = DEFAULT_CONFIG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli-option-dry-run"))] = False,
    as_json: AsJson = False,
) -> None:
    from bot import opening
    from bot.usecases import forget

    select = forget.expired_texts if dry_run else forget.purge
    with migrated(config) as settings, opening.open_storage(settings)() as uow:
        items = select(uow, opening.new_world(), settings.lifetimes.by_kind())
        uow.commit()
    if as_json:
        for kind, item in items:
            _write_line(json.dumps({"kind": kind, "id": item, "removed": not dry_run}))
    else:
        _show_purged(items, dry_run=dry_run)


@app.command(help=say("cli-help-version"), cls=SpokenCommand)
def version() -> None:
    out.print(f"entraide {__version__}", highlight=False)


def _show_purged(items: Sequence[tuple[str, str]], *, dry_run: bool) -> None:
    if not items:
        out.print(say("cli-purge-nothing"))
        return
    table = Table(say("cli-purge-kind"), Column(say("cli-purge-count"), justify="right"))
    for kind, count in sorted(Counter(kind for kind, _ in items).items()):
        table.add_row(say(f"cli-purge-{kind}"), str(count))
    out.print(table)
    verb = "would-remove" if dry_run else "removed"
    out.print(say(f"cli-purge-{verb}", count=len(items)))


def _write_line(line: str) -> None:
    """One line of JSON, at once, in UTF-8 whatever the terminal."""
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
