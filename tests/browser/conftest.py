"""The machine's Chromium, seen through a phone."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.webchat.echo import Echo, serving

PHONE = {"width": 390, "height": 844}

PATIENCE = 60_000
"""In milliseconds. Nothing here is timed: a loaded machine may take its time."""

expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]


def chromium(playwright: Playwright) -> str:
    """The machine's own, or the one that Playwright brought."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if (path := shutil.which(name)) is not None:
            return path
    return playwright.chromium.executable_path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(playwright), args=["--no-sandbox"]
        )
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages on a phone; a script's error or a blocked resource fails the test."""
    problems: list[str] = []
    contexts = []

    def open_on_phone(url: str, **options: Any) -> Page:
        settings = {"viewport": PHONE, "locale": "fr-FR", "has_touch": True, **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Policy" in said.text else 0)
        page.goto(url)
        return page

    yield open_on_phone
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def server(echo: Echo) -> Iterator[str]:
    with serving(echo.app()) as url:
        yield url
