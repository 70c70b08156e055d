"""The pages and the posts: who gets in, what is taken, what is refused and how it is said."""

import asyncio
import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from starlette.testclient import TestClient

from adapters.webchat.app import HERE
from bot.domain.inbound import (
    Arrived,
    Attached,
    BotPresence,
    Deleted,
    Edited,
    Said,
    Tapped,
    Unreadable,
)
from bot.domain.places import Place
from tests.webchat.echo import Echo

UPDATES = count(1)
OWN = {"origin": "http://testserver"}


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def stranger(echo: Echo) -> Iterator[TestClient]:
    with TestClient(echo.app(), headers={"accept-language": "fr"}) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    assert post(stranger, "enter", invitation="1234 5678").status_code == 202
    return stranger


def post(client: TestClient, path: str, update: str | None = None, **body: Any) -> Any:
    """What the page's script would send; under a fresh update id unless one is given."""
    update_id = update or f"update-{next(UPDATES)}"
    content = json.dumps({"update_id": update_id, **body})
    return client.post(
        f"/{path}", content=content, headers={**OWN, "content-type": "application/json"}
    )


class TestEntering:
    def test_a_stranger_is_asked_for_their_invitation(self, stranger: TestClient) -> None:
        assert "code d’invitation" in stranger.get("/").text

    @pytest.mark.parametrize("path", ["say", "tap", "edit", "delete", "attach", "arrive"])
    def test_a_stranger_posts_nothing(self, echo: Echo, stranger: TestClient, path: str) -> None:
        assert post(stranger, path, text="x").status_code == 403
        assert echo.received == []

    @pytest.mark.parametrize("after", ["-1", "x", "9" * 25, "9" * 5_000, "²"])
    def test_a_cursor_that_cannot_be_one_begins_anew(
        self, echo: Echo, client: TestClient, after: str
    ) -> None:
        echo.hub.close()  # so that the stream ends
        assert client.get(f"/stream?after={after}").status_code == 200

    def test_many_pages_of_one_person_are_refused(self, echo: Echo, client: TestClient) -> None:
        user = echo.received[0].user

        async def all_open() -> int:
            with ExitStack() as pages:
                for _ in range(20):
                    pages.enter_context(echo.hub.watching(user, user))
                return int(client.get("/stream").status_code)

        assert asyncio.run(all_open()) == 429

    def test_a_stranger_reads_nothing(self, stranger: TestClient) -> None:
        assert stranger.get("/stream").status_code == 403

    def test_the_code_goes_to_the_bot_which_judges_it(self, echo: Echo, client: TestClient) -> None:
        (inbound,) = echo.received
        assert inbound.event == Arrived("1234 5678")
        assert inbound.place == Place("webchat", inbound.user)
        assert "Votre message" in client.get("/").text

    def test_a_forged_session_is_a_strangers(self, stranger: TestClient) -> None:
        stranger.cookies.set("entraide", "gAAAAABforged")
        assert "code d’invitation" in stranger.get("/").text

    def test_the_session_is_out_of_reach_of_scripts_and_other_sites(
        self, stranger: TestClient
    ) -> None:
        cookie = post(stranger, "enter", invitation="1").headers["set-cookie"].lower()
        assert cookie.startswith("entraide=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie

    def test_the_session_is_kept_to_encrypted_lines_where_there_is_one(self, echo: Echo) -> None:
        with TestClient(echo.app(), base_url="https://testserver") as client:
            sent = client.post(
                "/enter",
                json={"update_id": "update-1", "invitation": "1"},
                headers={"origin": "https://testserver"},
            )
        assert "secure" in sent.headers["set-cookie"].lower()

    def test_the_session_stays_on_encrypted_lines_behind_a_proxy_that_says_nothing(
        self, echo: Echo
    ) -> None:
        with TestClient(echo.app(encrypted=True)) as client:
            cookie = post(client, "enter", invitation="1").headers["set-cookie"]
        assert cookie.startswith("__Host-entraide=")
        assert "secure" in cookie.lower()
        assert "domain" not in cookie.lower()

    def test_a_code_sent_again_after_a_lost_response_opens_the_same_door(self, echo: Echo) -> None:
        """A code serves once: whoever never got the first response must not be locked out."""
        app = echo.app()
        for _ in range(2):
            with TestClient(app) as client:  # without the cookie of the first response
                post(client, "enter", "update-lost", invitation="1234 5678")
                assert "Votre message" in client.get("/").text
        assert len(echo.received) == 1

    def test_a_session_that_was_already_there_is_not_taken_over(self, echo: Echo) -> None:
        """Somebody may have put theirs in the browser: the code would open their door too."""
        app = echo.app()
        with TestClient(app) as one, TestClient(app) as other:
            post(one, "enter", invitation="1111 1111")
            other.cookies.update(one.cookies)
            post(other, "enter", invitation="2222 2222")
        first, second = echo.received
        assert first.user != second.user

    def test_a_visit_prolongs_the_session(self, echo: Echo) -> None:
        app = echo.app()
        with TestClient(app) as client:
            post(client, "enter", invitation="1234 5678")
            assert "set-cookie" not in client.get("/").headers
            user = echo.received[0].user
            seal: Fernet = app.state.sessions._seal
            old = seal.encrypt_at_time(user.encode(), int(time.time()) - 30 * 24 * 3600)
            client.cookies.set("entraide", old.decode(), domain="testserver.local", path="/")
            assert "max-age=7776000" in client.get("/").headers["set-cookie"].lower()

    def test_a_session_ends_after_three_months_without_a_visit(self, echo: Echo) -> None:
        app = echo.app()
        seal: Fernet = app.state.sessions._seal
        old = seal.encrypt_at_time(b"ana", int(time.time()) - 91 * 24 * 3600)
        with TestClient(app, headers={"accept-language": "fr"}) as client:
            client.cookies.set("entraide", old.decode())
            assert "code d’invitation" in client.get("/").text

    def test_leaving_a_device_takes_the_session_out_and_tells_the_bot(
        self, echo: Echo, client: TestClient
    ) -> None:
        user = echo.received[0].user
        assert "il faut un code" in client.get("/leave").text
        assert post(client, "leave").status_code == 202
        assert "code d’invitation" in client.get("/").text
        assert echo.received[-1].event == BotPresence(present=False)
        assert echo.received[-1].place == Place("webchat", user)

    def test_a_copied_session_is_over_once_its_person_logs_out(
        self, echo: Echo, client: TestClient
    ) -> None:
        user = echo.received[0].user
        copied = client.cookies["entraide"]
        post(client, "leave")
        client.cookies.set("entraide", copied)
        assert "code d’invitation" in client.get("/").text
        assert client.get("/stream").status_code == 403
        before = len(echo.received)
        assert post(client, "say", text="Que disait-elle ?").status_code == 403
        assert len(echo.received) == before
        assert echo.log.since(user, 0) == []

    def test_leaving_again_is_no_trouble(self, client: TestClient) -> None:
        """The response to the first may have been lost: the page takes 403 for done."""
        copied = client.cookies["entraide"]
        assert post(client, "leave", "update-8").status_code == 202
        client.cookies.set("entraide", copied)
        assert post(client, "leave", "update-8").status_code == 403

    def test_a_session_of_encrypted_lines_is_taken_out_too(self, echo: Echo) -> None:
        with TestClient(echo.app(encrypted=True), base_url="https://testserver") as client:
            own = {"origin": "https://testserver"}
            client.post("/enter", json={"update_id": "update-1", "invitation": "1"}, headers=own)
            assert "Votre message" in client.get("/?lang=fr").text
            client.post("/leave", json={"update_id": "update-2"}, headers=own)
            assert "code d’invitation" in client.get("/").text

    def test_a_stranger_has_nothing_to_leave(self, echo: Echo, stranger: TestClient) -> None:
        assert "code d’invitation" in stranger.get("/leave").text
        assert post(stranger, "leave").status_code == 403
        assert echo.received == []

    @pytest.mark.parametrize("code", [None, "", "   ", "x" * 65, 3])
    def test_a_code_that_cannot_be_one_is_refused_at_once(
        self, echo: Echo, stranger: TestClient, code: object
    ) -> None:
        refused = post(stranger, "enter", invitation=code)
        assert refused.status_code == 400
        assert refused.json()["sentence"] == "Ce code n’est pas complet. Vérifiez-le."
        assert echo.received == []


class TestWhatIsTaken:
    def test_a_text_reaches_the_bot_and_is_kept_nowhere_else(
        self, echo: Echo, client: TestClient
    ) -> None:
        taken = post(client, "say", text="Mme Canari\r\nest bloquée", reply_to="1")
        inbound = echo.received[-1]
        assert taken.status_code == 202
        assert isinstance(inbound.event, Said)
        assert inbound.event.text.value == "Mme Canari\nest bloquée"
        assert inbound.event.message_id == taken.json()["message_id"]
        assert (inbound.event.reply_to, inbound.language) == ("1", "fr")
        said = [e for e in echo.log.since(inbound.user, 0) if e.author == inbound.user]
        assert [entry.body for entry in said] == [None]

    def test_the_same_post_again_counts_once(self, echo: Echo, client: TestClient) -> None:
        answers = [post(client, "say", "update-7", text="bonjour").json() for _ in range(3)]
        assert len({answer["message_id"] for answer in answers}) == 1
        assert [type(inbound.event) for inbound in echo.received] == [Arrived, Said]

    def test_two_people_may_choose_the_same_update_id(self, echo: Echo) -> None:
        app = echo.app()
        for _ in range(2):
            with TestClient(app) as client:
                post(client, "enter", invitation="1234")
                post(client, "say", "same-update", text="bonjour")
        assert len({inbound.update_id for inbound in echo.received}) == 4

    def test_a_tap_an_edit_a_deletion(self, echo: Echo, client: TestClient) -> None:
        mine = post(client, "say", text="bonjour").json()["message_id"]
        post(client, "tap", token="t-send", message_id="2")
        post(client, "edit", text="bonsoir", message_id=mine)
        post(client, "delete", message_id=mine)
        tapped, edited, deleted = (inbound.event for inbound in echo.received[2:])
        assert tapped == Tapped("t-send", "2")
        assert isinstance(edited, Edited)
        assert (edited.text.value, edited.message_id) == ("bonsoir", mine)
        assert deleted == Deleted(mine)

    @pytest.mark.parametrize("kind", list(Unreadable))
    def test_of_an_attachment_only_its_kind_is_told(
        self, echo: Echo, client: TestClient, kind: Unreadable
    ) -> None:
        assert post(client, "attach", kind=kind.value).status_code == 202
        assert echo.received[-1].event == Attached(kind)

    def test_the_bot_is_told_once_of_the_language_chosen(
        self, echo: Echo, client: TestClient
    ) -> None:
        client.get("/?lang=en")
        client.get("/?lang=en")
        events = [inbound.event for inbound in echo.received]
        assert [e.text.value for e in events if isinstance(e, Said)] == ["/language en"]

    def test_the_language_is_the_pages(self, echo: Echo, client: TestClient) -> None:
        client.get("/?lang=en")
        post(client, "say", text="hello")
        assert echo.received[-1].language == "en"


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"text": ""}, "empty"),
            ({"text": " \n\t "}, "empty"),
            ({"text": "a" * 10_001}, "too-long"),
            ({"text": "é" * 100_000}, "too-long"),
            ({"text": None}, "malformed"),
            ({"text": ["a"]}, "malformed"),
            ({"text": "\ud800"}, "malformed"),
            ({"text": "a", "reply_to": "1; drop"}, "malformed"),
            ({"text": "a", "update_id": "court"}, "malformed"),
            ({"text": "a", "update_id": "x" * 65}, "malformed"),
        ],
    )
    def test_a_bad_text_is_explained_and_leaves_nothing(
        self, echo: Echo, client: TestClient, body: dict[str, object], code: str
    ) -> None:
        before = len(echo.received)
        refused = post(client, "say", **{"update_id": "update-9", **body})
        assert (400 <= refused.status_code < 500, refused.json()["problem"]) == (True, code)
        assert refused.json()["sentence"]
        assert len(echo.received) == before

    def test_the_longest_text_is_taken(self, client: TestClient) -> None:
        assert post(client, "say", text="😀" * 10_000).status_code == 202

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"origin": "https://ailleurs.example"},
            {"origin": "null"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_another_site_cannot_post_for_the_person(
        self, echo: Echo, client: TestClient, headers: dict[str, str]
    ) -> None:
        before = len(echo.received)
        body = {"update_id": "update-9", "text": "x"}
        refused = client.post("/say", json=body, headers=headers)
        assert (refused.status_code, len(echo.received)) == (403, before)

    def test_a_form_cannot_post(self, client: TestClient) -> None:
        assert client.post("/say", data={"text": "x"}, headers=OWN).status_code == 415

    @pytest.mark.parametrize("raw", ["", "[", "[]", '"x"', "[" * 30_000])
    def test_what_is_not_a_json_object_is_refused(self, client: TestClient, raw: str) -> None:
        headers = {**OWN, "content-type": "application/json"}
        assert client.post("/say", content=raw, headers=headers).status_code == 400

    def test_a_flood_is_cut_short(self, client: TestClient) -> None:
        headers = {**OWN, "content-type": "application/json"}
        assert client.post("/say", content="x" * 5_000_000, headers=headers).status_code == 413

    @pytest.mark.parametrize("path", ["edit", "delete"])
    def test_only_ones_own_messages_change(self, echo: Echo, client: TestClient, path: str) -> None:
        bots = echo.log.since(echo.received[0].user, 0)[0].message_id
        before = len(echo.received)
        refused = post(client, path, "update-2", message_id=bots, text="volé")
        assert (refused.status_code, len(echo.received)) == (404, before)

    def test_somebody_elses_conversation_cannot_be_named(self, client: TestClient) -> None:
        assert client.get("/stream?place=bob").status_code == 403
        assert post(client, "say?place=bob", text="x").status_code == 403

    @pytest.mark.parametrize("token", ["", "é" * 33, None])
    def test_a_token_that_cannot_be_one_is_refused(self, client: TestClient, token: object) -> None:
        refused = post(client, "tap", token=token, message_id="1")
        assert refused.json()["problem"] == "malformed"

    def test_a_host_that_is_not_ours_is_refused(self, echo: Echo) -> None:
        with TestClient(echo.app(), base_url="http://rebound.example") as client:
            assert client.get("/").status_code == 400


class TestWhenItBreaks:
    def test_what_was_not_kept_is_asked_for_again_and_counts_once(
        self, echo: Echo, client: TestClient
    ) -> None:
        echo.broken = OSError("Mme Canari")
        failed = post(client, "say", "update-5", text="Mme Canari")
        assert failed.status_code == 503
        assert "Canari" not in failed.text
        echo.broken = None
        assert post(client, "say", "update-5", text="Mme Canari").status_code == 202
        said = [e for e in echo.log.since(echo.received[0].user, 0) if e.author is not None]
        assert len(said) == 1

    def test_nothing_typed_reaches_the_logs(
        self, echo: Echo, client: TestClient, capfd: pytest.CaptureFixture[str]
    ) -> None:
        echo.broken = ValueError("Mme Canari")
        post(client, "say", "update-6", text="Mme Canari")
        out, err = capfd.readouterr()
        assert "webchat_post_failed" in out + err
        assert "Canari" not in out + err


class TestEveryResponse:
    @pytest.mark.parametrize("path", ["/", "/static/main.js", "/nowhere"])
    def test_it_carries_the_headers_that_protect_it(self, client: TestClient, path: str) -> None:
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"

    def test_a_conversation_is_in_no_cache(self, client: TestClient) -> None:
        assert client.get("/").headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_pages_hold_no_inline_script_nor_style(self, client: TestClient, language: str) -> None:
        page = client.get(f"/?lang={language}").text
        assert f'<html lang="{language}"' in page
        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/')

    @pytest.mark.parametrize(
        "script", sorted((HERE / "static").glob("*.js")), ids=lambda path: path.name
    )
    def test_scripts_are_read_by_phones_of_before_2023(self, script: Path) -> None:
        """Safari before 16.4 gives up a whole script for a pattern that looks behind."""
        assert not re.search(r"\(\?<[=!]", script.read_text(encoding="utf-8"))
