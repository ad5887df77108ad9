"""Told to stop in the middle of a tool call: it ends in order, and the call is made good when it starts."""

from pathlib import Path

import pytest

from tests.flows.workflows.reviewers import decides
from tests.flows.workflows.shop import ASKED, REFUND, REFUNDED, hears_all, shop_in
from tests.process import until

pytestmark = [
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


async def test_stopped_between_the_tools_effect_and_its_answer_it_refunds_once(tmp_path: Path) -> None:
    async with shop_in(tmp_path) as shop:
        contact = await shop.world.contact("web", "Mia")
        await shop.asks(contact)
        await hears_all(contact, *ASKED)
        (tmp_path / "after").write_text("tell")
        assert (await decides(shop.reviewers["inbox"], "Mia")).won
        await until((tmp_path / "refunded").exists)
        assert await shop.world.bot.stop() == 0
        await shop.world.bot.start()
        await hears_all(contact, *ASKED, REFUNDED)
        assert shop.once() == 1
