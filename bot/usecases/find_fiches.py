"""Find what solved cases taught: the cheapest way to solicit nobody."""

from dataclasses import replace

from bot.domain.drafts import Draft
from bot.domain.fiches import (
    KEPT,
    OFFERED,
    Fiche,
    FicheId,
    Question,
    nearest,
    search_terms,
)
from bot.domain.people import Professional, ProfessionalId
from bot.domain.permissions import Right, may
from bot.domain.records import Deflection, How
from bot.domain.verdicts import Allowed, Refused
from bot.ports import Stemmer, UnitOfWork
from bot.usecases.telling import tell
from bot.usecases.world import World
from bot.usecases.write_draft import abandon

COMPARED = 60
"""Fiches found by their words, and then weighed."""


def nearest_fiches(
    uow: UnitOfWork, text: str, departement: str | None, stem: Stemmer
) -> list[Fiche]:
    """Fiches that speak of the same thing as a screened text, three at most."""
    terms = search_terms(text, stem)
    asked = Question(terms, departement, uow.fiches.holders(terms), uow.fiches.findable())
    found = uow.fiches.search(terms, COMPARED)
    return nearest(asked, [(one, held, one.departement) for one, held in found])[:OFFERED]


def search_fiches(uow: UnitOfWork, words: str, stem: Stemmer) -> list[Fiche]:
    """Fiches that hold the words, typing errors forgiven, three at most."""
    return [fiche for fiche, _ in uow.fiches.search(search_terms(words, stem), OFFERED)]


def may_read(fiche: Fiche, reader: Professional) -> bool:
    """Fiches that were published are everyone's; the others concern those who approve them."""
    known = fiche.state in KEPT
    return known or isinstance(may(reader, Right.APPROVE_FICHES), Allowed)


def settle_with_fiche(
    uow: UnitOfWork, world: World, reader: ProfessionalId, fiche_id: FicheId, draft: Draft | None
) -> Fiche | Refused:
    """The fiche is answer enough: nobody is asked, and its author is told that it served.

    Parameters
    ----------
    draft
        The situation that was about to be asked; ``None`` when the fiche was found by its words.
    """
    fiche = uow.fiches.get(fiche_id)
    if fiche is None or fiche.state not in KEPT:
        return Refused("case-forgotten")
    served = replace(fiche, served=fiche.served + 1)
    uow.fiches.touch(served)
    themes, departement = fiche.themes, fiche.departement
    if draft is not None:
        themes, departement = draft.themes or themes, draft.departement
        abandon(uow, world, draft)
    uow.records.deflected(Deflection(world.now, How.FICHE, themes, departement))
    if fiche.author_id != reader:
        tell(uow, world, fiche.author_id, "fiche-served", fiche.id)
    return served
