"""A month takes no article: "depuis le 12 novembre" leaves as "depuis [novembre]".

The words before a date are the author's and no finding: only what leaves is put right, and the
stretches that findings name stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from anonymize.placeholders import MONTHS
from anonymize.values import Finding, Kind

_MONTH = re.compile(rf"\[(?P<name>{'|'.join(MONTHS['fr'])})")
_VOWELS = "aeioué"

_Words = Callable[[re.Match[str], str], str]

_RULES: tuple[tuple[str, _Words], ...] = (
    (r"jusqu(?P<mark>['’])au", lambda said, month: f"jusqu{said['mark']}en"),
    (
        r"(?P<word>depuis|avant|apr[eè]s|d[eè]s|d['’]ici|pour|vers|entre) (?:le|les|au)",
        lambda said, month: said["word"],
    ),
    (r"\A(?P<word> (?:et|ou)) le", lambda said, month: said["word"]),  # right after a date
    (r"(?:du|des)", lambda said, month: "d'" if month[0] in _VOWELS else "de"),
    (r"(?:au|aux)", lambda said, month: "à"),
    (r"(?:le|les|ce)", lambda said, month: "en"),
)
"""The first that fits, with what becomes of it: each ends right before the date."""

_SPACE = "[ \u00a0\u202f]"
_READ = [
    (
        re.compile(rf"(?<![\w'’-])(?P<all>{words.replace(' ', _SPACE)}){_SPACE}\Z", re.IGNORECASE),
        becomes,
    )
    for words, becomes in _RULES
]


_FROM = re.compile(rf"(?<![\w'’-])du(?={_SPACE}\Z)", re.IGNORECASE)


def put_right(before: str, finding: Finding, replaced: str) -> str:
    """The words before a finding, without the article of a day when it becomes a month.

    `replaced` is what the finding stands for: "du 3 au 7 novembre" is a stay within one month.
    """
    month = _MONTH.match(finding.replacement) if finding.kind is Kind.DATE else None
    if month is None:
        return before
    if " au " in replaced.lower() and " à " not in finding.replacement:
        before = _FROM.sub(lambda du: _typed_like(du[0], "le"), before)
    for pattern, becomes in _READ:
        if said := pattern.search(before):
            words = _typed_like(said["all"], becomes(said, month["name"]))
            return before[: said.start()] + (words if words.endswith("'") else f"{words} ")
    return before


def _typed_like(given: str, words: str) -> str:
    if given.isupper():
        return words.upper()
    return words[0].upper() + words[1:] if given[0].isupper() else words
