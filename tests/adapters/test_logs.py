"""Nothing that a person wrote, and no secret, reaches a log (R8)."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from tests.adapters.logging_to import logging_to

CANARY = "Marie Dupont"
TOKEN = "123456789:AAH" + "x" * 32


@pytest.fixture(params=[False, True], ids=["json", "console"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    with logging_to(console=request.param) as stream:
        yield stream


def fail_with(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as cause:
        raise RuntimeError(words) from cause


@pytest.mark.parametrize(
    "fields",
    [
        {"text": CANARY},
        {"reason": CANARY},
        {"reason": {"nested": CANARY}},
        {"count": [CANARY]},
        {"display_name": "Dupont"},
    ],
    ids=str,
)
def test_a_text_in_an_event_is_dropped(written: io.StringIO, fields: dict[str, object]) -> None:
    structlog.get_logger("bot").info("sent", notice_id=7, **fields)
    assert "Dupont" not in written.getvalue()
    assert "notice_id" in written.getvalue()


def test_a_sentence_is_not_an_event(written: io.StringIO) -> None:
    structlog.get_logger("bot").info(f"{CANARY} is here")
    assert "Dupont" not in written.getvalue()
    assert "unnamed" in written.getvalue()


def test_an_exception_is_told_by_type_and_place(written: io.StringIO) -> None:
    try:
        fail_with(CANARY)
    except RuntimeError:
        structlog.get_logger("bot").exception("run_due_failed")
    assert "Dupont" not in written.getvalue()
    assert "RuntimeError" in written.getvalue()
    assert "ValueError" in written.getvalue()


def test_a_library_says_where_and_never_what(written: io.StringIO) -> None:
    library = logging.getLogger("some.library")
    try:
        fail_with(CANARY)
    except RuntimeError:
        library.debug("GET %s", CANARY, exc_info=True, stack_info=True, extra={"reason": CANARY})
        library.exception(CANARY)
    assert "Dupont" not in written.getvalue()
    assert "some.library" in written.getvalue()


def test_a_library_with_its_own_way_out_is_brought_back() -> None:
    aside = io.StringIO()
    library = logging.getLogger("talkative.library")
    library.addHandler(logging.StreamHandler(aside))
    library.propagate = False
    library.disabled = True
    with logging_to() as stream:
        library.warning(CANARY)
    assert aside.getvalue() == ""
    assert "talkative.library" in stream.getvalue()


@pytest.mark.parametrize("secret", [TOKEN, "syt_Ym90_abcdefghijkl_0abcde", "k" * 44])
def test_a_secret_is_redacted_even_as_a_code(written: io.StringIO, secret: str) -> None:
    structlog.get_logger("bot").info("sent", reason=secret)
    assert secret not in written.getvalue()
    assert "redacted" in written.getvalue()


def test_an_event_is_one_json_line_and_libraries_speak_up_only_when_it_matters() -> None:
    with logging_to("info") as stream:
        structlog.get_logger("bot").info("sent", notice_id=7, outcome="gone")
        structlog.get_logger("bot").debug("sent", notice_id=8)
        logging.getLogger("some.library").info("of use only to look for a fault")
    line = json.loads(stream.getvalue())
    assert (line["event"], line["notice_id"], line["outcome"]) == ("sent", 7, "gone")
