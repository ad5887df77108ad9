"""The first whole use: asked and answered, a person called, taken, talked, returned, closed, opened again."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.flows.people import Contact, Operator, People

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

QUESTION = "How long does delivery to Germany take? My order is for mia.novak@mail.example"
PLEA = "I want to talk to a real person, please"
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


async def row_of(contact: Contact, operator: Operator, query: str = "") -> dict[str, Any]:
    """Return the contact's row in the operator's list."""
    (row,) = [row for row in await operator.list(query) if row["contact"] == contact.id]
    return row


async def ask_for_a_person(contact: Contact, operator: Operator) -> str:
    """Have the contact ask, and wait until they were told; return the conversation's id."""
    await contact.say(PLEA)
    await contact.hears("system")
    return str((await row_of(contact, operator, "?owner=waiting"))["id"])


def kinds(contact: Contact) -> list[str]:
    return [message["author"]["kind"] for message in contact.messages]


def texts(case: dict[str, Any]) -> list[str]:
    """Return the texts of a conversation's transcript: messages and notes."""
    return [entry["text"] for entry in case["transcript"] if entry["kind"] in ("message", "note")]


async def test_a_question_is_answered_from_the_knowledge_with_its_source(shop: People) -> None:
    mia = await shop.contact("Mia Novak")
    async with mia.listening():
        message = mia.post(QUESTION)
        first = await mia.call("POST", "/api/chat/messages", message)
        assert (first.status, first.body) == (202, {"id": message["id"], "seq": 1})
        again = await mia.call("POST", "/api/chat/messages", message)
        assert (again.status, again.body) == (200, first.body)
        answer = await mia.hears("agent")
    assert answer["author"] == {"kind": "agent", "name": "Assistant"}
    assert "2 to 3 working days" in answer["text"]
    read = [(source["title"], source["section"]) for source in answer["sources"]]
    assert ("Shipping", "How long delivery takes") in read
    asked = mia.messages[0]
    assert asked == message | {
        "seq": 1,
        "author": {"kind": "contact", "name": "Mia Novak"},
        "at": asked["at"],
    }
    assert ISO.fullmatch(answer["at"])
    assert kinds(mia) == ["contact", "agent"]


async def test_who_asks_for_a_person_is_told_once_the_team_has_the_card(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia Novak")
    async with mia.listening():
        await mia.say(PLEA)
        told = await mia.hears("system")
        await mia.until(lambda: mia.states[-1].get("told") is True)
        assert (await mia.say("It is about my parcel.")).status == 202
        await mia.until(lambda: len(mia.by("contact")) == 2)
    assert list(happened(mia)) == ["agent", "contact", "waiting", "system", "waiting, told", "contact"]
    case = await anna.open((await row_of(mia, anna))["id"])
    assert re.fullmatch(r"H-\d{4}", case["ticket"])
    assert case["ticket"] in told["text"]
    assert case["handoffs"][0]["cards"] == [{"place": "web", "ref": "web"}]
    assert case["handoffs"][0]["notified"] <= told["at"]
    assert texts(case) == [PLEA, told["text"], "It is about my parcel."]


def happened(contact: Contact) -> Iterator[str]:
    """Yield what the contact's page was told, in a word each."""
    for told in contact.heard:
        if told.event == "message":
            yield told.data["author"]["kind"]
        elif told.event == "state":
            yield told.data["owner"] + (", told" if told.data.get("told") else "")


async def test_the_inbox_shows_why_and_the_second_who_takes_is_told_who_was_first(shop: People) -> None:
    anna, ben, mia = await shop.operator("anna"), await shop.operator("ben"), await shop.contact("Mia")
    async with mia.listening():
        await mia.say(QUESTION)
        await mia.hears("agent")
        id = await ask_for_a_person(mia, anna)
    row = await row_of(mia, ben, "?owner=waiting&queue=support&q=Mia")
    assert (row["owner"], row["queue"], row["mechanism"]) == ("waiting", "support", "request")
    assert row["reason"]
    assert ISO.fullmatch(row["since"])
    envelope = (await ben.open(id))["envelope"]
    assert envelope["summary"]
    assert envelope["sources"][0]["title"] == "Shipping"
    assert 0 < envelope["confidence"] <= 1
    taken = await anna.act(id, "take")
    assert (taken.status, set(taken.body)) == (200, {"ok", "seq"})
    told = {"error": "already_taken", "by": "Anna Berg", "at": (await ben.open(id))["since"]}
    for late in (await ben.act(id, "take"), await ben.act(id, "reply", text="Me too!")):
        assert (late.status, late.body) == (409, told | {"message": "Anna Berg has this conversation."})
    mine = await row_of(mia, anna, "?owner=mine")
    assert (mine["operator"], mine["owner"], await ben.list("?owner=mine")) == ("anna", "human", [])


async def test_a_person_and_the_contact_talk_and_notes_stay_inside(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia")
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        assert (await anna.act(id, "take")).status == 200
        assert (await anna.act(id, "note", text="Her parcel went to Bremen.")).status == 200
        assert (await anna.act(id, "reply", text="Hello Mia, I am looking.")).status == 200
        assert (await mia.hears("human"))["author"] == {"kind": "human", "name": "Anna Berg"}
        await mia.say("Thank you, Anna!")
        assert (await anna.act(id, "reply", text="It comes tomorrow.")).status == 200
        await mia.hears("human", 2)
    case = await anna.open(id)
    assert [one["text"] for one in case["transcript"] if one["kind"] == "note"] == [
        "Her parcel went to Bremen."
    ]
    assert kinds(mia) == ["contact", "system", "system", "human", "contact", "human"]
    whole = await mia.read(last=mia.messages[-1]["seq"])
    assert "Bremen" not in json.dumps([told.data for told in whole])


async def test_after_the_return_the_agent_answers_and_the_old_request_hands_nothing_off(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia")
    note = "She wanted to know about Bremen."
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        await anna.act(id, "reply", text="Hello Mia, what is it?")
        await mia.say("Nothing any more.")
        await anna.act(id, "reply", text="Good.")
        assert (await anna.act(id, "return", note=note)).status == 200
        await mia.until(lambda: mia.states[-1]["owner"] == "agent")
        await mia.say(QUESTION)
        assert "working days" in (await mia.hears("agent"))["text"]
    case = await anna.open(id)
    assert (case["owner"], len(case["handoffs"])) == ("agent", 1)
    closed = case["handoffs"][0]
    assert (closed["ending"], closed["by"], closed["note"]) == ("returned", "Anna Berg", note)
    assert "Bremen" not in json.dumps(mia.messages)


async def test_the_agent_is_told_what_was_said_while_it_was_away(mirror: People) -> None:
    anna, mia = await mirror.operator("anna"), await mirror.contact("Mia")
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        await anna.act(id, "note", text="Only for us.")
        await anna.act(id, "reply", text="Your parcel is in Ghent.")
        await mia.say("Then I wait.")
        await anna.act(id, "reply", text="Until Friday.")
        await anna.act(id, "return", note="Offer her a voucher.")
        await mia.say("What about Monday?")
        told = json.loads((await mia.hears("agent"))["text"])
    assert told["asked"] == ["What about Monday?"]
    assert ["contact", "Mia", PLEA] in told["past"]
    talk = told["past"][told["past"].index(["human", "Anna Berg", "Your parcel is in Ghent."]) :]
    assert talk[1:4] == [
        ["contact", "Mia", "Then I wait."],
        ["human", "Anna Berg", "Until Friday."],
        ["note", "Anna Berg", "Offer her a voucher."],
    ]
    assert ["system", "", "Anna Berg left and gave the conversation back to you."] in talk
    assert "Only for us." not in json.dumps(told)


async def test_what_is_closed_opens_again_when_the_contact_writes(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia")
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        await anna.act(id, "take")
        assert (await anna.act(id, "resolve")).status == 200
        await mia.until(lambda: mia.states[-1]["owner"] == "closed")
        for late in (await anna.act(id, "resolve"), await anna.act(id, "reply", text="One more thing")):
            assert (late.status, late.body["error"]) == (409, "closed")
        assert (await mia.say(QUESTION)).status == 202
        await mia.hears("agent")
    case = await anna.open(id)
    assert (case["owner"], case["handoffs"][0]["ending"]) == ("agent", "resolved")
    assert "ticket" not in case
