"""What became of a case: asked kindly, told to who helped, and taken up again if still blocked."""

from datetime import timedelta

import pytest

from bot.domain.cases import CaseState, OutcomeKind
from bot.domain.fiches import FicheState
from bot.domain.inbound import Tapped
from bot.domain.people import ProfessionalId
from tests.journeys.theatre import CLEAN_MARIE, Theatre, pilot

FSL = "Le FSL du Rhône prend le relais, l’aide est portable : demandez-lui avec le bail."
CAF = "La CAF verse une prime de déménagement si elle a trois enfants, dans les six mois."
WHEN = "Jeudi 3 décembre à 14 heures, salle du CCAS, demandez Nadia à l’accueil."


@pytest.fixture
async def helped(theatre: Theatre) -> tuple[str, str]:
    """Two colleagues answered Claire; who they are."""
    theatre.cast(pilot("paule"))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, FSL)
    await theatre.answers(second, CAF)
    return first, second


async def passes_days(theatre: Theatre, days: int) -> None:
    await theatre.passes(timedelta(days=days), step=timedelta(hours=8))


def outcome(theatre: Theatre) -> OutcomeKind | None:
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(ProfessionalId("claire"))
        return case.outcome.kind if case.outcome else None


async def test_which_answer_helped_is_asked_and_its_author_told(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await passes_days(theatre, 9)
    await theatre.taps("claire", "choice-unblocked")
    assert "Quelle réponse a aidé" in theatre.last("claire")
    which = next(n for n in (1, 2) if f"La {n} : Le FSL" in theatre.last("claire"))
    await theatre.taps("claire", "choice-which-answer", number=which)
    assert "Votre réponse a débloqué la situation" in theatre.last(helped[0])
    assert "est débloquée" in theatre.last(helped[1])
    assert "pourrait servir aux autres" in theatre.last("paule")


async def test_what_helped_may_be_something_else(theatre: Theatre, helped: tuple[str, str]) -> None:
    await passes_days(theatre, 9)
    await theatre.taps("claire", "choice-unblocked")
    assert outcome(theatre) is OutcomeKind.UNBLOCKED
    for name in helped:
        assert "est débloquée" in theatre.last(name)


async def test_not_yet_said_at_once_disturbs_nobody(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    before = [len(theatre.shown(name)) for name in helped]
    await theatre.taps("claire", "choice-no")
    assert [len(theatre.shown(name)) for name in helped] == before


async def test_not_yet_said_days_later_is_told_and_an_answer_may_be_completed(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await passes_days(theatre, 9)
    await theatre.taps("claire", "choice-no")
    assert "n’est pas encore débloquée" in theatre.last(helped[0])
    await theatre.taps(helped[0], "choice-answer-more")
    await theatre.says(
        helped[0], "Sa mutuelle a un fonds social : un dossier de trois pages, réponse en un mois."
    )
    await theatre.taps(helped[0], "choice-send")
    await theatre.taps("claire", "choice-see-digest")
    assert "un fonds social" in theatre.last("claire")


async def test_whoever_helped_is_thanked_even_when_nobody_says(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await passes_days(theatre, 45)
    assert theatre.heard("claire").count("Où en est cette situation") == 2
    for name in helped:
        assert theatre.heard(name).count("Nous ne savons pas") == 1
    await theatre.taps("claire", "choice-almost")
    assert "a avancé" in theatre.last(helped[0])


async def test_the_question_waits_for_working_hours(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    asked_at = []
    theatre.channel.on_sent = lambda message: (
        asked_at.append(theatre.clock.now())
        if any("ask-outcome" in repr(block) for block in message.screen.blocks)
        else None
    )
    await theatre.passes(timedelta(days=30), step=timedelta(minutes=90))
    assert len(asked_at) == 2
    for moment in asked_at:
        assert moment.weekday() < 5
        assert 7 <= moment.hour < 19


async def test_a_case_that_was_not_settled_after_all_is_reopened(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await theatre.taps("claire", "choice-this-unblocks")
    asked = len(theatre.asked())
    await theatre.says("claire", "/situations")
    await theatre.taps("claire", "choice-open-case")
    await theatre.taps("claire", "choice-reopen")
    assert "La recherche reprend" in theatre.last("claire")
    await theatre.passes(timedelta(hours=2))
    assert len(theatre.asked()) > asked
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(ProfessionalId("claire"))
        (fiche,) = uow.fiches.of_author(ProfessionalId("claire"))
    assert case.state is CaseState.SEEKING
    assert fiche.state is FicheState.REFUSED, "what did not hold is not published"


# The committee


async def test_a_committee_is_wished_called_and_joined(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await theatre.taps("claire", "choice-no")
    await theatre.taps("claire", "choice-wish-committee")
    assert CLEAN_MARIE in theatre.last("paule")
    assert FSL in theatre.last("paule")
    await theatre.taps("paule", "choice-call-committee")
    await theatre.says("paule", WHEN)
    assert "demandez [PERSONNE 2] à l’accueil" in theatre.last("paule")
    await theatre.taps("paule", "choice-send")
    for name in ("claire", *helped):
        assert "demandez [PERSONNE 2] à l’accueil" in theatre.last(name)
        assert CLEAN_MARIE in theatre.last(name)
    others = set(theatre.asked()) - set(helped)
    assert not any("commission" in theatre.heard(name) for name in others)
    await theatre.taps(helped[0], "choice-coming")
    assert f"{helped[0].capitalize()} (conseillère logement" in theatre.last("paule")
    await theatre.taps("claire", "choice-not-coming")
    assert "Claire" in theatre.last("paule")
    assert "ne peut pas venir" in theatre.last("paule")


async def test_a_search_without_an_answer_may_go_to_a_committee(theatre: Theatre) -> None:
    theatre.cast(pilot("paule"))
    await theatre.asks("claire")
    await passes_days(theatre, 8)
    await theatre.taps("claire", "choice-wish-committee")
    assert "Personne n’a répondu" in theatre.last("paule")


async def test_only_a_pilot_calls_a_committee(theatre: Theatre, helped: tuple[str, str]) -> None:
    await theatre.taps("claire", "choice-no")
    await theatre.taps("claire", "choice-wish-committee")
    await theatre.does(helped[0], Tapped(theatre.token("paule", "choice-call-committee")))
    assert "pas pour vous" in theatre.last(helped[0])


async def test_without_a_pilot_it_is_said(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await passes_days(theatre, 8)
    await theatre.taps("claire", "choice-wish-committee")
    assert "Aucun pilote" in theatre.last("claire")


async def test_an_erased_call_leaves_the_invitations(
    theatre: Theatre, helped: tuple[str, str]
) -> None:
    await theatre.taps("claire", "choice-no")
    await theatre.taps("claire", "choice-wish-committee")
    await theatre.taps("paule", "choice-call-committee")
    await theatre.says("paule", WHEN)
    await theatre.taps("paule", "choice-send")
    await theatre.says("paule", "/oublier")
    await theatre.taps("paule", "choice-erase")
    assert "salle du CCAS" not in theatre.heard(helped[0])
