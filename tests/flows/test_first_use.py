"""The first whole use: asked and answered, a person called, taken, talked, returned, closed, opened again."""

import json
import re
from typing import Any

from tests.flows.people import Contact, Operator, People

QUESTION = "How long does delivery to Germany take? My order is for mia.novak@mail.example"
PLEA = "I want to talk to a real person, please"
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


async def ask_for_a_person(contact: Contact, anna: Operator) -> str:
    """Have the contact ask, and wait until they were told; return the conversation's id."""
    await contact.say(PLEA)
    await contact.hears("system")
    (row,) = await anna.list("?owner=waiting")
    return str(row["id"])


def kinds(contact: Contact) -> list[str]:
    return [message["author"]["kind"] for message in contact.messages]


def texts(said: dict[str, Any]) -> list[str]:
    """The texts of a conversation's transcript: messages and notes."""
    return [entry["text"] for entry in said["transcript"] if entry["kind"] in ("message", "note")]


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
    assert ("Shipping", "How long delivery takes") in [
        (source["title"], source["section"]) for source in answer["sources"]
    ]
    assert mia.messages[0] == {
        "seq": 1,
        "id": message["id"],
        "author": {"kind": "contact", "name": "Mia Novak"},
        "text": QUESTION,
        "at": mia.messages[0]["at"],
    }
    assert ISO.fullmatch(answer["at"])
    assert kinds(mia) == ["contact", "agent"]


async def test_who_asks_for_a_person_is_told_once_the_team_has_the_card(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia Novak")
    async with mia.listening():
        await mia.say(PLEA)
        told = await mia.hears("system")
        await mia.until(lambda: mia.heard[-1].data.get("told") is True)
        assert (await mia.say("It is about my parcel.")).status == 202
        (row,) = await anna.list("?owner=waiting")
        await mia.until(lambda: len(mia.by("contact")) == 2)
    events = [(one.event, one.data.get("owner"), one.data.get("told")) for one in mia.heard]
    untold, ack = events.index(("state", "waiting", False)), mia.heard.index(next(_system(mia)))
    assert untold < ack < events.index(("state", "waiting", True))
    assert (row["ticket"], row["ticket"] in told["text"]) == ("H-1001", True)
    case = await anna.open(row["id"])
    assert case["handoffs"][0]["cards"] == [{"place": "web", "ref": "web"}]
    assert case["handoffs"][0]["notified"] <= told["at"]
    assert texts(case) == [PLEA, told["text"], "It is about my parcel."]
    assert kinds(mia) == ["contact", "system", "contact"]


def _system(contact: Contact) -> Any:
    return (one for one in contact.heard if one.data.get("author", {}).get("kind") == "system")


async def test_the_inbox_shows_why_and_the_second_who_takes_is_told_who_was_first(shop: People) -> None:
    anna, ben, mia = await shop.operator("anna"), await shop.operator("ben"), await shop.contact("Mia")
    async with mia.listening():
        await mia.say(QUESTION)
        await mia.hears("agent")
        id = await ask_for_a_person(mia, anna)
    (row,) = await ben.list("?owner=waiting&queue=support&q=Mia")
    assert (row["owner"], row["queue"], row["mechanism"]) == ("waiting", "support", "request")
    assert row["contact"] == f"web:{mia.id}"
    assert row["reason"]
    assert ISO.fullmatch(row["since"])
    case = await ben.open(id)
    assert case["envelope"]["summary"]
    assert case["envelope"]["sources"][0]["title"] == "Shipping"
    assert 0 < case["envelope"]["confidence"] <= 1
    taken = await anna.act(id, "take")
    assert (taken.status, set(taken.body)) == (200, {"ok", "seq"})
    late = await ben.act(id, "take")
    told = {"error": "already_taken", "by": "Anna Berg", "at": (await ben.open(id))["since"]}
    assert (late.status, late.body) == (409, told | {"message": "Anna Berg has this conversation."})
    reply = await ben.act(id, "reply", text="Me too!")
    assert (reply.status, reply.body["error"], reply.body["by"]) == (409, "already_taken", "Anna Berg")
    (mine,) = await anna.list("?owner=mine")
    assert (mine["operator"], mine["owner"], await ben.list("?owner=mine")) == ("anna", "human", [])


async def test_a_person_and_the_contact_talk_and_notes_stay_inside(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia")
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        assert (await anna.act(id, "take")).status == 200
        assert (await anna.act(id, "note", text="Her parcel went to Bremen.")).status == 200
        assert (await anna.act(id, "reply", text="Hello Mia, I am looking.")).status == 200
        said = await mia.hears("human")
        assert said["author"] == {"kind": "human", "name": "Anna Berg"}
        await mia.say("Thank you, Anna!")
        assert (await anna.act(id, "reply", text="It comes tomorrow.")).status == 200
        await mia.hears("human", 2)
    case = await anna.open(id)
    assert [one["kind"] for one in case["transcript"] if one["kind"] == "note"] == ["note"]
    assert "Thank you, Anna!" in texts(case)
    assert "agent" not in kinds(mia)
    whole = await mia.read(last=case["seq"])
    assert "Bremen" not in json.dumps([told.data for told in whole])


async def test_after_the_return_the_agent_answers_and_the_old_request_hands_nothing_off(shop: People) -> None:
    anna, mia = await shop.operator("anna"), await shop.contact("Mia")
    async with mia.listening():
        id = await ask_for_a_person(mia, anna)
        await anna.act(id, "reply", text="Hello Mia, what is it?")
        await mia.say("Nothing any more.")
        await anna.act(id, "reply", text="Good.")
        back = await anna.act(id, "return", note="She wanted to know about Bremen.")
        assert back.status == 200
        await mia.until(lambda: mia.heard[-1].data.get("owner") == "agent")
        await mia.say(QUESTION)
        assert "working days" in (await mia.hears("agent"))["text"]
    case = await anna.open(id)
    assert (case["owner"], len(case["handoffs"])) == ("agent", 1)
    closed = case["handoffs"][0]
    assert (closed["ending"], closed["by"], closed["note"]) == (
        "returned",
        "Anna Berg",
        "She wanted to know about Bremen.",
    )
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
        await mia.until(lambda: mia.heard[-1].data.get("owner") == "closed")
        again = await anna.act(id, "resolve")
        assert (again.status, again.body["error"]) == (409, "closed")
        assert (await anna.act(id, "reply", text="One more thing")).status == 409
        assert (await mia.say(QUESTION)).status == 202
        await mia.hears("agent")
    case = await anna.open(id)
    assert (case["owner"], case["handoffs"][0]["ending"]) == ("agent", "resolved")
    assert "ticket" not in case
