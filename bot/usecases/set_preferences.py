"""How somebody wishes to be told things, and to be named: their own choice, undone as easily."""

from dataclasses import replace

from bot.domain.people import Professional
from bot.ports import UnitOfWork


def choose_sound(uow: UnitOfWork, person: Professional, *, silent: bool) -> Professional:
    """With or without a sound, from the next message on."""
    changed = replace(person, silent=silent)
    uow.professionals.update(changed)
    return changed


def choose_name(uow: UnitOfWork, person: Professional, *, shares_name: bool) -> Professional:
    """Whether those whom they help may read their name; also in what was already answered."""
    changed = replace(person, shares_name=shares_name)
    uow.professionals.update(changed)
    return changed


def choose_language(uow: UnitOfWork, person: Professional, language: str) -> Professional:
    """The language of everything the person is told from now on."""
    changed = replace(person, language=language)
    uow.professionals.update(changed)
    return changed
