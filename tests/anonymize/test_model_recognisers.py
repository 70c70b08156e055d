"""What the statistical model adds to the rules: each of its kinds is needed somewhere."""

from __future__ import annotations

from functools import cache

import pytest

from anonymize import ScreeningSettings
from anonymize.engine import Engine
from anonymize.models import pipelines
from anonymize.recognisers import MODEL_RECOGNISERS, RECOGNISERS, Recogniser
from tests.anonymize.annotated import Sentence, parsed, sentences
from tests.anonymize.test_recognisers import found

# No rule reads these: an ordinary word is a name, a home is told, a trade is in no list.
NEEDED = [
    ("ModelPersonRecogniser", "depuis que <PERSON>pierre</PERSON> est parti rien ne va"),
    ("ModelPersonRecogniser", "hier <PERSON>rose</PERSON> m'a encore parlé de son mari"),
    ("ModelPlaceRecogniser", "opérée à l'hopital de <CITY>tours</CITY>"),
    ("ModelPlaceRecogniser", "ils viennent du village de <CITY>tizi n'bechar</CITY>"),
    (
        "ModelOrganisationRecogniser",
        "elle travaille le soir chez <ORG_ID>lotus bleu</ORG_ID> et son patron ne paye plus",
    ),
    (
        "ModelOrganisationRecogniser",
        "elle touche neuf cents euros chez <ORG_ID>Comptoir du Safran</ORG_ID> depuis mai",
    ),
    ("ModelOrganisationRecogniser", "il joue à l'<ORG_ID>US Montagnarde</ORG_ID> depuis mai"),
    (
        "ModelOrganisationRecogniser",
        "il fait les pêches pour <ORG_ID>fruits du vallon</ORG_ID> cet été",
    ),
    ("ModelOrganisationRecogniser", "il bosse au <ORG_ID>snack chez samira</ORG_ID>"),
    (
        "ModelHomeRecogniser",
        "il reste dans la <ADDRESS>cabane verte au fond du verger après le pont de bois</ADDRESS>",
    ),
    (
        "ModelTraitRecogniser",
        "une <HEALTH_RARE>dégénérescence cortico-basale</HEALTH_RARE> et il ne dort plus",
    ),
    ("ModelNumberRecogniser", "mdph <REF>44 B 205 118</REF>"),
    ("ModelNumberRecogniser", "contrat homeserve <REF>55 812 330 K</REF>"),
    (
        "ModelPersonRecogniser",
        "son éduc <PERSON>jb</PERSON> est absent,"
        " le facteur (<PERSON>nanou</PERSON>) garde les lettres",
    ),
    ("ModelPersonRecogniser", "Réponse à <PERSON>Claire D.</PERSON> uniquement"),
    ("ModelPersonRecogniser", "signé <PERSON>h. lantoine</PERSON>"),
    ("ModelPersonRecogniser", "le notaire, me <PERSON>barbier</PERSON>, propose une date"),
    ("ModelPersonRecogniser", "dossier <PERSON>boulanger</PERSON> (nom de famille)"),
    ("ModelPersonRecogniser", "les jumeaux <PERSON>noa</PERSON> et <PERSON>tom</PERSON>"),
    (
        "ModelHomeRecogniser",
        "ils habitent"
        " <ADDRESS>Kerjolis la dernière longère avant la grève</ADDRESS> à Ploubazlanec",
    ),
    ("ModelHomeRecogniser", "<ADDRESS>résidence du Grand Large, entrée Goéland, n° 14</ADDRESS>"),
    (
        "ModelHomeRecogniser",
        "Ils garent le <ADDRESS>van place 31 de l'aire du belvédère</ADDRESS> depuis juin.",
    ),
    (
        "ModelHomeRecogniser",
        "c'est au <ADDRESS>huit cité Sainte-Anne la première avant le canal</ADDRESS> il attend",
    ),
    (
        "ModelHomeRecogniser",
        "elle loge <ADDRESS>au-dessus du funérarium, entrée par la ruelle</ADDRESS>",
    ),
    (
        "ModelHomeRecogniser",
        "elle est seule <ADDRESS>au-dessus de la cordonnerie, 2e, porte verte</ADDRESS>",
    ),
    ("ModelHomeRecogniser", "<ADDRESS>residence beau soleil</ADDRESS>, elle a peur"),
    ("ModelAccountRecogniser", "sur la console c'est <HANDLE>dark kelvin</HANDLE>"),
    ("ModelAgeRecogniser", "mehdi <AGE>17</AGE>, foyer"),
]
AGES = list(sentences("ages"))
TEMPTING = [
    "elle dort derrière la gare depuis mars",
    "il est à la rue, parfois dans sa voiture",
    "la caf et le ccas renvoient vers la mission locale",
    "une rose pour la fête des mères, c'est tout ce qu'il demande",
    "les quartiers nord et le centre ville",
    "il cherche une place en foyer de jeunes travailleurs",
    "Ils sont repayés. Montez le dossier avant l'audience, le juge en tient compte.",
]


@cache
def crippled(removed: str) -> Engine:
    kept = [r for r in RECOGNISERS if r.__name__ != removed]
    return Engine(pipelines(ScreeningSettings()), kept)


@pytest.mark.parametrize(("recogniser", "line"), NEEDED)
def test_the_model_finds_what_no_rule_does(engine: Engine, recogniser: str, line: str) -> None:
    kinds = {r.__name__: r.kind for r in MODEL_RECOGNISERS}
    sentence = parsed(line)
    assert found(engine, sentence.text, kinds[recogniser]) == sentence.marks()
    without = found(crippled(recogniser), sentence.text, kinds[recogniser])
    assert without != sentence.marks()


@pytest.mark.parametrize("recogniser", MODEL_RECOGNISERS)
def test_every_kind_is_needed_somewhere(recogniser: type[Recogniser]) -> None:
    assert recogniser.__name__ in {name for name, _ in NEEDED}


@pytest.mark.parametrize("text", TEMPTING)
def test_what_names_nobody_is_left(engine: Engine, text: str) -> None:
    for recogniser in MODEL_RECOGNISERS:
        assert found(engine, text, recogniser.kind) == text


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("CITY", "elle part à <CITY>rennes</CITY> et lui à <CITY>toul</CITY>"),
        ("ORG_ID", "son fils est au <ORG_ID>lycée agricole des trois moulins</ORG_ID> en seconde"),
        ("PERSON", "il y en a deux, le mien c'est <PERSON>le goff armel</PERSON> né en mars"),
        ("PERSON", "sa fille : <PERSON>grâce tchamba</PERSON>, elle a tout dit"),
        ("PERSON", "vu avec <PERSON>h. lantoine</PERSON> ce matin"),
    ],
)
def test_small_letters_do_not_hide_a_name(engine: Engine, kind: str, line: str) -> None:
    sentence = parsed(line)
    assert found(engine, sentence.text, kind) == sentence.marks()


@pytest.mark.parametrize("sentence", AGES, ids=lambda sentence: sentence.text[:50])
def test_ages_are_told_from_durations_and_terms(engine: Engine, sentence: Sentence) -> None:
    assert found(engine, sentence.text, "AGE") == sentence.marks()
