"""What was held back: sent by its writer's press alone, once, and as it reads by then (law 5)."""

import asyncio

import pytest

from bot.team.drafts import SENT
from bot.team.told import OUTDATED
from channels.team import Answer, Pressed
from handoff.ownership import Owner
from handoff.transcript import EntryKind
from tests.bot.team.house import (
    ANA,
    BEN,
    BEN_THERE,
    CAI,
    ROOM,
    House,
)


async def owner(house: House) -> tuple[Owner, str | None]:
    state = await house.state()
    return state.owner, state.operator


# ── what was held ────────────────────────────────────────────────────────────────────────────────


async def held(house: House, text: str = "Hello, I am on it") -> tuple[str, str]:
    """Have Ana write before anybody took it; return the tokens of send and keep."""
    answer = await house.write(text)
    assert answer.held
    send, keep = answer.buttons
    return send.action, keep.action


async def test_held_text_is_sent_by_its_button_and_takes_over(house: House) -> None:
    send, _ = await held(house)
    assert "Hello, I am on it" not in house.told
    assert not (await house.press(send)).alert
    assert house.told[-2:] == ["Ana joined the conversation", "Hello, I am on it"]
    assert await owner(house) == (Owner.HUMAN, "ana")


async def test_a_double_press_sends_once(house: House) -> None:
    send, _ = await held(house)
    await asyncio.gather(*(house.at_once(Pressed(ANA, ROOM, send), f"p{n}") for n in range(3)))
    assert await house.press(send, key="later") == Answer(SENT)
    assert house.told.count("Hello, I am on it") == 1


async def test_held_text_that_is_kept_stays_a_note(house: House) -> None:
    _, keep = await held(house)
    assert (await house.press(keep)).text == "Kept as a note. The contact does not see it."
    assert "Hello, I am on it" not in house.told
    assert (await owner(house))[0] is Owner.WAITING


async def test_what_was_sent_is_not_called_a_note_afterwards(house: House) -> None:
    send, keep = await held(house)
    await house.press(send)
    assert await house.press(keep) == Answer(SENT)


@pytest.mark.parametrize("who", [BEN, BEN_THERE, CAI])
async def test_only_the_writer_may_send_or_keep_it(house: House, who: object) -> None:
    send, keep = await held(house)
    for press in (send, keep):
        assert await house.press(press, who) == Answer("Only Ana, who wrote it, can do this.", alert=True)  # type: ignore[arg-type]
    assert "Hello, I am on it" not in house.told


async def test_held_text_loses_against_a_colleague_who_took_it_meanwhile(house: House) -> None:
    send, _ = await held(house)
    await house.press("take:1001", CAI)
    answer = await house.press(send)
    assert (answer.alert, answer.text.startswith("Cai already has it")) == (True, True)
    assert "Hello, I am on it" not in house.told


async def test_after_the_colleague_gave_it_up_it_can_still_be_sent(house: House) -> None:
    send, _ = await held(house)
    await house.press("take:1001", CAI)
    await house.press(send)
    await house.press("return:1001:-", CAI)
    await house.press(send)
    assert house.told[-1] == "Hello, I am on it"


async def test_held_text_that_was_changed_is_sent_as_it_reads_now(house: House) -> None:
    send, _ = await held(house, "Helo")
    await house.rewrite("Hello")
    await house.press(send)
    assert house.told[-1] == "Hello"


async def test_held_text_that_was_deleted_is_not_sent(house: House) -> None:
    send, _ = await held(house)
    await house.erase()
    assert (await house.press(send)).alert
    assert "Hello, I am on it" not in house.told


async def test_a_note_that_was_not_held_has_no_send_button_that_works(house: House) -> None:
    """Law 5: not even its own writer's."""
    await house.write("/note she is cross")
    note = (await house.entries(EntryKind.NOTE))[-1]
    assert await house.press(f"send:1001:{note.seq}") == Answer(OUTDATED, alert=True)
    assert "she is cross" not in house.told
