"""Answers to a case, grouped when they say the same, best first.

Expected usefulness is a sum of log-odds: what peers voted, what is known of the author, what the
wording shows, whether it speaks of the case. The asker's own word overrides it. Order follows
maximal marginal relevance (Carbonell and Goldstein, 1998): what was said before is worth less.
See ADR 0008.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer_reading import Reading, clues, read
from bot.domain.lexical import Analyser, Stem
from bot.domain.matching import trade_lexicon
from bot.domain.reasons import Reason
from bot.domain.territory import Level

PRIOR = -1.6
"""Log-odds that an answer of which nothing is known helps."""
ABOUT, AUTHOR, SUBSTANCE, VOTE = 2.0, 2.8, 3.0, 0.9
"""Log-odds at stake in: speaking of the case, who the author is, saying much, a vote."""
HEAT = 1.8
"""Clues overlap, so their sum is too sure of itself: log-odds are divided by this."""
USEFUL = 0.5
"""Expected usefulness from which an answer is counted on before the asker speaks."""


@dataclass(frozen=True, slots=True)
class AuthorFit:
    """What is known of an author before reading them.

    Parameters
    ----------
    relevance
        Score of the matching between this person and the case, 0 to 1.
    useful, judged
        Their past answers on the case's themes that helped, among those somebody judged.
    """

    relevance: float
    level: Level | None = None
    useful: int = 0
    judged: int = 0
    structure_kind: str = "autre"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One answer as the digest sees it.

    Parameters
    ----------
    up, down
        Votes of peers: one person one voice, the author's own never among them.
    marked_useful
        The asker's own word; None when they said nothing.
    """

    answer_id: str
    author_id: str
    text: str
    given_at: datetime
    up: int = 0
    down: int = 0
    relayed: bool = False
    late: bool = False
    marked_useful: bool | None = None
    author: AuthorFit | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that say the same, the best first; the others confirm it.

    Parameters
    ----------
    contradicts
        Indexes, in the digest, of the groups that say the contrary.
    """

    answer_ids: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    contradicts: tuple[int, ...] = ()

    @property
    def head_id(self) -> str:
        """The answer to show."""
        return self.answer_ids[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer counted but not shown: ``does-not-know`` or ``off-topic``."""

    answer_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What the counsellor reads."""

    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]


def expected_usefulness(opinion: Opinion, case_text: str | None, stem: Stem) -> float:
    """How likely an answer is to help, from 0 to 1; the asker's own word decides."""
    reader = _Reader(case_text, stem)
    return _worth(opinion, reader.read(opinion.text), reader)


def looks_useful(opinion: Opinion, case_text: str | None, stem: Stem) -> bool:
    """Whether to count the answer as useful until the asker says otherwise."""
    return expected_usefulness(opinion, case_text, stem) >= USEFUL


class _Reader:
    """Reads the answers to one case."""

    def __init__(self, case_text: str | None, stem: Stem) -> None:
        self._analyser = Analyser(stem)
        self._lexicon = trade_lexicon()
        self.case = self.read(case_text) if case_text else None

    def read(self, text: str) -> Reading:
        return read(text, self._analyser, self._lexicon)

    def about(self, reading: Reading) -> float:
        """How much an answer speaks of the case, from 0 to 1; 0.5 when the case is unknown."""
        if self.case is None:
            return 0.5
        around = self._lexicon.around(self.case.notions, 1.0).keys()
        shared = len(self.case.terms & reading.terms) + 2 * len(around & reading.notions.keys())
        return shared / (shared + 3.0)


def _worth(opinion: Opinion, reading: Reading, reader: _Reader) -> float:
    if opinion.marked_useful is not None:
        return 1.0 if opinion.marked_useful else 0.0
    odds = PRIOR + _wording(reading) + ABOUT * (reader.about(reading) - 0.5)
    odds += _votes(opinion) + _author(opinion.author)
    return 1.0 / (1.0 + math.exp(-odds / HEAT))


def _wording(reading: Reading) -> float:
    odds = sum(c.worth * min(c.most, reading.clues.get(c.name, 0)) for c in clues())
    substance = len(reading.terms)
    firm = sum(weight >= 1.0 for weight in reading.notions.values())
    return odds + SUBSTANCE * substance / (substance + 14.0) - 1.0 + 0.3 * min(3, firm)


def _votes(opinion: Opinion) -> float:
    """Few votes say little and many say no more than enough: shrunk and bounded."""
    balance = opinion.up - 1.5 * opinion.down
    return VOTE * balance / (1.0 + 0.3 * abs(balance))


def _author(author: AuthorFit | None) -> float:
    if author is None:
        return 0.0
    record = (author.useful + 1.0) / (author.judged + 2.0) - 0.5
    return AUTHOR * (min(1.0, author.relevance / 0.45) - 0.5) + 2.0 * record


def build_digest(case_text: str | None, opinions: Sequence[Opinion], stem: Stem) -> Digest:
    """Group answers that say the same and put the most useful first.

    Nothing is lost: every answer is in one group or left out with its reason. Nothing that
    contradicts is ever in one group.
    """
    reader = _Reader(case_text, stem)
    readings = {o.answer_id: reader.read(o.text) for o in opinions}
    worth = {o.answer_id: _worth(o, readings[o.answer_id], reader) for o in opinions}
    order = sorted(opinions, key=lambda o: (-worth[o.answer_id], o.given_at, o.answer_id))
    left = {o.answer_id: reason for o in order if (reason := _set_aside(o, readings))}
    kept = [o for o in order if o.answer_id not in left]
    groups = _in_order(_together(kept, readings, reader), readings, worth, reader)
    return Digest(
        tuple(_group(g, groups, readings, worth) for g in groups),
        tuple(LeftOut(answer_id, reason) for answer_id, reason in left.items()),
    )


def _set_aside(opinion: Opinion, readings: Mapping[str, Reading]) -> str | None:
    reading = readings[opinion.answer_id]
    if opinion.marked_useful or opinion.up > opinion.down:
        return None
    if reading.clues.get("ignorance") and len(reading.terms) < 10:
        return "does-not-know"
    if reading.clues.get("support") and len(reading.terms) < 6:
        return "off-topic"
    return None


BRIEF = 10.0
"""Words up to which naming the same scheme is nearly all that an answer says."""
SAME = 0.6
"""Likeness from which two answers are put together."""


def _likeness(a: Reading, b: Reading, reader: _Reader) -> float:
    """How much two answers say the same, 0 to 1; 0 when one denies the other."""
    if _contradict(a, b) or _differ(a, b):
        return 0.0
    said = reader.case.terms if reader.case else frozenset()

    def weight(terms: frozenset[str]) -> float:
        return sum(0.4 if term in said else 1.0 for term in terms)

    smaller = min(weight(a.terms), weight(b.terms))
    wording = weight(a.terms & b.terms) / (smaller + 1.0)
    if not (a.schemes and b.schemes):
        return wording
    named = len(a.schemes & b.schemes) / min(len(a.schemes), len(b.schemes))
    # Two long answers that name one scheme may say different things of it.
    brief = min(1.0, BRIEF / smaller) if smaller else 1.0
    return 0.5 * named * brief + 0.5 * min(1.0, 1.5 * wording) if named else 0.0


def _differ(a: Reading, b: Reading) -> bool:
    """Both give figures of one kind (days, euros), and none is the same."""
    units = {unit for unit, _ in a.figures} & {unit for unit, _ in b.figures}
    return bool(units) and not a.figures & b.figures


def _contradict(a: Reading, b: Reading) -> bool:
    """Half of what both speak of is affirmed by one and denied by the other."""
    shared = a.terms & b.terms
    opposed = sum(a.polarity[term] != b.polarity[term] for term in shared)
    return len(shared) >= 1 and opposed * 2 >= len(shared) and opposed >= 1


def _disagree(a: Reading, b: Reading) -> bool:
    """Whether a contradiction is plain enough to be shown as one."""
    plain = len(a.terms & b.terms) >= 3 or bool(a.schemes & b.schemes)
    return plain and _contradict(a, b)


def _misleads(opinion: Opinion, reading: Reading) -> bool:
    """Whether an answer must not count as confirming another one."""
    against = any(reading.clues.get(name) for name in ("verdict", "wrongdoing", "guess"))
    return against or opinion.down > opinion.up


def _together(
    kept: Sequence[Opinion], readings: Mapping[str, Reading], reader: _Reader
) -> list[list[Opinion]]:
    """Complete links, the best answer first: one joins a group when it is like everyone in it."""
    groups: list[list[Opinion]] = []
    for opinion in kept:
        mine = readings[opinion.answer_id]
        likeness = [
            min(_likeness(mine, readings[other.answer_id], reader) for other in group)
            for group in groups
        ]
        best = max(range(len(likeness)), key=lambda i: likeness[i], default=None)
        if best is not None and likeness[best] >= SAME and not _misleads(opinion, mine):
            groups[best].append(opinion)
        else:
            groups.append([opinion])
    return groups


ALIKE = 0.3
"""Likeness from which an answer begins to say again what stands before it."""
REPEAT = 0.4
"""Share of its worth that an answer loses when it all but says again what stands before it."""


def _in_order(
    groups: list[list[Opinion]],
    readings: Mapping[str, Reading],
    worth: Mapping[str, float],
    reader: _Reader,
) -> list[list[Opinion]]:
    """Best first; agreement of independent voices counts, repetition of a group above does not."""
    left, ordered = list(groups), list[list[Opinion]]()
    while left:

        def value(group: list[Opinion]) -> float:
            mine = readings[group[0].answer_id]
            said = max(
                (_likeness(mine, readings[g[0].answer_id], reader) for g in ordered), default=0.0
            )
            again = min(1.0, max(0.0, said - ALIKE) / (SAME - ALIKE))
            return _group_worth(group, worth) * (1.0 - REPEAT * again)

        best = max(left, key=value)
        left.remove(best)
        ordered.append(best)
    return ordered


def _group_worth(group: list[Opinion], worth: Mapping[str, float]) -> float:
    head = worth[group[0].answer_id]
    voices = len({opinion.author_id for opinion in group})
    return head + (1.0 - head) * 0.15 * (1.0 - 1.0 / voices)


def _group(
    group: list[Opinion],
    groups: list[list[Opinion]],
    readings: Mapping[str, Reading],
    worth: Mapping[str, float],
) -> Group:
    head = readings[group[0].answer_id]
    against = tuple(
        index
        for index, other in enumerate(groups)
        if other is not group and _disagree(head, readings[other[0].answer_id])
    )
    return Group(
        tuple(opinion.answer_id for opinion in group),
        round(_group_worth(group, worth), 4),
        _reasons(group, head),
        against,
    )


def _reasons(group: list[Opinion], head: Reading) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    voices = len({opinion.author_id for opinion in group})
    if voices > 1:
        reasons.append(Reason("agreement", {"n": voices}))
    up, down = sum(o.up for o in group), sum(o.down for o in group)
    if up or down:
        reasons.append(Reason("votes", {"up": up, "down": down}))
    author = group[0].author
    if author and author.judged and author.useful:
        reasons.append(Reason("record", {"useful": author.useful, "judged": author.judged}))
    if author and author.level is Level.DEPARTEMENT:
        reasons.append(Reason("same-departement"))
    if any(weight >= 1.0 for weight in head.notions.values()):
        named = max(head.notions, key=lambda notion: head.notions[notion])
        reasons.append(Reason("names-scheme", {"concept": named}))
    if head.clues.get("step", 0) + head.clues.get("offer", 0) >= 2:
        reasons.append(Reason("concrete"))
    return tuple(reasons)
