"""Answers to a case, grouped when they say the same, best first.

Expected usefulness is a sum of log-odds: what peers voted, what is known of the author, what the
wording shows, whether it speaks of the case. The asker's own word overrides it. Order follows what
each answer adds (maximal marginal relevance, Carbonell and Goldstein, 1998): an answer is worth
what it is expected to bring, times the chance that nothing above it says the same. See ADR 0008.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.advice import Advice, Reader
from bot.domain.answer_reading import Reading, clues
from bot.domain.lexical import Stem
from bot.domain.reasons import Reason
from bot.domain.sameness import Odds, disagree, grouped, same_advice
from bot.domain.territory import Level

PRIOR = -2.2
"""Log-odds that an answer of which nothing is known helps."""
NOTION = 0.3
"""Log-odds of each notion of the trade named, three at most."""
ABOUT, IDEAS = 3.0, 2.2
"""Log-odds at stake in speaking of the case, in words and in ideas."""
AUTHOR, BEST, RECORD = 3.1, 1.6, 2.0
"""Log-odds at stake in: the author's fit; being the fittest who answered; past answers."""
VOTE, AGAINST = 0.6, 1.1
"""Log-odds of a vote; those of one against, once more: a warning is rarer than a courtesy."""
HEAT = 1.8
"""Clues overlap, so their sum is too sure of itself: log-odds are divided by this."""


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


def _worth(opinion: Opinion, advice: Advice, reader: Reader, fittest: float) -> float:
    """How likely an answer is to help, from 0 to 1; the asker's own word decides."""
    if opinion.marked_useful is not None:
        return 1.0 if opinion.marked_useful else 0.0
    in_words, in_ideas = reader.about(advice)
    odds = PRIOR + _wording(advice.reading) + _votes(opinion) + _author(opinion.author, fittest)
    odds += ABOUT * (in_words - 0.5) + IDEAS * (in_ideas - 0.3)
    return 1.0 / (1.0 + math.exp(-odds / HEAT))


def _wording(reading: Reading) -> float:
    """What the turns of phrase show. Length shows nothing: it is not counted."""
    odds = sum(c.worth * min(c.most, reading.clues.get(c.name, 0)) for c in clues())
    firm = sum(weight >= 1.0 for weight in reading.notions.values())
    return odds + NOTION * min(3, firm)


def _votes(opinion: Opinion) -> float:
    """Few votes say little and many say no more than enough: shrunk and bounded."""
    balance = opinion.up - 1.5 * opinion.down
    return VOTE * balance / (1.0 + 0.3 * abs(balance)) - AGAINST * min(2, opinion.down)


def _author(author: AuthorFit | None, fittest: float) -> float:
    """Who says it: how fit they are for the case, beside the fittest who answered, and before."""
    if author is None:
        return 0.0
    record = (author.useful + 1.0) / (author.judged + 2.0) - 0.5
    beside = author.relevance / fittest if fittest else 0.5
    return (
        AUTHOR * (min(1.0, author.relevance / 0.45) - 0.5) + BEST * (beside - 0.5) + RECORD * record
    )


def build_digest(case_text: str | None, opinions: Sequence[Opinion], stem: Stem) -> Digest:
    """Group answers that say the same and put the most useful first.

    Nothing is lost: every answer is in one group or left out with its reason. Nothing that
    contradicts is ever in one group.
    """
    reader = Reader(case_text, stem)
    fittest = max((o.author.relevance for o in opinions if o.author), default=0.0)
    read = {o.answer_id: reader.read(o.text) for o in opinions}
    worth = {o.answer_id: _worth(o, read[o.answer_id], reader, fittest) for o in opinions}
    order = sorted(opinions, key=lambda o: (-worth[o.answer_id], o.given_at, o.answer_id))
    left = {o.answer_id: reason for o in order if (reason := _set_aside(o, read[o.answer_id]))}
    kept = [o for o in order if o.answer_id not in left]
    advices = [read[o.answer_id] for o in kept]
    odds = same_advice(advices, reader)
    alone = frozenset(
        place for place, opinion in enumerate(kept) if _misleads(opinion, advices[place].reading)
    )
    by_worth = [worth[o.answer_id] for o in kept]
    groups = _in_order(grouped(odds, alone), odds, kept, by_worth)
    return Digest(
        tuple(_group(g, groups, kept, [a.reading for a in advices], by_worth) for g in groups),
        tuple(LeftOut(answer_id, reason) for answer_id, reason in left.items()),
    )


def _set_aside(opinion: Opinion, advice: Advice) -> str | None:
    reading = advice.reading
    if opinion.marked_useful or opinion.up > opinion.down:
        return None
    if reading.clues.get("ignorance") and len(reading.terms) < 10:
        return "does-not-know"
    if reading.clues.get("support") and len(reading.terms) < 6:
        return "off-topic"
    return None


def _misleads(opinion: Opinion, reading: Reading) -> bool:
    """Whether an answer must not count as confirming another one.

    Neither does one that is vague twice over: what it shares with others is office language.
    """
    against = any(reading.clues.get(name) for name in ("verdict", "wrongdoing", "guess"))
    return against or reading.clues.get("vague", 0) >= 2 or opinion.down > opinion.up


Places = list[int]
"""A group of answers, by their places in the order of worth: the first is its head."""


def _in_order(
    groups: list[Places], odds: Odds, kept: Sequence[Opinion], worth: Sequence[float]
) -> list[Places]:
    """Best first; agreement of independent voices counts, repetition of a group above does not."""
    left, ordered = list(groups), list[Places]()
    new = [1.0] * len(kept)
    while left:
        best = max(left, key=lambda group: _group_worth(group, kept, worth) * new[group[0]])
        left.remove(best)
        ordered.append(best)
        for group in left:
            new[group[0]] *= 1.0 - odds[group[0]][best[0]]
    return ordered


def _group_worth(group: Places, kept: Sequence[Opinion], worth: Sequence[float]) -> float:
    head = worth[group[0]]
    voices = len({kept[place].author_id for place in group})
    return head + (1.0 - head) * 0.15 * (1.0 - 1.0 / voices)


def _group(
    group: Places,
    groups: Sequence[Places],
    kept: Sequence[Opinion],
    readings: Sequence[Reading],
    worth: Sequence[float],
) -> Group:
    against = tuple(
        index
        for index, other in enumerate(groups)
        if other is not group and disagree(readings[group[0]], readings[other[0]])
    )
    return Group(
        tuple(kept[place].answer_id for place in group),
        round(_group_worth(group, kept, worth), 4),
        _reasons([kept[place] for place in group], readings[group[0]]),
        against,
    )


def _reasons(group: Sequence[Opinion], head: Reading) -> tuple[Reason, ...]:
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
