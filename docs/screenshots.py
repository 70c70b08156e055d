"""Make the README's pictures: the demo, played on a phone.

    python docs/screenshots.py            # starts a demo of its own, writes docs/images/*.png

Needs the development dependencies and a Chromium. Takes about two minutes, the time that the
played colleagues need.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PHONE: ViewportSize = {"width": 390, "height": 844}
PLAYED = 150_000
"""Milliseconds that a search may take."""


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        phone = open_page(browser, address)
        ask(phone)
        professional(browser, address)
        follow(phone)
        browser.close()


def ask(page: Page) -> None:
    """From a blank page to a case confirmed."""
    expect(page.locator(".message.bot")).to_have_count(1)
    page.get_by_role("button", name="Un déménagement").click()
    page.get_by_role("button", name="Envoyer", exact=True).click()
    page.get_by_role("button", name="Relire et envoyer").click()
    send = page.get_by_role("button", name="Envoyer ce texte")
    expect(send).to_be_visible(timeout=60_000)
    picture(page, "preview")
    send.click()
    expect(page.get_by_role("button", name="Annuler l’envoi")).to_be_visible()
    page.get_by_role("button", name="+1 minute").click()


def follow(page: Page) -> None:
    """The digest, once colleagues have answered."""
    title = page.get_by_role("heading", name=re.compile("Synthèse : [3-9]"))
    expect(title).to_be_visible(timeout=PLAYED)
    title.evaluate(
        "(title) => document.querySelector('#log')"
        ".scrollTo(0, title.closest('article').offsetTop - 8)"
    )
    picture(page, "digest")


def professional(browser: Browser, address: str) -> None:
    """The side of somebody who is asked, in the dark."""
    page = open_page(browser, f"{address}/?as=professional", "dark")
    expect(page.locator(".message.bot blockquote").first).to_be_visible(timeout=60_000)
    picture(page, "professional")


def open_page(browser: Browser, address: str, scheme: Literal["light", "dark"] = "light") -> Page:
    page = browser.new_context(
        viewport=PHONE,
        color_scheme=scheme,
        locale="fr-FR",
        device_scale_factor=2,
        reduced_motion="reduce",
    ).new_page()
    page.goto(address)
    return page


def picture(page: Page, name: str) -> None:
    page.evaluate("() => document.fonts.ready")
    page.screenshot(path=IMAGES / f"demo-{name}.png")


@contextmanager
def demo() -> Iterator[str]:
    """A fresh demo, in a folder that goes with it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-m", "bot", "demo", "--port", str(port)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        address = f"http://127.0.0.1:{port}"
        try:
            while not answers(address):
                if process.poll() is not None:
                    raise SystemExit("the demo stopped before it answered")
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait()


def answers(address: str) -> bool:
    try:
        urlopen(address).close()  # noqa: S310 (our own address)
    except URLError:
        return False
    return True


if __name__ == "__main__":
    main()
