"""A workflow's file is changed while runs wait: they go on by their own; a faulty file is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.flows.workflows.reviewers import decides
from tests.flows.workflows.shop import (
    ASKED,
    AT_ONCE,
    REFUND,
    REFUNDED,
    SMALL,
    Shop,
    hears,
    hears_all,
    shop_in,
)

pytestmark = [
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


def changed(**texts: str) -> str:
    """Return the refund file with other words at some nodes."""
    graph: dict[str, Any] = json.loads(REFUND.read_text("utf-8"))
    for node in graph["nodes"]:
        node["data"]["message"] = texts.get(node["id"], node["data"].get("message"))
        node["data"] = {key: value for key, value in node["data"].items() if value is not None}
    return json.dumps(graph)


async def refunded(shop: Shop, name: str, *texts: str) -> None:
    """Approve a question, and hold what the contact heard against these texts."""
    contact = await shop.world.contact("web", name)
    await shop.asks(contact)
    assert (await decides(shop.reviewers["slack"], name)).won
    await hears_all(contact, *ASKED, *texts)


async def test_a_run_goes_on_by_its_own_definition_and_a_faulty_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "refund.json"
    file.write_text(changed())
    async with shop_in(tmp_path, file=file) as shop:
        bot, waits = shop.world.bot, await shop.world.contact("web", "Mia")
        await shop.asks(waits)
        await hears_all(waits, *ASKED)
        gate = await shop.world.contact("web", "Noa")
        await gate.says("I want a refund")
        await hears(gate, "your email address")

        file.write_text(changed(msg_approved="{{nobody}}"))
        await bot.log.find("a changed workflow is refused")
        await refunded(shop, "Ole", REFUNDED)

        file.write_text(changed(msg_approved="Newly worded.", msg_auto="Also new."))
        await bot.log.find("changed workflows are in force")
        await refunded(shop, "Pia", "Newly worded.")
        await bot.kill()
        await bot.start()
        await shop.proves(gate, SMALL)
        await hears(gate, AT_ONCE)
        assert (await decides(shop.reviewers["telegram"], "Mia")).won
        await hears_all(waits, *ASKED, REFUNDED)
        assert shop.once() == 4
