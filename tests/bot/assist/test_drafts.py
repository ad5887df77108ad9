"""Drafts in desk threads: written when asked for, sent by who presses alone, under their own name, once."""

import asyncio

import pytest

from bot.team.acts import SENDING, WRITING
from bot.team.drafts import ANYWAY, GONE, SENT, THREADLESS
from channels.base import Voice
from channels.fake import Seen
from channels.team import LONGEST_VALUE, Answer, Person, Pressed
from handoff.content import Button
from handoff.moves.drafts import OFF
from handoff.ownership import Owner
from handoff.press import Token
from handoff.transcript import AuthorKind, EntryKind
from tests.bot.assist.helper import FakeHelper, busy, until
from tests.bot.team.house import ANA, BEN, CAI, EVE, ROOM, SALES_ROOM, House


@pytest.fixture
async def desk(house: House, helper: FakeHelper) -> House:
    """A contact waits for a person; the cards have their threads."""
    await house.escalate()
    return house


async def shown(house: House) -> Seen:
    """Return the newest message of Slack's desk thread."""
    thread = await house.thread()
    return [seen for seen in house.slack.seen.values() if seen.place == thread and not seen.card][-1]


async def drafted(house: House, command: str = "/draft", by: Person = ANA) -> tuple[Button, ...]:
    """Ask for a draft; return its buttons: send, edit and send, discard."""
    assert await house.write(command, by) == Answer(WRITING)
    return (await shown(house)).content.buttons


async def _asks(helper: FakeHelper) -> bool:
    return helper.asked[-1][0] == "draft"


async def _waits(house: House) -> bool:
    return (await house.state()).tail[-1].text == "wait"


async def said(house: House) -> list[tuple[str, str]]:
    """Return what people of the team said to the contact, and under which name."""
    return [
        (entry.author.name, entry.content.text)
        for entry in await house.entries(EntryKind.MESSAGE)
        if entry.author.kind is AuthorKind.HUMAN
    ]


async def test_a_draft_comes_into_the_thread_as_a_note_with_buttons(desk: House, helper: FakeHelper) -> None:
    buttons = await drafted(desk, "/draft offer a voucher")
    assert [button.label for button in buttons] == ["Send", "Edit and send", "Discard"]
    note = await shown(desk)
    assert (note.voice, note.kind) == (Voice.NOTE, AuthorKind.AGENT)
    assert note.content.text.startswith("Draft of a reply; nothing is sent")
    assert note.content.text.endswith("Dear customer 2")
    assert helper.asked[-1] == ("draft", "offer a voucher")
    assert helper.turn is not None
    assert helper.turn.asked == "a human please"
    assert await said(desk) == []


async def test_only_the_thread_it_was_asked_in_shows_it(desk: House) -> None:
    await drafted(desk)
    assert not [text for text in await desk.reads("telegram") if "Dear customer" in text]


async def test_the_answer_does_not_wait_for_the_model(desk: House, helper: FakeHelper) -> None:
    helper.gate.clear()
    asking = asyncio.create_task(desk.write("/draft"))
    await until(lambda: _asks(helper))
    helper.gate.set()
    assert await asking == Answer(WRITING)


async def test_who_presses_send_says_it_under_their_own_name_and_takes_over(desk: House) -> None:
    send, *_ = await drafted(desk)
    assert await desk.press(send.action, BEN) == Answer(SENDING)
    assert await said(desk) == [("Ben", "Dear customer 2")]
    state = await desk.state()
    assert (state.owner, state.operator) == (Owner.HUMAN, "ben")
    assert (await shown(desk)).content.text == "Dear customer 2"


async def test_it_is_sent_once_whoever_presses_however_often(desk: House) -> None:
    send, reword, drop = await drafted(desk)
    presses = [
        desk.at_once(Pressed(who, ROOM, send.action), f"p{n}") for n, who in enumerate((ANA, BEN, ANA))
    ]
    await asyncio.gather(*presses)
    await desk.rest()
    assert len(await said(desk)) == 1
    for button in (send, reword, drop):
        assert await desk.press(button.action) == Answer(SENT)
    assert len(await said(desk)) == 1


async def test_a_colleague_who_has_the_conversation_keeps_it(desk: House) -> None:
    send, *_ = await drafted(desk)
    await desk.press("take:1001", CAI)
    answer = await desk.press(send.action)
    assert (answer.alert, answer.text.startswith("Cai already has it")) == (True, True)
    assert await said(desk) == []


async def test_strangers_can_neither_ask_nor_send(desk: House, helper: FakeHelper) -> None:
    send, *_ = await drafted(desk)
    asked = len(helper.asked)
    assert (await desk.press(send.action, EVE)).alert
    assert (await desk.write("/draft", EVE)).alert
    assert (await said(desk), len(helper.asked)) == ([], asked)


async def test_edit_and_send_asks_with_the_draft_and_sends_what_comes_back(desk: House) -> None:
    _, reword, _ = await drafted(desk)
    answer = await desk.press(reword.action)
    assert answer.ask is not None
    assert (answer.ask.value, await said(desk)) == ("Dear customer 2", [])
    assert await desk.press(answer.ask.token, text="Dear Eve") == Answer(SENDING)
    assert await said(desk) == [("Ana", "Dear Eve")]
    assert await desk.press(answer.ask.token, text="Dear Eve!") == Answer(SENT)


async def test_a_draft_too_long_to_be_changed_there_says_so(
    desk: House, helper: FakeHelper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def long(turn: object, instruction: str = "") -> str:
        return "x" * (LONGEST_VALUE + 1)

    monkeypatch.setattr(helper, "draft", long)
    _, reword, _ = await drafted(desk)
    answer = await desk.press(reword.action)
    assert (answer.alert, answer.ask) == (True, None)


async def test_a_discarded_draft_is_sent_by_nobody(desk: House) -> None:
    send, reword, drop = await drafted(desk)
    assert await desk.press(drop.action) == Answer("Discarded.")
    assert (await shown(desk)).content.text == "(discarded the draft)"
    for button in (send, reword, drop):
        assert await desk.press(button.action) == Answer(GONE, alert=True)
    assert await said(desk) == []


async def test_an_old_draft_says_so_and_can_still_be_sent(desk: House) -> None:
    send, reword, _ = await drafted(desk)
    await desk.say("and another thing")
    answer = await desk.press(send.action)
    assert "wrote again" in answer.text
    assert await said(desk) == []
    asked = (await desk.press(reword.action)).ask
    assert asked is not None
    assert "wrote again" in asked.label
    (anyway,) = answer.buttons
    assert anyway.action == f"{send.action}{ANYWAY}"
    assert await desk.press(anyway.action) == Answer(SENDING)
    assert await said(desk) == [("Ana", "Dear customer 2")]


async def test_a_draft_that_the_contact_overtook_says_so_itself(desk: House, helper: FakeHelper) -> None:
    helper.gate.clear()
    asking = asyncio.create_task(desk.write("/draft"))
    await until(lambda: _asks(helper))
    saying = asyncio.create_task(desk.say("wait"))
    await until(lambda: _waits(desk))
    helper.gate.set()
    await asyncio.gather(asking, saying)
    assert "wrote again while it was being written" in (await shown(desk)).content.text


@pytest.mark.parametrize(
    ("error", "why"),
    [(busy(), "too busy"), (TimeoutError(), "too long"), (RuntimeError("sk-1"), "not be asked")],
)
async def test_what_cannot_be_written_is_said_in_the_thread(
    desk: House, helper: FakeHelper, error: Exception, why: str
) -> None:
    helper.fails = error
    assert await desk.write("/draft") == Answer(WRITING)
    text = (await shown(desk)).content.text
    assert text.startswith("No draft could be written: The language model")
    assert why in text
    assert "sk-1" not in text


async def test_without_a_model_the_command_says_so(house: House) -> None:
    await house.escalate()
    assert await house.write("/draft") == Answer(OFF.message, alert=True)


async def test_the_card_offers_one_once_somebody_has_the_conversation(
    desk: House, helper: FakeHelper
) -> None:
    assert "Draft a reply" not in [button.label for button in desk.card().content.buttons]
    await desk.press("take:1001")
    button = next(one for one in desk.card().content.buttons if one.label == "Draft a reply")
    assert await desk.press(button.action) == Answer(WRITING)
    assert (await shown(desk)).content.text.endswith(f"Dear customer {len(helper.asked)}")


async def test_a_press_where_there_is_no_thread_says_where_one_is_written(desk: House) -> None:
    await desk.press("take:1001")
    assert await desk.press("draft:1001", place=SALES_ROOM) == Answer(THREADLESS, alert=True)


async def test_presses_that_mean_no_draft_do_nothing(desk: House) -> None:
    await drafted(desk)
    for token in ("send:1001:1", "reword:1001:1", "drop:1001:999", "reword:1001", "drop:1001:-", "draft:9"):
        assert (await desk.press(token)).alert
    assert await said(desk) == []


def test_every_token_of_a_draft_survives_a_restart() -> None:
    for text in ("draft:1001", "reword:1001:12", "drop:1001:12", f"send:1001:12{ANYWAY}"):
        assert str(Token.parse(text)) == text
