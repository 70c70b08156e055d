"""The conversation's page on a phone: typing, tapping, losing the network, reading by ear."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from bot.domain.inbound import Attached, Deleted, Edited, Said, Tapped, Unreadable
from bot.domain.screens import Paragraph, Screen, Verbatim
from tests.browser.accessibility import serious_findings
from tests.browser.conftest import OpenPage
from tests.webchat.echo import Echo


@pytest.fixture
def page(open_page: OpenPage, server: str) -> Page:
    """The conversation of somebody who just entered."""
    opened = open_page(f"{server}/#code=12345678")
    opened.get_by_role("button", name="Entrer").tap()
    expect(opened.locator(".message.bot")).to_have_count(1)
    return opened


def say(page: Page, text: str) -> None:
    page.get_by_label("Votre message").fill(text)
    page.get_by_role("button", name="Envoyer", exact=True).tap()


def events(echo: Echo, kind: type) -> list[object]:
    return [inbound.event for inbound in echo.received if isinstance(inbound.event, kind)]


def bot_says(echo: Echo, text: str) -> None:
    screen = Screen((Paragraph((Verbatim(text),)),))
    place = echo.received[0].place
    # Playwright's own loop runs in this thread.
    speaking = Thread(target=lambda: asyncio.run(echo.say(place, screen)))
    speaking.start()
    speaking.join()


def test_a_code_is_in_no_address_before_the_page_is_ready(open_page: OpenPage, server: str) -> None:
    """A browser that sends the form by itself would write the code where servers log it."""
    page = open_page(server)
    page.route("**/static/entrance.js", lambda route: route.abort())
    page.reload()
    page.get_by_label("Votre code d’invitation").fill("12345678")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Entrer")).to_be_disabled()
    assert "12345678" not in page.url


class TestTalking:
    def test_what_is_sent_is_shown_and_answered(self, page: Page, echo: Echo) -> None:
        say(page, "Qui paie le camion ?")
        expect(page.locator(".message.me .typed")).to_have_text("Qui paie le camion ?")
        expect(page.locator(".message.bot blockquote")).to_contain_text("Qui paie le camion ?")
        (said,) = events(echo, Said)
        assert isinstance(said, Said)
        assert said.text.value == "Qui paie le camion ?"

    def test_what_was_replaced_is_marked(self, page: Page) -> None:
        say(page, "bonjour")
        expect(page.locator("blockquote mark")).to_have_text("[PERSONNE 1]")

    def test_what_is_typed_is_never_markup(self, page: Page) -> None:
        typed = "<img src=x onerror=alert(1)> & <b>gras</b> \u202eturned"
        say(page, typed)
        expect(page.locator("blockquote")).to_contain_text("<b>gras</b> turned")
        expect(page.locator(".message.me .typed")).to_contain_text("<img src=x")
        assert page.locator("#log img, #log b").count() == 0

    @pytest.mark.parametrize(
        ("choice", "token"), [("Envoyer ce texte", "t-send"), ("Abandonner", "t-abandon")]
    )
    def test_a_choice_is_taken_once_however_often_it_is_tapped(
        self, page: Page, echo: Echo, choice: str, token: str
    ) -> None:
        say(page, "bonjour")
        page.get_by_role("button", name=choice).dblclick()
        expect(page.get_by_text(f"Choisi : {token}")).to_be_visible()
        assert len(events(echo, Tapped)) == 1

    def test_what_is_done_beside_the_main_choice_leaves_it_in_sight(
        self, page: Page, server: str
    ) -> None:
        say(page, "bonjour")
        page.context.set_offline(True)  # the bot has not answered yet
        page.get_by_role("button", name="Abandonner").tap()
        expect(page.get_by_role("button", name="Abandonner")).to_be_disabled()
        expect(page.get_by_role("button", name="Envoyer ce texte")).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_text("Choisi : t-abandon")).to_be_visible()

    def test_a_day_is_told_where_it_changes(self, page: Page, echo: Echo) -> None:
        days = page.locator("#log .day")
        expect(days).to_have_count(0)  # today's hours say enough
        for _ in range(2):
            echo.clock.forward(timedelta(days=2))
            bot_says(echo, "Plus tard.")
            bot_says(echo, "Le même jour.")
        expect(page.locator(".message")).to_have_count(5)
        expect(days).to_have_count(2)
        before = page.evaluate("[...document.querySelector('#log').children].map(e => e.tagName)")
        assert before == ["ARTICLE", "P", "ARTICLE", "ARTICLE", "P", "ARTICLE", "ARTICLE"]
        page.reload()
        expect(days).to_have_count(2)
        assert serious_findings(page) == []

    def test_replying_names_the_message(self, page: Page, echo: Echo) -> None:
        page.locator(".message.bot .reply").first.tap()
        expect(page.locator("#about")).to_contain_text("Bonjour.")
        say(page, "en réponse")
        expect(page.locator(".message.bot")).to_have_count(2)
        (said,) = events(echo, Said)
        assert isinstance(said, Said)
        assert said.reply_to == page.locator(".message.bot").first.get_attribute("data-id")

    def test_the_last_message_can_be_changed_then_taken_back(self, page: Page, echo: Echo) -> None:
        say(page, "bonjour")
        page.get_by_role("button", name="Modifier").tap()
        say(page, "bonsoir")
        expect(page.locator(".message.me .typed")).to_have_text("bonsoir")
        expect(page.locator(".message.me .edited")).to_be_visible()
        page.get_by_role("button", name="Supprimer").tap()
        expect(page.locator(".message.me")).to_contain_text("Message supprimé")
        assert len(events(echo, Edited)) == len(events(echo, Deleted)) == 1

    def test_a_file_is_told_of_and_not_read(self, page: Page, echo: Echo) -> None:
        page.evaluate("""() => {
            const data = new DataTransfer();
            data.items.add(new File(["secret"], "photo.png", { type: "image/png" }));
            const pasted = { clipboardData: data, cancelable: true };
            document.dispatchEvent(new ClipboardEvent("paste", pasted));
        }""")
        wait_for(page, lambda: events(echo, Attached) == [Attached(Unreadable.PHOTO)])

    def test_a_text_too_long_is_refused_and_kept_under_the_thumb(
        self, page: Page, echo: Echo
    ) -> None:
        say(page, "a" * 10_001)
        expect(page.get_by_role("alert")).to_contain_text("10 000 caractères au plus")
        assert len(page.get_by_label("Votre message").input_value()) == 10_001
        assert events(echo, Said) == []

    def test_nothing_is_not_sent(self, page: Page, echo: Echo) -> None:
        say(page, " \n ")
        say(page, "enfin")
        expect(page.locator(".message.bot")).to_have_count(2)
        expect(page.locator(".message.me")).to_have_count(1)
        assert len(events(echo, Said)) == 1


class TestComingBack:
    def test_a_reload_shows_everything_again_own_words_included(self, page: Page) -> None:
        say(page, "bonjour")
        expect(page.locator(".message.bot")).to_have_count(2)
        before = page.locator("#log").inner_text()
        page.reload()
        expect(page.locator(".message.bot")).to_have_count(2)
        assert page.locator("#log").inner_text() == before

    def test_another_tab_shows_that_something_was_said_not_what(self, page: Page) -> None:
        say(page, "Mme Canari")
        expect(page.locator(".message.bot")).to_have_count(2)
        other = page.context.new_page()
        other.goto(page.url)
        expect(other.locator(".message.me")).to_contain_text("Son texte n’est pas gardé ici")
        expect(other.locator(".message.me")).not_to_contain_text("Canari")

    def test_leaving_a_device_leaves_nothing_of_what_was_typed(self, page: Page) -> None:
        say(page, "Qui paie le camion ?")
        expect(page.locator(".message.me .typed")).to_have_text("Qui paie le camion ?")
        page.get_by_label("Votre message").fill("Elle habite")
        page.get_by_role("link", name="Se déconnecter").tap()
        page.get_by_role("link", name="Rester").tap()
        expect(page.get_by_label("Votre message")).to_have_value("Elle habite")
        page.get_by_role("link", name="Se déconnecter").tap()
        page.get_by_role("button", name="Se déconnecter").tap()
        expect(page.get_by_label("Votre code d’invitation")).to_be_visible()
        assert page.evaluate("Object.entries({...sessionStorage, ...localStorage})") == []
        page.go_back()
        expect(page.get_by_label("Votre code d’invitation")).to_be_visible()

    def test_leaving_in_one_tab_empties_the_others(self, page: Page, server: str) -> None:
        say(page, "Qui paie le camion ?")
        other = page.context.new_page()
        other.goto(server)
        say(other, "Elle habite seule")
        expect(other.locator(".message.me .typed").last).to_have_text("Elle habite seule")
        page.get_by_role("link", name="Se déconnecter").tap()
        page.get_by_role("button", name="Se déconnecter").tap()
        expect(other.get_by_label("Votre code d’invitation")).to_be_visible()
        assert other.evaluate("Object.entries({...sessionStorage, ...localStorage})") == []

    def test_leaving_needs_no_pointer(self, page: Page) -> None:
        for name in ("link", "button"):
            way_out = page.get_by_role(name, name="Se déconnecter")
            expect(way_out).to_be_enabled()
            way_out.focus()
            page.keyboard.press("Enter")
        expect(page.get_by_label("Votre code d’invitation")).to_be_visible()

    def test_an_unfinished_text_survives_a_reload(self, page: Page) -> None:
        page.get_by_label("Votre message").fill("à moitié éc")
        page.reload()
        expect(page.get_by_label("Votre message")).to_have_value("à moitié éc")

    def test_what_is_sent_without_network_leaves_once_it_is_back(
        self, page: Page, echo: Echo
    ) -> None:
        page.context.set_offline(True)
        say(page, "dans le tunnel")
        say(page, "toujours")
        expect(page.locator(".message.me .waiting").first).to_be_visible()
        expect(page.locator("#offline")).to_contain_text("Hors connexion")
        page.context.set_offline(False)
        expect(page.locator(".message.me .waiting:not([hidden])")).to_have_count(0)
        said = [event.text.value for event in events(echo, Said) if isinstance(event, Said)]
        assert said == ["dans le tunnel", "toujours"]

    def test_what_came_while_away_is_shown_once_in_its_order(self, page: Page, echo: Echo) -> None:
        page.context.set_offline(True)
        for text in ("un", "deux", "trois"):
            bot_says(echo, text)
        page.context.set_offline(False)
        expect(page.get_by_text("trois")).to_be_visible()
        assert page.locator(".message.bot .words").all_inner_texts()[1:] == ["un", "deux", "trois"]

    def test_a_post_whose_answer_was_lost_counts_once(self, page: Page, echo: Echo) -> None:
        lost = []

        def lose_first(route: object) -> None:
            response = route.fetch()  # type: ignore[attr-defined]
            lost.append(response.status)
            route.abort() if len(lost) == 1 else route.fulfill(response=response)  # type: ignore[attr-defined]

        page.route("**/say", lose_first)
        say(page, "une seule fois")
        wait_for(page, lambda: len(lost) == 2)
        expect(page.locator(".message.me")).to_have_count(1)
        assert len(events(echo, Said)) == 1


class TestForEveryone:
    def test_the_keyboard_is_enough(self, page: Page, echo: Echo) -> None:
        page.get_by_label("Votre message").focus()
        page.keyboard.type("au clavier")
        page.keyboard.press("Control+Enter")
        send = page.get_by_role("button", name="Envoyer ce texte")
        expect(send).to_be_visible()
        send.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Choisi : t-send")).to_be_visible()
        # The button is gone with the old message: focus stays on what replaced it.
        assert page.evaluate("document.activeElement.matches('.message')")

    def test_new_messages_are_read_aloud_history_is_not(self, page: Page) -> None:
        log = page.get_by_role("log")
        expect(log).to_have_attribute("aria-live", "polite")
        page.reload()
        assert page.locator("#log[aria-live=off], #log[aria-live=polite]").count() == 1
        expect(log).to_have_attribute("aria-busy", "false")

    def test_targets_are_wide_enough_for_a_thumb(self, page: Page) -> None:
        say(page, "bonjour")
        expect(page.get_by_role("button", name="Envoyer ce texte")).to_be_visible()
        small = [
            box
            for button in page.locator("button:visible, header a:visible").all()
            if (box := button.bounding_box()) and (box["height"] < 44 or box["width"] < 44)
        ]
        assert small == []

    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_nothing_is_wider_than_the_screen(self, page: Page, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        say(page, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 4)
        expect(page.get_by_role("button", name="Envoyer ce texte")).to_be_visible()
        page.locator(".message.bot .reply").last.tap()
        expect(page.locator("#about")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('#log').scrollWidth") <= width
        send = page.locator("#send").bounding_box()
        assert send is not None
        assert send["x"] + send["width"] <= width

    def test_at_twice_the_size_there_is_room_to_read_and_to_write(self, page: Page) -> None:
        page.set_viewport_size({"width": 195, "height": 422})
        say(page, "bonjour")
        expect(page.get_by_role("button", name="Envoyer ce texte")).to_be_visible()
        assert page.evaluate("document.querySelector('#log').clientHeight") >= 300
        assert page.evaluate("document.querySelector('#text').clientWidth") >= 140
        expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 195

    def test_only_the_conversation_scrolls(self, page: Page, echo: Echo) -> None:
        for number in range(8):
            bot_says(echo, f"ligne {number}\n" * 12)
        expect(page.get_by_text("ligne 7")).to_be_visible()
        say(page, "bonjour")
        expect(page.get_by_role("button", name="Envoyer ce texte")).to_be_visible()
        assert page.evaluate("[scrollY, document.body.scrollTop]") == [0, 0]
        expect(page.locator("header")).to_be_in_viewport()

    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_serious(
        self, open_page: OpenPage, server: str, language: str, scheme: str
    ) -> None:
        page = open_page(f"{server}/?lang={language}", color_scheme=scheme, reduced_motion="reduce")
        assert serious_findings(page) == []
        page.locator("#invitation").fill("12345678")
        page.locator("button.main").tap()
        expect(page.locator(".message.bot")).to_have_count(1)
        page.locator("#text").fill("bonjour")
        page.locator("#send").tap()
        expect(page.locator(".message.bot")).to_have_count(2)
        page.locator(".message.bot .reply").first.tap()
        assert serious_findings(page) == []
        page.goto(f"{server}/leave")
        assert serious_findings(page) == []


def wait_for(page: Page, reached: Callable[[], bool]) -> None:
    """Let the page run until something is true on the server's side."""
    for _ in range(4_000):
        if reached():
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("never happened")
