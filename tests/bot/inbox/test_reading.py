"""What a program reads: the list with its filters, and one conversation whole."""

from datetime import datetime

import pytest

from handoff.content import Source
from handoff.events import ContactDeleted, ContactEdited
from handoff.ids import Address
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House


async def ids(program: Program, query: str = "") -> list[str]:
    status, found = await program.get(f"/api/inbox/conversations{query}")
    assert status == 200
    return [one["id"] for one in found["conversations"]]


async def test_the_list_says_who_waits_why_and_since_when(house: House, ana: Program) -> None:
    id = await house.handed_off("a", "my lawyer will call")
    _, found = await ana.get("/api/inbox/conversations")
    (row,) = found["conversations"]
    wanted = {
        "id": id,
        "contact": "web:a",
        "name": "Maria Lopez",
        "owner": "waiting",
        "ticket": "H-1001",
        "queue": "legal",
        "reason": "The contact mentions a lawyer.",
        "mechanism": "rule",
        "category": "legal",
        "priority": 5,
    }
    assert {name: row[name] for name in wanted} == wanted
    assert "operator" not in row
    assert datetime.fromisoformat(row["since"]).utcoffset() is not None
    assert row["waiting_since"].endswith("Z")
    assert row["last"]["who"] == "system"


async def test_the_list_is_filtered_by_owner_queue_and_words(
    house: House, ana: Program, ben: Program
) -> None:
    waits = await house.handed_off("a", "a person about blue shoes")
    legal = await house.handed_off("b", "my lawyer will call", "Jonas Weber")
    agent = await house.say("c", "where is my parcel", "Priya")
    mine = await house.handed_off("d", "a person", "Eve")
    await ana.act(mine, "take")
    closed = await house.handed_off("e", "a person", "Old")
    await ana.act(closed, "resolve")
    assert set(await ids(ana)) == {waits, legal, agent, mine, closed}
    assert set(await ids(ana, "?owner=open")) == {waits, legal, agent, mine}
    assert set(await ids(ana, "?owner=waiting")) == {waits, legal}
    assert await ids(ana, "?owner=mine") == [mine]
    assert await ids(ben, "?owner=mine") == []
    assert await ids(ana, "?owner=closed") == [closed]
    assert await ids(ana, "?queue=legal") == [legal]
    assert await ids(ana, "?q=BLUE+shoes") == [waits]
    assert await ids(ana, "?q=weber") == [legal]
    assert await ids(ana, "?owner=agent&queue=legal") == []


@pytest.mark.parametrize(
    "query", ["owner=nobody", "owner=%00", f"q={'x' * 201}", "q=a%00b", f"queue={'x' * 201}"]
)
async def test_a_filter_that_makes_no_sense_is_refused(ana: Program, query: str) -> None:
    status, found = await ana.get(f"/api/inbox/conversations?{query}")
    assert status == 400
    assert found["error"] in ("bad_owner", "bad_filter")


async def test_one_conversation_comes_whole(house: House, ana: Program) -> None:
    id = await house.say("a", "Is the lamp in stock?", "Maria Lopez", order="4417")
    await house.answer(id, "Yes.", confidence=0.8, sources=(Source("Lamps", "Stock"),))
    await house.say("a", "I am furious, a person!")
    await house.carded(id)
    await ana.act(id, "reply", {"text": "Hello", "id": "r1"})
    await ana.act(id, "note", {"text": "be kind"})
    found = await ana.whole(id)
    assert (found["owner"], found["operator"], found["epoch"]) == ("human", "ana", 2)
    assert found["variables"] == {"order": "4417"}
    assert found["envelope"]["confidence"] == 0.8
    assert found["envelope"]["sources"] == [{"title": "Lamps", "section": "Stock"}]
    assert [one["ticket"] for one in found["handoffs"]] == ["H-1001"]
    assert found["handoffs"][0]["trigger"]["signals"][0]["mechanism"] == "mood"
    said = [
        (one["kind"], one["author"]["kind"], one["text"]) for one in found["transcript"] if "author" in one
    ]
    assert said[0] == ("message", "contact", "Is the lamp in stock?")
    assert said[-2:] == [("message", "human", "Hello"), ("note", "human", "be kind")]
    assert [one["seq"] for one in found["transcript"]] == sorted(one["seq"] for one in found["transcript"])
    assert "owner" in {one["kind"] for one in found["transcript"]}


async def test_edits_show_what_was_said_before_and_deletions_show_nothing(house: House, ana: Program) -> None:
    id = await house.say("a", "first")
    address = Address("web", "a")
    await house.desk.receive(address, ContactEdited("m1", "second"))
    await house.say("a", "secret")
    await house.desk.receive(address, ContactDeleted("m2"))
    edited, deleted = [one for one in (await ana.whole(id))["transcript"] if one["kind"] == "message"]
    assert (edited["text"], edited["earlier"]) == ("second", ["first"])
    assert edited["edited_at"]
    assert deleted["deleted_at"]
    assert "secret" not in str(deleted)


async def test_a_conversation_nobody_had_is_not_found(client: Client, ana: Program) -> None:
    for id in ("c0", "%00", "x" * 300, "%ff", "a%2Fb", "%F0%9F%98%80"):
        status, found = await ana.get(f"/api/inbox/conversations/{id}")
        assert (status, found["error"]) == (404, "not_found"), id


async def test_a_wrong_method_says_which_is_right(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    async with ana.client.get(f"/api/inbox/conversations/{id}/take", headers=ana.headers) as response:
        assert response.status == 405
        assert response.headers["Allow"] == "POST"
