"""Tables pasted from a spreadsheet: what a column holds is told by its head, and by nothing beside the cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading

_LINE = re.compile(r"[^\n]+")
_CELL = {mark: re.compile(rf"[^{re.escape(mark)}]*") for mark in ";|"}
_LONGEST_HEAD = 30


def cells(reading: Reading, head: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The cells, never empty, under each head that fits `head` (folded, whole).

    A table is a run of lines that the same mark divides, ";" or "|"; tabs are read as the former.
    """
    mark, columns = None, frozenset[int]()
    end = -2
    for line in reading.in_folded(_LINE):
        found = _divided(line)
        if found is None or found[0] != mark or line.start() > end + 1:
            mark, columns = None, frozenset()
            if found:
                mark = found[0]
                columns = frozenset(i for i, text in enumerate(found[1]) if _fits(head, text))
        elif columns:
            yield from (_bounds(c) for i, c in enumerate(found[1]) if i in columns and c[0].strip())
        end = line.end()


def _divided(line: re.Match[str]) -> tuple[str, list[re.Match[str]]] | None:
    """The mark that divides a line, and its cells; None for a sentence."""
    mark = max(_CELL, key=line[0].count)
    if not line[0].count(mark):
        return None
    cut = list(_CELL[mark].finditer(line.string, line.start(), line.end()))
    # An empty match ends each cell that is not empty itself.
    return mark, [c for i, c in enumerate(cut) if c[0] or i == 0 or not cut[i - 1][0]]


def _fits(head: re.Pattern[str], cell: re.Match[str]) -> bool:
    return len(cell[0]) <= _LONGEST_HEAD and bool(head.fullmatch(cell[0].strip()))


def _bounds(cell: re.Match[str]) -> tuple[int, int]:
    text = cell[0]
    start = cell.start() + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
