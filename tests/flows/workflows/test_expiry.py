"""Nobody decides: the question expires, the contact is told so and by nothing else, and may ask again."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.flows.workflows.reviewers import ByMail, InInbox, OnCard
from tests.flows.workflows.shop import ASKED, REFUND, WORDS, Shop, hears, hears_all, shop_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop where a question lasts only seconds, enough of them for a slow machine."""
    async with shop_in(tmp_path_factory.mktemp("expiry"), decide_within="20s") as shop:
        yield shop


async def test_a_question_nobody_answers_expires_and_whoever_comes_later_is_told(shop: Shop) -> None:
    contact = await shop.world.contact("web", "Mia")
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    dora, eve = shop.reviewers["email"], shop.reviewers["inbox"]
    assert isinstance(dora, ByMail)
    assert isinstance(eve, InInbox)
    late = [await dora.readies("Mia", "Approve"), await eve.readies("Mia", "Approve")]
    await hears_all(contact, *ASKED, WORDS.tool_expired)
    for who in shop.reviewers.values():
        if isinstance(who, OnCard):
            await who.says("Mia", "Expired: nobody decided in time")
    told = [await press() for press in late]
    assert not any(one.won for one in told)
    assert "xpired" in told[0].text, told
    assert "expired" in told[1].text, told
    assert shop.refunds == []


async def test_a_question_that_expires_while_the_bot_is_away_expires_at_its_next_start(shop: Shop) -> None:
    contact = await shop.world.contact("web", "Noa")
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    await shop.world.bot.kill()
    await shop.world.bot.start()
    await hears_all(contact, *ASKED, WORDS.tool_expired)
    await contact.says("I want a refund")
    await hears(contact, WORDS.gate_email)
    assert shop.refunds == []
