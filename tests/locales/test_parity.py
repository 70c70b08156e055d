"""Each sentence exists in every language, with the same arguments, in sound Fluent."""

import ast as python
import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from adapters.texts import LANGUAGES, STYLES
from bot.domain.vocabulary import structure_kinds, themes
from bot.settings import Lifetimes

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
FILES = sorted({path.name for path in LOCALES.glob("*/*.ftl")})


class Variables(Visitor):
    """Arguments and functions that a sentence uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.functions: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        self.functions.add(node.id.name)
        self.generic_visit(node)


def resource(language: str, name: str) -> ast.Resource:
    return parse((LOCALES / language / name).read_text(encoding="utf-8"))


def messages(language: str, name: str) -> dict[str, ast.Message]:
    entries = resource(language, name).body
    return {entry.id.name: entry for entry in entries if isinstance(entry, ast.Message)}


def variables(message: ast.Message) -> set[str]:
    seen = Variables()
    seen.visit(message)
    return seen.names


EVERY = {key: message for name in FILES for key, message in messages("fr", name).items()}


def test_the_same_files_exist_in_every_language() -> None:
    for language in LANGUAGES:
        assert sorted(path.name for path in (LOCALES / language).glob("*.ftl")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_same_sentences_take_the_same_arguments_in_every_language(name: str) -> None:
    french, english = messages("fr", name), messages("en", name)
    assert french.keys() == english.keys()
    for key, message in french.items():
        assert variables(message) == variables(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_line_is_understood_by_fluent(language: str, name: str) -> None:
    body = resource(language, name).body
    junk = [entry.content for entry in body if isinstance(entry, ast.Junk)]
    assert junk == []
    functions = Variables()
    functions.visit(resource(language, name))
    assert functions.functions <= {*STYLES, "NUMBER", "DATETIME"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_defined_once(language: str) -> None:
    keys = [
        entry.id.name
        for name in FILES
        for entry in resource(language, name).body
        if isinstance(entry, ast.Message)
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", [name for name in FILES if name != "dates.ftl"])
def test_french_apostrophes_are_curly(name: str) -> None:
    for line in (LOCALES / "fr" / name).read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or not re.search(r"(?<=\w)'(?=\w)", line), line


NEVER_ZERO = {
    "cli-pool-lines",
    "choice-open-cases", "choice-see-answers", "choice-see-digest", "cli-pool-invitations",
    "cli-pool-nothing-taken",
    "cli-purge-removed", "cli-purge-would-remove", "digest-left-out", "digest-title",
    "digest-why-votes", "doctor-config-failed", "doctor-some-failed", "fiche-served",
    "fiches-found", "limits-beyond", "limits-lost", "limits-supposed", "limits-touched",
    "limits-a-week", "matrix-choose", "more-names", "my-cases", "noted", "other-answers",
    "preview-replaced", "progress-leaving", "report-deflected",
    "sheet-answers",
}  # fmt: skip
"""Said only when there is something to count, or elsewhere for nothing."""


def test_nothing_is_not_counted_as_one() -> None:
    """French says zero in the singular: without its own words, none would read "one"."""
    counting = {
        key
        for key, message in EVERY.items()
        for choice in selections(message)
        if {"one"} <= choice and "0" not in choice
    }
    assert counting == NEVER_ZERO


def selections(message: ast.Message) -> list[set[str]]:
    """The keys of each choice that a sentence makes."""
    found: list[set[str]] = []

    class Choices(Visitor):
        def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
            keys = (variant.key for variant in node.variants)
            found.append({k.name if isinstance(k, ast.Identifier) else k.value for k in keys})
            self.generic_visit(node)

    Choices().visit(message)
    return found


def test_french_labels_are_written_as_the_sentences_they_stand_in() -> None:
    labels = [theme.label for theme in themes().values()]
    labels += [kind.label for kind in structure_kinds().values()]
    assert [label for label in labels if "'" in label] == []


def phrases() -> list[tuple[str, str, set[str] | None]]:
    """Every sentence named by a literal in the code: place, key, arguments when literal too."""
    found = []
    for folder in ("bot", "adapters"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, python.Call) and node.args):
                    continue
                if python.unparse(node.func).rpartition(".")[2] != "Phrase":
                    continue
                key = node.args[0]
                if isinstance(key, python.Constant) and isinstance(key.value, str):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    found.append((place, key.value, _arguments(node)))
    return found


def _arguments(call: python.Call) -> set[str] | None:
    given = call.args[1] if len(call.args) > 1 else None
    if given is None:
        return set() if not call.keywords else None
    if isinstance(given, python.Dict) and all(isinstance(k, python.Constant) for k in given.keys):
        return {str(key.value) for key in given.keys if isinstance(key, python.Constant)}
    return None


@pytest.mark.parametrize(("place", "key", "given"), phrases())
def test_a_phrase_of_the_code_is_a_sentence_with_all_its_arguments(
    place: str, key: str, given: set[str] | None
) -> None:
    assert key in EVERY, place
    if given is not None:
        assert variables(EVERY[key]) <= given, place


UNTOLD = {"not-active"}
"""Why an ask was withdrawn before it left: recorded, shown to nobody."""


def refusals() -> set[str]:
    """Reasons that use cases and dialogues refuse with, and that a person is told."""
    found = set()
    for folder in ("bot/usecases", "bot/dialogue"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in python.walk(python.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, python.Call) and python.unparse(node.func) == "Refused":
                    reason = node.args[0]
                    if isinstance(reason, python.Constant):
                        found.add(str(reason.value))
    return found


@pytest.mark.parametrize("reason", sorted(refusals() - UNTOLD))
def test_every_refusal_has_its_sentence(reason: str) -> None:
    assert f"refused-{reason}" in EVERY


def test_every_kind_that_the_purge_removes_has_its_words() -> None:
    assert {f"cli-purge-{kind}" for kind in Lifetimes().by_kind()} <= EVERY.keys()


TEMPLATE_KEYS = sorted(
    {
        key
        for path in (ROOT / "adapters").rglob("templates/*.html")
        for key in re.findall(r"""\bt\(["']([a-z0-9-]+)["']""", path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_every_sentence_of_a_page_exists(key: str) -> None:
    """A key that ends with a hyphen is completed by the page."""
    assert key in EVERY or (key.endswith("-") and any(one.startswith(key) for one in EVERY))
