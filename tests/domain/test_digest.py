"""Answers that say the same stand together, what contradicts never does, the useful comes first."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digest import AuthorFit, Digest, Opinion, build_digest
from bot.domain.territory import Level
from tests.domain.stems import STEM

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CASE = "Dette de loyer de 2 900 €, APL suspendue, assignation reçue. Que faire avant l'audience ?"
GOOD = (
    "Demandez un plan d'apurement au bailleur avant l'audience, 60 € par mois en plus du loyer : "
    "je transmets à la CAF le jour même et l'APL reprend. Apportez l'assignation."
)


def opinion(
    text: str,
    name: str = "a",
    up: int = 0,
    down: int = 0,
    author: str | None = None,
    marked_useful: bool | None = None,
    fit: AuthorFit | None = None,
) -> Opinion:
    return Opinion(
        answer_id=name,
        author_id=author or f"author of {name}",
        text=text,
        given_at=NOON,
        up=up,
        down=down,
        marked_useful=marked_useful,
        author=fit,
    )


def digest(*opinions: Opinion) -> Digest:
    return build_digest(CASE, opinions, STEM)


def usefulness(one: Opinion, case: str | None = CASE) -> float:
    """What a digest of this answer alone expects of it, from 0 to 1."""
    (group,) = build_digest(case, [one], STEM).groups
    return group.score


def groups(made: Digest) -> list[set[str]]:
    return [set(group.answer_ids) for group in made.groups]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le FSL peut prendre la dette de loyer, dossier à déposer avec l'assistante sociale.",
            "Déposez une demande au fonds de solidarité logement pour les loyers impayés.",
        ),
        (
            "Demandez un plan d'apurement au bailleur avant l'audience.",
            "Négociez un échéancier avec le bailleur avant de passer devant le juge.",
        ),
        (
            "La PASS de l'hôpital soigne sans droits ouverts.",
            "La permanence d'accès aux soins de l'hôpital reçoit même sans couverture.",
        ),
        (
            "L'aide est portable d'un département à l'autre, demandez-la.",
            "Cette aide suit la personne, demandez-la même si elle change de département.",
        ),
        (
            "Recours au tribunal administratif, dans les deux mois.",
            "Contestez devant le tribunal administratif, délai de 2 mois.",
        ),
        (
            "Qu'il demande une visite au médecin du travail, l'employeur n'en saura pas le motif.",
            "Médecin du travail d'abord, visite à la demande du salarié.",
        ),
    ],
)
def test_answers_that_say_the_same_stand_together(one: str, other: str) -> None:
    assert groups(digest(opinion(one, "a", up=1), opinion(other, "b", up=1))) == [{"a", "b"}]


OTHER_WORDS = {
    "Elle refuse le minimum vieillesse, elle a peur que l'État prenne sa maison aux enfants.": (
        "Sous le plancher de récupération, l'héritage reste entier aux enfants.",
        "La caisse ne prend rien sur la succession tant que l'actif est sous le seuil.",
        "Vérifiez d'abord la réversion du mari décédé.",
    ),
    "Elle quitte Lille pour Lyon et personne ne paie le camion.": (
        "Le FSL est portable, appelez le 59 et demandez le dossier mobilité.",
        "L'aide au déménagement suit la personne dans son nouveau département.",
        "Cherchez une colocation le temps de trouver.",
    ),
    "Une élève de seize ans raconte des nuits à l'hôtel avec un associé plus âgé.": (
        "Écrivez une information préoccupante à la Crip.",
        "Faites un signalement, le 119 vous conseille.",
        "Demandez une aide éducative au Département.",
    ),
    "Il n'a plus de compte bancaire et sa paie arrive vendredi.": (
        "Droit au compte : un refus écrit, et la Banque de France désigne une banque.",
        "Avec la lettre de refus, une banque est imposée, services de base gratuits.",
        "Un compte chez le buraliste, le RIB sort en dix minutes.",
    ),
}
"""A case, the same advice twice in other words, and another one."""


@pytest.mark.parametrize("case", OTHER_WORDS)
def test_the_same_advice_in_other_words_stands_together_and_another_does_not(case: str) -> None:
    one, again, other = OTHER_WORDS[case]
    made = build_digest(case, [opinion(one, "a"), opinion(again, "b"), opinion(other, "c")], STEM)
    assert sorted(map(sorted, groups(made))) == [["a", "b"], ["c"]]


def test_what_is_new_stands_before_what_was_said_above() -> None:
    """Not sure enough to put them together, the digest still shows something else second."""
    case = "Sa femme ne dort plus à cause de ses réveils, elle ne veut pas qu'il parte."
    night = "La plateforme de répit envoie un relais à la maison la nuit, appelez-la dès lundi."
    again = "Quelqu'un prend sa place à domicile, appelez-les dès lundi, l'aidante souffle et dort."
    other = "Demandez un bilan de mémoire au centre hospitalier dès lundi."
    made = build_digest(
        case, [opinion(night, "a", up=1), opinion(again, "b", up=1), opinion(other, "c")], STEM
    )
    assert made.groups[1].head_id == "c"
    assert made.groups[1].score == min(group.score for group in made.groups)


@pytest.mark.parametrize(
    "popular",
    [
        "C'est trop tard, il fallait payer avant, la loi ne prévoit plus rien.",
        "La CAF a raison de suspendre, elle n'avait qu'à payer.",
        "Qu'elle ne réponde à rien, avec des enfants l'expulsion est interdite, pas de panique.",
        "Autant attendre le jugement, on verra bien, de toute façon c'est foutu.",
        "Qu'elle se fasse payer en espèces et ne déclare rien, tout le monde fait ça.",
    ],
)
def test_votes_do_not_make_a_bad_answer_the_best(popular: str) -> None:
    made = digest(opinion(popular, "popular", up=5), opinion(GOOD, "good"))
    assert made.groups[0].head_id == "good"


def test_a_short_answer_that_unblocks_stands_before_a_long_one_that_does_not() -> None:
    case = "Elle quitte Lille pour Lyon, le FSL du Nord a refusé, qui paie le déménagement ?"
    short = "Le FSL est portable, appelez le 59 et demandez le dossier mobilité."
    long = (
        "Le déménagement est une étape importante dans un parcours. Le FSL du Nord a ses raisons, "
        "et il convient de prendre le temps d'évaluer la situation dans sa globalité. À Lyon, il "
        "existe certainement des dispositifs, il faudrait se rapprocher des services compétents."
    )
    made = build_digest(case, [opinion(long, "long", up=2), opinion(short, "short")], STEM)
    assert made.groups[0].head_id == "short"


def test_office_language_confirms_nobody() -> None:
    filler = "Il convient de co-construire un accompagnement global, au cas par cas. "
    made = digest(
        opinion(filler + "Les partenaires concernés pourront faire le point.", "a"),
        opinion(filler + "Il faudrait se rapprocher du bailleur.", "b"),
    )
    assert sorted(map(sorted, groups(made))) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C'est possible, le FSL le permet.", "Ce n'est pas possible, le FSL ne le permet pas."),
        ("Oui, elle a droit au RSA.", "Non, elle n'a pas droit au RSA."),
        ("Elle doit quitter le logement.", "Elle ne doit pas quitter le logement."),
        ("La mairie peut refuser la domiciliation.", "La mairie ne peut pas la refuser."),
        ("Le délai de recours est de deux mois.", "Le délai de recours est de six mois."),
        ("L'aide est de 500 € au maximum.", "L'aide est de 1 200 € au maximum."),
        ("Demandez le FSL pour la dette.", "Demandez à Action Logement pour la dette."),
        ("Déposez une demande d'AAH.", "Déposez une demande de RSA."),
        ("Saisissez le Défenseur des droits.", "Saisissez le tribunal administratif."),
        ("Appelez la PMI du secteur.", "Appelez le CMP du secteur."),
    ],
)
def test_contradictions_figures_and_schemes_are_never_merged(one: str, other: str) -> None:
    made = digest(opinion(one, "a", up=2), opinion(other, "b", up=2))
    assert sorted(map(sorted, groups(made))) == [["a"], ["b"]]


def test_a_disagreement_is_shown() -> None:
    made = digest(
        opinion("Oui, elle a droit au RSA.", "yes", up=1),
        opinion("Non, elle n'a pas droit au RSA.", "no", up=1),
    )
    assert [group.contradicts for group in made.groups] == [(1,), (0,)]


@pytest.mark.parametrize(
    "poor",
    [
        "Bonjour, il faudrait voir avec l'assistante sociale du secteur.",
        "Avez-vous pensé à déménager ?",
        "C'est mort, il n'y a rien à faire.",
        "Ils expulsent toujours, il faut payer tout de suite la totalité : 2 900 €.",
        "Qu'elle se fasse payer au noir en attendant.",
        "Ce ne serait pas la fille de la boulangère ? Je connais la famille.",
        "Nous avons bien pris note de votre demande et reviendrons vers vous.",
        "Je pense que ça dépend, il paraît que c'est au cas par cas.",
    ],
)
def test_what_can_be_done_stands_before_what_cannot(poor: str) -> None:
    made = digest(opinion(poor, "poor"), opinion(GOOD, "good"))
    assert made.groups[0].head_id == "good"
    assert usefulness(opinion(GOOD)) > 0.5
    assert usefulness(opinion(poor)) < 0.5


@pytest.mark.parametrize(
    ("laid_out", "told"),
    [
        ("CAF : demandez le maintien du versement.", "La CAF peut maintenir le versement."),
        ("Courrier reçu + deux mois = délai.", "Le délai court après ce courrier reçu, deux mois."),
        ("Dites « elle reste locataire ».", "Dites qu'elle reste locataire."),
        ("Je la reçois jeudi à l'accueil.", "Je la reçois un jour à l'accueil."),
        ("Je la reçois avec sa notification.", "Je la reçois avec plaisir."),
    ],
)
def test_advice_laid_out_stands_before_the_same_told(laid_out: str, told: str) -> None:
    made = digest(opinion(told, "told"), opinion(laid_out, "laid out"))
    assert made.groups[0].head_id == "laid out"


def test_the_colon_of_an_address_or_of_an_hour_lays_nothing_out() -> None:
    bare = usefulness(opinion("Il ouvre à 14 h."), case=None)
    assert usefulness(opinion("Il ouvre à 14:00."), case=None) <= bare


def test_length_is_no_merit() -> None:
    windy = (
        "C'est une situation que nous rencontrons de plus en plus. Il faut prendre le temps, "
        "chaque personne est différente et il convient de rester prudent. Je pense qu'il faudrait "
        "se rapprocher des services compétents, c'est au cas par cas, on ne baisse pas les bras."
    )
    short = (
        "Plan d'apurement signé avant l'audience, l'APL reprend le mois suivant. Je m'en charge."
    )
    made = digest(opinion(windy, "windy"), opinion(short, "short"))
    assert made.groups[0].head_id == "short"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Je ne sais pas, désolé.", "does-not-know"),
        ("Je ne connais pas du tout ce sujet.", "does-not-know"),
        ("Ce n'est pas mon domaine.", "does-not-know"),
        ("Bon courage à elle.", "off-topic"),
    ],
)
def test_those_who_do_not_know_are_counted_and_left_out(text: str, reason: str) -> None:
    made = digest(opinion(text, "empty"), opinion(GOOD, "good"))
    assert [(left.answer_id, left.reason) for left in made.left_out] == [("empty", reason)]


def test_what_peers_find_right_is_shown_whatever_its_wording() -> None:
    made = digest(opinion("Je ne sais pas, mais le 115 répond.", "modest", up=3))
    assert made.left_out == ()


def test_votes_move_an_answer_and_few_votes_move_it_little() -> None:
    def worth(up: int, down: int) -> float:
        return usefulness(opinion(GOOD, up=up, down=down))

    assert worth(0, 3) < worth(0, 1) < worth(0, 0) < worth(1, 0) < worth(4, 0) < 1.0
    assert worth(40, 0) - worth(20, 0) < worth(1, 0) - worth(0, 0)


def test_the_askers_word_overrides_every_clue() -> None:
    assert usefulness(opinion("Bof.", marked_useful=True)) == 1.0
    assert usefulness(opinion(GOOD, up=9, marked_useful=False)) == 0.0


def test_the_author_counts_at_equal_wording() -> None:
    near = AuthorFit(0.6, Level.DEPARTEMENT, useful=6, judged=7)
    far = AuthorFit(0.02, Level.ELSEWHERE)
    text = "Il existe une aide pour cela."
    assert usefulness(opinion(text, fit=near)) > usefulness(opinion(text, fit=far))


def test_agreement_of_two_people_counts_and_of_one_with_themself_does_not() -> None:
    again = "Plan d'apurement au bailleur avant l'audience, 60 € par mois."
    alone = digest(opinion(GOOD, "a"), opinion(again, "b", author="author of a"))
    two = digest(opinion(GOOD, "a"), opinion(again, "b"))
    assert groups(alone) == groups(two) == [{"a", "b"}]
    assert two.groups[0].score > alone.groups[0].score
    reasons = {reason.code: dict(reason.details) for reason in two.groups[0].reasons}
    assert reasons["agreement"] == {"n": 2}
    assert "agreement" not in {reason.code for reason in alone.groups[0].reasons}


def test_a_group_says_why_it_stands_there() -> None:
    fit = AuthorFit(0.6, Level.DEPARTEMENT, useful=3, judged=4)
    made = digest(opinion(GOOD, up=2, down=1, fit=fit))
    reasons = {reason.code: dict(reason.details) for reason in made.groups[0].reasons}
    assert reasons["votes"] == {"up": 2, "down": 1}
    assert reasons["record"] == {"useful": 3, "judged": 4}
    assert {"same-departement", "names-scheme", "concrete"} <= reasons.keys()


def test_a_bad_answer_confirms_nobody() -> None:
    bad = "C'est mort, plan d'apurement ou pas, rien à faire avec ce bailleur, c'est la loi."
    made = digest(opinion(GOOD, "good", up=2), opinion(bad, "bad", down=3))
    assert {"bad"} in groups(made)


def test_an_empty_case_and_no_answer_make_an_empty_digest() -> None:
    assert build_digest(None, [], STEM) == Digest((), ())


def test_a_figure_that_no_number_holds_costs_nobody_their_digest() -> None:
    answer = f"Le FSL peut prendre {'9' * 5_000} euros de dette de loyer."
    assert groups(digest(opinion(answer))) == [{"a"}]


opinions = st.builds(
    lambda text, up, down, minutes: (text, up, down, minutes),
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(["Oui, le FSL paie.", "Non, le FSL ne paie pas.", "Je ne sais pas.", ""]),
    ),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 90),
)


@given(st.lists(opinions, max_size=8))
def test_no_answer_is_lost_and_arrival_in_the_list_changes_nothing(
    rows: list[tuple[str, int, int, int]],
) -> None:
    given_ = [
        Opinion(f"{i}", f"p{i % 3}", text, NOON + timedelta(minutes=minutes), up, down)
        for i, (text, up, down, minutes) in enumerate(rows)
    ]
    made = build_digest(CASE, given_, STEM)
    shown = [answer for group in made.groups for answer in group.answer_ids]
    left = [one.answer_id for one in made.left_out]
    assert sorted(shown + left) == sorted(one.answer_id for one in given_)
    assert build_digest(CASE, given_[::-1], STEM) == made
