"""What asking somebody is worth is learnt, with doubt."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import CaseId
from bot.domain.doubts import Trial
from bot.domain.estimates import Experience, Lesson, fatigue, usual_chance
from bot.domain.limits.history import PastAsk
from bot.domain.people import ProfessionalId

LEA, SAMIR = ProfessionalId("lea"), ProfessionalId("samir")
DAYS = timedelta(days=1)
THEME = ("logement",)


def lesson(
    who: ProfessionalId = LEA,
    *,
    answered: bool = True,
    useful: bool | None = None,
    theme: str = "logement",
    waited: timedelta = timedelta(hours=72),
    tired: float = 0.0,
    denied: bool = False,
) -> Lesson:
    return Lesson(who, (theme,), 1.0, tired, waited, answered, useful, denied)


def chance(*lessons: Lesson, who: ProfessionalId = LEA, tired: float = 0.0) -> float:
    return Experience(lessons).chance(who, THEME, 1.0, tired).useful_answer


def test_somebody_never_asked_gets_the_usual_chance() -> None:
    assert chance() == pytest.approx(usual_chance(1.0))


def test_who_answers_is_worth_more_and_who_stays_silent_less() -> None:
    silent = lesson(answered=False)
    assert chance(silent, silent) < chance() < chance(lesson(), lesson())


def test_one_ask_teaches_little_and_many_teach_much() -> None:
    once, often = chance(*[lesson()] * 1), chance(*[lesson()] * 6)
    assert usual_chance(1.0) < once < often


def test_what_one_person_does_says_little_of_another() -> None:
    others = [lesson(SAMIR)] * 5
    assert chance() < chance(*others) < chance(*others, who=SAMIR)


def test_a_silence_cut_short_says_less() -> None:
    short, long = timedelta(hours=1), timedelta(hours=72)
    assert chance(lesson(answered=False, waited=long)) < chance(
        lesson(answered=False, waited=short)
    )


def test_silence_of_somebody_tired_says_less() -> None:
    assert chance(lesson(answered=False)) < chance(lesson(answered=False, tired=5.0))


def test_not_my_field_counts_on_that_theme() -> None:
    here = chance(lesson(answered=False, denied=True))
    elsewhere = chance(lesson(answered=False, denied=True, theme="sante"))
    assert here < elsewhere


def test_useful_answers_are_worth_more_than_useless_ones() -> None:
    useless, useful = [lesson(useful=False)] * 3, [lesson(useful=True)] * 3
    assert chance(*useless) < chance(*useful)


def test_being_asked_a_lot_lately_lowers_the_chance() -> None:
    assert chance(tired=3.0) < chance(tired=1.0) < chance()


@given(
    st.lists(
        st.builds(
            lesson,
            st.sampled_from([LEA, SAMIR]),
            answered=st.booleans(),
            useful=st.sampled_from([None, True, False]),
            waited=st.integers(0, 10_000).map(lambda m: timedelta(minutes=m)),
            tired=st.floats(0, 20),
            denied=st.booleans(),
        ),
        max_size=30,
    ),
    st.floats(0, 1),
    st.floats(0, 20),
)
def test_a_chance_is_a_chance(lessons: list[Lesson], match: float, tired: float) -> None:
    found = Experience(lessons).chance(LEA, THEME, match, tired)
    assert 0 <= found.useful_answer <= found.answer <= 0.95


def test_fatigue_fades() -> None:
    now = datetime(2026, 3, 12, tzinfo=UTC)

    def ask(days: int) -> PastAsk:
        return PastAsk(now - days * DAYS, LEA, None, None, (), SAMIR, CaseId("c"), open=False)

    assert fatigue([], now) == 0
    assert fatigue([ask(0)], now) == 1
    assert fatigue([ask(-1)], now) == 1  # a clock set back
    assert fatigue([ask(30)], now) < fatigue([ask(7)], now) < 1


def test_an_ended_case_teaches_its_lessons_and_what_refusals_mean() -> None:
    taught = Experience()
    before = taught.doubts.reading([Trial(0.25, DAYS, not_my_field=True)], taught.delays).wrong
    for _ in range(40):
        taught.learn_case([lesson(denied=True, answered=False), lesson(SAMIR, useful=True)])
    after = taught.doubts.reading([Trial(0.25, DAYS, not_my_field=True)], taught.delays).wrong
    assert after < before
    once = taught.chance(SAMIR, THEME, 1.0, 0.0).useful_answer
    assert once > Experience().chance(SAMIR, THEME, 1.0, 0.0).useful_answer
