"""What solved cases taught, as files to keep elsewhere: Markdown to read, CSV to sort."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from bot.domain.fiches import Fiche
from bot.domain.territory import departements
from bot.domain.vocabulary import structure_kinds, themes

COLUMNS = (
    "id",
    "state",
    "published",
    "departement",
    "themes",
    "sources",
    "served",
    "text",
)
"""No name, no author: a fiche belongs to the network."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""

Say = Callable[..., str]


def as_csv(fiches: Iterable[Fiche]) -> str:
    """One line a fiche, under a line of names (RFC 4180); codes of the vocabulary as they are."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for fiche in fiches:
        writer.writerow(
            (
                fiche.id,
                fiche.state.value,
                _day(fiche.published_at),
                fiche.departement or "",
                ";".join(fiche.themes),
                ";".join(fiche.sources),
                fiche.served,
                _harmless(fiche.text.value),
            )
        )
    return file.getvalue()


def as_markdown(fiches: Sequence[Fiche], say: Say) -> str:
    """A page that reads from top to bottom.

    Parameters
    ----------
    say
        A sentence in the reader's language, by its key and arguments.
    """
    lines = [f"# {say('fiches-page', count=len(fiches))}"]
    for fiche in fiches:
        lines += ["", *_section(fiche, say)]
    return "\n".join(lines) + "\n"


def _section(fiche: Fiche, say: Say) -> Iterator[str]:
    place = departements().get(fiche.departement or "")
    at = fiche.published_at or fiche.proposed_at
    heading = say("sheet-fiche", at=at, place=place.name if place else "none")
    yield f"## {heading} ({fiche.id})"
    yield ""
    known = [themes()[theme].label for theme in fiche.themes if theme in themes()]
    if known:
        yield f"- {say('sheet-themes', themes=' ; '.join(known))}"
    kinds = [structure_kinds()[kind].label for kind in fiche.sources if kind in structure_kinds()]
    if kinds:
        yield f"- {say('fiche-sources', kinds=', '.join(kinds))}"
    yield f"- {say(f'fiche-state-{fiche.state.value}')}"
    yield f"- {say('fiche-times-served', times=fiche.served)}"
    yield ""
    for line in fiche.text.value.splitlines():
        yield f"> {_escaped(line)}".rstrip()


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def _harmless(text: str) -> str:
    """A spreadsheet shows it and does not run it (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def _escaped(text: str) -> str:
    """What was typed is never markup (R9)."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in text)
