"""The demo as a newcomer meets it: from a pasted case to a digest, on a phone."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import serious_findings
from tests.browser.conftest import OpenPage

PLAYED = 150_000
"""In milliseconds: the played colleagues take a human time to read and to write."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started_demo(tmp_path_factory.mktemp("demo"), _free_port()) as address:
        yield address


@contextmanager
def started_demo(
    folder: Path, port: int, stopped_by: signal.Signals = signal.SIGINT
) -> Iterator[str]:
    """``entraide demo``, as anyone starts it, in a folder of its own."""
    root = Path(__file__).parents[2]
    complaints = folder / "complaints"
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", str(port)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        stderr=complaints.open("wb"),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(address, process)
        yield address
    finally:
        process.send_signal(stopped_by)
        assert process.wait(timeout=60) == 0
        assert complaints.read_text(encoding="utf-8") == "", "with pages open, it stops in silence"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            urlopen(address).close()
            return
        except URLError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    raise AssertionError("the demo stopped before it answered")


def last(page: Page, name: str) -> None:
    """Tap the newest choice of this name."""
    page.get_by_role("button", name=re.compile(name)).last.tap()


def test_each_persona_sees_their_own_side(open_page: OpenPage, demo: str) -> None:
    page = open_page(f"{demo}/?as=professional")
    expect(page.get_by_role("link", name="Professionnel")).to_have_attribute("aria-current", "page")
    expect(page.locator("#log")).to_contain_text("Karim Lamrani")
    page.get_by_role("link", name="Modératrice").tap()
    expect(page.locator("#log")).to_contain_text("Hélène Baudry")
    page.get_by_role("link", name="Logement et mobilité, Nord").tap()
    expect(page.get_by_role("link", name="Avec Entraide")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_the_longest_day_leaves_the_page_as_wide_as_the_telephone(
    open_page: OpenPage, demo: str, width: int
) -> None:
    page = open_page(f"{demo}/?as=moderator")
    page.set_viewport_size({"width": width, "height": 740})
    wide = """() => {
        document.querySelector('#now').textContent = 'mer. 30 sept.\\n23:59';
        return document.documentElement.scrollWidth;
    }"""
    assert page.evaluate(wide) <= width


def test_from_a_pasted_case_to_a_digest_and_its_outcome(open_page: OpenPage, demo: str) -> None:
    page = open_page(demo, reduced_motion="reduce")
    expect(page.locator(".fiction")).to_contain_text("tout est fictif")
    expect(page.locator(".message.bot")).to_have_count(1)
    assert serious_findings(page) == []

    page.get_by_role("button", name="Un déménagement").tap()
    page.get_by_role("button", name="Envoyer", exact=True).tap()
    expect(page.get_by_role("button", name="Relire et envoyer")).to_be_visible()
    last(page, "Relire et envoyer")

    preview = page.locator(".message.bot").last
    expect(preview.locator("mark").first).to_be_visible()
    quoted = preview.locator("blockquote")
    expect(quoted).to_contain_text("[PERSONNE 1]")
    for hidden in ("Maryline", "Desmet", "06 39 98"):
        expect(quoted).not_to_contain_text(hidden)
    assert serious_findings(page) == []
    last(page, "Envoyer ce texte")

    expect(page.get_by_role("button", name="Annuler l’envoi")).to_be_visible()
    page.get_by_role("button", name="+1 minute").tap()
    expect(page.locator("#last-glimpse")).not_to_be_empty()

    # Colleagues read, answer, refuse, vote: the digest comes by itself.
    expect(page.get_by_role("heading", name=re.compile("Synthèse"))).to_be_visible(timeout=PLAYED)
    assert serious_findings(page) == []

    last(page, "La 1 débloque")
    expect(page.get_by_text(re.compile("[Mm]erci|débloqu")).last).to_be_visible()


def test_the_clock_moves_a_week_and_stays_there(open_page: OpenPage, demo: str) -> None:
    page = open_page(demo)
    clock = page.locator("#now")
    expect(clock).to_have_attribute("datetime", re.compile(r"^\d{4}"))
    before = page.evaluate("Date.parse(document.querySelector('#now').dateTime)")
    page.get_by_role("button", name="+1 semaine").tap()
    moved = "(was) => Date.parse(document.querySelector('#now').dateTime) - was > 6 * 864e5"
    page.wait_for_function(moved, arg=before)
    page.reload()
    page.wait_for_function(moved, arg=before)


@pytest.mark.parametrize("width", [360, 320, 180])
def test_a_narrow_phone_or_a_large_zoom_hides_nothing(
    open_page: OpenPage, demo: str, width: int
) -> None:
    """180 is a phone of 360 at 200 %: the page scrolls down, never sideways."""
    page = open_page(demo, viewport={"width": width, "height": 2 * width})
    newest = page.locator(".message.bot").last
    expect(newest).to_be_in_viewport()
    for step in page.locator(".clock button").all():
        box = step.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_restart_loses_nothing_and_the_page_goes_on(open_page: OpenPage, tmp_path: Path) -> None:
    port = _free_port()
    with started_demo(tmp_path, port, signal.SIGTERM) as address:
        page = open_page(address)
        page.get_by_label("Votre message").fill("Qui paie le camion ?")
        page.get_by_role("button", name="Envoyer", exact=True).tap()
        expect(page.get_by_role("button", name="Relire et envoyer")).to_be_visible()
    before = page.locator("#log").inner_text()
    expect(page.locator("#offline")).to_contain_text("Hors connexion")
    last(page, "Abandonner")
    with started_demo(tmp_path, port):
        abandoned = "Abandonné. Le texte est détruit"
        expect(page.locator(".message.bot", has_text=abandoned)).to_have_count(1)
        expect(page.get_by_role("button", name="Relire et envoyer")).to_have_count(0)
        other = page.context.new_page()
        other.goto(address)
        expect(other.locator(".message.bot", has_text=abandoned)).to_have_count(1)
    assert "camion" in before
