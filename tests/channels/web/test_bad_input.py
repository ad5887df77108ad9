"""Whatever arrives: a clear refusal with the right status, nothing changed, nothing of ours shown."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.files import DiskFiles
from channels.web.adapter import WebChannel
from channels.web.session import DAY, Sessions
from tests.channels.web.conftest import PLENTY, Person
from tests.channels.web.harness import KEY, Site, Team, serving

ID = "3d0c5f0e-5a1b-4a8e-9df1-0123456789ab"
JSON = "application/json"


@pytest.mark.parametrize(
    ("raw", "status", "error"),
    [
        (b"", 400, "bad_json"),
        (b"{", 400, "bad_json"),
        (b"\xff\xfe", 400, "bad_encoding"),
        (b'{"id": NaN}', 400, "bad_json"),
        (b'{"seq": 1e999}', 400, "bad_json"),
        (b'{"seq": ' + b"9" * 5000 + b"}", 400, "bad_json"),
        (b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}", 400, "bad_json"),
        (b"[" * 60_000, 400, "bad_json"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b"{}", 422, "invalid"),
        (json.dumps({"id": ID, "text": "x", "owner": "agent"}).encode(), 422, "invalid"),
        (json.dumps({"id": "42", "text": "x"}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": 5}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": None}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "x", "files": "abc"}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "x", "files": ["f"] * 11}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "x", "files": ["../../etc/passwd"]}).encode(), 422, "unknown_file"),
        (json.dumps({"id": ID, "text": "x", "reply_to": 0}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "x", "reply_to": True}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "a\0b"}).encode(), 422, "invalid"),
        (json.dumps({"id": ID, "text": "a\x1b[31m"}).encode(), 422, "invalid"),
        (b'{"id": "%s", "text": "\\ud800"}' % ID.encode(), 422, "invalid"),
        (b'{"id": "%s", "text": "%s"}' % (ID.encode(), b"x" * 200_000), 413, "too_large"),
    ],
)
async def test_a_body_that_is_not_a_message_is_refused(
    site: Site, ada: Person, raw: bytes, status: int, error: str
) -> None:
    found, said = await ada.call("POST", "messages", data=raw, headers={"Content-Type": JSON})
    assert (found, said["error"]) == (status, error)
    assert said["message"]
    assert not site.team.events


async def test_a_refusal_names_the_fields_and_never_their_values(ada: Person) -> None:
    sent = {"id": "my-secret-id", "text": ["my-secret-text"], "card": "my-secret-card"}
    status, said = await ada.call("POST", "messages", json=sent)
    assert status == 422
    assert said["fields"] == {
        "id": "must be a UUID",
        "text": "must be text",
        "card": "is not known here",
    }
    assert "secret" not in json.dumps(said)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_another_content_type_is_refused(ada: Person, kind: str) -> None:
    raw = json.dumps({"id": ID, "text": "x"}).encode()
    status, said = await ada.call("POST", "messages", data=raw, headers={"Content-Type": kind})
    assert (status, said["error"]) == (415, "unsupported_type")


async def test_a_body_that_lies_about_its_compression_is_refused(ada: Person) -> None:
    lie = {"Content-Type": JSON, "Content-Encoding": "gzip"}
    status, said = await ada.call("POST", "messages", data=b"{}", headers=lie)
    assert (status, said["error"]) == (400, "bad_body")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "x" * 5000, "\xe9"])
async def test_a_forged_token_opens_nothing(site: Site, http: ClientSession, token: str) -> None:
    for method, path in (("POST", "messages"), ("GET", "events"), ("POST", "person"), ("POST", "files")):
        authorization = {"Authorization": f"Bearer {token}"}
        async with http.request(method, f"{site.base}/api/chat/{path}", headers=authorization) as response:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert (await response.json())["error"] == "unauthorized"


async def test_a_token_of_another_key_opens_nothing(ada: Person) -> None:
    other = Sessions(b"x" * 32, 90)
    _, token = other.open("Ada")
    assert other.visitor(token) is not None
    assert other.visitor(ada.token) is None
    ada.headers = {"Authorization": f"Bearer {token}"}
    assert (await ada.say("hello"))[0] == 401


@pytest.mark.parametrize(("days", "status"), [(89, 202), (91, 401)])
async def test_a_token_lasts_as_long_as_the_settings_say(
    ada: Person, monkeypatch: pytest.MonkeyPatch, days: int, status: int
) -> None:
    with monkeypatch.context() as past:
        then = time.time() - days * DAY
        past.setattr(time, "time", lambda: then)
        _, token = Sessions(KEY, 90).open("Ada")
    ada.headers = {"Authorization": f"Bearer {token}"}
    assert (await ada.say("hello"))[0] == status


@pytest.mark.parametrize(
    "who", [{"name": "x" * 81}, {"language": "not a tag"}, {"name": "a\nb\0"}, {"admin": 1}]
)
async def test_a_session_takes_a_name_and_a_language_and_nothing_else(
    site: Site, http: ClientSession, who: dict
) -> None:
    async with http.post(f"{site.base}/api/chat/sessions", json=who) as response:
        assert response.status == 422


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/chat/nothing", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/chat/../adapter.py", 404),
        ("GET", "/chat/%2e%2e%2fadapter.py", 404),
        ("GET", "/chat/chat.html", 404),
        ("PUT", "/api/chat/messages", 405),
        ("GET", "/api/chat/sessions", 405),
        ("DELETE", "/", 405),
    ],
)
async def test_an_address_that_is_not_ours_is_a_fault_in_json(
    site: Site, http: ClientSession, method: str, path: str, status: int
) -> None:
    async with http.request(method, site.base + path) as response:
        assert response.status == status
        assert set(await response.json()) == {"error", "message"}
        assert ("Allow" in response.headers) == (status == 405)
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_person_who_is_lost_gets_a_calm_page(site: Site, http: ClientSession) -> None:
    async with http.get(f"{site.base}/nowhere", headers={"Accept": "text/html"}) as response:
        assert (response.status, response.content_type) == (404, "text/html")
        assert "There is nothing at this address." in await response.text()


async def test_an_error_of_ours_shows_nothing_of_us(
    site: Site, ada: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(site.team, "receive", broken)
    status, said = await ada.say("hello")
    assert (status, said["error"]) == (500, "internal")
    assert "swordfish" not in json.dumps(said)
    assert "swordfish" in caplog.text


async def test_routes_answer_503_until_the_channel_runs(http: ClientSession, tmp_path: Path) -> None:
    team = Team()
    channel = WebChannel(PLENTY, team, team.hub, KEY, DiskFiles(tmp_path))
    assert not channel.connected
    token = Sessions(KEY, 90).open()[1]
    async with serving(channel) as base:
        for method, path in (("GET", "/"), ("POST", "/api/chat/sessions"), ("GET", "/api/chat/events")):
            bearer = {"Authorization": f"Bearer {token}"}
            async with http.request(method, base + path, headers=bearer) as response:
                assert (response.status, response.headers["Retry-After"]) == (503, "1")


# ── never a 500 ──────────────────────────────────────────────────────────────────────────────────────

FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "text", "files", "reply_to", "name", "language"]) | st.text(max_size=5)
BODIES = (
    st.binary(max_size=200)
    | st.dictionaries(FIELDS, VALUES | st.uuids().map(str), max_size=4).map(
        lambda found: json.dumps(found).encode()
    )
    | st.builds(lambda id, text: json.dumps({"id": str(id), "text": text}).encode(), st.uuids(), st.text())
)
PATHS = [
    ("POST", "sessions"),
    ("POST", "messages"),
    ("POST", "person"),
    ("POST", "typing"),
    ("POST", "files"),
]
PATHS += [("PATCH", f"messages/{ID}"), ("DELETE", f"messages/{ID}"), ("GET", "events"), ("GET", "files/x")]
HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40)
TYPES = st.sampled_from(
    [JSON, "multipart/form-data; boundary=x", "multipart/mixed", "application/json; charset=x"]
)


@FUZZ
@given(raw=BODIES, where=st.sampled_from(PATHS[:7]), kind=TYPES | HEADER, extra=HEADER)
async def test_no_body_and_no_header_is_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, where: tuple[str, str], kind: str, extra: str
) -> None:
    team = Team()
    channel = WebChannel(PLENTY, team, team.hub, KEY, DiskFiles(tmp_path_factory.getbasetemp() / "fuzz"))
    token = Sessions(KEY, 90).open()[1]
    channel._gate.open(team)
    async with serving(channel) as base, ClientSession() as http:
        headers = {"Content-Type": kind or JSON, "Origin": extra, "Accept": extra, "X-Forwarded-For": extra}
        headers["Authorization"] = f"Bearer {token}"
        async with http.request(
            where[0], f"{base}/api/chat/{where[1]}", data=raw, headers=headers
        ) as response:
            assert response.status < 500
            if response.status >= 400:
                assert (await response.json())["error"]


@FUZZ
@given(query=st.text(max_size=20), last=HEADER)
async def test_no_place_in_the_stream_is_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, query: str, last: str
) -> None:
    team = Team()
    channel = WebChannel(PLENTY, team, team.hub, KEY, DiskFiles(tmp_path_factory.getbasetemp()))
    token = Sessions(KEY, 90).open()[1]
    channel._gate.open(team)
    async with serving(channel) as base, ClientSession() as http:
        options: dict[str, Any] = {
            "params": {"after": query, "token": token},
            "headers": {"Last-Event-ID": last},
        }
        async with http.get(f"{base}/api/chat/events", **options) as response:
            assert response.status in (200, 422)
