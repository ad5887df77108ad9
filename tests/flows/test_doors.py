"""What stands at each address, for who is let in and for who is not."""

import pytest
from aiohttp import ClientSession, CookieJar

from tests.flows.people import People

pytestmark = [pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/widget.js", 200, "text/javascript"),
        ("/inbox", 401, "text/html"),
        ("/healthz", 200, "application/json"),
        ("/readyz", 200, "application/json"),
        ("/metrics", 200, "text/plain"),
        ("/api/inbox/conversations", 401, "application/json"),
        ("/api/approvals", 401, "application/json"),
        ("/api/chat/events", 401, "application/json"),
        ("/nowhere", 404, "application/json"),
    ],
)
async def test_a_stranger_finds(mirror: People, path: str, status: int, kind: str) -> None:
    async with mirror.http.get(path) as reply:
        assert (reply.status, reply.content_type) == (status, kind)
        body = await reply.text()
    assert status == 200 or "Sign in" in body or "error" in body


async def test_the_printed_link_opens_the_inbox_once(mirror: People) -> None:
    assert mirror.bot.chat_url == f"{mirror.bot.base}/"
    jar = CookieJar(unsafe=True)
    async with ClientSession(cookie_jar=jar) as http, http.get(mirror.bot.inbox_link) as reply:
        assert (reply.status, reply.url.path) == (200, "/inbox")
        assert "Anna Berg" in await reply.text()
    async with ClientSession() as http, http.get(mirror.bot.inbox_link) as reply:
        assert reply.status == 410


async def test_an_operator_sees_the_approvals_that_wait(mirror: People) -> None:
    anna = await mirror.operator("anna")
    found = await anna.call("GET", "/api/approvals")
    assert (found.status, found.body) == (200, {"approvals": []})
    decided = await anna.call("POST", "/api/approvals/none", {"decision": "approved"})
    assert (decided.status, decided.body["error"]) == (404, "not_found")


async def test_a_contact_is_no_operator_and_an_operator_no_contact(mirror: People) -> None:
    anna, mia = await mirror.operator("anna"), await mirror.contact()
    assert (await mia.call("GET", "/api/inbox/conversations")).status == 401
    assert (await anna.call("POST", "/api/chat/messages", mia.post("hello"))).status == 401


async def test_the_figures_count_what_went_through(mirror: People) -> None:
    mia = await mirror.contact()
    async with mia.listening():
        await mia.say("Count me.")
        await mia.hears("agent")
    async with mirror.http.get("/metrics") as reply:
        figures = await reply.text()
    assert "Count me." not in figures
    assert any(line.startswith("handoff_") for line in figures.splitlines())
