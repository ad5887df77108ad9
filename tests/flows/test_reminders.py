"""A question that waits is brought to mind, and then to more reviewers, also when the process was killed."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.flows.credit import put_credit
from tests.flows.messengers.seen import until, until_told
from tests.flows.workflows.reviewers import InInbox, OnCard, decides
from tests.flows.workflows.shop import WORDS, Shop, hears, hears_all, house_in, restart
from tests.platforms.email.smtp import text

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

REMINDER = "Reminder: this still waits for a decision."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop whose question is first asked by mail and Slack, and after four seconds on Telegram as well."""
    folder = tmp_path_factory.mktemp("reminders")
    more: dict[str, Any] = {"workflows": put_credit(folder)}
    async with house_in(folder, more) as shop:
        support = dict(shop.world.queues["support"])
        slack, telegram = shop.desks["slack"].place, shop.desks["telegram"].place
        queues = {
            "support": {
                **support,
                "notify": [slack, "email:dora@shop.example"],
                "reviewers": ["ada", "dora"],
                "remind_every": "4s",
                "decide_escalate_to": "board",
            },
            "board": {"notify": [telegram], "operators": ["ben"], "reviewers": ["ben"]},
        }
        web = {"public_url": shop.world.bot.base}
        shop.world.bot.configure({**shop.world.settings, "queues": queues, "web": web})
        await restart(shop)
        yield shop


async def test_reviewers_are_reminded_and_then_the_further_tier_is_asked_and_may_decide(shop: Shop) -> None:
    contact = await shop.world.contact("web", "Mia")
    await contact.says("May I have a credit?")
    await hears_all(contact, WORDS.deciding)
    ada, ben = shop.reviewers["slack"], shop.reviewers["telegram"]
    await ada.sees("Mia")
    await restart(shop)  # a reminder is a promise of the store, not of a process
    await ben.sees("Mia")
    assert isinstance(ada, OnCard)
    room = ada.desk
    thread = next(seen.id for seen in room.cards() if "· Mia" in seen.text)
    await until(
        lambda: [seen for seen in room.reads(thread) if REMINDER in seen.text],
        lambda: room.reads(thread),
        "a reminder on Slack",
    )
    await shop.mail.until(lambda post: [one for one in post.to("dora@shop.example") if REMINDER in text(one)])
    eve = shop.inbox
    assert eve is not None

    async def reminded() -> dict[str, Any] | None:
        found = (await eve.caller.insist("GET", "/api/approvals")).body["approvals"]
        return next((one for one in found if one["contact"] == "Mia" and one["reminded"]), None)

    asked = await until_told(reminded, "a question that says it was reminded of")
    assert asked["queues"] == ["support", "board"]
    assert asked["may_decide"] is False, "Eve reviews in neither queue"
    assert (
        await InInbox(eve).operator.caller.call(
            "POST", f"/api/approvals/{asked['id']}", {"decision": "approved"}
        )
    ).status == 403
    assert (await decides(ben, "Mia")).won
    await hears(contact, "Granted.")
    await ada.says("Mia", f"Approved by {ben.name}")
