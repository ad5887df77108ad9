"""What an operator does over HTTP, and what they are told when they were too late."""

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from handoff.effects import Deliver
from handoff.ids import ConversationId
from handoff.ownership import Owner
from handoff.store.base import RowState, Settled
from handoff.transcript import EntryKind
from tests.bot.inbox.conftest import Program
from tests.bot.inbox.house import House


async def test_of_two_who_take_one_wins_and_the_other_is_told_who(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    answers = await asyncio.gather(ana.act(id, "take"), ben.act(id, "take"))
    assert sorted(status for status, _ in answers) == [200, 409]
    won = "Ana Ruiz" if answers[0][0] == 200 else "Ben Okafor"
    lost = next(found for status, found in answers if status == 409)
    assert (lost["error"], lost["by"]) == ("already_taken", won)
    assert datetime.fromisoformat(lost["at"]).utcoffset() is not None
    assert won in lost["message"]


async def test_taking_from_the_agent_needs_no_handoff(house: House, ana: Program) -> None:
    id = await house.say("a", "hello")
    assert (await ana.act(id, "take"))[0] == 200
    assert await house.owner(id) == (Owner.HUMAN, "ana")


async def test_a_reply_takes_and_a_colleagues_reply_is_refused(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    status, found = await ana.act(id, "reply", {"text": "  Hello  "})
    assert (status, found["ok"]) == (200, True)
    assert (await house.texts(id))[-1] == "Hello"
    assert (await ben.act(id, "reply", {"text": "Me too"}))[1]["error"] == "already_taken"
    assert "Me too" not in await house.texts(id)


async def test_the_same_id_again_changes_nothing(house: House, ana: Program, ben: Program) -> None:
    id = await house.handed_off("a")
    first = await ana.act(id, "reply", {"text": "Hello", "id": "r1"})
    again = await ana.act(id, "reply", {"text": "Hello", "id": "r1"})
    assert again == (200, {"ok": True, "again": True, "seq": first[1]["seq"]})
    assert (await house.texts(id)).count("Hello") == 1
    await ana.act(id, "note", {"text": "mine", "id": "n1"})
    await ben.act(id, "note", {"text": "another person's", "id": "n1"})
    assert (await house.texts(id))[-2:] == ["mine", "another person's"]


async def test_a_note_is_never_given_to_deliver(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    house.pull = False
    await ana.act(id, "note", {"text": "careful with this one"})
    note = (await house.store.entries(id))[-1]
    assert note.kind is EntryKind.NOTE
    effects = [row.effect for row in await house.store.rows(id)]
    assert note.seq not in {effect.seq for effect in effects if isinstance(effect, Deliver)}


async def test_returning_leaves_a_note_for_the_agent(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    await ana.act(id, "take")
    assert (await ana.act(id, "return", {"note": "refund is approved"}))[0] == 200
    found = await ana.whole(id)
    assert found["owner"] == "agent"
    assert (found["handoffs"][0]["ending"], found["handoffs"][0]["note"]) == (
        "returned",
        "refund is approved",
    )


async def test_returning_what_the_agent_has_is_refused(house: House, ana: Program) -> None:
    id = await house.say("a", "hello")
    status, found = await ana.act(id, "return")
    assert (status, found["error"]) == (409, "not_handed_off")


async def test_resolving_twice_is_refused_and_taking_opens_again(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    assert (await ana.act(id, "resolve"))[0] == 200
    assert (await ana.act(id, "resolve"))[1]["error"] == "closed"
    assert (await ana.act(id, "reply", {"text": "still there?"}))[0] == 409
    assert (await ana.act(id, "take"))[0] == 200


async def test_transfer_to_a_queue_and_to_a_colleague(house: House, ana: Program, ben: Program) -> None:
    id = await house.handed_off("a")
    await ana.act(id, "take")
    assert (await ana.act(id, "transfer", {"queue": "billing"}))[0] == 200
    assert await house.owner(id) == (Owner.WAITING, None)
    await ana.act(id, "take")
    assert (await ana.act(id, "transfer", {"operator": "ben"}))[0] == 200
    assert await house.owner(id) == (Owner.HUMAN, "ben")
    assert (await ana.act(id, "transfer", {"queue": "support"}))[1]["by"] == "Ben Okafor"


async def test_transfer_to_nowhere_changes_nothing(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    assert (await ana.act(id, "transfer", {"queue": "moon"}))[1]["error"] == "unknown_queue"
    assert (await ana.act(id, "transfer", {"operator": "dora"}))[:1] == (422,)
    for body in ({}, {"queue": "billing", "operator": "ben"}):
        assert (await ana.act(id, "transfer", body))[0] == 422
    assert (await house.state(id)).handoff.queue == "support"  # type: ignore[union-attr]


async def test_snooze_for_minutes_or_until_a_time(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    assert (await ana.act(id, "snooze", {"minutes": 30}))[0] == 200
    (row,) = (await ana.get("/api/inbox/conversations"))[1]["conversations"]
    assert "snoozed" in row
    later = datetime.now(timezone(timedelta(hours=2))) + timedelta(days=1)
    assert (await ana.act(id, "snooze", {"until": later.isoformat()}))[0] == 200
    handoff = (await house.state(id)).handoff
    assert handoff is not None
    assert handoff.snoozed == pytest.approx(later.timestamp(), abs=1)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": 10**9},
        {"minutes": 1.5},
        {"minutes": 5, "until": "2030-01-01T00:00:00Z"},
        {"until": "2030-01-01T00:00:00"},
        {"until": "tomorrow"},
        {"until": "9999-01-01T00:00:00Z"},
        {"until": "0001-01-01T00:00:00Z"},
    ],
)
async def test_a_snooze_that_makes_no_sense_is_refused(
    house: House, ana: Program, body: dict[str, Any]
) -> None:
    id = await house.handed_off("a")
    status, _ = await ana.act(id, "snooze", body)
    assert status in (409, 422)
    assert (await house.state(id)).handoff.snoozed is None  # type: ignore[union-attr]


async def test_the_agent_is_switched_off_and_on_for_one_contact(house: House, ana: Program) -> None:
    id = await house.say("a", "hello")
    assert (await ana.act(id, "agent", {"on": False}))[0] == 200
    assert not (await house.state(id)).agent_on
    assert (await ana.act(id, "agent", {"on": True}))[0] == 200
    assert (await house.state(id)).agent_on
    assert (await ana.act(id, "agent", {}))[0] == 422


async def test_escalating_by_hand_says_who_asked(house: House, ana: Program) -> None:
    id = await house.say("a", "hello")
    assert (await ana.act(id, "escalate", {"reason": "looks like fraud"}))[0] == 200
    found = await ana.whole(id)
    assert (found["owner"], found["reason"], found["mechanism"]) == ("waiting", "looks like fraud", "manual")


async def test_typing_shows_the_contact_dots_only_for_a_reply(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    assert (await ana.act(id, "typing", {"note": True}))[0] == 200
    assert house.sink.typed == []
    assert (await ana.act(id, "typing"))[0] == 200
    assert house.sink.typed == [("web:a", "ana")]


async def change(program: Program, id: ConversationId, seq: object, method: str, body: Any = None) -> int:
    path = f"/api/inbox/conversations/{id}/messages/{seq}"
    return (await program.send(path, body, method))[0]


async def test_only_the_writer_changes_a_message(house: House, ana: Program, ben: Program) -> None:
    id = await house.handed_off("a")
    _, sent = await ana.act(id, "reply", {"text": "Helo"})
    assert await change(ben, id, sent["seq"], "PATCH", {"text": "Hacked"}) == 403
    assert await change(ana, id, sent["seq"], "PATCH", {"text": "Hello"}) == 200
    assert await change(ana, id, sent["seq"], "DELETE") == 200
    last = [one for one in (await ana.whole(id))["transcript"] if one["seq"] == sent["seq"]]
    assert last[0]["deleted_at"]
    assert last[0]["earlier"] == ["Helo"]


async def test_a_note_cannot_be_changed_into_something_that_is_delivered(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    _, note = await ana.act(id, "note", {"text": "inside"})
    assert await change(ana, id, note["seq"], "PATCH", {"text": "outside"}) == 409
    assert await change(ana, id, note["seq"], "DELETE") == 409


@pytest.mark.parametrize("seq", [0, -1, 10**9, "x", "1.5", "٣", "9" * 30])
async def test_a_message_that_is_not_there_is_not_found(house: House, ana: Program, seq: object) -> None:
    id = await house.handed_off("a")
    assert await change(ana, id, seq, "PATCH", {"text": "?"}) == 404


async def test_a_contacts_message_is_nobodys_to_change(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    assert await change(ana, id, 1, "PATCH", {"text": "?"}) == 403
    assert await change(ana, id, 1, "DELETE") == 403


ACTS: list[tuple[str, Any]] = [
    ("take", None),
    ("reply", {"text": "x"}),
    ("note", {"text": "x"}),
    ("return", None),
    ("resolve", None),
    ("transfer", {"queue": "support"}),
    ("snooze", {"minutes": 5}),
    ("agent", {"on": False}),
    ("escalate", None),
    ("typing", None),
]


@pytest.mark.parametrize(("name", "body"), ACTS)
async def test_an_operator_of_another_queue_reads_but_does_not_act(
    house: House, cleo: Program, name: str, body: Any
) -> None:
    id = await house.handed_off("a", "my lawyer will call")
    before = await house.state(id)
    assert (await cleo.whole(id))["queue"] == "legal"
    status, found = await cleo.act(id, name, body)
    assert (status, found["error"]) == (403, "not_allowed")
    assert await house.state(id) == before


@pytest.mark.parametrize(("name", "body"), ACTS)
async def test_acting_on_nothing_is_not_found(ana: Program, name: str, body: Any) -> None:
    status, _ = await ana.act(ConversationId("c404"), name, body)
    assert status == 404


async def test_each_message_says_what_became_of_it(house: House, ana: Program) -> None:
    house.pull = False
    id = await house.handed_off("telegram:7")
    _, sent = await ana.act(id, "reply", {"text": "Hello"})

    async def delivery() -> Any:
        found = (await ana.whole(id))["transcript"]
        return next(one["delivery"] for one in found if one["seq"] == sent["seq"])

    assert await delivery() == {"state": "waiting"}
    row = next(
        one
        for one in await house.store.rows(id)
        if isinstance(one.effect, Deliver) and one.effect.seq == sent["seq"]
    )
    for settled, wanted in (
        (Settled(row.id, RowState.PENDING, 1, error="down"), {"state": "retrying", "error": "down"}),
        (Settled(row.id, RowState.SENT, 2), {"state": "delivered"}),
        (Settled(row.id, RowState.DEAD, 3, error="blocked"), {"state": "failed", "error": "blocked"}),
        (
            Settled(row.id, RowState.DEAD, 3, error="cut", doubtful=True),
            {"state": "uncertain", "error": "cut"},
        ),
        (Settled(row.id, RowState.DROPPED), {"state": "withheld"}),
    ):
        await house.store.settle(settled)
        assert await delivery() == wanted


async def test_a_colleagues_conversation_is_taken_only_by_naming_them(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    await ana.act(id, "take")
    assert (await ben.act(id, "take"))[0] == 409
    assert (await ben.act(id, "take", {"over": "zoe"}))[0] == 409
    assert (await ben.act(id, "take", {"over": "ana"}))[0] == 200
    assert await house.owner(id) == (Owner.HUMAN, "ben")
    assert (await ana.act(id, "reply", {"text": "still me?"}))[1]["by"] == "Ben Okafor"
