"""Two of the reviewers must approve, wherever each of them is; one rejection rejects."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.flows.workflows.reviewers import APPROVE, REJECT, OnCard, decides
from tests.flows.workflows.shop import (
    ASKED,
    REFUND,
    REFUNDED,
    REJECTED,
    Shop,
    hears_all,
    restart,
    said,
    shop_in,
)

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop where two must approve."""
    async with shop_in(tmp_path_factory.mktemp("votes"), needed=2) as shop:
        yield shop


async def test_the_second_approval_decides_on_another_surface_and_after_a_kill(shop: Shop) -> None:
    contact = await shop.world.contact("web", "Mia")
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    ada, ben = shop.reviewers["slack"], shop.reviewers["telegram"]
    assert "1 of 2" in (await decides(ada, "Mia")).text
    assert isinstance(ben, OnCard)
    for surface in ("slack", "telegram", "discord"):
        assert "1 of 2: Ada Slack approved" in await shop.reviewers[surface].sees("Mia", "1 of 2")
    again = await decides(ada, "Mia")
    assert (again.won, "already approved: 1 of 2" in again.text) == (False, True)
    await restart(shop)
    assert said(contact) == [*ASKED]
    assert shop.refunds == []
    assert (await decides(shop.reviewers["email"], "Mia")).won
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == 1
    await ben.reads("Mia", "Approved", "Ada Slack and Dora Mail")


@pytest.mark.parametrize("label", [APPROVE, REJECT])
async def test_one_word_in_the_inbox_and_one_on_a_card(shop: Shop, label: str) -> None:
    name, before = ("Noa" if label == APPROVE else "Ole"), shop.once()
    contact = await shop.world.contact("discord", name)
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    assert not (await decides(shop.reviewers["inbox"], name)).won
    assert (await decides(shop.reviewers["discord"], name, label)).won
    await hears_all(contact, *ASKED, REFUNDED if label == APPROVE else REJECTED)
    assert shop.once() == before + (label == APPROVE)
