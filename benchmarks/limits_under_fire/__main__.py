"""Random schedules of workers whose clocks are apart: limits exceeded, counted apart (R2, R5).

    python -m benchmarks.limits_under_fire [--schedules 10000] [--from 0] [--on sqlite postgresql]
        [--without-lock] [--json FILE]

In each schedule, 2 to 4 workers look at any case at any hour, let asks leave through a chat
platform that at times is slow, loses what became of a message or is blocked, and have people
refuse; all at the same moment, on one database: threads on SQLite, processes on PostgreSQL (a
server of its own, gone afterwards). Most limits of each schedule are drawn so tight that they bind.
What happened is then counted by `counted_apart`. Interrupted (SIGINT), it tells what was found so
far.

``--without-lock`` plans and rechecks without the one lock under which slots are reserved: what is
found then is what the lock is for, and shows that this benchmark can fail. PostgreSQL alone: on
SQLite, every transaction waits for the one before.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.limits_under_fire.arena import fire, on_postgresql, on_sqlite


def table_of(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table("", *(row["database"] for row in rows))
    for name in ("schedules", "of so many workers", "asks planned", "asks arrived"):
        table.add_row(name, *(str(row[name]) for row in rows))
    refused = (sum(row["passed over, by reason"].values()) for row in rows)
    table.add_row("passed over, by reason", *(str(number) for number in refused))
    kinds = dict.fromkeys(
        kind for row in rows for what in ("reached", "exceeded") for kind in row[f"limits {what}"]
    )
    for kind in kinds:
        cells = (
            f"reached {row['limits reached'].get(kind, 0)}, "
            f"exceeded {row['limits exceeded'].get(kind, 0)}"
            for row in rows
        )
        table.add_row(kind, *cells)
    exceeded = (sum(row["limits exceeded"].values()) for row in rows)
    table.add_row("limits exceeded, in all", *(str(number) for number in exceeded))
    table.add_row("seconds", *(str(row["seconds"]) for row in rows))
    return table


def main() -> None:
    """Reads the arguments described above."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--schedules", type=int, default=10_000)
    options.add_argument("--from", dest="first", type=int, default=0)
    both = ["sqlite", "postgresql"]
    options.add_argument("--on", nargs="+", choices=both, default=both)
    options.add_argument("--without-lock", action="store_true")
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    numbers = range(chosen.first, chosen.first + chosen.schedules)
    rows = []
    for name in ["postgresql"] if chosen.without_lock else chosen.on:
        with on_sqlite() if name == "sqlite" else on_postgresql(not chosen.without_lock) as arena:
            rows.append(fire(name, arena, numbers))
    Console(width=120).print(table_of(rows))
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(any(row["limits exceeded"] for row in rows))


if __name__ == "__main__":
    main()
