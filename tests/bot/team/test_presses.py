"""Buttons on cards and in answers: each does what it says, once, for the first who presses it."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.team.menus import NOBODY
from bot.team.presses import LONGEST_SNOOZE
from bot.team.told import OUTDATED
from channels.team import Answer, Pressed
from handoff.envelope import Ending
from handoff.ownership import Owner
from handoff.press import Press
from handoff.store.reading import HandoffQuery
from handoff.transcript import EntryKind
from tests.bot.team.house import (
    ANA,
    BEN,
    BEN_THERE,
    CAI,
    FORUM,
    ROOM,
    SALES_ROOM,
    YOURS,
    House,
    open_house,
)

TICKET = "1001"


def token(answer: Answer, label: str) -> str:
    """Return the token of an answer's button."""
    return next(button.action for button in answer.buttons if button.label == label)


async def owner(house: House) -> tuple[Owner, str | None]:
    state = await house.state()
    return state.owner, state.operator


# ── the card's buttons ───────────────────────────────────────────────────────────────────────────


async def test_take_over_gives_it_to_who_pressed_and_every_card_shows_it(house: House) -> None:
    assert await house.press("take:1001") == Answer(YOURS.format(sign="!"))
    assert await owner(house) == (Owner.HUMAN, "ana")
    assert [house.card(place).status for place in (ROOM, FORUM)] == ["Ana has it"] * 2
    assert house.told[-1] == "Ana joined the conversation"


async def test_every_button_of_every_card_there_is_can_be_understood(house: House) -> None:
    for who in (ANA, BEN_THERE):
        for place in (ROOM, FORUM):
            for button in house.card(place).content.buttons:
                answer = await house.press(button.action, who, place=place)
                assert answer.text != OUTDATED, button
        await house.press("take:1001")


async def test_return_asks_for_a_note_and_gives_it_back_with_it(house: House) -> None:
    await house.press("take:1001")
    answer = await house.press("return:1001")
    assert answer.ask is not None
    assert await owner(house) == (Owner.HUMAN, "ana"), "nothing happens before the question is answered"
    assert (
        await house.press(answer.ask.token, text="she wants a refund")
    ).text == "Returned to the assistant."
    assert await owner(house) == (Owner.AGENT, None)
    assert [entry.content.text for entry in await house.entries(EntryKind.NOTE)] == ["she wants a refund"]
    assert "refund" not in " ".join(house.told)


async def test_a_return_without_a_note_is_a_return(house: House) -> None:
    await house.press("take:1001")
    answer = await house.press("return:1001")
    assert answer.ask is not None
    await house.press(answer.ask.token)
    assert (await owner(house), await house.entries(EntryKind.NOTE)) == ((Owner.AGENT, None), [])


async def test_resolve_closes_it_at_once_and_the_cards_lose_their_buttons(house: House) -> None:
    assert (await house.press("resolve:1001")).text == "Resolved."
    assert (await owner(house))[0] is Owner.CLOSED
    for place in (ROOM, FORUM):
        card = house.card(place)
        assert (card.live, card.content.buttons, card.status) == (False, (), "Resolved by Ana")


async def test_snooze_asks_for_how_long_and_the_card_says_by_whom(house: House) -> None:
    menu = await house.press("snooze:1001")
    assert [button.label for button in menu.buttons] == ["30 minutes", "1 hour", "4 hours", "1 day"]
    until = house.now + 3600
    assert (await house.press(token(menu, "1 hour"))).text == f"Snoozed until {until:g}."
    assert house.card().status == "Snoozed by Ana"
    await house.say("hello?")
    assert house.card().status == "Waiting for someone to take over", "the contact's word ends it"


async def test_transfer_offers_the_other_queues_and_colleagues(house: House) -> None:
    menu = await house.press("transfer:1001")
    assert [button.label for button in menu.buttons] == ["Queue sales", "Ben", "Cai"]


async def test_transfer_to_a_queue_tells_its_people(house: House) -> None:
    menu = await house.press("transfer:1001")
    assert (await house.press(token(menu, "Queue sales"))).text == "Passed on to the queue sales."
    assert house.card(SALES_ROOM).title == house.card(ROOM).title
    assert (await house.state()).handoff is not None


async def test_transfer_to_a_colleague_gives_it_to_them(house: House) -> None:
    menu = await house.press("transfer:1001")
    assert (await house.press(token(menu, "Cai"))).text == "Cai has it now."
    assert await owner(house) == (Owner.HUMAN, "cai")
    assert house.card(FORUM).status == "Cai has it"


async def test_a_colleague_who_left_meanwhile_gets_nothing(house: House) -> None:
    answer = await house.press("transfer:1001:o/dora")
    assert (answer.alert, await owner(house)) == (True, (Owner.WAITING, None))


async def test_a_queue_that_is_gone_meanwhile_gets_nothing(house: House) -> None:
    answer = await house.press("transfer:1001:q/legal")
    assert (answer.alert, await owner(house)) == (True, (Owner.WAITING, None))


async def test_with_nobody_else_there_is_nobody_to_pass_it_on_to(tmp_path: Path) -> None:
    alone = {"ana": {"slack": "U1"}}
    async with open_house(tmp_path, operators=alone, queues={"support": {"notify": ["slack:C1"]}}) as house:
        await house.escalate()
        answer = await house.press("transfer:1001")
    assert answer == Answer(NOBODY, alert=True)


# ── who is first ─────────────────────────────────────────────────────────────────────────────────


async def test_of_two_who_press_on_two_messengers_at_once_one_wins_and_the_other_reads_who_and_when(
    house: House,
) -> None:
    """Law 2."""
    at = house.now
    first, second = await asyncio.gather(
        house.at_once(Pressed(ANA, ROOM, "take:1001"), "1"),
        house.at_once(Pressed(CAI, FORUM, "take:1001"), "1"),
    )
    assert sorted([first.alert, second.alert]) == [False, True]
    winner, loser = ("Ana", second) if second.alert else ("Cai", first)
    assert loser.text == f"{winner} already has it, since {at:g}."
    assert (await house.state()).operator_name == winner


@pytest.mark.parametrize("press", ["return:1001", "snooze:1001", "transfer:1001"])
async def test_what_a_colleague_has_is_not_asked_about(house: House, press: str) -> None:
    await house.press("take:1001")
    answer = await house.press(press, BEN)
    assert answer.text.startswith("Ana already has it, since ")
    assert (answer.alert, answer.ask, answer.buttons) == (True, None, ())


@pytest.mark.parametrize(
    "press",
    ["resolve:1001", "return:1001:-", "snooze:1001:3600", "transfer:1001:q/sales", "transfer:1001:o/ben"],
)
async def test_what_a_colleague_took_after_the_menu_opened_stays_theirs(house: House, press: str) -> None:
    await house.press("take:1001")
    answer = await house.press(press, BEN)
    assert (answer.alert, answer.text.startswith("Ana already has it")) == (True, True)
    assert await owner(house) == (Owner.HUMAN, "ana")


async def test_pressing_twice_is_pressing_once(house: House) -> None:
    mine = Answer(YOURS.format(sign="!"))
    assert [await house.press("take:1001", key=key) for key in ("p1", "p2")] == [mine, mine]
    assert house.told.count("Ana joined the conversation") == 1


async def test_the_same_press_delivered_twice_does_and_says_the_same(house: House) -> None:
    await house.press("take:1001")
    first = await house.press("snooze:1001:1800", key="p1")
    before = await house.entries()
    assert await house.press("snooze:1001:1800", key="p1") == first
    assert await house.entries() == before


# ── what is over ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("press", [Press.TAKE, Press.RETURN, Press.RESOLVE, Press.SNOOZE, Press.TRANSFER])
async def test_a_stale_card_says_how_it_ended_and_opens_nothing_new(house: House, press: Press) -> None:
    await house.press("take:1001")
    await house.press("return:1001:-")
    answer = await house.press(f"{press}:1001", BEN)
    assert answer == Answer("H-1001 is over. Returned to the assistant by Ana.", alert=True)
    assert await owner(house) == (Owner.AGENT, None)


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("return:1001:-", "resolve:1001", Owner.AGENT),
        ("return:1001:-", "take:1001", Owner.AGENT),
        ("resolve:1001", "take:1001", Owner.CLOSED),
        ("resolve:1001", "transfer:1001:q/sales", Owner.CLOSED),
    ],
)
async def test_of_two_who_press_on_two_messengers_at_once_the_second_changes_nothing_and_learns_who_won(
    house: House, first: str, second: str, left: Owner
) -> None:
    """The first press ends the handoff; the second was made while its card still had buttons."""
    won, lost = await asyncio.gather(
        house.at_once(Pressed(ANA, ROOM, first)), house.at_once(Pressed(BEN_THERE, FORUM, second))
    )
    assert (won.alert, lost.alert, (await owner(house))[0]) == (False, True, left)
    assert lost.text.startswith("H-1001 is over.")
    assert "by Ana" in lost.text


async def test_a_press_on_an_old_card_does_nothing_to_the_new_handoff(house: House) -> None:
    await house.press("resolve:1001")
    await house.say("a human again")
    answer = await house.press("take:1001")
    assert (answer.alert, await owner(house)) == (True, (Owner.WAITING, None))
    assert (await house.press("take:1002")).text == YOURS.format(sign="!")
    (ended,) = await house.store.handoffs(HandoffQuery(ending=Ending.RESOLVED))
    assert str(ended.handoff.ticket) == "H-1001"


@pytest.mark.parametrize(
    "press",
    [
        "",
        "take",
        "fly:1001",
        "take:x",
        "take:-1",
        "take:9999",
        f"take:{'9' * 50}",
        "take:١٠٠١",
        "snooze:1001:soon",
        "snooze:1001:-5",
        f"snooze:1001:{LONGEST_SNOOZE + 1}",
        f"snooze:1001:{'9' * 30}",
        "send:1001",
        "send:1001:x",
        f"send:1001:{'9' * 5000}",
        "send:1001:²",
        "send:1001:1",
        "keep:1001:999",
        "approve:nothing",
    ],
)
async def test_a_button_that_means_nothing_does_nothing_and_says_so(house: House, press: str) -> None:
    before = await house.state()
    assert await house.press(press) == Answer(OUTDATED, alert=True)
    assert await house.state() == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.builds(
        lambda press, subject, detail: f"{press}:{subject}:{detail}",
        st.sampled_from(Press),
        st.sampled_from(["1001", "1002", "", "p1"]) | st.text(max_size=8),
        st.text(max_size=12),
    ),
    st.text(max_size=20),
)
def test_whatever_token_comes_in_a_press_ends_in_an_answer(tmp_path: Path, press: str, text: str) -> None:
    async def main() -> None:
        async with open_house(tmp_path) as house:
            await house.escalate()
            assert isinstance(await house.press(press, text=text), Answer)

    asyncio.run(main())
