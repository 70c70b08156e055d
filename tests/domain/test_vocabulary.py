"""The data files of the trade hold together."""

import pytest

from bot.domain.vocabulary import (
    concepts,
    kind_of,
    schemes,
    structure_kinds,
    theme_of,
    themes,
)


def test_there_are_twenty_two_themes_with_both_labels() -> None:
    assert len(themes()) == 22
    assert all(theme.label and theme.label_en for theme in themes().values())


def test_a_reference_belongs_to_one_theme() -> None:
    references = [ref for theme in themes().values() for ref in theme.reference]
    assert len(references) == len(set(references))


@pytest.mark.parametrize(
    ("identifier", "theme"),
    [
        ("handicap", "handicap"),
        ("sante--addictions", "addictions"),
        ("numerique--acquerir-un-equipement", "numerique"),
        ("souvrir-a-linternational", None),
    ],
)
def test_a_theme_answers_to_its_own_name_and_to_the_reference(
    identifier: str, theme: str | None
) -> None:
    assert theme_of(identifier) == theme


def test_concepts_speak_of_known_themes_kinds_and_concepts() -> None:
    names = {concept.id for concept in concepts()}
    for concept in concepts():
        assert concept.themes.keys() <= themes().keys(), concept.id
        assert set(concept.kinds) <= structure_kinds().keys(), concept.id
        assert set(concept.near) <= names, concept.id
        assert concept.forms, concept.id


def test_every_theme_has_words_that_decide_for_it() -> None:
    decided = {
        theme for concept in concepts() for theme, weight in concept.themes.items() if weight >= 3
    }
    assert decided == themes().keys()


def test_no_form_is_also_a_hint_of_the_same_concept() -> None:
    for concept in concepts():
        assert not set(concept.forms) & set(concept.hints), concept.id


def test_schemes_are_named_once() -> None:
    forms = [form for scheme in schemes() for form in scheme.forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ccas", "ccas"),
        ("CAP_EMPLOI", "cap-emploi"),
        ("FT", "france-travail"),
        ("RS_FJT", "logement-accompagne"),
        ("mission locale", "mission-locale"),
        ("something-else", "autre"),
    ],
)
def test_a_kind_of_structure_answers_to_its_codes(code: str, kind: str) -> None:
    assert kind_of(code) == kind


@pytest.mark.parametrize(
    ("kind", "invisible"),
    [
        ("gardien-immeuble", True),
        ("bailleur-social", True),
        ("ecole", True),
        ("club-sportif", True),
        ("ccas", False),
        ("france-travail", False),
    ],
)
def test_those_whom_no_directory_lists_are_invisible(kind: str, invisible: bool) -> None:
    assert structure_kinds()[kind].invisible is invisible


def test_a_silo_groups_structures_of_one_world() -> None:
    kinds = structure_kinds()
    assert kinds["mission-locale"].silo == kinds["cap-emploi"].silo == "emploi"
    assert kinds["csapa-addictologie"].silo == kinds["hopital-pass"].silo == "sante"
