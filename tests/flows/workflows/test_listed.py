"""The settings change while a question waits: who may decide, and the workflow that asked."""

from pathlib import Path
from typing import Any

import pytest

from tests.flows.workflows.reviewers import decides
from tests.flows.workflows.shop import ASKED, REFUND, REFUNDED, Shop, hears_all, restart, shop_in

pytestmark = [
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


async def set_anew(shop: Shop, **sections: Any) -> None:
    """Write the settings as an admin does, and wait until they count."""
    bot, settings = shop.world.bot, {**shop.world.settings, **sections}
    seen = bot.log.count
    bot.configure({**settings, "web": {"public_url": bot.base}})
    await bot.log.find("the changed configuration is in force", seen)


async def test_a_struck_reviewers_word_counts_no_more_and_a_removed_workflow_ends_as_it_began(
    tmp_path: Path,
) -> None:
    file = tmp_path / "refund.json"
    file.write_text(REFUND.read_text("utf-8"), "utf-8")
    async with shop_in(tmp_path, file=file, needed=2) as shop:
        contact = await shop.world.contact("web", "Mia")
        await shop.asks(contact)
        await hears_all(contact, *ASKED)
        assert "1 of 2" in (await decides(shop.reviewers["slack"], "Mia")).text

        queue = shop.world.queues["support"]
        left = {**queue, "reviewers": [name for name in queue["reviewers"] if name != "ada"]}
        await set_anew(shop, queues={"support": left}, workflows={})
        file.unlink()
        refused = await decides(shop.reviewers["slack"], "Mia")
        assert (refused.won, "not listed as a reviewer" in refused.text) == (False, True)
        assert "1 of 2" in (await decides(shop.reviewers["telegram"], "Mia")).text
        assert shop.refunds == []

        await restart(shop)
        assert (await decides(shop.reviewers["email"], "Mia")).won
        await hears_all(contact, *ASKED, REFUNDED)
        await shop.reviewers["discord"].reads("Mia", "Approved", "Ben Telegram and Dora Mail")
        assert shop.once() == 1
