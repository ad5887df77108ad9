"""Whatever is sent, the answer is clear, nothing changes that should not, and it is never a 500."""

import asyncio
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.ids import ConversationId
from tests.bot.inbox.conftest import Program
from tests.bot.inbox.house import House

FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
JSON = {"Content-Type": "application/json"}

BAD: list[tuple[bytes, dict[str, str], int, str]] = [
    (b"{", JSON, 400, "bad_json"),
    (b"\xff\xfe", JSON, 400, "bad_encoding"),
    (b"[]", JSON, 422, "invalid"),
    (b"{}", JSON, 422, "invalid"),
    (b'{"text": ""}', JSON, 422, "invalid"),
    (b'{"text": "   "}', JSON, 422, "invalid"),
    (b'{"text": 5}', JSON, 422, "invalid"),
    (b'{"text": null}', JSON, 422, "invalid"),
    (b'{"text": "a", "to": "b"}', JSON, 422, "invalid"),
    (b'{"text": "a\\u0000b"}', JSON, 422, "invalid"),
    (b'{"text": "a\\ud800"}', JSON, 422, "invalid"),
    (b'{"text": "a", "id": ""}', JSON, 422, "invalid"),
    (b'{"text": "%s"}' % (b"x" * 10_001), JSON, 422, "invalid"),
    (b'{"text": "%s"}' % (b"x" * 100_000), JSON, 413, "too_large"),
    (b"text=a", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported_type"),
    (b"", JSON, 422, "invalid"),
]


@pytest.mark.parametrize(("raw", "headers", "status", "error"), BAD)
async def test_a_bad_reply_is_refused_and_nothing_is_written(
    house: House, ana: Program, raw: bytes, headers: dict[str, str], status: int, error: str
) -> None:
    id = await house.handed_off("a")
    before = await house.state(id)
    path = f"/api/inbox/conversations/{id}/reply"
    async with ana.client.post(path, data=raw, headers={**ana.headers, **headers}) as response:
        found = await response.json()
        if raw == b"":
            assert response.status in (400, 415, 422)
        else:
            assert (response.status, found["error"]) == (status, error)
        assert "Traceback" not in json.dumps(found)
    assert await house.state(id) == before


ACTS = st.sampled_from(
    [
        "take",
        "reply",
        "note",
        "return",
        "resolve",
        "transfer",
        "snooze",
        "agent",
        "escalate",
        "typing",
        "nonsense",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["id", "text", "note", "queue", "operator", "minutes", "until", "on", "reason", "decision"]
)
BODIES = st.binary(max_size=80) | st.dictionaries(FIELDS, VALUES, max_size=3).map(
    lambda found: json.dumps(found).encode()
)
TEXTS = st.text(max_size=30)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    """One loop for all examples: a server for each would be slow."""
    with asyncio.Runner() as runner:
        yield runner


async def ask(method: str, path: str, raw: bytes | None, accept: str) -> int:
    house = House()
    async with house.serve() as client:
        id = await house.handed_off("a")
        headers = {**house.token("ana"), **JSON, "Accept": accept}
        async with client.request(
            method, path.replace("{id}", str(id)), data=raw, headers=headers
        ) as response:
            await response.read()
            await conversation_stands(house, id)
            return response.status


async def conversation_stands(house: House, id: ConversationId) -> None:
    """Whatever happened, the state can still be read."""
    assert (await house.state(id)).id == id


@FUZZ
@given(name=ACTS, raw=BODIES, page=st.booleans())
def test_no_body_of_an_act_is_a_fault_of_ours(
    loop: asyncio.Runner, name: str, raw: bytes, page: bool
) -> None:
    accept = "text/html" if page else "application/json"
    assert loop.run(ask("POST", f"/api/inbox/conversations/{{id}}/{name}", raw, accept)) < 500


@FUZZ
@given(
    place=st.sampled_from(
        [
            "/api/inbox/conversations/{}",
            "/api/inbox/conversations?owner={}",
            "/api/inbox/conversations?queue={}",
            "/api/inbox/conversations?q={}",
            "/api/approvals/{}",
            "/inbox/list?q={}&open={}",
            "/inbox/c/{}/panes",
            "/inbox/static/{}",
            "/inbox/login?code={}",
            "/api/inbox/conversations/{{id}}/messages/{}",
        ]
    ),
    text=TEXTS,
    method=st.sampled_from(["GET", "POST", "PATCH", "DELETE"]),
)
def test_no_address_is_a_fault_of_ours(loop: asyncio.Runner, place: str, text: str, method: str) -> None:
    path = place.format(*[quote(text.encode("utf-8", "surrogatepass"), safe="")] * place.count("{}"))
    raw = b'{"decision": "approved"}' if method != "GET" else None
    assert loop.run(ask(method, path, raw, "application/json")) < 500
