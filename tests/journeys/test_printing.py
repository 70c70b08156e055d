"""``/imprimer``: the digest as pages to keep. No name stands on them."""

from datetime import timedelta

import pytest

from bot.domain.inbound import Tapped
from bot.domain.screens import Screen, Sheet
from tests.journeys.theatre import CLEAN_MARIE, Theatre, professional

WORKED = "Le FSL du Rhône prend le relais, l’aide est portable : demandez à Nadia."
CONTRARY = "Le FSL du Rhône ne prend pas le relais, l’aide n’est pas portable."


@pytest.fixture
async def answered(theatre: Theatre) -> Theatre:
    """A colleague who shares her name answered Claire; another says the contrary."""
    theatre.cast(professional("solene", shares_name=True), professional("zoe"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    people = theatre.asked("solene", "amel", "bruno", "chloe", "denis", "elsa", "farid", "gilles")
    await theatre.answers(people[0], WORKED)
    await theatre.answers(people[1], CONTRARY)
    return theatre


def sheet(theatre: Theatre, who: str) -> Sheet:
    enclosed = theatre.shown(who)[-1].screen.enclosed
    assert isinstance(enclosed, Sheet)
    return enclosed


def printed(theatre: Theatre, who: str) -> str:
    return theatre.spoken(Screen(sheet(theatre, who).blocks))


async def test_the_digest_is_kept_on_pages(answered: Theatre) -> None:
    await answered.taps("claire", "choice-print")
    pages = printed(answered, "claire")
    assert pages.startswith("Synthèse du 24 novembre 2026")
    assert CLEAN_MARIE in pages
    assert "demandez à [PERSONNE 2]" in pages
    assert "Dit le contraire de" in pages
    assert "conseillère logement" in pages


async def test_no_name_stands_on_the_pages(answered: Theatre) -> None:
    await answered.says("claire", "/imprimer")
    pages = printed(answered, "claire")
    for name in ("Claire", "Solene", "Amel", "Bruno", "Nadia", "Dupuis", "Maison"):
        assert name not in pages


async def test_a_precision_is_printed_with_its_question(answered: Theatre) -> None:
    curious = answered.asked()[2]
    await answered.taps(curious, "choice-ask-back")
    await answered.says(curious, "Est-elle allocataire de la CAF ?")
    await answered.taps(curious, "choice-send")
    await answered.taps("claire", "choice-reply")
    await answered.says("claire", "Oui, depuis deux ans.")
    await answered.taps("claire", "choice-send")
    await answered.says("claire", "/imprimer")
    assert "Est-elle allocataire de la CAF ?\nOui, depuis deux ans." in printed(answered, "claire")


async def test_nothing_to_print_is_said(answered: Theatre) -> None:
    await answered.says("zoe", "/imprimer")
    assert "pas encore de réponse" in answered.last("zoe")


async def test_nobody_else_prints_a_case(answered: Theatre) -> None:
    await answered.does("zoe", Tapped(answered.token("claire", "choice-print")))
    assert "pas pour vous" in answered.last("zoe")


async def test_among_several_cases_one_is_chosen(answered: Theatre) -> None:
    await answered.passes(timedelta(days=3))
    before = len(answered.channel.sent)
    await answered.asks("claire", "Un jeune de 17 ans à Lille : qui paie son déménagement ?")
    await answered.passes(timedelta(minutes=2))
    asked = {m.place.address for m in answered.channel.sent[before:] if m.protected}
    await answered.answers(sorted(asked)[0], "Le fonds d’aide aux jeunes, à la mission locale.")
    await answered.says("claire", "/imprimer")
    assert "Quelle situation" in answered.last("claire")
    await answered.taps("claire", "choice-open-case", number=2)
    assert CLEAN_MARIE in printed(answered, "claire")
