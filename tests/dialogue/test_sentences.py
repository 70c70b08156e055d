"""Whatever the code may say has a sentence, a screen and a hand: nothing is said in a code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from adapters.texts import LANGUAGES, FluentTexts
from bot.dialogue.actions import Action
from bot.dialogue.commands import Name
from bot.dialogue.handlers import COMMANDS, TAPS
from bot.dialogue.screens import COMPOSERS
from bot.domain.cases import CaseState, OutcomeKind
from bot.domain.danger import LINES
from bot.domain.drafts import Purpose
from bot.domain.inbound import Unreadable
from bot.domain.policy import Policy
from bot.domain.records import Act
from bot.domain.screening import RiskLevel
from bot.domain.waves import Ending

ROOT = Path(__file__).parents[2]
SAYING = {
    "turn.say": 0,
    "self.say": 0,
    "reply": 2,
    "tell": 3,
    "refresh": 3,
    "tell_everyone_asked": 3,
}
"""Calls that put a message on its way, and where its kind stands among their arguments."""


@pytest.fixture(scope="module")
def texts() -> FluentTexts:
    return FluentTexts()


def trees(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def kinds_emitted() -> set[str]:
    found: set[str | None] = set()
    for _, tree in dialogue_and_use_cases():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            place = SAYING.get(ast.unparse(call.func))
            if place is not None and len(call.args) > place:
                found.update(literal(option) for option in _options(call.args[place]))
            if ast.unparse(call.func) == "Notice":
                found.update(literal(k.value) for k in call.keywords if k.arg == "kind")
    return {kind for kind in found if kind}


@cache
def every_literal() -> set[str]:
    """Read once: it parses the whole of both folders."""
    return {
        node.value
        for _, tree in dialogue_and_use_cases()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def dialogue_and_use_cases() -> list[tuple[Path, ast.AST]]:
    """The code that decides what to say, without the screens that say it."""
    return [one for one in trees("bot/usecases", "bot/dialogue") if "screens" not in one[0].parts]


def sentences_named() -> set[str]:
    found: set[str | None] = set()
    for _, tree in trees("bot/dialogue"):
        for name, call in calls(tree):
            if name in ("say", "Phrase") and call.args:
                found.update(literal(part) for part in _options(call.args[0]))
            if name == "choice" and len(call.args) > 2:
                found.update(literal(part) for part in _options(call.args[2]))
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "key":
                found.update(literal(part) for part in ast.walk(node.value))
    composed = set(COMPOSERS) | {"relayed"}
    return {key for key in found if key and " " not in key} - composed


def _options(node: ast.AST) -> list[ast.AST]:
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def refusals() -> set[str]:
    told: set[str] = set()
    unseen = ("deliver_solicitation.py", "telling.py")  # read by the courier alone
    sources = [one for one in trees("bot/usecases", "bot/dialogue") if one[0].name not in unseen]
    for name in ("policy", "permissions", "texts"):
        path = ROOT / "bot/domain" / f"{name}.py"
        sources.append((path, ast.parse(path.read_text(encoding="utf-8"))))
    for _, tree in sources:
        for name, call in calls(tree):
            if name == "Refused" and call.args and (reason := literal(call.args[0])):
                told.add(reason)
    return told


def families() -> set[str]:
    """Sentences whose name is completed by a code: each code has its own."""
    digest = ast.parse((ROOT / "bot/domain/digest.py").read_text(encoding="utf-8"))
    whys = {literal(call.args[0]) for name, call in calls(digest) if name == "Reason" and call.args}
    ended = {CaseState.SEEKING, CaseState.ANSWERED, CaseState.EXHAUSTED, CaseState.CLOSED}
    risky = {RiskLevel.MEDIUM, RiskLevel.HIGH}
    return {
        *(f"preview-{purpose.value}" for purpose in Purpose),
        *(f"progress-{state.value}" for state in ended),
        *(f"search-exhausted-{ending.value}" for ending in Ending),
        *(f"outcome-kept-{kind.value}" for kind in OutcomeKind),
        *(f"risk-{level.value}" for level in risky),
        *(f"risk-{level.value}-estimated" for level in risky),
        *(f"line-{line}" for lines in LINES.values() for line in lines),
        *(f"journal-{act}" for act in Act if act is not Act.WRONG_CODE),
        *(f"limit-{name.replace('_', '-')}" for name in Policy().values()),
        *(f"digest-why-{why}" for why in whys if why),
        *(f"digest-author{end}" for end in ("", "-named", "-relayed", "-named-relayed")),
        *(f"refused-{reason}" for reason in refusals()),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(families() | sentences_named()))
def test_every_sentence_exists(texts: FluentTexts, key: str, language: str) -> None:
    assert texts.say(key, language)


def test_the_search_of_the_code_finds_what_it_should() -> None:
    assert {"noted", "solicitation", "uncertain-delivery", "refused"} <= kinds_emitted()
    assert {"choice-send", "why-asked", "digest-title"} <= sentences_named()
    assert {"preview-changed", "policy-not-a-time", "not-your-role"} <= refusals()


@pytest.mark.parametrize("kind", sorted(kinds_emitted()))
def test_every_message_emitted_has_a_screen(kind: str) -> None:
    assert kind in COMPOSERS


@pytest.mark.parametrize("kind", sorted(COMPOSERS))
def test_every_screen_is_emitted_by_somebody(kind: str) -> None:
    assert kind in every_literal()


@pytest.mark.parametrize("action", list(Action))
def test_every_choice_has_a_hand_and_is_offered_somewhere(action: Action) -> None:
    assert action in TAPS
    screens = "".join(path.read_text() for path in (ROOT / "bot/dialogue/screens").glob("*.py"))
    assert f"Action.{action.name}" in screens


@pytest.mark.parametrize("name", list(Name))
def test_every_command_has_a_hand(name: Name) -> None:
    assert name in COMMANDS


@pytest.mark.parametrize("kind", list(Unreadable))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_attachment_has_its_words(
    texts: FluentTexts, kind: Unreadable, language: str
) -> None:
    said = texts.say("not-read", language, {"attachment": kind.value})
    assert said != texts.say("not-read", language, {"attachment": "?"}) or kind == "sticker"
