"""A record says the same, read alone or beside an earlier wave of its case, and of any age."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Hours
from bot.domain.cases import CaseId
from bot.domain.limits.ask import Ask, Asked
from bot.domain.people import ProfessionalId, StructureId
from bot.domain.policy import Policy
from bot.domain.recording import inputs_to_json, with_limits
from bot.domain.territory import Level
from bot.domain.verdicts import Allowed, Refused
from bot.domain.waves import Candidate, CaseView, ranking
from bot.domain.written import Written, is_readable

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOURS = Hours(time(8, 30), time(18, 30))
POLICY = Policy()
ABOUT = Ask(CaseId("case"), ProfessionalId("claire"), ("logement",), frozenset({CaseId("twin")}))
CASE = CaseView(ABOUT.case_id, NOW, NOW + timedelta(hours=72))
NAMES = ("amel", "bruno", 'ch"lo],"silo":[é', "denis")
"""Among them one that looks like a record."""

people = st.builds(
    Candidate,
    professional_id=st.sampled_from(NAMES).map(ProfessionalId),
    score=st.floats(0, 1),
    verdict=st.sampled_from([Allowed(), Refused("person-gap", NOW + timedelta(hours=3))]),
    level=st.sampled_from(Level),
    silo=st.sampled_from(["", "logement", "],"]),
    invisible=st.booleans(),
    newcomer=st.booleans(),
    chance=st.none() | st.floats(0, 1),
    structure_id=st.none() | st.sampled_from(["s1", "s2"]).map(StructureId),
    structure_room=st.integers(0, 9),
)
waves = st.lists(people, max_size=4, unique_by=lambda c: c.professional_id)
pauses = st.sampled_from([None, NOW + timedelta(days=1)])


def recorded(candidates: Sequence[Candidate], paused: datetime | None = None) -> str:
    inputs = inputs_to_json(POLICY, CASE, candidates, NOW, 7, HOURS)
    seen = [
        Asked(c.professional_id, HOURS, c.structure_id, paused_until=paused) for c in candidates
    ]
    return with_limits(inputs, ABOUT, seen, ())


def unlimited(candidates: Sequence[Candidate]) -> list[Candidate]:
    free = (c._replace(verdict=Allowed(), structure_room=0) for c in candidates)
    return sorted(free, key=ranking)


def ranked(wave: Written) -> list[Candidate]:
    return [wave.ranked.candidate(place) for place in wave.ranked.places]


@given(waves, waves, pauses, pauses)
def test_a_wave_reads_the_same_beside_an_earlier_one(
    earlier: list[Candidate],
    later: list[Candidate],
    paused: datetime | None,
    paused_later: datetime | None,
) -> None:
    first = Written(recorded(earlier, paused))
    assert ranked(first) == unlimited(earlier)
    assert [first.seen(POLICY).person(c.professional_id).paused_until for c in earlier] == [
        paused for _ in earlier
    ]
    second = Written(recorded(later, paused_later), first)
    assert ranked(second) == unlimited(later)
    assert second.candidates() == later
    assert [second.ranked.candidate(place) for place in second.ranked.unlike("", "silo")] == [
        candidate for candidate in unlimited(later) if candidate.silo
    ]
    assert second.seen(POLICY).about == ABOUT
    for candidate in later:
        who = second.seen(POLICY).person(candidate.professional_id)
        assert who == Asked(
            candidate.professional_id, HOURS, candidate.structure_id, paused_until=paused_later
        )


def test_the_hours_are_those_of_the_policy_asked_about() -> None:
    wave = Written(recorded([Candidate(ProfessionalId("amel"), 0.5, Allowed())]))
    usual = wave.seen(POLICY).person(ProfessionalId("amel"))
    later = wave.seen(Policy(opens="10:00")).person(ProfessionalId("amel"))
    assert (usual.hours.opens, later.hours.opens) == (time(8, 30), time(10))


@given(waves)
def test_a_record_of_before_had_neither_chances_nor_structures(candidates: list[Candidate]) -> None:
    inputs = json.loads(recorded(candidates))
    for name in ("chance", "structure_id", "structure_room"):
        del inputs["candidates"][name]
    del inputs["limits"]
    old = json.dumps(inputs, separators=(",", ":"))
    bare = [c._replace(chance=None, structure_id=None, structure_room=0) for c in candidates]
    assert Written(old).candidates() == bare
    assert ranked(Written(old)) == unlimited(bare)
    assert not is_readable(old)
    assert is_readable(recorded(candidates))
