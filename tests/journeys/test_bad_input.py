"""Whatever a person types, taps or sends: a clear sentence, and nothing lost."""

from datetime import timedelta

import pytest

from bot.dialogue.commands import WORDS as COMMANDS_TYPED
from bot.domain.delivery import Abilities
from bot.domain.inbound import Arrived, Attached, Reacted, Said, Tapped, Unreadable
from bot.domain.inert import inert
from bot.domain.people import ProfessionalId
from bot.domain.solicitations import Response
from bot.domain.texts import RawText
from tests.fakes.screening import ListedScreener
from tests.journeys.theatre import (
    ABILITIES,
    CLEAN_MARIE,
    HELPERS,
    MARIE,
    StageChannel,
    Theatre,
    circle,
    moderator,
    professional,
    sentences,
)

NUMBERED = Abilities(
    **{name: getattr(ABILITIES, name) for name in ABILITIES.__slots__} | {"buttons": False}
)


# What is typed


@pytest.mark.parametrize(
    "text", ["", "   \n\t", "🙏🙏🙏", "\u200b\u200d\ufeff", "\u202e\u2066", "…?!"]
)
async def test_a_message_without_a_word_is_not_a_situation(theatre: Theatre, text: str) -> None:
    await theatre.says("claire", text)
    assert "pas de mots" in theatre.last("claire")
    assert theatre.offered("claire") == []


async def test_a_message_without_a_word_does_not_spoil_the_draft(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.says("claire", "🙏")
    await theatre.taps("claire", "choice-review")
    assert f"\n{CLEAN_MARIE}\n" in theatre.last("claire")


async def test_a_hundred_thousand_characters_are_refused_with_the_limit(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.says("claire", "très long " * 10_000)
    assert "C’est trop long : 10 000 caractères au plus" in theatre.last("claire")
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_the_limit_holds_for_all_the_messages_of_a_draft(theatre: Theatre) -> None:
    first = await theatre.says("claire", "a " * 2_500)
    await theatre.says("claire", "b " * 2_500)
    assert "C’est trop long" in theatre.last("claire")
    await theatre.says("claire", "c " * 2_400)
    await theatre.edits("claire", first, "d " * 2_600)
    assert "C’est trop long" in theatre.last("claire")
    await theatre.taps("claire", "choice-review")
    assert "a a a" in theatre.last("claire")
    assert "c c c" in theatre.last("claire")


@pytest.mark.parametrize(
    "typed",
    [
        "Elle doit <b>1 200 euros</b> & son bailleur ne répond plus",
        "[lien](http://exemple.fr) *gras* _souligné_ `code` # titre",
        "{ $name } { MOMENT($at) } %(nom)s {0} \\n",
        "Le dossier \u202eenvers\u202c du droit",
        "Une pause\u200bsans largeur",
        "ligne une\nligne deux\r\nligne trois",
    ],
)
async def test_what_is_typed_is_never_markup(theatre: Theatre, typed: str) -> None:
    """Some channels leave out what would act on the text around it."""
    await theatre.asks("claire", f"{typed} Qui paie le déménagement ?")
    await theatre.passes(timedelta(minutes=2))
    everyone_read = [theatre.heard(name) for name in theatre.asked()]
    assert len(everyone_read) == 5
    assert all(inert(typed) in inert(read) for read in everyone_read)


@pytest.mark.parametrize("typed", ["un texte\0coupé", "un demi-signe \ud800 perdu"])
async def test_what_no_database_holds_is_taken_out(theatre: Theatre, typed: str) -> None:
    await theatre.asks("claire", f"{typed} Qui paie le déménagement ?")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 5


@pytest.mark.parametrize("kind", list(Unreadable))
async def test_what_is_not_text_is_not_read(theatre: Theatre, kind: Unreadable) -> None:
    await theatre.says("claire", MARIE)
    await theatre.does("claire", Attached(kind))
    said = theatre.last("claire")
    words = sentences().say("not-read", "fr", {"attachment": kind.value})
    # Some platforms tell no contact from a file.
    assert "rien n’en est gardé" in said or words.replace("\u00a0", " ") in said
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_an_unknown_command_is_not_a_situation(theatre: Theatre) -> None:
    await theatre.says("claire", "/aidez-moi")
    assert "Cette commande n’existe pas" in theatre.last("claire")
    await theatre.says("claire", "/aide\nmerci")
    assert "Ce que vous pouvez faire" in theatre.last("claire")


async def test_a_reaction_means_nothing(theatre: Theatre) -> None:
    await theatre.asks("claire")
    before = theatre.read("claire")
    await theatre.does("claire", Reacted(theatre.shown("claire")[-1].id, "👍"))
    assert theatre.read("claire") == before


ODD = (
    "",
    "9" * 5_000,
    "-1",
    "²",
    "\0",
    "\ud800",
    "{ $name }",
    "=",
    "a=b",
    "🙏",
    "\u202e",
    "x" * 9_000,
)


@pytest.mark.parametrize("word", {name: word for word, name in COMMANDS_TYPED.items()}.values())
async def test_whatever_follows_a_command_is_answered(theatre: Theatre, word: str) -> None:
    """For a member and for whoever may do more: never an error, always a sentence."""
    theatre.cast(moderator("nadege"))
    theatre.circle(circle("logement", "amel"))
    for odd in ODD:
        for user in ("claire", "nadege"):
            before = len(theatre.shown(user))
            await theatre.says(user, f"/{word} {odd}")
            await theatre.says_in("chat-logement", user, f"/{word} {odd}")
            assert len(theatre.shown(user)) >= before
            assert theatre.last(user)


async def test_none_a_week_is_said_and_less_is_never_more(theatre: Theatre) -> None:
    theatre.cast(professional("zoe", weekly_cap=0))
    await theatre.says("zoe", "/moins")
    assert "aucune sollicitation" in theatre.last("zoe")
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=2))
    assert theatre.asked("zoe") == []
    await theatre.says("zoe", "/reprise")
    assert "Vous ne serez pas sollicité·e" in theatre.last("zoe")


# Choices


async def test_a_forged_choice_does_nothing(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    token = theatre.token("claire", "choice-review")
    for forged in (
        "",
        "rv",
        "rv..",
        "\0",
        f"x{token}",
        token[:-1] + "!",
        token.replace("rv", "sd"),
    ):
        await theatre.does("claire", Tapped(forged))
        assert "Ce bouton n’est pas pour vous" in theatre.last("claire")
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_somebody_elses_choice_does_nothing(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.does("amel", Tapped(theatre.token("claire", "choice-send")))
    assert "Ce bouton n’est pas pour vous" in theatre.last("amel")
    await theatre.passes(timedelta(minutes=5))
    assert theatre.asked() == []


async def test_a_choice_under_a_former_preview_shows_the_new_one(theatre: Theatre) -> None:
    """R1: only the wording that its author saw leaves."""
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    stale = theatre.token("claire", "choice-send")
    await theatre.says("claire", "Elle connaît aussi Nadia.")
    await theatre.taps("claire", "choice-review")
    await theatre.does("claire", Tapped(stale))
    assert "Le texte a changé depuis cet aperçu" in theatre.heard("claire")
    assert "Elle connaît aussi [PERSONNE 2]." in theatre.last("claire")
    await theatre.passes(timedelta(minutes=5))
    assert theatre.asked() == []


async def test_a_former_list_of_words_gives_no_other_word_back(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-give-back")
    keep_marie = theatre.token("claire", "choice-keep-words")
    await theatre.taps("claire", "choice-back-to-preview")
    await theatre.taps("claire", "choice-rewrite")
    await theatre.says("claire", "Nadia la suit.")
    await theatre.taps("claire", "choice-review")
    await theatre.does("claire", Tapped(keep_marie))
    assert "Le texte a changé depuis cet aperçu" in theatre.heard("claire")
    assert "[PERSONNE 2] la suit." in theatre.last("claire")


async def test_sending_twice_sends_once(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    token = theatre.token("claire", "choice-send")
    await theatre.does("claire", Tapped(token))
    await theatre.does("claire", Tapped(token))
    assert "Ce brouillon n’existe plus" in theatre.last("claire")
    await theatre.passes(timedelta(minutes=2))
    assert len(theatre.asked()) == 5


async def test_a_fourth_theme_is_not_offered_and_those_chosen_are(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-themes")
    await theatre.taps("claire", "choice-theme-chosen")
    while "choice-theme" in theatre.offered("claire"):
        fourth = theatre.token("claire", "choice-theme", 2)
        await theatre.taps("claire", "choice-theme")
    assert "retirez-en un" in theatre.last("claire")
    assert theatre.offered("claire").count("choice-theme-chosen") == 3
    await theatre.does("claire", Tapped(fourth))
    assert "Trois thèmes au plus" in theatre.heard("claire")
    assert theatre.offered("claire").count("choice-theme-chosen") == 3


async def test_what_is_written_anew_is_read_anew(theatre: Theatre) -> None:
    await theatre.says("claire", "Un jeune de Marseille cherche un cours de français.")
    await theatre.taps("claire", "choice-review")
    assert "Bouches-du-Rhône" in theatre.last("claire")
    await theatre.taps("claire", "choice-rewrite")
    await theatre.says("claire", "Un loyer impayé à Lille, expulsion annoncée : qui aide ?")
    await theatre.taps("claire", "choice-review")
    assert "Lieu : Nord (59)" in theatre.last("claire")
    assert "Logement, hébergement" in theatre.last("claire")
    assert "français" not in theatre.last("claire")


async def test_the_place_of_a_small_town_is_known_once_it_is_screened(theatre: Theatre) -> None:
    theatre.screener = ListedScreener({"Stains": "[ville moyenne, Seine-Saint-Denis (93)]"})
    theatre.restarted()
    await theatre.says("claire", "Une dame dort dehors à Stains, RG 24/01234. Qui l'héberge ?")
    await theatre.taps("claire", "choice-review")
    assert "Lieu : Seine-Saint-Denis (93)" in theatre.last("claire")


async def test_every_hidden_word_may_be_given_back(theatre: Theatre) -> None:
    names = [f"Nom{letter}" for letter in "abcdefghijklmno"]
    theatre.screener = ListedScreener({name: f"[PERSONNE {name}]" for name in names})
    theatre.restarted()
    await theatre.says("claire", f"{', '.join(names)} déménagent. Qui paie le camion ?")
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-give-back")
    assert theatre.offered("claire").count("choice-keep-words") == 10
    await theatre.taps("claire", "choice-more-words")
    assert theatre.offered("claire").count("choice-keep-words") == 5
    assert "choice-more-words" not in theatre.offered("claire")
    await theatre.taps("claire", "choice-keep-words", 5)
    assert "Nomo déménagent" in theatre.last("claire")


@pytest.mark.parametrize(
    ("label", "typed"),
    [("choice-mask-more", "rien de tel"), ("choice-territory", "Atlantide")],
)
async def test_what_is_not_understood_leaves_a_way_back(
    theatre: Theatre, label: str, typed: str
) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", label)
    await theatre.says("claire", typed)
    assert theatre.offered("claire") == ["choice-back-to-preview"]
    await theatre.taps("claire", "choice-back-to-preview")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_what_follows_a_situation_that_left_is_said_to_be_another(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    assert "nouvelle situation" not in theatre.last("claire")
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-send")
    await theatre.says("claire", "Ah, j’oubliais : elle a le permis.")
    assert "commence une nouvelle situation" in theatre.last("claire")


async def test_stop_without_its_sign_is_not_taken_for_a_situation(theatre: Theatre) -> None:
    await theatre.says("amel", "Stop !")
    assert "/stop" in theatre.last("amel")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert "amel" in theatre.asked()


@pytest.mark.parametrize("label", ["choice-urgent", "choice-theme-chosen"])
async def test_a_double_tap_is_a_single_one(theatre: Theatre, label: str) -> None:
    await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    await theatre.taps("claire", "choice-themes")
    token = theatre.token("claire", label)
    await theatre.does("claire", Tapped(token))
    once = theatre.last("claire")
    await theatre.does("claire", Tapped(token))
    assert theatre.last("claire") == once


async def test_widening_twice_in_a_row_widens_once(theatre: Theatre) -> None:
    theatre.cast(*(professional(f"h{n}") for n in range(40)))
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=4))
    token = theatre.token("claire", "choice-widen")
    await theatre.does("claire", Tapped(token))
    await theatre.does("claire", Tapped(token))
    with theatre.unit_of_work() as uow:
        (case,) = uow.cases.by_asker(professional("claire").id)
    assert case.wanted_more == 1


async def test_refusing_twice_refuses_once(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    token = theatre.token("amel", "choice-not-my-field")
    await theatre.does("amel", Tapped(token))
    await theatre.does("amel", Tapped(token))
    assert len(theatre.asked()) == 6


async def test_numbers_stand_for_choices_where_there_are_no_buttons() -> None:
    theatre = Theatre(channel=StageChannel(NUMBERED))
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    await theatre.says("claire", MARIE)
    for odd in ("9", "²", "٣"):
        await theatre.says("claire", odd)
    await theatre.says("claire", "1")
    assert "Voici le texte exact" in theatre.last("claire")


async def test_a_number_that_was_long_on_its_way_is_about_no_list_that_came_since() -> None:
    """A homeserver out of reach: it was written before the ask came, and declines nothing."""
    theatre = Theatre(channel=StageChannel(NUMBERED))
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    await theatre.says("amel", "Une famille est expulsée. Qui peut avancer la caution ?")
    written_at = theatre.clock.now()
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=10), step=timedelta(minutes=1))
    assert "choice-not-my-field" in theatre.offered("amel")
    await theatre.does("amel", Said(RawText("2"), "late"), written_at=written_at)
    assert "Votre choix portait sur lequel" in theatre.last("amel")
    with theatre.unit_of_work() as uow:
        (ask,) = uow.solicitations.of_person(ProfessionalId("amel"))
    assert ask.response is Response.NONE


# Edits, deletions, answers that come late


async def test_an_edit_corrects_the_message_it_edits(theatre: Theatre) -> None:
    first = await theatre.says("claire", "Marie Dupuis doit quitter Lille.")
    await theatre.says("claire", "Qui paie le déménagement ?")
    await theatre.edits("claire", first, "Marie Dupuis doit quitter Roubaix.")
    await theatre.taps("claire", "choice-review")
    assert "[PERSONNE 1] doit quitter Roubaix.\nQui paie le déménagement ?" in theatre.last(
        "claire"
    )


async def test_a_deletion_takes_away_the_message_it_deletes(theatre: Theatre) -> None:
    first = await theatre.says("claire", "Je me suis trompée de conversation.")
    await theatre.says("claire", MARIE)
    await theatre.deletes("claire", first)
    await theatre.taps("claire", "choice-review")
    assert "trompée" not in theatre.last("claire")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_a_deletion_of_something_else_leaves_the_draft_alone(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    await theatre.deletes("claire", "own-unknown")
    await theatre.taps("claire", "choice-review")
    assert CLEAN_MARIE in theatre.last("claire")


async def test_deleting_everything_leaves_an_empty_draft(theatre: Theatre) -> None:
    only = await theatre.says("claire", MARIE)
    await theatre.deletes("claire", only)
    assert "Il ne reste rien" in theatre.last("claire")
    await theatre.asks("claire")
    assert "Votre situation part" in theatre.last("claire")


async def test_a_preview_is_out_of_date_once_its_text_is_edited(theatre: Theatre) -> None:
    message = await theatre.says("claire", MARIE)
    await theatre.taps("claire", "choice-review")
    stale = theatre.token("claire", "choice-send")
    await theatre.edits("claire", message, MARIE + " Nadia peut héberger.")
    await theatre.does("claire", Tapped(stale))
    await theatre.passes(timedelta(minutes=5))
    assert theatre.asked() == []


async def test_an_edit_of_a_sent_answer_is_screened_then_replaces_it(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    message = await theatre.says("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("amel", "choice-send")
    await theatre.edits("amel", message, "Le FSL du Rhône paie, demandez à Nadia.")
    assert "Voici votre réponse corrigée" in theatre.last("amel")
    assert "demandez-lui" in theatre.heard("claire")
    await theatre.taps("amel", "choice-send")
    assert "Réponse corrigée" in theatre.last("amel")
    assert "demandez à [PERSONNE 2]" in theatre.heard("claire")
    assert "demandez-lui" not in theatre.heard("claire")


async def test_a_deleted_answer_may_be_withdrawn(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    message = await theatre.says("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("amel", "choice-send")
    await theatre.deletes("amel", message)
    assert "votre réponse est déjà partie" in theatre.last("amel")
    assert "demandez-lui" in theatre.heard("claire")
    await theatre.taps("amel", "choice-withdraw")
    assert "Réponse retirée" in theatre.last("amel")
    assert "demandez-lui" not in theatre.heard("claire")


async def test_a_late_answer_is_added_and_told(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.taps("claire", "choice-this-unblocks")
    await theatre.passes(timedelta(days=5))
    await theatre.taps("bruno", "choice-answer-anyway")
    await theatre.says("bruno", "La CAF verse une prime de déménagement, article D542.")
    await theatre.taps("bruno", "choice-send")
    assert "Elle est ajoutée à la synthèse" in theatre.last("bruno")
    assert "Une réponse est arrivée" not in theatre.heard("claire"), "on a Sunday"
    await theatre.passes(timedelta(days=1))
    assert "Une réponse est arrivée" in theatre.heard("claire")
    await theatre.taps("claire", "choice-see-digest")
    assert "prime de déménagement" in theatre.last("claire")
    assert "demandez-lui" in theatre.last("claire")


async def test_an_answer_to_a_cancelled_situation_is_kept_by_its_author(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.taps("amel", "choice-answer")
    await theatre.says("amel", "Le FSL du Rhône paie.")
    await theatre.says("claire", "/oublier")
    await theatre.taps("claire", "choice-erase")
    await theatre.taps("amel", "choice-send")
    assert "Cette situation a été annulée" in theatre.last("amel")


# Who there is to ask


async def test_two_situations_at_once_do_not_mix(theatre: Theatre) -> None:
    theatre.cast(*(professional(f"h{n}") for n in range(8)))
    await theatre.asks("claire", "Première situation : le FSL refuse la garantie.")
    await theatre.asks("claire", "Seconde situation : le bailleur refuse la mutation.")
    await theatre.passes(timedelta(minutes=2))
    everyone = [*HELPERS, *(f"h{n}" for n in range(8))]
    first = [n for n in everyone if "Première" in theatre.heard(n)]
    second = [n for n in everyone if "Seconde" in theatre.heard(n)]
    assert (len(first), len(second)) == (5, 5)
    assert not set(first) & set(second)
    await theatre.answers(second[0], "Saisissez la commission de médiation, loi Dalo.")
    assert "Saisissez" in theatre.last("claire")
    assert "À propos de : « Seconde situation" in theatre.last("claire")
    await theatre.says("claire", "/situations")
    assert "[1 réponse : Seconde situation : le bailleur refuse…]" in theatre.last("claire")
    assert "[Sans réponse : Première situation : le FSL refuse la…]" in theatre.last("claire")


async def test_another_text_under_way_is_not_lost_when_one_is_sent(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    await theatre.says("amel", "Ma propre situation : Nadia cherche un garant.")
    own_review = theatre.token("amel", "choice-review")
    await theatre.answers("amel", "Le FSL du Rhône paie, demandez-lui.")
    await theatre.does("amel", Tapped(own_review))
    assert "[PERSONNE 2] cherche un garant" in theatre.last("amel")
    await theatre.says("amel", "Elle a un CDI.")
    await theatre.taps("amel", "choice-review")
    assert "Elle a un CDI." in theatre.last("amel")


async def test_nobody_is_asked_about_their_own_situation(theatre: Theatre) -> None:
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=4))
    assert theatre.asked("claire") == []
    assert len(theatre.asked()) == len(HELPERS)


@pytest.mark.parametrize("colleagues", [[], ["amel"]])
async def test_a_network_of_nobody_or_one_says_so(colleagues: list[str]) -> None:
    theatre = Theatre()
    theatre.cast(professional("claire"), *(professional(name) for name in colleagues))
    await theatre.asks("claire")
    await theatre.passes(timedelta(days=4))
    assert theatre.asked() == colleagues
    assert "sans réponse" in theatre.heard("claire")
    assert "Les pilotes" not in theatre.heard("claire")


async def test_when_everyone_is_paused_the_asker_knows_until_when(theatre: Theatre) -> None:
    for name in HELPERS:
        await theatre.says(name, "/pause 2")
    await theatre.asks("claire")
    await theatre.passes(timedelta(hours=1))
    assert theatre.asked() == []
    assert "jeudi 26 novembre" in theatre.last("claire")
    assert "heures de travail" not in theatre.last("claire")
    await theatre.passes(timedelta(days=2))
    assert len(theatre.asked()) == 5


async def test_when_everyone_is_paused_for_long_the_search_says_so(theatre: Theatre) -> None:
    for name in HELPERS:
        await theatre.says(name, "/pause 30")
    await theatre.asks("claire")
    await theatre.passes(timedelta(minutes=2))
    assert theatre.asked() == []
    assert "redeviennent disponibles jeudi 24 décembre" in theatre.heard("claire")


# Restarts


async def test_a_restart_at_any_step_changes_nothing(theatre: Theatre) -> None:
    await theatre.says("claire", MARIE)
    theatre.restarted()
    await theatre.taps("claire", "choice-review")
    theatre.restarted()
    await theatre.taps("claire", "choice-mask-more")
    theatre.restarted()
    await theatre.says("claire", "Lyon")
    theatre.restarted()
    assert "pour [MASQUÉ]" in theatre.last("claire")
    await theatre.taps("claire", "choice-territory")
    theatre.restarted()
    await theatre.says("claire", "Nord")
    theatre.restarted()
    await theatre.taps("claire", "choice-send")
    theatre.restarted()
    await theatre.passes(timedelta(minutes=2))
    theatre.restarted()
    assert len(theatre.asked()) == 5
    await theatre.taps("amel", "choice-answer")
    theatre.restarted()
    await theatre.says("amel", "Le FSL du Rhône paie, demandez à Nadia.")
    theatre.restarted()
    await theatre.taps("amel", "choice-send")
    theatre.restarted()
    assert "demandez à [PERSONNE 2]" in theatre.last("claire")
    await theatre.does("claire", Arrived())
    assert "Bonjour Claire" in theatre.last("claire")


async def test_thanks_are_no_situation_unless_they_are_part_of_one(theatre: Theatre) -> None:
    await theatre.says("claire", "Bonjour !")
    assert "racontez-la ici" in theatre.last("claire")
    assert theatre.offered("claire") == []
    await theatre.says("claire", MARIE)
    await theatre.says("claire", "Merci !")
    assert "C’est noté (2 messages)" in theatre.last("claire")
