"""The shipped French model is whole, finds people however they are typed, and fails closed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spacy.language import Language

from anonymize import model
from anonymize.engine import LABELS
from anonymize.lexicons import fold
from anonymize.model.features import lexical_code, norm
from anonymize.model.loading import PIPELINE


@pytest.fixture(scope="module")
def nlp() -> Language:
    return model.load()


def masked(nlp: Language, text: str) -> set[str]:
    """Folded words inside any entity."""
    return {fold(token.text) for ent in nlp(text).ents for token in ent}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Je suis Mme Fatoumata Traoré depuis six mois.", {"fatoumata", "traore"}),
        ("cindy m'a dit que kevin ne veut plus venir", {"cindy", "kevin"}),
        ("rsa coupe pr mme benhaddou samira depuis mars", {"benhaddou", "samira"}),
        ("M. DELACROIX SORT DE PRISON VENDREDI", {"delacroix"}),
        ("le papa c'est Tesfay Gebremedhin il vit a Lyon", {"tesfay", "gebremedhin"}),
        ("ses enfants Oleksandra (8 ans) et Dmytro (3 ans)", {"oleksandra", "dmytro"}),
        ("la famille N'Guessan est à l'hôtel depuis lundi", {"guessan"}),
        ("son avocate maître Quiniou ne répond plus", {"quiniou"}),
    ],
)
def test_names_of_people_are_found_in_every_typing(
    nlp: Language, text: str, names: set[str]
) -> None:
    for typed in (text, text.lower(), fold(text)):
        assert names <= masked(nlp, typed)


@pytest.mark.parametrize(
    "text",
    [
        "Le RSA est coupé depuis mars, la CAF ne répond pas.",
        "Madame ne parle pas français et le juge a dit non.",
        "la prefecture renvoie vers france travail",
        "dossier mdph en attente depuis six mois",
    ],
)
def test_a_text_without_a_name_is_left_alone(nlp: Language, text: str) -> None:
    assert not nlp(text).ents


def test_labels_are_those_the_screening_expects(nlp: Language) -> None:
    assert set(nlp.get_pipe("name_tags").labels) == LABELS | {"DATE"}  # type: ignore[attr-defined]


def test_entities_of_the_same_text_never_change(nlp: Language) -> None:
    text = "Mme Benali et son fils Yanis vivent à Roubaix"
    first = [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]
    again = [(e.start_char, e.end_char, e.label_) for e in model.load()(text).ents]
    assert first == again


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(model.ModelMissing, match="missing"):
        model.load(tmp_path / "fr_entraide")


@pytest.mark.parametrize("damage", ["removed", "altered"])
def test_a_damaged_model_is_refused(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "fr_entraide"
    shutil.copytree(PIPELINE, folder)
    if damage == "removed":
        (folder / "name_tags" / "model").unlink()
    else:
        (folder / "name_tags" / "model").write_bytes(b"other")
    with pytest.raises(model.ModelMissing, match="name_tags/model"):
        model.load(folder)


def test_the_model_stays_small() -> None:
    size = sum(path.stat().st_size for path in PIPELINE.rglob("*") if path.is_file())
    assert size < 20_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("Éléonore", "eleonore"), ("06.12.34", "07.98.76"), ("FRANÇOIS", "françois")],
)
def test_the_model_sees_past_case_accents_and_figures(one: str, other: str) -> None:
    assert norm(one) == norm(other)


@pytest.mark.parametrize(("word", "unknown"), [("fatoumata", "xqzvlw"), ("loyer", "xqzvlw")])
def test_the_lexicons_tell_words_apart(word: str, unknown: str) -> None:
    assert lexical_code(word) != lexical_code(unknown)


def test_a_hyphenated_name_is_known_by_its_parts() -> None:
    assert lexical_code("Fatoumata-Kevin") != lexical_code("Xqzvlw-Kevin")
