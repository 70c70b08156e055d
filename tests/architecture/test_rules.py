"""Rules of the design that a reader could break without noticing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.logs import ALLOWED, EVENT

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "adapters", "storage", "anonymize")


def sources(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "training" not in path.parts
    )


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with what is called as it is written."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def callers(function: str) -> set[str]:
    return {
        name_of(path)
        for path in sources(*PACKAGES)
        for name, _ in calls(path)
        if name.rpartition(".")[2] == function
    }


def test_only_the_use_case_that_confirms_mints_a_clean_text() -> None:
    """R1: nothing identifying leaves before the author has confirmed the exact text."""
    assert callers("mint") == {"bot/usecases/confirm_draft.py"}


def test_a_clean_text_is_built_by_minting_or_read_back_from_storage() -> None:
    assert callers("CleanText") == {"bot/domain/texts.py", "storage/texts.py"}


def test_nothing_shown_or_sent_holds_a_raw_text() -> None:
    """R1: no message to a third party accepts one."""
    for module in ("screens", "delivery", "notices", "cases", "answers", "records"):
        assert "RawText" not in (ROOT / "bot" / "domain" / f"{module}.py").read_text()


HIDDEN = re.compile(
    r"datetime\.(datetime|date)\.(now|today|utcnow)|(time|secrets)\.\w+|uuid\.uuid\d"
    r"|os\.urandom|random\.(?!Random\([^)])\w+"
)


def hidden(source: str) -> set[str]:
    """Calls that look at the time or at chance, whatever they were imported as."""
    module = ast.parse(source)
    real = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            real |= {alias.asname or alias.name: origin + alias.name for alias in node.names}
    made = (ast.unparse(node) for node in ast.walk(module) if isinstance(node, ast.Call))
    told = (re.sub(r"^\w+", lambda name: real.get(name[0], name[0]), call) for call in made)
    return {call for call in told if HIDDEN.match(call)}


def test_decisions_are_given_the_time_and_chance() -> None:
    decisions = ("bot/domain", "bot/ports", "bot/usecases", "bot/dialogue", "bot/files", "bot/demo")
    alone = [ROOT / "bot" / name for name in ("config.py", "settings.py", "doctor/checks.py")]
    for path in [*sources(*decisions), *alone]:
        assert hidden(path.read_text(encoding="utf-8")) == set(), name_of(path)


@pytest.mark.parametrize(
    "look",
    [
        "from datetime import datetime; datetime.now(UTC)",
        "import datetime as dt; dt.datetime.now(dt.UTC)",
        "from datetime import date as day; day.today()",
        "from time import monotonic; monotonic()",
        "from random import choice; choice(people)",
        "import random; random.Random()",
        "import uuid; uuid.uuid4()",
        "from secrets import token_urlsafe as token; token(8)",
    ],
)
def test_a_look_at_the_time_or_at_chance_is_seen_under_any_name(look: str) -> None:
    assert hidden(look)


def documentation(module: ast.Module) -> set[int]:
    """Strings that stand alone: docstrings, and notes under an attribute."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(path: Path) -> Iterator[str]:
    module = tree(path)
    notes = documentation(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


SENTENCE = re.compile(r"^[A-ZÀ-Ý][^\n]*[a-zà-ÿ]{2,}[^\n]* [^\n]* [^\n]*[.!?…]$")
FRENCH = re.compile(r"(?i)\b(vous|votre|cette|est|une|des|avec|pour|pas)\b")


def test_sentences_that_people_read_are_in_locales() -> None:
    exempt = {"bot/doctor/checks.py"}  # its canary is a text to screen, shown to nobody
    for path in sources("bot", "adapters", "storage"):
        if name_of(path) not in exempt:
            said = [text for text in strings(path) if SENTENCE.match(text) and FRENCH.search(text)]
            assert said == [], name_of(path)


TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*[\s>/]")


def test_no_markup_is_made_by_joining_strings() -> None:
    """R9: what is typed is never markup."""
    for path in sources("bot", "adapters", "storage"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                parts = "".join(p.value for p in node.values if isinstance(p, ast.Constant))
                assert not TAG.search(parts), f"{name_of(path)}:{node.lineno}"
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
                ends = [node.left, node.right]
                texts = [e.value for e in ends if isinstance(e, ast.Constant)]
                joined = "".join(text for text in texts if isinstance(text, str))
                assert not TAG.search(joined), f"{name_of(path)}:{node.lineno}"
        made = {name for name, _ in calls(path) if name.rpartition(".")[2] == "Markup"}
        assert made == set(), name_of(path)


TEMPLATES = sorted((ROOT / "adapters").rglob("templates/*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_everything_and_says_nothing_itself(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    for before in re.findall(r"(\S+)\s*\|\s*safe", source):
        assert before.endswith(("'", '"')), "only a literal of ours may go unescaped"
    assert "autoescape false" not in source
    assert not re.search(r"\son[a-z]+=|<script(?![^>]*\bsrc=)|\sstyle=", source)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", " ", source, flags=re.DOTALL)
    assert re.findall(r"[^\W\d_]{3,}(?!\.js)\b", text) == []


LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def test_every_log_names_its_event_and_only_keys_that_may_pass() -> None:
    """R8: what is not listed would be dropped; here it is refused beforehand."""
    for path in sources("bot", "adapters", "storage"):
        nodes = list(ast.walk(tree(path)))
        loggers = {
            ast.unparse(node.targets[0])
            for node in nodes
            if isinstance(node, ast.Assign) and "get_logger" in ast.unparse(node.value)
        }
        spoken = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
        said = [
            node
            for node in nodes
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) in loggers
        ]
        assert bool(said) == bool(loggers), name_of(path)
        for one in said:
            place = f"{name_of(path)}:{one.lineno}"
            assert one.attr in LEVELS, place
            call = spoken[id(one)]
            (event,) = call.args
            assert isinstance(event, ast.Constant), place
            assert EVENT.fullmatch(str(event.value)), place
            keys = {keyword.arg for keyword in call.keywords} - {"exc_info"}
            assert keys <= ALLOWED, place


def test_nothing_is_printed_past_the_logs() -> None:
    for path in sources(*PACKAGES):
        assert "print" not in {name for name, _ in calls(path)}, name_of(path)
