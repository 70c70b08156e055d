"""The fictional network is one that the real import would take, and fictional throughout."""

import re
from importlib.resources import files

from bot.demo.bank import read_bank
from bot.demo.network import populate, read_network
from bot.demo.stage import read_examples
from bot.domain.people import Role
from bot.domain.vocabulary import structure_kinds, themes
from tests.contract.samples import NOW
from tests.fakes.memory import MemoryStore

FICTION = re.compile(r"(?:01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")


def test_about_forty_people_of_many_kinds_invisible_ones_among_them() -> None:
    people = read_network().people
    kinds = {person.structure.kind for person in people}
    assert 38 <= len(people) <= 45
    assert len(kinds) >= 20
    assert kinds <= set(structure_kinds())
    invisible = [p for p in people if structure_kinds()[p.structure.kind].invisible]
    assert len(invisible) >= 5


def test_everyone_knows_something_of_the_vocabulary() -> None:
    for person in read_network().people:
        assert person.themes, person.id
        assert set(person.themes) <= set(themes()), person.id


def test_a_visitor_may_be_a_counsellor_a_professional_or_a_moderator() -> None:
    network = read_network()
    roles = {
        one.key: p.role for one in network.personas for p in network.people if p.id == one.user
    }
    assert roles == {
        "counsellor": Role.MEMBER,
        "professional": Role.MEMBER,
        "moderator": Role.MODERATOR,
    }
    assert not {one.user for one in network.personas} & set(network.cast)


def test_two_circles_one_of_them_with_a_chat_for_its_members_alone() -> None:
    network = read_network()
    known = {person.id for person in network.people}
    assert len(network.circles) >= 2
    assert all(circle.members <= known and circle.pilots for circle in network.circles)
    (chat,) = [circle.chat for circle in network.circles if circle.chat is not None]
    assert [room.address for room in network.rooms("helene")] == [chat.address]
    assert "helene" in network.members_of(chat.address)
    # Who is in a chat that is asked is not asked in private: the two in whose place a visitor
    # asks and answers are in none.
    assert network.rooms("claire") == network.rooms("karim") == []
    assert network.members_of("elsewhere") == []


def test_populating_twice_changes_nothing() -> None:
    store, network = MemoryStore(), read_network()
    for _ in range(2):
        with store.unit_of_work() as uow:
            populate(uow, network, NOW)
            uow.commit()
    with store.unit_of_work() as uow:
        assert {person.id for person in uow.professionals.active()} == {
            person.id for person in network.people
        }
        account = uow.accounts.find("webchat", "karim")
        assert account is not None and account.home is not None
        assert len(uow.circles.all()) == len(network.circles)


def test_every_theme_that_people_have_can_be_spoken_of() -> None:
    spoken = {line.theme for line in read_bank().answers}
    assert spoken <= set(themes())
    assert {theme for person in read_network().people for theme in person.themes} <= spoken


def test_every_number_given_is_set_aside_for_fiction() -> None:
    folder = files("bot.demo")
    names = ("network.toml", "answers.toml", "examples.toml")
    text = " ".join((folder / name).read_text(encoding="utf-8") for name in names)
    numbers = re.findall(r"\b0\d(?: \d\d){4}\b", text)
    assert numbers
    assert [number for number in numbers if not FICTION.fullmatch(number)] == []


def test_the_first_example_is_a_move() -> None:
    examples = read_examples()
    assert len(examples) == 3
    assert "déménagement" in examples[0].text
