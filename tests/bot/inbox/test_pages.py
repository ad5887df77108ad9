"""The pages as they leave the server: what is shown, what is escaped, what is locked."""

import re
from html import unescape

import pytest

from handoff.answer import Step
from handoff.content import Content, File, Source
from handoff.events import ContactSaid
from handoff.ids import Address, ConversationId
from handoff.store.reading import Query
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import OUR_PAGE, House

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) {{ 7*7 }} **bold** https://evil.example"


async def page(house: House, client: Client, path: str, who: str = "ana") -> str:
    async with client.get(path, headers=house.cookie(who)) as response:
        assert response.status == 200, await response.text()
        assert response.headers["Cache-Control"] == "no-store"
        return await response.text()


async def panes(house: House, client: Client, id: ConversationId, who: str = "ana") -> str:
    return await page(house, client, f"/inbox/c/{id}/panes", who)


def words(html: str) -> str:
    """Return what a person reads."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


async def test_a_stranger_is_told_how_to_sign_in(client: Client) -> None:
    for path in ("/inbox", "/inbox/c/c1"):
        async with client.get(path) as response:
            assert response.status == 401
            assert "handoff token" in await response.text()


async def test_no_page_needs_inline_script_or_style(house: House, client: Client) -> None:
    id = await house.handed_off("a")
    for path in ("/inbox", f"/inbox/c/{id}", f"/inbox/c/{id}/return", f"/inbox/c/{id}/transfer"):
        html = await page(house, client, path)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", html), path
    async with client.get("/inbox", headers=house.cookie("ana")) as response:
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]


async def test_the_list_has_a_place_for_each_kind_and_says_what_will_appear(
    house: House, client: Client
) -> None:
    html = words(await page(house, client, "/inbox"))
    for heading in ("Needs a person", "Mine", "Others", "With the assistant"):
        assert heading in html
    assert "A conversation appears here when a contact asks for a person" in html
    assert "Nothing matches" in words(await page(house, client, "/inbox?q=zzz"))


async def test_conversations_stand_under_their_headings(
    house: House, client: Client, ana: Program, ben: Program
) -> None:
    waits, mine, others = [await house.handed_off(chat) for chat in "abc"]
    agent, later, closed = (
        await house.say("d", "hi"),
        await house.handed_off("e"),
        await house.handed_off("f"),
    )
    await ana.act(mine, "take")
    await ben.act(others, "take")
    await ana.act(later, "snooze", {"minutes": 30})
    await ana.act(closed, "resolve")
    html = await page(house, client, "/inbox/list")
    found = {}
    for section in html.split("<section")[1:]:
        key = re.search(r'data-section="(\w+)"', section)
        assert key is not None
        found[key[1]] = re.findall(r'data-id="(\w+)"', section)
    assert found == {
        "needs": [waits],
        "mine": [mine],
        "others": [others],
        "agent": [agent],
        "snoozed": [later],
    }
    assert closed in await page(house, client, "/inbox/list?owner=closed")


async def test_a_wait_turns_amber_and_red_against_the_queues_limit(house: House, client: Client) -> None:
    house.offset = -400
    await house.handed_off("a")
    house.offset = -200
    await house.handed_off("b")
    house.offset = -10
    await house.handed_off("c")
    house.offset = 0
    html = await page(house, client, "/inbox/list")
    assert re.findall(r'class="chip (\w+)"', html) == ["late", "soon", "calm"]


async def test_what_a_contact_writes_stays_plain_text(house: House, client: Client) -> None:
    id = await house.say("a", NASTY, "<b>Eve</b>")
    for path in (f"/inbox/c/{id}", "/inbox/list", f"/inbox/c/{id}/return"):
        html = await page(house, client, path)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>Eve" not in html
        assert "{{ 7*7 }}" in html or "/return" in path or "/list" in path
    thread = (await panes(house, client, id)).split('id="thread"')[1].split('id="newer"')[0]
    assert "<a " not in thread
    assert "<strong>" not in thread


async def test_what_the_team_writes_is_drawn_without_pictures_from_elsewhere(
    house: House, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    await ana.act(
        id,
        "reply",
        {"text": "**Hello** ![t](https://evil.example/t.png) <script>x</script> [x](javascript:x)"},
    )
    html = await panes(house, client, id)
    assert "<strong>Hello</strong>" in html
    assert "<img" not in html
    assert "<script" not in html
    assert 'href="javascript' not in html


async def test_notes_say_who_sees_them(house: House, client: Client, ana: Program) -> None:
    id = await house.handed_off("a")
    await ana.act(id, "note", {"text": "be kind"})
    await ana.act(id, "return", {"note": "refund is fine"})
    html = words(await panes(house, client, id))
    assert "only your team sees this" in html
    assert "your team and the assistant see this" in html


async def test_the_composer_is_open_for_the_owner_and_closed_for_the_rest(
    house: House, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a", "my lawyer will call")

    async def lock(who: str) -> str:
        found = re.search(r'data-lock="(\w+)"', await panes(house, client, id, who))
        assert found is not None
        return found[1]

    assert [await lock(who) for who in ("ben", "cleo")] == ["open", "reader"]
    ben = Program(client, house.token("ben"))
    await ben.act(id, "take")
    assert [await lock(who) for who in ("ben", "ana")] == ["open", "reader"]
    await ben.act(id, "transfer", {"queue": "support"})
    await ben.act(id, "take")
    assert [await lock(who) for who in ("ben", "ana")] == ["open", "colleague"]
    await ben.act(id, "return")
    assert await lock("ana") == "agent"
    await ana.act(id, "resolve")
    assert await lock("ana") == "closed"


async def test_the_context_says_why_and_what_the_agent_did(house: House, client: Client) -> None:
    id = await house.say("a", "Do you have blue lamps?", "Maria", order="4417")
    steps = (Step("search", "blue lamps"),)
    await house.answer(id, "Perhaps.", confidence=0.31, sources=(Source("Lamps", "Colours"),), steps=steps)
    await house.say("a", "I am furious")
    html = words(await panes(house, client, id))
    for shown in (
        "The contact is upset",
        "complaint",
        "“I am furious”",
        "31 %",
        "Lamps › Colours",
        "blue lamps",
        "4417",
    ):
        assert shown in html, shown


async def test_the_return_form_shows_what_the_agent_will_know(
    house: House, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a", "a person please")
    form = words(await page(house, client, f"/inbox/c/{id}/return"))
    assert "It will answer this at once: “a person please”" in form
    await ana.act(id, "reply", {"text": "I am here"})
    await ana.act(id, "note", {"text": "sounds tired"})
    form = words(await page(house, client, f"/inbox/c/{id}/return"))
    assert "You a person I am here" in form
    assert "sounds tired" not in form
    assert "It says nothing until Maria Lopez writes again" in form
    await house.say("a", "And my invoice?")
    assert "It will answer this at once: “And my invoice?”" in words(
        await page(house, client, f"/inbox/c/{id}/return")
    )


async def test_transfer_offers_other_queues_and_colleagues(
    house: House, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    form = await page(house, client, f"/inbox/c/{id}/transfer")
    assert re.findall(r'value="([\w:]+)"', form) == [
        "queue:billing",
        "queue:legal",
        "operator:ben",
        "operator:cleo",
    ]
    await ana.act(id, "take")
    assert "queue:support" in await page(house, client, f"/inbox/c/{id}/transfer")


async def test_uploads_are_linked_and_a_picture_is_ours(house: House, client: Client) -> None:
    files = (File("f1", "a<b>.png", "image/png", 2048), File("f2", "bill.pdf", "application/pdf", 3_500_000))
    await house.desk.receive(Address("web", "a"), ContactSaid("u1", Content("see", files=files), "Maria"))
    (row,) = await house.store.conversations(Query())
    html = await panes(house, client, row.id)
    assert re.search(r'<img src="/api/chat/files/f1\?sig=[^"]+" alt="a&lt;b&gt;.png"', html)
    assert 'href="/api/chat/files/f2?sig=' in html
    assert "3.3 MB" in html


async def test_a_long_transcript_comes_in_pieces(house: House, client: Client) -> None:
    id = await house.say("a", "message number 0")
    for number in range(1, 210):
        await house.say("a", f"message number {number}")
    html = await panes(house, client, id)
    assert 'id="older"' in html
    assert "message number 0<" not in html
    assert "message number 209<" in html
    assert "message number 0<" in await page(house, client, f"/inbox/c/{id}/panes?entries=500")
    for nonsense in ("-1", "x", "999999999999", "%00"):
        await page(house, client, f"/inbox/c/{id}/panes?entries={nonsense}")


async def test_styles_and_scripts_are_kept_until_they_change(client: Client) -> None:
    async with client.get("/inbox/static/main.js") as response:
        assert response.status == 200
        assert response.content_type == "text/javascript"
        tag = response.headers["ETag"]
    async with client.get("/inbox/static/main.js", headers={"If-None-Match": tag}) as response:
        assert response.status == 304


@pytest.mark.parametrize("name", ["nope.js", "..%2f..%2fauth.py", "%00", "main.js%00", "page.html"])
async def test_nothing_else_is_served(client: Client, name: str) -> None:
    async with client.get(f"/inbox/static/{name}") as response:
        assert response.status == 404


async def test_a_link_to_nothing_leaves_the_operator_in_the_inbox(house: House, client: Client) -> None:
    id = await house.handed_off("a")
    async with client.get("/inbox/c/c404", headers=house.cookie("ana")) as response:
        html = await response.text()
    assert response.status == 404
    assert f'data-id="{id}"' in html
    assert 'data-open=""' in html
    assert "There is no such conversation. It may have been erased" in words(html)


async def test_unknown_pages_are_not_found(house: House, client: Client) -> None:
    for path in ("/inbox/c/c404", "/inbox/c/c404/panes", "/inbox/c/c404/return", "/inbox/c/c404/transfer"):
        async with client.get(path, headers={**house.cookie("ana"), "Accept": "text/html"}) as response:
            assert response.status == 404
            assert "no such conversation" in (await response.text()).lower()


async def test_every_move_and_event_is_a_sentence(
    house: House, client: Client, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    for program, name, body in (
        (ana, "take", None),
        (ana, "transfer", {"queue": "billing"}),
        (ben, "reply", {"text": "Hi"}),
        (ben, "transfer", {"operator": "ana"}),
        (ana, "snooze", {"minutes": 5}),
        (ana, "return", None),
        (ana, "agent", {"on": False}),
        (ana, "resolve", None),
    ):
        assert (await program.act(id, name, body))[0] == 200, name
    html = words(await panes(house, client, id))
    for sentence in (
        "Ana Ruiz took over",
        "Ana Ruiz passed it on to the queue billing",
        "Ben Okafor took over by replying",
        "Passed on to Ana Ruiz",
        "Ana Ruiz snoozed it",
        "Ana Ruiz returned it to the assistant",
        "Ana Ruiz switched the assistant off for this contact",
        "Ana Ruiz resolved it",
    ):
        assert sentence in html, sentence


async def test_presence_is_told_by_the_page_only(house: House, client: Client) -> None:
    headers = {**house.cookie("ana"), **OUR_PAGE}
    async with client.post("/inbox/presence", json={"tab": "t1"}, headers=headers) as response:
        assert await response.json() == {"ok": True, "people": []}
    async with client.post("/inbox/presence", json={}, headers=headers) as response:
        assert response.status == 422
