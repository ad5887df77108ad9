"""Who comes in at the team's door, and who does not (law 7)."""

from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.team.told import STRANGER
from channels.team import Answer, Erased, Person, Pressed, Reacted, Rewrote, TeamEvent, ThreadGone, Wrote
from handoff.content import Content
from handoff.effects import PostCard
from handoff.ids import Address
from handoff.ownership import Owner
from tests.bot.team.house import ANA, BEN, EVE, FORUM, ID, ROOM, SALES_ROOM, ZOE, House, open_house

PRESSES = ("take", "return", "resolve", "snooze", "transfer")
SECRET = "my card number is 4111"
TEAMS = {"support": {"notify": ["slack:C1"], "operators": ["ana", "slack-group:S1"]}}


# ── strangers ────────────────────────────────────────────────────────────────────────────────────


async def deeds(house: House, who: Person) -> list[TeamEvent]:
    """Everything somebody can do in a thread and on a card, after Ana took it and wrote."""
    await house.press("take:1001")
    await house.write("Hello", ref="w1")
    thread, shown = await house.thread(), list(house.slack.seen)[-1]
    return [
        *(
            Pressed(who, ROOM, f"{press}:1001")
            for press in ("take", "return", "resolve", "snooze", "transfer")
        ),
        Pressed(who, ROOM, "return:1001:-", text=SECRET),
        Wrote(who, thread, "x1", Content(SECRET)),
        Wrote(who, thread, "x2", Content(f"/reply {SECRET}")),
        Wrote(who, thread, "x3", Content(f"/note {SECRET}")),
        Wrote(who, thread, "x4", Content("/resolve")),
        Rewrote(who, thread, "w1", SECRET),
        Reacted(who, thread, shown, "👍", True),
    ]


@pytest.mark.parametrize("who", [EVE, ZOE, Person("telegram", "U1", "Ana"), Person("slack", "", "Ana")])
async def test_a_stranger_changes_nothing_and_is_logged_without_a_word_of_what_was_written(
    house: House, who: Person
) -> None:
    events = await deeds(house, who)
    before, told = await house.state(), list(house.told)
    with capture_logs() as logs:
        answers = [await house.team(event, f"k{place}") for place, event in enumerate(events)]
    assert (await house.state(), house.told) == (before, told)
    assert {answer.text for answer in answers} <= {STRANGER, ""}
    refused = [line for line in logs if line["event"] == "a stranger was refused"]
    assert len(refused) == len(events)
    assert {line["person"] for line in refused} == {who.id}
    assert SECRET not in str(logs)


async def test_a_stranger_is_told_so_where_there_was_something_to_do(house: House) -> None:
    assert await house.press("take:1001", EVE) == Answer(STRANGER, alert=True)
    assert await house.write("hello", EVE) == Answer(STRANGER, alert=True)
    assert await house.rewrite("hello!", EVE) == Answer()


async def test_a_press_on_one_messenger_gives_no_right_on_another(house: House) -> None:
    """Ben has an id on both, Ana only on Slack."""
    assert (await house.press("take:1001", Person("telegram", "U1", "Ana"), place=FORUM)).alert
    assert not (await house.press("take:1001", Person("telegram", "2", "who cares"), place=FORUM)).alert


# ── places ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place", [Address("slack", "C1"), Address("slack", "C1/nothing"), Address("slack", "")]
)
async def test_what_is_written_outside_of_any_desk_thread_is_nothing(house: House, place: Address) -> None:
    before = await house.entries()
    events: list[TeamEvent] = [
        Wrote(ANA, place, "x1", Content("/resolve")),
        Rewrote(ANA, place, "x1", "hello"),
        Erased(place, "x1"),
        Reacted(ANA, place, "x1", "👍", True),
        ThreadGone(place, "deleted"),
    ]
    for event in events:
        assert await house.team(event) == Answer(unknown=True)
    assert await house.entries() == before


async def test_a_press_works_wherever_the_card_stands(house: House) -> None:
    assert not (await house.press("take:1001", place=await house.thread())).alert


async def test_the_intake_knows_the_teams_places_and_the_open_threads(house: House) -> None:
    assert house.intake.places("slack") == {"C1", "C2"}
    assert house.intake.places("telegram") == {"-100"}
    assert house.intake.places("discord") == frozenset()
    assert await house.intake.threads("slack") == [await house.thread("slack")]
    await house.press("resolve:1001")
    assert await house.intake.threads("slack") == []


# ── guests, and whose queue it is ────────────────────────────────────────────────────────────────


async def test_a_guest_acts_where_the_queue_lists_the_group(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=TEAMS) as house:
        await house.escalate()
        answer = await house.write("Hello", ZOE)
        assert answer.held
        await house.press(answer.buttons[0].action, ZOE)
        assert house.told[-2:] == ["Zoe joined the conversation", "Hello"]
        assert (await house.state()).operator == "slack:U9"
        assert house.card().status == "Zoe has it"


async def test_an_operator_of_another_queue_may_look_and_note_and_not_act(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=TEAMS) as house:
        await house.escalate()
        for press in ("take:1001", "resolve:1001", "snooze:1001:1800", "transfer:1001:o/ben"):
            assert (await house.press(press, BEN)).alert
        assert (await house.write("/reply hello", BEN)).alert
        assert await house.write("I would ask for her order number", BEN) == Answer(noted=True)
        assert (await house.state()).owner is Owner.WAITING
        assert "hello" not in house.told


async def test_a_group_counts_only_while_the_messenger_vouches_for_it(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=TEAMS) as house:
        await house.escalate()
        left = Person(ZOE.channel, ZOE.id, ZOE.name)
        assert await house.press("take:1001", left) == Answer(STRANGER, alert=True)
        assert not (await house.press("take:1001", ZOE)).alert
        assert await house.write("am I still in?", left) == Answer(STRANGER, alert=True)


# ── threads that go away ─────────────────────────────────────────────────────────────────────────


async def test_a_thread_that_is_gone_is_left_and_the_other_one_is_told(house: House) -> None:
    gone = await house.thread("slack")
    assert await house.lose(gone) == Answer()
    await house.say("are you there?")
    assert "are you there?" not in house.slack.texts(gone.chat)
    assert "Slack (C1)" in (await house.reads("telegram"))[-2]
    assert (await house.reads("telegram"))[-1] == "are you there?"


async def test_a_thread_that_nobody_said_is_gone_is_found_out_by_the_first_relay(house: House) -> None:
    gone = await house.thread("slack")
    house.slack.gone.add(gone)
    await house.say("are you there?")
    handoff = (await house.state()).handoff
    assert handoff is not None
    assert [copy.error for copy in handoff.cards if copy.place == ROOM] == ["the chat is gone"]
    before = house.slack.calls
    await house.say("hello?")
    assert house.slack.calls == before, "nothing more is tried there"


async def test_a_gone_thread_counts_once_however_often_it_is_told(house: House) -> None:
    thread = await house.thread("slack")
    await house.lose(thread)
    before = await house.entries()
    await house.team(ThreadGone(thread, "the thread was deleted"), "again")
    assert await house.entries() == before


async def test_late_news_of_an_old_thread_does_not_take_the_new_one_away(house: House) -> None:
    old = await house.thread("slack")
    await house.lose(old)
    await house.press("take:1001", BEN)
    await house.press("transfer:1001:q/support", BEN)
    await house.team(ThreadGone(old, "the thread was deleted"), "late")
    await house.say("hello?")
    assert "hello?" in await house.reads("slack")


async def test_news_of_a_thread_whose_handoff_is_over_is_nothing(house: House) -> None:
    await house.press("resolve:1001")
    before = await house.entries()
    await house.lose(await house.thread("slack"))
    assert await house.entries() == before


async def test_when_every_thread_is_gone_while_it_waits_the_next_queue_is_told(tmp_path: Path) -> None:
    queues = {
        "support": {"notify": ["slack:C1"], "escalate_to": "sales"},
        "sales": {"notify": ["slack:C2"]},
    }
    async with open_house(tmp_path, queues=queues) as house:
        await house.escalate()
        await house.lose(await house.thread("slack"))
        assert (await house.state()).owner is Owner.WAITING
        assert house.card(SALES_ROOM).live


async def test_a_new_round_of_telling_opens_a_new_thread_where_the_old_one_is_gone(house: House) -> None:
    old = await house.thread("slack")
    await house.lose(old)
    await house.press("take:1001", BEN)
    await house.press("transfer:1001:q/support", BEN)
    rows = [row for row in await house.store.rows(ID) if isinstance(row.effect, PostCard)]
    assert [row.effect.place for row in rows if isinstance(row.effect, PostCard)].count(ROOM) == 2
    assert await house.thread("slack") != old


# ── typing ───────────────────────────────────────────────────────────────────────────────────────


async def test_the_contact_sees_the_owner_typing_in_the_thread_and_nobody_else(house: House) -> None:
    await house.press("take:1001")
    thread = await house.thread()
    for who in (BEN, EVE, ZOE):
        await house.intake.team_typing(thread, who)
    assert house.contact.typed == []
    await house.intake.team_typing(thread, ANA)
    assert house.contact.typed == [Address("fake", "chat")]
    await house.intake.team_typing(Address("slack", "C1/nothing"), ANA)
    assert len(house.contact.typed) == 1


async def test_the_threads_see_the_contact_typing(house: House) -> None:
    await house.intake.typing(Address("fake", "chat"), None)
    assert house.slack.typed == [await house.thread("slack")]
    assert house.telegram.typed == [await house.thread("telegram")]


@pytest.mark.parametrize(("shown_as", "reads"), [("", "Ana"), ("The shop", "The shop")])
async def test_who_types_is_named_to_the_contact_as_the_queue_says(
    tmp_path: Path, shown_as: str, reads: str
) -> None:
    queues: dict[str, Any] = {"support": {"notify": ["slack:C1"], "shown_as": shown_as}}
    async with open_house(tmp_path, queues=queues) as house:
        await house.escalate()
        await house.press("take:1001")
        with house.hub.watch(ID) as watch:
            await house.intake.team_typing(await house.thread(), ANA)
            notice = await anext(watch)
    assert getattr(notice, "name", None) == reads


async def test_a_hidden_operators_name_is_in_nothing_the_contact_sees(tmp_path: Path) -> None:
    queues: dict[str, Any] = {"support": {"notify": ["slack:C1"], "shown_as": "The shop"}}
    async with open_house(tmp_path, queues=queues) as house:
        await house.escalate()
        await house.press("take:1001")
        await house.write("I am here")
        await house.press("return:1001:-", text="Ana says hi")
        seen = [f"{one.author} {one.content.text}" for one in house.contact.seen.values()]
    assert "The shop I am here" in seen
    assert "Ana" not in " ".join(seen)
