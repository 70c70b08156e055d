"""The audit on a phone: a moderator reads who did what, when and why, without a word of a case."""

import re
from datetime import timedelta

import pytest

from bot.domain.people import ProfessionalId
from bot.domain.records import Act, AuditEntry
from tests.journeys.theatre import MARIE, Theatre, moderator, pilot, professional


@pytest.fixture
def theatre(theatre: Theatre) -> Theatre:
    theatre.cast(moderator("nadege"), moderator("samir"), pilot("paul"))
    return theatre


async def read(theatre: Theatre, name: str = "nadege") -> str:
    await theatre.says(name, "/historique")
    return theatre.last(name)


async def test_a_change_is_told_with_its_author_its_numbers_and_its_reason(
    theatre: Theatre,
) -> None:
    await theatre.says("samir", "/limites première vague 2 été calme")
    await theatre.taps("samir", "choice-apply-limits")
    shown = await read(theatre)
    assert re.search(r"24 novembre 2026\n.*\d+ h \d\d, Samir : réglage changé\.", shown, re.DOTALL)
    assert "Collègues de la première vague : 5 → 2. Raison : été calme" in shown


async def test_everything_a_moderator_did_is_there_the_newest_first(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/charge")
    await theatre.taps("nadege", "choice-hold")
    await theatre.taps("nadege", "choice-release")
    await theatre.says("samir", "/pausetout une fuite")
    await theatre.passes(timedelta(days=1))
    await theatre.says("samir", "/reprendretout")
    await theatre.says("paul", "/inviter amel")
    await theatre.says("nadege", "/retirer amel")
    await theatre.taps("nadege", "choice-remove")
    shown = await read(theatre)
    told = [
        "retrait de Amel",
        "Paul : code donné pour Amel, qui avait déjà un compte",
        "Samir : tout reprend",
        "Samir : tout est arrêté. Raison : une fuite",
        "Nadege : recherche reprise, situation du 24 novembre 2026 (",
        "Nadege : situation du 24 novembre 2026 suspendue (",
    ]
    assert [shown.find(one) for one in told] == sorted(shown.find(one) for one in told)
    assert shown.find(told[0]) > 0
    days = [shown.find(day) for day in ("25 novembre 2026", "24 novembre 2026")]
    assert days == sorted(days)


async def test_no_word_of_a_case_and_no_name_of_its_asker(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.says("nadege", "/charge")
    await theatre.taps("nadege", "choice-hold")
    shown = await read(theatre)
    assert "Claire" not in shown
    words = [word for word in re.findall(r"\w{6,}", MARIE) if word not in ("situation",)]
    assert [word for word in words if word in shown] == []


async def test_whoever_was_erased_is_named_no_more(theatre: Theatre) -> None:
    await theatre.says("paul", "/inviter amel")
    await theatre.says("amel", "/oublier")
    await theatre.taps("amel", "choice-erase")
    shown = await read(theatre)
    assert "Amel" not in shown
    assert "pour quelqu’un, effacé depuis" in shown
    assert "tout ce qui concernait une personne a été effacé" in shown


async def test_a_page_at_a_time(theatre: Theatre) -> None:
    with theatre.unit_of_work() as uow:
        for number in range(19):
            uow.professionals.add(professional(f"membre-{number:02}"))
            invited = ProfessionalId(f"membre-{number:02}")
            at = theatre.clock.now() + timedelta(seconds=number)
            uow.records.audit(AuditEntry(at, "paul", Act.INVITE_MEMBER, invited, {}))
        uow.commit()
    pages = [await read(theatre)]
    while "choice-journal-older" in theatre.offered("nadege"):
        await theatre.taps("nadege", "choice-journal-older")
        pages.append(theatre.last("nadege"))
    told = [re.findall(r"Membre-(\d\d)", page) for page in pages]
    assert [len(page) for page in told] == [8, 8, 3]
    assert [int(one) for page in told for one in page] == list(range(18, -1, -1))


async def test_wrong_codes_are_a_count(theatre: Theatre) -> None:
    for stranger in ("un", "deux", "trois"):
        await theatre.says(stranger, "11111111")
    shown = await read(theatre)
    assert "Codes faux essayés en sept jours : 3." in shown
    assert "11111111" not in shown


async def test_nothing_yet(theatre: Theatre) -> None:
    assert "Rien n’est noté" in await read(theatre)


async def test_the_limits_alone_are_a_tap_away(theatre: Theatre) -> None:
    await theatre.says("nadege", "/limites part autre secteur 30 % essai")
    await theatre.taps("nadege", "choice-apply-limits")
    await read(theatre)
    await theatre.taps("nadege", "choice-journal-limits")
    shown = theatre.last("nadege")
    assert "Historique des réglages" in shown
    assert "par Nadege. Part laissée à un autre secteur : 20 % → 30 %. essai" in shown


async def test_a_pilot_reads_the_limits_and_a_member_nothing(theatre: Theatre) -> None:
    await theatre.says("nadege", "/retirer amel")
    await theatre.taps("nadege", "choice-remove")
    shown = await read(theatre, "paul")
    assert "Historique des réglages" in shown
    assert "Amel" not in shown
    assert "Cela demande un autre rôle" in await read(theatre, "bruno")
