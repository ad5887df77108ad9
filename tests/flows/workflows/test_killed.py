"""SIGKILL at every point of a refund that matters: it goes on after the next start, and refunds once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.flows.messengers.telegram import TelegramOperator
from tests.flows.messengers.world import CONTACTS
from tests.flows.people import GONE
from tests.flows.workflows.reviewers import InInbox, OnCard, decides
from tests.flows.workflows.shop import (
    ASKED,
    LARGE,
    PROVEN,
    REFUND,
    REFUNDED,
    SURFACES,
    WORDS,
    Shop,
    hears,
    hears_all,
    kill_after_the_effect,
    restart,
    said,
    shop_in,
)

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.chaos,
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop that is killed and started again in every test."""
    async with shop_in(tmp_path_factory.mktemp("killed")) as shop:
        yield shop


@pytest.mark.parametrize("number", range(len(SURFACES)), ids=SURFACES)
async def test_killed_between_the_tools_effect_and_its_record_it_refunds_once(
    shop: Shop, number: int
) -> None:
    name = ("Mia", "Noa", "Ole", "Pia", "Qin")[number]
    contact, before = await shop.world.contact(CONTACTS[number % 4], name), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    await kill_after_the_effect(shop, SURFACES[number], name)
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


async def test_killed_while_it_waits_for_the_code_it_takes_the_code_that_was_mailed(shop: Shop) -> None:
    contact, before = await shop.world.contact("web", "Rui"), shop.once()
    await contact.says("I want a refund")
    await hears(contact, WORDS.gate_email)
    mails = len(shop.mail.post.to(LARGE))
    await contact.says(LARGE)
    await hears_all(contact, *PROVEN)
    await restart(shop)
    await contact.says(await shop.code(LARGE, mails))
    await hears_all(contact, *ASKED)
    assert (await decides(shop.reviewers["slack"], "Rui")).won
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


async def test_killed_while_it_waits_for_the_decision_old_cards_and_links_still_decide(shop: Shop) -> None:
    contact, before = await shop.world.contact("web", "Sam"), shop.once()
    await shop.asks(contact)
    for who in shop.reviewers.values():
        await who.sees("Sam")
    await restart(shop)
    assert (await decides(shop.reviewers["email"], "Sam")).won
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


@pytest.mark.parametrize("number", range(6))
async def test_killed_right_after_a_press_that_telegram_brings_again_it_counts_once(
    shop: Shop, number: int
) -> None:
    name = ("Tom", "Uma", "Val", "Wim", "Xen", "Yan")[number]
    contact, before = await shop.world.contact("web", name), shop.once()
    await shop.asks(contact)
    ben = shop.reviewers["telegram"]
    assert isinstance(ben, OnCard)
    assert isinstance(ben.desk, TelegramOperator)
    await ben.sees(name)
    await hears_all(contact, *ASKED)
    card = next(one for one in ben.desk.questions() if f"· {name}" in one.text)
    ben.desk.person.presses(ben.desk.chat.all[int(card.id)], "Approve")
    await asyncio.sleep(number * 0.004)  # another point in time each time, and any will do
    await restart(shop)
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


@pytest.mark.parametrize("number", range(4))
async def test_killed_right_after_a_press_in_the_inbox_it_counts_once_when_pressed_again(
    shop: Shop, number: int
) -> None:
    name = ("Ada C", "Bob C", "Cid C", "Dan C")[number]
    contact, before = await shop.world.contact("web", name), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    eve = shop.reviewers["inbox"]
    assert isinstance(eve, InInbox)
    path = f"/api/approvals/{(await eve.question(name))['id']}"
    body = {"decision": "approved", "id": f"press {number}"}
    press = asyncio.create_task(eve.operator.caller.call("POST", path, body))
    await asyncio.sleep(number * 0.004)
    await restart(shop)
    with contextlib.suppress(*GONE):
        await press
    again = await eve.operator.caller.insist("POST", path, body)
    assert again.status == 200, again
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


async def test_all_counted(shop: Shop, record_property: Callable[[str, object], None]) -> None:
    record_property("refunds of killed processes, with a key", f"{shop.once()} of {shop.once()} exactly once")
    record_property("kill -9 during refunds", len(shop.world.bot.starts) - 1)


@pytest.mark.asyncio(loop_scope="function")
async def test_a_tool_without_a_key_is_not_called_twice_and_the_contact_hears_the_truth(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with shop_in(tmp_path, "keyless") as shop:
        contact = await shop.world.contact("web", "Mia")
        await shop.asks(contact)
        await hears_all(contact, *ASKED)
        await kill_after_the_effect(shop, "slack", "Mia")
        await hears(contact, "I've passed this on to our team")
        assert len(shop.refunds) == 1
        assert said(contact)[:-1] == [*ASKED, WORDS.run_doubtful]
        record_property("refunds of killed processes, without a key", "1 of 1 exactly once")
