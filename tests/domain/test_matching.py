"""Who is proposed for a case, and why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.matching import Match, Matcher, Need, Profile, ThemeRecord
from bot.domain.people import Scope
from bot.domain.territory import Level
from tests.domain.stems import STEM

LANDLORD = Profile(
    id="landlord",
    text="Je signe les plans d'apurement avant l'audience. Chargée de prévention des expulsions.",
    themes=("logement-hebergement", "surendettement-budget"),
    departement="59",
    region="Hauts-de-France",
    scope=Scope.DEPARTEMENTAL,
    structure_kind="bailleur-social",
)
SPECIALIST = Profile(
    id="specialist",
    text="Usurpation d'identité, comptes ouverts à tort, modèles de courriers. Juriste.",
    themes=("justice", "numerique"),
    departement="75",
    region="Île-de-France",
    scope=Scope.NATIONAL,
    structure_kind="association",
)
CARETAKER = Profile(
    id="caretaker",
    text="Gardien. Avant, douze ans clerc chez un huissier : je lis un commandement.",
    themes=("logement-hebergement",),
    departement="59",
    region="Hauts-de-France",
    scope=Scope.LOCAL,
    structure_kind="gardien-immeuble",
)
NURSE = Profile(
    id="nurse",
    text="Soins sans couverture, diabète à la rue. Infirmier, permanence d'accès aux soins.",
    themes=("sante",),
    departement="59",
    region="Hauts-de-France",
    scope=Scope.LOCAL,
    structure_kind="hopital-pass",
)
FAR = replace(LANDLORD, id="far", departement="13", region="Provence-Alpes-Côte d'Azur")
EVERYONE = (LANDLORD, SPECIALIST, CARETAKER, NURSE, FAR)
DEBT = Need("assignation reçue, 3 000 € de dette de loyer, audience dans six semaines", (), "59")


def matcher(*profiles: Profile) -> Matcher:
    made = Matcher(STEM)
    for profile in profiles:
        made.add(profile)
    return made


def ids(matches: tuple[Match, ...]) -> list[str]:
    return [match.professional_id for match in matches]


def test_subject_and_nearness_come_first() -> None:
    ranking = ids(matcher(*EVERYONE).rank(DEBT))
    assert ranking[:2] == ["landlord", "caretaker"]
    assert ranking.index("landlord") < ranking.index("far")


def test_a_past_trade_counts_though_no_theme_says_so() -> None:
    clerk = replace(CARETAKER, id="clerk", themes=())
    plain = replace(CARETAKER, id="plain", themes=(), text="Gardien. Je sors les poubelles.")
    need = Need("un huissier a laissé un commandement de payer", (), "59")
    assert ids(matcher(clerk, plain).rank(need))[0] == "clerk"


def test_knowledge_from_elsewhere_serves_when_anyone_will_do() -> None:
    local = Need("identité volée, comptes ouverts à son nom, amendes", (), "59")
    made = matcher(*EVERYONE)
    assert ids(made.rank(replace(local, needs_anyone=True)))[0] == "specialist"

    def score(need: Need) -> float:
        return next(m.score for m in made.rank(need) if m.professional_id == "specialist")

    assert score(local) < score(replace(local, needs_anyone=True))


def test_agreed_themes_weigh_more_than_those_read_in_the_text() -> None:
    need = Need("il a besoin d'aide", ("sante",), "59")
    assert ids(matcher(*EVERYONE).rank(need))[0] == "nurse"


def test_past_useful_answers_move_a_person_up_and_a_newcomer_is_not_buried() -> None:
    def with_record(name: str, useful: int, judged: int) -> Profile:
        record = (ThemeRecord("logement-hebergement", useful, judged),)
        return replace(LANDLORD, id=name, record=record)

    made = matcher(
        with_record("good", 8, 9), with_record("poor", 0, 9), replace(LANDLORD, id="new")
    )
    assert ids(made.rank(DEBT)) == ["good", "new", "poor"]


def test_similar_past_cases_speak_for_those_who_helped() -> None:
    quiet = replace(NURSE, id="quiet", text="Bénévole.", themes=(), structure_kind="association")
    made = matcher(quiet, replace(quiet, id="wise"))
    need = Need("on lui a coupé l'électricité", (), "59")
    best = made.rank(need, votes={"wise": 0.2, "somebody gone": 1.0})[0]
    assert best.professional_id == "wise"
    assert "similar-cases" in {reason.code for reason in best.reasons}


def test_a_match_says_why() -> None:
    best = matcher(*EVERYONE).rank(DEBT)[0]
    reasons = {reason.code: dict(reason.details) for reason in best.reasons}
    assert best.level is Level.DEPARTEMENT
    assert reasons["theme"] == {"theme": "logement-hebergement"}
    assert "level-departement" in reasons
    assert "concept" in reasons["knows"]


def test_only_restricts_and_limit_cuts() -> None:
    made = matcher(*EVERYONE)
    assert set(ids(made.rank(DEBT, only={"nurse", "far", "stranger"}))) == {"far", "nurse"}
    assert len(made.rank(DEBT, limit=2)) == 2


def test_an_empty_network_proposes_nobody() -> None:
    made = Matcher(STEM)
    assert made.rank(DEBT) == ()
    assert made.propose_themes("dette de loyer")[0] == "logement-hebergement"


def test_a_new_version_replaces_the_old_one_and_removal_forgets() -> None:
    made = matcher(*EVERYONE)
    made.add(replace(LANDLORD, text="Je fais de la poterie.", themes=("jeunesse",)))
    assert ids(made.rank(DEBT))[0] == "caretaker"
    made.remove("landlord")
    made.remove("landlord")
    assert "landlord" not in ids(made.rank(DEBT))
    assert len(made) == len(EVERYONE) - 1


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("menace d'expulsion, trois loyers de retard", "logement-hebergement"),
        ("dossier banque de france refusé, crédits à la consommation", "surendettement-budget"),
        ("rqth et dossier mdph en attente", "handicap"),
        ("il boit dès le matin, sevrage raté", "addictions"),
        ("son mari la frappe, elle veut partir", "violences"),
        ("débouté de l'asile par l'ofpra, recours cnda", "asile"),
        ("renouvellement de titre de séjour, récépissé expiré", "droit-au-sejour"),
        ("fin de cddi, prolongation du pass iae", "insertion-activite-economique"),
        ("sort de maison d'arrêt, suivi spip", "justice"),
        ("trimestres manquants, carsat, départ en retraite", "retraite"),
        ("micro-entreprise, urssaf, chiffre d'affaires", "entrepreneuriat"),
        ("plus rien à manger, colis alimentaire", "alimentation"),
        ("pas de permis, pas de voiture, aucun bus", "mobilite"),
        ("ne sait pas lire, cours de français", "illettrisme-langue"),
        ("mot de passe perdu, pas d'ordinateur", "numerique"),
        ("il entend des voix, refuse le cmp", "sante-mentale"),
        ("place en crèche, assistante maternelle", "garde-enfants-parentalite"),
        ("cej, mission locale, décrochage scolaire", "jeunesse"),
        ("enceinte sans suivi, médecin traitant introuvable", "sante"),
        ("cpf, financement de la formation, titre professionnel", "formation"),
        ("licencié, prud'hommes, recherche d'emploi", "emploi"),
        ("rsa suspendu, recours amiable", "acces-aux-droits"),
    ],
)
def test_the_theme_of_a_case_is_read_in_its_words(text: str, theme: str) -> None:
    proposed = matcher(*EVERYONE).propose_themes(text)
    assert proposed[0] == theme
    assert len(proposed) <= 3


profiles = st.builds(
    Profile,
    id=st.text(alphabet="abcdef", min_size=1, max_size=3),
    text=st.text(max_size=60),
    themes=st.lists(st.sampled_from(["sante", "asile", "emploi"]), unique=True).map(tuple),
    departement=st.sampled_from(["59", "62", "974", "00", ""]),
    region=st.sampled_from(["Hauts-de-France", "La Réunion", ""]),
    scope=st.sampled_from(list(Scope)),
    structure_kind=st.sampled_from(["ccas", "autre", "CAP_EMPLOI"]),
)


@settings(max_examples=60)
@given(st.lists(profiles, max_size=12), st.text(max_size=80), st.booleans(), st.data())
def test_any_network_ranks_whole_and_bounded(
    people: list[Profile], text: str, anyone: bool, data: st.DataObject
) -> None:
    made = matcher(*people)
    left = {person.id for person in people}
    if left:
        gone = data.draw(st.sampled_from(sorted(left)))
        made.remove(gone)
        left.discard(gone)
    ranking = made.rank(Need(text, (), "59", anyone), limit=len(people) + 1)
    assert set(ids(ranking)) == left
    assert all(0.0 <= match.score <= 1.0 for match in ranking)
    assert [m.score for m in ranking] == sorted((m.score for m in ranking), reverse=True)
