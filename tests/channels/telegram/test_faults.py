"""When Telegram or the line fails, each end has one meaning, and nothing is lost or said twice."""

import asyncio
import inspect

import pytest
from telegram import error as sdk

from channels.errors import Gone, Permanent, RateLimited, Temporary, Uncertain
from channels.telegram import errors
from handoff.content import Content
from handoff.events import ContactSaid
from handoff.ids import Address
from tests.channels.telegram.harness import PNG, Rig, eventually, outgoing
from tests.platforms.telegram.limits import Cut
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.refusal import Refusal, bad, forbidden


@pytest.fixture
def anna(telegram: Rig) -> Person:
    return telegram.server.person("Anna")


def to(person: Person) -> Address:
    return Address("telegram", str(person.id))


ENDS = [
    (Refusal(503, "Service Unavailable"), Temporary, 0),
    (Refusal(502, "Bad Gateway"), Uncertain, 0),
    (Refusal(500, "Internal Server Error"), Uncertain, 0),
    (Refusal(429, "Too Many Requests: retry after 7", retry_after=7), RateLimited, 0),
    (forbidden("bot was blocked by the user"), Gone, 0),
    (forbidden("user is deactivated"), Gone, 0),
    (forbidden("bot was kicked from the supergroup chat"), Gone, 0),
    (bad("message thread not found"), Gone, 0),
    (bad("something new"), Permanent, 0),
    (Cut.BEFORE, Uncertain, 0),
    (Cut.AFTER, Uncertain, 1),
]


@pytest.mark.parametrize(("end", "meaning", "shown"), ENDS, ids=str)
async def test_each_end_of_a_send_has_one_meaning(
    telegram: Rig, anna: Person, end: Refusal | Cut, meaning: type[Exception], shown: int
) -> None:
    telegram.server.fail(end)
    with pytest.raises(meaning) as caught:
        await telegram.say(to(anna), "hello")
    assert len(anna.chat.messages) == shown
    assert telegram.server.token not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_a_server_that_is_not_there_was_surely_not_told(telegram: Rig, anna: Person) -> None:
    await telegram.server.stop()
    with pytest.raises(Temporary, match="cannot be reached"):
        await telegram.say(to(anna), "hello")


async def test_a_revoked_token_is_said_and_is_in_no_text(telegram: Rig) -> None:
    telegram.server.token = "777000777:new"
    with pytest.raises(Permanent, match="BotFather") as caught:
        await telegram.channel.check()
    assert "AAloopback" not in str(caught.value)
    with pytest.raises(Permanent, match="BotFather"):
        await telegram.channel.run(telegram.desk)
    assert not telegram.channel.connected


async def test_a_second_program_with_the_same_token_is_said(telegram: Rig) -> None:
    first, second = telegram.channel, telegram.again().channel
    loser = asyncio.create_task(first.run(telegram.desk))
    await eventually(lambda: first.connected and telegram.server.updates.polls > 1)
    winner = asyncio.create_task(second.run(telegram.desk))
    with pytest.raises(Temporary, match="same token"):
        await loser
    await eventually(lambda: second.connected)
    assert not first.connected
    winner.cancel()
    await asyncio.gather(winner, return_exceptions=True)


async def test_a_long_message_goes_on_where_it_stopped(telegram: Rig, anna: Person) -> None:
    text = "\n\n".join(f"{number} " + "word " * 300 for number in range(6))
    out = outgoing(to(anna), text, key="long")
    refusal = Refusal(429, "Too Many Requests: retry after 0", retry_after=1)
    telegram.server.fail(refusal, "sendMessage", skip=1)
    with pytest.raises(RateLimited):
        await telegram.channel.send(out)
    receipt = await telegram.channel.send(out)
    assert len(receipt.ref.split(",")) == len(anna.chat.messages) == 3
    assert "".join("".join(anna.chat.texts).split()) == "".join(text.split())


async def test_formatting_that_is_refused_comes_as_plain_text(telegram: Rig, anna: Person) -> None:
    telegram.server.fail(bad("can't parse entities: unsupported"), "sendMessage")
    await telegram.say(to(anna), "**hello**")
    (message,) = anna.chat.messages
    assert (message.text, message.entities) == ("hello", [])


async def test_the_same_text_again_and_what_is_gone_already_are_fine(telegram: Rig, anna: Person) -> None:
    ref = await telegram.say(to(anna), "hello")
    await telegram.channel.edit(outgoing(to(anna), "hello"), ref)
    await telegram.channel.delete(to(anna), ref)
    await telegram.channel.delete(to(anna), ref)
    with pytest.raises(Permanent, match="deleted"):
        await telegram.channel.edit(outgoing(to(anna), "better"), ref)


async def test_a_limit_holds_only_its_own_chat(telegram: Rig, anna: Person) -> None:
    bea = telegram.server.person("Bea")
    telegram.server.fail(Refusal(429, "Too Many Requests: retry after 60", retry_after=60))
    with pytest.raises(RateLimited):
        await telegram.say(to(anna), "hello")
    waiting = asyncio.create_task(telegram.channel.ready(to(anna)))
    await telegram.channel.ready(to(bea))
    await telegram.say(to(bea), "hello")
    assert not waiting.done()
    waiting.cancel()


async def test_a_store_that_is_away_leaves_the_update_with_telegram(telegram: Rig, anna: Person) -> None:
    desk, server = telegram.desk, telegram.server
    desk.down = True
    async with telegram.running():
        anna.says("hello")
        await desk.until(lambda: desk.refused >= 2)
        assert len(server.updates.pending) == 1
    assert len(server.updates.pending) == 1
    desk.down = False
    async with telegram.again().running():
        await desk.said(1)
        await eventually(lambda: not server.updates.pending)
    assert desk.again == 0


async def test_a_slow_chat_holds_up_no_other_and_loses_nothing(telegram: Rig, anna: Person) -> None:
    desk = telegram.desk
    desk.hold[str(anna.id)] = asyncio.Event()
    bea = telegram.server.person("Bea")
    async with telegram.running():
        anna.says("slow 1")
        anna.says("slow 2")
        for number in range(5):
            bea.says(f"quick {number}")
            await desk.said(number + 1)
        assert len(telegram.server.updates.pending) >= 2
        desk.hold[str(anna.id)].set()
        events = await desk.said(7)
        await eventually(lambda: not telegram.server.updates.pending)
    texts = [event.content.text for event in events if isinstance(event, ContactSaid)]
    assert texts == [*(f"quick {number}" for number in range(5)), "slow 1", "slow 2"]
    assert desk.again == 0


async def test_the_line_may_drop_while_it_waits(telegram: Rig, anna: Person) -> None:
    server = telegram.server
    async with telegram.running():
        port = server.port
        await server.stop()
        await eventually(lambda: not telegram.channel.connected)
        anna.says("while it was down")
        await server.start(port)
        await telegram.desk.said(1)
        await eventually(lambda: telegram.channel.connected)


async def test_what_came_while_we_were_away_is_told_once_for_each_chat(telegram: Rig, anna: Person) -> None:
    bea = telegram.server.person("Bea")
    async with telegram.running():
        anna.says("before")
        await telegram.desk.said(1)
        await eventually(lambda: not telegram.server.updates.pending)
    for number in range(3):
        anna.says(f"away {number}")
    bea.says("away")
    async with telegram.again().running():
        await telegram.desk.until(lambda: len(telegram.desk.late) == 2)
        anna.says("after")
        await telegram.desk.said(6)
    assert sorted(telegram.desk.late) == sorted([(to(anna), 3), (to(bea), 1)])


async def test_an_update_that_nobody_can_read_loses_no_other(telegram: Rig, anna: Person) -> None:
    async with telegram.running():
        telegram.server.updates.emit("message", {"message_id": "x", "chat": 5})
        telegram.server.updates.emit("callback_query", {"id": "1"})
        anna.says("hello")
        (event,) = await telegram.desk.said(1)
        await eventually(lambda: not telegram.server.updates.pending)
    assert isinstance(event, ContactSaid)


async def test_an_update_that_comes_again_changes_nothing(telegram: Rig, anna: Person) -> None:
    async with telegram.running():
        anna.says("hello")
        update = telegram.server.updates.pending[0]
        await telegram.desk.said(1)
    telegram.server.updates.again(update)
    async with telegram.again().running():
        await eventually(lambda: telegram.desk.again)
    assert len(telegram.desk.events) == 1
    assert telegram.desk.late == []


def test_every_error_of_the_library_has_a_meaning() -> None:
    kinds = {
        kind
        for _name, kind in inspect.getmembers(sdk, inspect.isclass)
        if issubclass(kind, sdk.TelegramError)
    }
    assert kinds - {sdk.TelegramError} == {*errors._MEANINGS} - {errors.Flood, errors.Down}


async def test_no_token_at_all_is_said(telegram: Rig) -> None:
    with pytest.raises(Permanent, match="BotFather"):
        await telegram.again(token="").channel.check()


async def test_a_split_message_is_edited_part_by_part(telegram: Rig, anna: Person) -> None:
    ref = await telegram.say(to(anna), "word " * 2000)
    assert len(anna.chat.messages) == 3
    await telegram.channel.edit(outgoing(to(anna), "other " * 1000), ref)
    assert " ".join(anna.chat.texts).split() == ["other"] * 1000
    await telegram.channel.edit(outgoing(to(anna), "much " * 3000), ref)
    assert anna.chat.texts[-1].endswith("…")
    await telegram.channel.delete(to(anna), ref)
    assert anna.chat.messages == []


async def test_an_edit_of_the_words_leaves_the_pictures(telegram: Rig, anna: Person) -> None:
    files = [await telegram.files.save("x", f"{n}.png", "image/png", PNG + bytes([n])) for n in range(3)]
    ref = await telegram.say(to(anna), "", content=Content("look", files=tuple(files)))
    await telegram.channel.edit(outgoing(to(anna), "look here"), ref)
    assert [(one.kind, one.text) for one in anna.chat.messages] == [
        ("photo", "look here"),
        ("photo", ""),
        ("photo", ""),
    ]


async def test_an_empty_message_is_refused_in_words(telegram: Rig, anna: Person) -> None:
    with pytest.raises(Permanent, match="holds nothing"):
        await telegram.channel.send(outgoing(to(anna), content=Content(" \n")))
