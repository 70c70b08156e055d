"""What the fictional network already learnt, put in the database down the road of every fiche.

Each text is screened, its reader confirms the exact wording, and only then is it published (R1):
nothing in the demo is written where the real bot would not write it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from adapters.webchat.people import private_place
from bot.dialogue.beforehand import Beforehand, ToScreen
from bot.domain.drafts import Purpose
from bot.domain.fiches import Fiche, FicheId, FicheState
from bot.domain.people import ProfessionalId
from bot.domain.texts import RawText, fingerprint, joined
from bot.domain.verdicts import Refused
from bot.ports import Chance, Holidays, Screener, UnitOfWork, UnitOfWorkFactory
from bot.usecases.confirm_draft import confirm_draft
from bot.usecases.keep_fiche import mark_outdated
from bot.usecases.matchmaking import Matchmaking
from bot.usecases.review_draft import review_draft
from bot.usecases.world import World
from bot.usecases.write_draft import add_words, open_draft


@dataclass(frozen=True, slots=True)
class Learnt:
    """One fiche of ``fiches.toml``.

    Parameters
    ----------
    days, outdated
        How long ago it was published, and said to hold no longer; ``None`` while it holds.
    """

    id: FicheId
    author: ProfessionalId
    reader: ProfessionalId
    text: RawText
    themes: tuple[str, ...]
    departement: str
    sources: tuple[str, ...]
    days: int
    outdated: int | None


def read_fiches() -> tuple[Learnt, ...]:
    """The fiches of ``fiches.toml``."""
    read = tomllib.loads((files("bot.demo") / "fiches.toml").read_text(encoding="utf-8"))
    return tuple(
        Learnt(
            id=FicheId(row["id"]),
            author=ProfessionalId(row["author"]),
            reader=ProfessionalId(row["reader"]),
            text=RawText(row["text"].strip()),
            themes=tuple(row["themes"]),
            departement=row["departement"],
            sources=tuple(row["sources"]),
            days=row["days"],
            outdated=row.get("outdated"),
        )
        for row in read["fiches"]
    )


def remember(
    unit_of_work: UnitOfWorkFactory,
    learnt: Sequence[Learnt],
    screener: Screener,
    matchmaking: Matchmaking,
    now: datetime,
    chance: Chance,
    holidays: Holidays,
) -> None:
    """Publish what is not there yet. What cannot be screened is left out, as everywhere."""
    with unit_of_work() as uow:
        missing = [one for one in learnt if uow.fiches.get(one.id) is None]
    screened = Beforehand()  # nothing is held while a text is read
    for one in missing:
        screened.prepare(ToScreen(one.text, "fr", "", (), (), answer=True), screener)
    with unit_of_work() as uow:
        for one in missing:
            world = World(now - timedelta(days=one.days), chance, holidays)
            published = _publish(uow, world, one, screened, matchmaking)
            if one.outdated is not None and not isinstance(published, Refused):
                later = World(now - timedelta(days=one.outdated), chance, holidays)
                _say_outdated(uow, later, one)
        uow.commit()


def _publish(
    uow: UnitOfWork, world: World, one: Learnt, screener: Screener, matchmaking: Matchmaking
) -> Fiche | Refused:
    """As its reader would: propose, write, read what screening makes of it, confirm."""
    reader = uow.professionals.get(one.reader)
    (account,) = uow.accounts.of(one.reader)
    assert reader is not None
    proposed = Fiche(
        id=one.id,
        case_id=None,
        author_id=one.author,
        text=joined(),
        themes=one.themes,
        departement=one.departement,
        state=FicheState.PROPOSED,
        proposed_at=world.now,
        sources=one.sources,
    )
    place = private_place(one.reader)
    draft = open_draft(uow, world, account, place, Purpose.FICHE, one.id)
    written = add_words(uow, draft, one.text, one.id)
    assert not isinstance(written, Refused)
    read = review_draft(uow, written, reader, screener, matchmaking)
    if isinstance(read, Refused) or read.proposed is None:
        uow.drafts.remove(draft.id)
        return Refused("screening-unavailable")
    uow.fiches.add(proposed, ())
    seen = fingerprint(read.proposed.clean)
    published = confirm_draft(uow, world, read, reader, seen, matchmaking.stem)
    assert isinstance(published, Fiche)
    return published


def _say_outdated(uow: UnitOfWork, world: World, one: Learnt) -> None:
    author = uow.professionals.get(one.author)
    assert author is not None
    mark_outdated(uow, world, one.id, author)
