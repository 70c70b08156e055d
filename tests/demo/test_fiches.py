"""What the demo already learnt: published as anywhere, found, and offered where it fits."""

from datetime import timedelta

import pytest

from adapters.stemming import FrenchStemmer
from anonymize import GuardedScreener
from bot.demo.fiches import read_fiches, remember
from bot.demo.network import populate, read_network
from bot.demo.stage import read_examples
from bot.domain.fiches import KEPT, FicheState
from bot.domain.people import Role
from bot.domain.records import Act
from bot.domain.vocabulary import structure_kinds, themes
from bot.usecases.find_fiches import nearest_fiches, search_fiches
from bot.usecases.matchmaking import Matchmaking
from tests.fakes.memory import MemoryStore
from tests.fakes.screening import ListedScreener
from tests.fakes.time_and_chance import ListedHolidays, SeededChance
from tests.journeys.theatre import TUESDAY

STEM = FrenchStemmer()


def learn(store: MemoryStore, screener: ListedScreener) -> None:
    remember(
        store.unit_of_work,
        read_fiches(),
        screener,
        Matchmaking(STEM),
        TUESDAY,
        SeededChance(),
        ListedHolidays(),
    )


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    with made.unit_of_work() as uow:
        populate(uow, read_network(), TUESDAY)
        uow.commit()
    return made


def test_they_are_of_the_vocabulary_and_of_the_network() -> None:
    people = {person.id: person for person in read_network().people}
    fiches = read_fiches()
    assert len(fiches) == len({fiche.id for fiche in fiches}) == 8
    assert len({fiche.themes[0] for fiche in fiches}) >= 6
    assert len({fiche.departement for fiche in fiches}) >= 2
    for fiche in fiches:
        assert set(fiche.themes) <= set(themes())
        assert set(fiche.sources) <= set(structure_kinds())
        assert fiche.author in people
        assert people[fiche.reader].role in (Role.PILOT, Role.MODERATOR)
        assert fiche.reader != fiche.author


def test_each_is_published_once_by_its_reader(store: MemoryStore) -> None:
    for _ in range(2):
        learn(store, ListedScreener({}))
    with store.unit_of_work() as uow:
        kept = {fiche.id: fiche for fiche in uow.fiches.kept()}
        acts = [entry for entry in uow.records.audited(99) if entry.action is Act.PUBLISH_FICHE]
        drafts = [uow.drafts.by_author(one.reader) for one in read_fiches()]
    assert len(kept) == len(acts) == 8
    assert not any(drafts)
    for one in read_fiches():
        fiche = kept[one.id]
        outdated = one.outdated is not None
        assert fiche.state is (FicheState.OUTDATED if outdated else FicheState.PUBLISHED)
        assert fiche.approved_by == one.reader
        assert fiche.published_at == TUESDAY - timedelta(days=one.days)
        assert fiche.text.value == one.text.value
    assert [fiche.state for fiche in kept.values()].count(FicheState.OUTDATED) == 1


def test_what_cannot_be_screened_is_not_published(store: MemoryStore) -> None:
    broken = ListedScreener({})
    broken.unavailable = "model-missing"
    learn(store, broken)
    with store.unit_of_work() as uow:
        assert [fiche for fiche in uow.fiches.kept() if fiche.state in KEPT] == []
    learn(store, ListedScreener({}))
    with store.unit_of_work() as uow:
        assert len(uow.fiches.kept()) == 8


def test_one_example_finds_its_answer_and_the_others_are_asked(store: MemoryStore) -> None:
    learn(store, ListedScreener({}))
    with store.unit_of_work() as uow:
        offered = [
            [fiche.id for fiche in nearest_fiches(uow, example.text, "59", STEM)]
            for example in read_examples()
        ]
        assert offered == [[], [], ["fiche-compte"]]
        assert search_fiches(uow, "loyer impayé", STEM)
        assert search_fiches(uow, "voiture garage solidaire", STEM) == [], "it holds no longer"


def test_screening_finds_nothing_to_replace_in_them() -> None:
    """As their readers confirmed them: a fiche shows no placeholder that hides nobody."""
    with GuardedScreener.load() as screener:
        for fiche in read_fiches():
            screened = screener.screen(fiche.text.value, language="fr", profile="answer")
            assert screened.clean == fiche.text.value, fiche.id
