"""The refund file, unchanged, on every path, with real tool servers: never a refund too many or too few."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.mcp.servers import McpServers
from handoff.approvals import Ruling
from handoff.events import ContactAskedForPerson, OperatorReturned, OperatorTook
from handoff.outcome import Done, Lost
from handoff.ownership import Owner
from handoff.run import Phase
from handoff.texts import Texts
from tests.bot.workflow.running.house import ANA, BEN, ROOT, House, house_of, refunds, shop

REFUND = Path(os.environ.get("HANDOFF_SHARED", ROOT.parent / "shared")) / "workflows" / "refund.json"
pytestmark = pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}")
WORDS = Texts()


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[McpServers]:
    async with shop(tmp_path) as found:
        yield found


@pytest.fixture
async def house(servers: McpServers) -> AsyncIterator[House]:
    async with house_of(REFUND, toolbox=servers) as found:
        yield found


async def prove(house: House, address: str) -> list[str]:
    """Write, name an address and its code; return what the contact is told at last."""
    assert await house.say("I want a refund") == [WORDS.gate_email]
    (sent,) = await house.say(address)
    assert address in sent
    return await house.say(house.letters.code)


async def test_a_small_order_is_refunded_at_once(house: House, tmp_path: Path) -> None:
    told = await prove(house, "small@example.com")
    assert told == ["Your refund of $42.5 for order #117 has been processed."]
    (refund,) = refunds(tmp_path)
    assert refund["order"] == "117"
    state = await house.state()
    assert (state.runs, state.owner) == ((), Owner.AGENT)


async def test_the_limit_itself_is_not_above_it(house: House, tmp_path: Path) -> None:
    assert await prove(house, "limit@example.com") == [
        "Your refund of $500 for order #117 has been processed."
    ]
    assert len(refunds(tmp_path)) == 1


async def test_a_large_order_waits_and_is_refunded_once_it_is_approved(house: House, tmp_path: Path) -> None:
    await prove(house, "large@example.com")
    question = await house.question()
    assert question.question == "Refund $612.5 for order #117 (large@example.com)"
    assert refunds(tmp_path) == []
    before = (await house.state()).seq
    assert isinstance(await house.decide(by=BEN), Done)
    assert await house.told(before) == ["Your refund of $612.5 has been approved and processed."]
    assert len(refunds(tmp_path)) == 1
    lost = await house.decide(Ruling.REJECTED, by=ANA)
    assert isinstance(lost, Lost)
    assert lost.by == "Ben"
    assert len(refunds(tmp_path)) == 1


async def test_a_rejection_tells_the_contact_and_refunds_nothing(house: House, tmp_path: Path) -> None:
    await prove(house, "large@example.com")
    before = (await house.state()).seq
    await house.decide(Ruling.REJECTED)
    (told,) = await house.told(before)
    assert "could not be approved" in told
    assert (refunds(tmp_path), await house.runs()) == ([], ())


async def test_an_expiry_tells_the_contact_something_else(house: House, tmp_path: Path) -> None:
    queues = house.policy().queues.items()
    house.set_policy(queues={name: replace(queue, decide_within=3600.0) for name, queue in queues})
    await prove(house, "large@example.com")
    assert await house.waited(3599) == []
    assert await house.waited(1) == [WORDS.tool_expired]
    assert (await house.question()).ruling is Ruling.EXPIRED
    assert (refunds(tmp_path), await house.runs()) == ([], ())


async def test_an_unknown_customer_is_told_that_it_did_not_work(house: House, tmp_path: Path) -> None:
    assert await prove(house, "nobody@example.com") == [WORDS.run_failed]
    assert "workflow failed" in await house.events()
    assert (refunds(tmp_path), await house.runs()) == ([], ())


async def test_an_amount_in_text_is_no_small_amount(house: House, tmp_path: Path) -> None:
    """A comparison that cannot be made is an error, not a no: nothing is refunded."""
    assert await prove(house, "text@example.com") == [WORDS.run_failed]
    assert refunds(tmp_path) == []


async def test_nobody_gets_in_with_a_wrong_code(house: House, tmp_path: Path) -> None:
    await house.say("refund please")
    await house.say("small@example.com")
    wrong = f"{(int(house.letters.code) + 1) % 10**6:06}"
    assert await house.say(wrong) == [WORDS.gate_wrong.replace("{left}", "2")]
    assert await house.say(wrong) == [WORDS.gate_wrong_last]
    assert await house.say(wrong) == [WORDS.gate_failed]
    assert await house.runs() == ()
    assert refunds(tmp_path) == []


async def test_who_asks_for_a_person_at_the_gate_gets_one(house: House, tmp_path: Path) -> None:
    await house.say("refund please")
    await house.happen(ContactAskedForPerson("p1"))
    state = await house.state()
    assert (state.owner, state.runs) == (Owner.WAITING, ())
    assert refunds(tmp_path) == []


async def test_an_approval_while_a_person_has_the_conversation_goes_on_in_silence(
    house: House, tmp_path: Path
) -> None:
    await prove(house, "large@example.com")
    await house.happen(OperatorTook(ANA))
    before = (await house.state()).seq
    await house.decide(by=BEN)
    assert len(refunds(tmp_path)) == 1
    assert await house.told(before) == []
    await house.happen(OperatorReturned(ANA, "done"))
    assert await house.runs() == ()


async def test_two_contacts_words_at_once_are_heard_in_turn(house: House) -> None:
    await house.say("refund please")
    await house.say("hello?")
    run = await house.run()
    assert run.phase is Phase.WAITING
    assert run.wait is not None
    assert run.wait.notes["misses"] == 1
