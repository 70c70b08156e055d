"""Coming in, going away, one's own data: said once, done at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import CaseId
from bot.domain.delivery import RetryAt
from bot.domain.inbound import Arrived, BotPresence, Moved, Tapped
from bot.domain.people import ProfessionalId, Standing
from bot.domain.places import Place
from bot.domain.records import Act
from bot.usecases.forget import expired_texts, purge
from bot.usecases.invite import invite
from bot.usecases.telling import home_of, tell
from bot.usecases.world import World
from tests.fakes.time_and_chance import SeededChance
from tests.journeys.theatre import (
    CLEAN_MARIE,
    HELPERS,
    MARIE,
    TUESDAY,
    Theatre,
    circle,
    pilot,
    professional,
)

ELSEWHERE = "Un bailleur refuse une mutation à une famille. Qui peut payer le déménagement ?"
CLAIRE = ProfessionalId("claire")


def world(theatre: Theatre) -> World:
    return World(theatre.clock.now(), SeededChance(9), theatre.holidays)


def invitation(theatre: Theatre, name: str) -> str:
    """A code for somebody who is in the network and has no account yet."""
    with theatre.unit_of_work() as uow:
        uow.professionals.add(professional(name))
        (code,) = invite(uow, world(theatre), [ProfessionalId(name)])
        uow.commit()
    return code.code


async def code_shown(theatre: Theatre, name: str) -> str:
    await theatre.says(name, "/lier")
    return theatre.last(name).rpartition(" ")[2]


# Shutting a door


async def test_whoever_shut_a_door_is_written_to_elsewhere(theatre: Theatre) -> None:
    code = await code_shown(theatre, "claire")
    await theatre.says("claire-au-bureau", code)
    await theatre.does("claire-au-bureau", BotPresence(present=False))
    assert home_of_claire(theatre) == "claire"
    await theatre.does("claire", BotPresence(present=False))
    assert home_of_claire(theatre) is None
    await theatre.does("claire", BotPresence(present=True))
    assert home_of_claire(theatre) == "claire"


async def test_nobody_is_asked_where_nobody_reads(theatre: Theatre) -> None:
    for helper in HELPERS:
        await theatre.does(helper, BotPresence(present=False))
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.asked() == []


def home_of_claire(theatre: Theatre) -> str | None:
    with theatre.unit_of_work() as uow:
        place = home_of(uow, CLAIRE)
    return place.address if place else None


# Coming in


async def test_a_stranger_learns_that_it_takes_an_invitation(theatre: Theatre) -> None:
    for words in ("Bonjour", "/aide", "12345678", "²²²²²²²²"):
        await theatre.says("passante", words)
    assert "sur invitation" in theatre.read("passante")[0]
    assert "Vous étiez déjà membre ?" in theatre.read("passante")[0]
    assert "Ce code est inconnu ou dépassé" in theatre.heard("passante")


@pytest.mark.parametrize("typed", ["{code}", " {spaced} ", "/start {code}"])
async def test_an_invitation_lets_in(theatre: Theatre, typed: str) -> None:
    code = invitation(theatre, "lea")
    spaced = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    await theatre.says("lea-sur-son-telephone", typed.format(code=code, spaced=spaced))
    assert "Bonjour Lea, bienvenue" in theatre.last("lea-sur-son-telephone")
    assert "2 fois par semaine au plus" in theatre.last("lea-sur-son-telephone")


async def test_an_invitation_may_come_with_the_link_that_opens_the_chat(theatre: Theatre) -> None:
    code = invitation(theatre, "lea")
    await theatre.does("lea-sur-son-telephone", Arrived(code))
    assert "Bonjour Lea" in theatre.last("lea-sur-son-telephone")


async def test_an_invitation_serves_once_and_not_for_ever(theatre: Theatre) -> None:
    code = invitation(theatre, "lea")
    await theatre.says("lea-sur-son-telephone", code)
    await theatre.says("passante", code)
    assert "Ce code est inconnu ou dépassé" in theatre.last("passante")
    late = invitation(theatre, "mia")
    await theatre.passes(timedelta(days=31), timedelta(days=31))
    await theatre.says("mia-sur-son-telephone", late)
    assert "Ce code est inconnu ou dépassé" in theatre.last("mia-sur-son-telephone")


async def test_a_second_account_shares_one_identity_and_one_budget(theatre: Theatre) -> None:
    await theatre.passes(timedelta(minutes=1))
    await theatre.says("amel-bis", await code_shown(theatre, "amel"))
    assert "Bonjour Amel" in theatre.last("amel-bis")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.asked("amel", "amel-bis") == ["amel-bis"], "the last account linked"
    await theatre.asks("claire", ELSEWHERE)
    await theatre.passes(timedelta(hours=8))
    assert len([m for m in theatre.channel.sent if m.protected and "amel" in m.place.address]) == 1


async def test_a_linked_account_goes_on_with_what_the_other_began(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.says("claire-bis", await code_shown(theatre, "claire"))
    await theatre.does("claire-bis", Tapped(theatre.token("claire", "choice-review")))
    assert CLEAN_MARIE in theatre.last("claire-bis")


async def test_a_code_lasts_a_quarter_of_an_hour(theatre: Theatre) -> None:
    code = await code_shown(theatre, "amel")
    assert "avant 10 h 15" in theatre.last("amel")
    await theatre.passes(timedelta(minutes=16))
    await theatre.says("amel-bis", code)
    assert "Ce code est inconnu ou dépassé" in theatre.last("amel-bis")


async def test_a_code_is_not_found_by_trying(theatre: Theatre) -> None:
    code = await code_shown(theatre, "amel")
    for number in range(5):
        await theatre.says("passante", f"1111111{number}")
    await theatre.says("passante", code)
    assert "Trop de codes faux" in theatre.last("passante")
    assert "11 h 00" in theatre.last("passante"), "when to try again"
    await theatre.says("amel-bis", code)
    assert "Bonjour Amel" in theatre.last("amel-bis"), "nobody else waits for them"


async def test_members_do_not_find_codes_by_trying_either(theatre: Theatre) -> None:
    for number in range(6):
        await theatre.says("bruno", f"/lier 1111111{number}")
    assert "Trop de codes faux" in theatre.last("bruno")
    await theatre.passes(timedelta(minutes=61), timedelta(minutes=61))
    await theatre.says("bruno", "/lier 11111119")
    assert "Ce code est inconnu ou dépassé" in theatre.last("bruno")


async def test_a_crowd_of_accounts_does_not_find_a_short_code(theatre: Theatre) -> None:
    """Accounts can be had for nothing, on the web chat above all."""
    code = await code_shown(theatre, "amel")
    for number in range(60):
        await theatre.says(f"passante-{number}", f"111111{number:02}")
    await theatre.says("passante-61", code)
    assert "Trop de codes faux" in theatre.last("passante-61")
    long = invitation(theatre, "lea")
    await theatre.says("lea-sur-son-telephone", long)
    assert "Bonjour Lea" in theatre.last("lea-sur-son-telephone"), "nobody invited is kept out"


async def test_who_tried_a_code_is_not_written_down(theatre: Theatre) -> None:
    await theatre.says("passante", "11111111")
    with theatre.unit_of_work() as uow:
        (entry,) = uow.records.audited_since(Act.WRONG_CODE, TUESDAY - timedelta(days=1))
        assert "passante" not in f"{entry.subject_id} {entry.details}"


async def test_an_account_belongs_to_one_person(theatre: Theatre) -> None:
    await theatre.says("bruno", f"/lier {await code_shown(theatre, 'amel')}")
    assert "Ce compte appartient déjà à quelqu’un d’autre" in theatre.last("bruno")


# Being there, or not


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("/pause", "mardi 8 décembre"),
        ("/pause 3", "vendredi 27 novembre"),
        ("/pause 3 jours", "vendredi 27 novembre"),
        ("/pause 2 semaines", "mardi 8 décembre"),
        ("/pause 1 mois", "jeudi 24 décembre"),
        ("/PAUSE 0", "mercredi 25 novembre"),
        ("/pause ²", "mardi 8 décembre"),
        ("/pause 99999999", "mercredi 24 novembre"),
    ],
)
async def test_a_pause_says_until_when(theatre: Theatre, typed: str, until: str) -> None:
    await theatre.says("amel", typed)
    assert f"aucune sollicitation jusqu’au {until}" in theatre.last("amel")


async def test_a_pause_hands_open_asks_to_somebody_else(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("amel", "/pause 3")
    assert len(theatre.asked()) == 6


async def test_back_from_a_pause_one_is_asked_again(theatre: Theatre) -> None:
    for name in HELPERS:
        await theatre.says(name, "/pause 30")
    await theatre.taps("amel", "choice-resume")
    assert "Bon retour. 2 sollicitations par semaine au plus." in theatre.last("amel")
    await theatre.says("bruno", "/reprise")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.asked() == ["amel", "bruno"]


async def test_stop_stops_asks_but_not_ones_own_situations(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("claire", "/stop")
    assert "plus aucune sollicitation" in theatre.last("claire")
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    assert "demandez-lui" in theatre.heard("claire")
    await theatre.asks("amel", ELSEWHERE)
    await theatre.passes(timedelta(days=4))
    assert theatre.asked("claire") == []


async def test_opening_the_conversation_again_asks_nobody_to_be_asked(theatre: Theatre) -> None:
    """Whoever wrote /stop is told that it holds, and what ends it."""
    await theatre.says("claire", "/stop")
    assert "/reprise" in theatre.last("claire")
    await theatre.does("claire", Arrived())
    assert "Vous avez demandé à ne plus être sollicité" in theatre.last("claire")
    assert standing_of_claire(theatre) is Standing.LEFT
    await theatre.taps("claire", "choice-resume")
    assert standing_of_claire(theatre) is Standing.ACTIVE


def standing_of_claire(theatre: Theatre) -> Standing:
    with theatre.unit_of_work() as uow:
        claire = uow.professionals.get(CLAIRE)
    assert claire is not None
    return claire.standing


async def test_less_is_said_by_command_too(theatre: Theatre) -> None:
    await theatre.says("amel", "/moins")
    assert "une sollicitation par semaine au plus" in theatre.last("amel")


async def test_a_language_holds_for_everything_from_then_on(theatre: Theatre) -> None:
    await theatre.says("amel", "/langue")
    assert "/langue fr" in theatre.last("amel")
    await theatre.says("amel", "/langue en")
    assert "You will read in English" in theatre.read("amel", "en")[-1]
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    languages = {m.place.address: m.language for m in theatre.channel.sent if m.protected}
    assert languages["amel"] == "en"
    assert languages["bruno"] == "fr"


# One's own data


async def full_life(theatre: Theatre) -> None:
    """Claire asks, answers, asks back, replies, votes, comments, and begins a text."""
    theatre.cast(professional("denise"), pilot("paul"))
    theatre.circle(replace(circle("logement", "claire"), chat=None))
    await theatre.asks("claire", "Situation de Claire : qui peut payer le déménagement ?")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.taps(first, "choice-ask-back")
    await theatre.says(first, "Question de collègue : est-elle allocataire ?")
    await theatre.taps(first, "choice-send")
    await theatre.taps("claire", "choice-reply")
    await theatre.says("claire", "Précision de Claire : oui, depuis deux ans.")
    await theatre.taps("claire", "choice-send")
    await theatre.answers(second, "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.taps("claire", "choice-comment")
    await theatre.says("claire", "Commentaire de Claire : merci du fond du cœur.")
    await theatre.taps("claire", "choice-send")
    await theatre.asks("denise", "Situation de Denise : qui peut payer le déménagement ?")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers("claire", "Réponse de Claire : la CAF paie, écrivez-lui.")
    other = next(n for n in theatre.asked() if "Denise" in theatre.heard(n))
    await theatre.answers(other, "Autre réponse : Action Logement aide aussi.")
    await theatre.taps(other, "choice-see-answers")
    await theatre.says("claire", "Brouillon de Claire.")


TEXTS_OF_CLAIRE = (
    "Situation de Claire",
    "Précision de Claire",
    "Commentaire de Claire",
    "Réponse de Claire",
)


async def test_the_export_holds_everything_kept_in_full(theatre: Theatre) -> None:
    await full_life(theatre)
    await theatre.says("claire", "/mesdonnees")
    while "choice-more-data" in theatre.offered("claire"):
        await theatre.taps("claire", "choice-more-data")
    export = theatre.heard("claire").partition("Ce qui est gardé sur vous")[2]
    for text in (*TEXTS_OF_CLAIRE, "Claire", "Maison claire", "conseillère logement", "Nord (59)"):
        assert text in export
    assert "Logement" in export
    assert "stage" in export
    assert "1 brouillon chiffré" in export


async def test_the_export_cuts_no_text(theatre: Theatre) -> None:
    long = "Qui paie le déménagement ? " + "détail " * 600 + "fin."
    for number in range(3):
        await theatre.asks("claire", f"Numéro {number}. {long}")
    await theatre.says("claire", "/mesdonnees")
    while "choice-more-data" in theatre.offered("claire"):
        await theatre.taps("claire", "choice-more-data")
    export = theatre.heard("claire").partition("Ce qui est gardé sur vous")[2]
    assert export.count("détail fin.") == 3


async def test_forgetting_asks_once_then_forgets_everywhere(theatre: Theatre) -> None:
    await full_life(theatre)
    others = [place for place in theatre.channel.places if place != "claire"]
    before = "".join(theatre.heard(place) for place in others)
    assert all(text in before for text in TEXTS_OF_CLAIRE)
    await theatre.says("claire", "/oublier")
    assert "C’est définitif" in theatre.last("claire")
    await theatre.taps("claire", "choice-erase")
    assert "tout est effacé" in theatre.last("claire")
    after = "".join(theatre.heard(place) for place in others)
    for text in TEXTS_OF_CLAIRE:
        assert text not in after
    assert "Autre réponse" in after
    with theatre.unit_of_work() as uow:
        assert list(uow.drafts.by_author(CLAIRE)) == []
    await theatre.says("claire", "Bonjour")
    assert "sur invitation" in theatre.last("claire")


async def test_what_waits_to_leave_is_forgotten_too(theatre: Theatre) -> None:
    """An ask planned for a network that was about to be disturbed: it never is."""
    await theatre.asks("claire")
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    await theatre.passes(timedelta(days=2))
    assert theatre.asked() == []


async def test_an_open_situation_is_taken_back_from_whoever_has_it(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    for name in theatre.asked():
        assert "son texte a été effacé" in theatre.last(name)
        assert CLEAN_MARIE not in theatre.heard(name)


async def test_a_withdrawn_answer_leaves_every_screen(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    first, second = theatre.asked()[:2]
    await theatre.answers(first, "Le FSL du Rhône paie, demandez-lui.")
    await theatre.answers(second, "La CAF verse une prime, article D542.")
    await theatre.taps(second, "choice-see-answers")
    assert "demandez-lui" in theatre.last(second)
    await theatre.taps(first, "choice-withdraw")
    assert "demandez-lui" not in theatre.heard(second)
    assert "demandez-lui" not in theatre.heard("claire")
    assert "article D542" in theatre.heard("claire")


# Time forgets


async def test_a_draft_is_destroyed_after_a_day_and_its_author_told(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    assert "Relire et envoyer" in theatre.heard("claire")
    await theatre.passes(timedelta(hours=25))
    assert "Votre brouillon" in theatre.last("claire")
    assert "il est détruit" in theatre.last("claire")
    assert "Relire et envoyer" not in theatre.heard("claire")


async def test_many_texts_that_expire_are_told_once(theatre: Theatre) -> None:
    for number in range(5):
        await theatre.says("claire", f"{MARIE} {number}")
        await theatre.taps("claire", "choice-review")
        with theatre.unit_of_work() as uow:
            (account,) = uow.accounts.of(CLAIRE)
            uow.drafts.set_focus(account.id, None)
            uow.commit()
    await theatre.passes(timedelta(hours=25), timedelta(hours=25))
    told = [message for message in theatre.read("claire") if "Votre brouillon d’hier" in message]
    assert len(told) == 1
    with theatre.unit_of_work() as uow:
        assert uow.drafts.by_author(CLAIRE) == []


async def test_a_text_never_begun_expires_in_silence(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    before = theatre.read("amel")
    await theatre.passes(timedelta(hours=26))
    assert theatre.read("amel") == before


async def test_the_dry_run_lists_exactly_what_the_purge_removes(theatre: Theatre) -> None:
    await full_life(theatre)
    lifetimes = {"case-text": 30, "answer-text": 30, "question-text": 30, "outcome-comment": 30}
    await theatre.passes(timedelta(days=40), timedelta(days=10))
    with theatre.unit_of_work() as uow:
        listed = expired_texts(uow, world(theatre), lifetimes)
    assert {kind for kind, _ in listed} == set(lifetimes)
    with theatre.unit_of_work() as uow:
        removed = purge(uow, world(theatre), lifetimes)
        uow.commit()
    assert list(removed) == list(listed)
    with theatre.unit_of_work() as uow:
        assert list(expired_texts(uow, world(theatre), lifetimes)) == []
        kept = [uow.cases.get(CaseId(key)) for kind, key in listed if kind == "case-text"]
        assert all(case is not None and case.text is None for case in kept)


async def test_a_forgotten_situation_is_said_to_be_so(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.passes(timedelta(days=40), timedelta(days=10))
    with theatre.unit_of_work() as uow:
        purge(uow, world(theatre), {"case-text": 30})
        uow.commit()
    await theatre.taps("amel", "choice-answer-anyway")
    assert "son texte a été effacé" in theatre.last("amel")


# Preferences


async def test_somebody_may_ask_for_no_sound(theatre: Theatre) -> None:
    await theatre.says("amel", "/préférences")
    assert "avec la sonnerie" in theatre.last("amel")
    await theatre.taps("amel", "choice-sound-off")
    assert "sans sonnerie" in theatre.last("amel")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    sounds = {m.place.address: m.silent for m in theatre.channel.sent if m.protected}
    assert sounds["amel"]
    assert not all(sounds.values()), "nobody else chose so"
    await theatre.says("amel", "/preferences")
    await theatre.taps("amel", "choice-sound-on")
    assert "avec la sonnerie" in theatre.last("amel")


async def test_a_name_is_shown_on_its_bearers_word_and_hidden_again(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers("amel", "Le FSL paie le camion.")
    assert "Amel" not in theatre.last("claire")
    await theatre.says("amel", "/preferences")
    await theatre.taps("amel", "choice-share-name-yes")
    await theatre.says("claire", "/situations")
    await theatre.taps("claire", "choice-see-digest")
    assert "Amel" in theatre.last("claire")
    await theatre.taps("amel", "choice-share-name-no")
    await theatre.says("claire", "/situations")
    await theatre.taps("claire", "choice-see-digest")
    assert "Amel" not in theatre.last("claire")


async def test_a_person_s_place_that_moved_is_where_they_are_written_to(theatre: Theatre) -> None:
    """A conversation opened for somebody known by their id alone, or a room that was upgraded."""
    theatre.cast(professional("ines"))
    old = Place(theatre.channel.name, "ines")
    with theatre.unit_of_work() as uow:
        tell(uow, world(theatre), ProfessionalId("ines"), "welcome", None, quiet=False)
        uow.commit()
    theatre.channel.failing = lambda message: (
        RetryAt(theatre.clock.now() + timedelta(seconds=1), "moved")
        if message.place == old
        else None
    )
    await theatre.settles()
    await theatre.does("ines", Moved("room-of-ines"), old)
    await theatre.passes(timedelta(seconds=2))
    assert "bienvenue" in theatre.last("room-of-ines")
    with theatre.unit_of_work() as uow:
        (account,) = uow.accounts.of(ProfessionalId("ines"))
        assert account.home == replace(old, address="room-of-ines")


async def test_a_move_told_by_somebody_else_moves_nobody(theatre: Theatre) -> None:
    theatre.cast(professional("ines"), professional("hugo"))
    theatre.channel.failing = lambda _: RetryAt(theatre.clock.now() + timedelta(hours=1), "busy")
    with theatre.unit_of_work() as uow:
        tell(uow, world(theatre), ProfessionalId("ines"), "welcome", None, quiet=False)
        uow.commit()
    await theatre.does("hugo", Moved("room-of-hugo"), Place(theatre.channel.name, "ines"))
    theatre.channel.failing = lambda _: None
    await theatre.passes(timedelta(hours=2))
    assert "bienvenue" in theatre.last("ines")
    assert theatre.shown("room-of-hugo") == []
    with theatre.unit_of_work() as uow:
        homes = [uow.accounts.of(ProfessionalId(name))[0].home for name in ("ines", "hugo")]
    assert [home.address for home in homes if home] == ["ines", "hugo"]
