"""Every form of the words of a Hunspell dictionary, folded: what French writes, names apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from anonymize.lexicons.folding import fold

_WORD = re.compile(r"[a-z]{3,24}")
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _Suffix:
    strip: str
    add: str
    flags: tuple[str, ...]
    condition: re.Pattern[str]


def dictionary_words(folder: Path) -> set[str]:
    """Folded forms of `index.dic` under the suffixes of `index.aff`; capitalised entries are names."""
    suffixes = _suffixes((folder / "index.aff").read_text(encoding="utf-8").split("\n"))
    entries = (folder / "index.dic").read_text(encoding="utf-8").split("\n")[1:]
    return {
        folded
        for form in _forms(entries, suffixes)
        if form[0].islower() and form == form.lower()
        for part in re.split(r"[-' ’]", form)
        if _WORD.fullmatch(folded := fold(part))
    }


def _forms(entries: Iterable[str], suffixes: dict[str, list[_Suffix]]) -> Iterator[str]:
    for entry in entries:
        if not entry.split():
            continue
        stem, _, flags = entry.split()[0].partition("/")
        todo = [(stem, _pairs(flags), 0)]
        while todo:
            form, own, depth = todo.pop()
            yield form
            for suffix in (s for flag in own for s in suffixes.get(flag, ())):
                if form.endswith(suffix.strip) and suffix.condition.search(form):
                    longer = form[: len(form) - len(suffix.strip)] + suffix.add
                    if depth < _DEEPEST and suffix.flags:
                        todo.append((longer, suffix.flags, depth + 1))
                    else:
                        yield longer


def _suffixes(lines: Iterable[str]) -> dict[str, list[_Suffix]]:
    table: defaultdict[str, list[_Suffix]] = defaultdict(list)
    for line in lines:
        fields = line.split()
        if len(fields) < 5 or fields[0] != "SFX":
            continue
        add, _, flags = fields[3].partition("/")
        table[fields[1]].append(
            _Suffix(
                "" if fields[2] == "0" else fields[2],
                "" if add == "0" else add,
                _pairs(flags),
                re.compile(fields[4] + "$"),
            )
        )
    return table


def _pairs(flags: str) -> tuple[str, ...]:
    """Flags of two characters each (`FLAG long`)."""
    return tuple(flags[i : i + 2] for i in range(0, len(flags), 2))
