"""A language model as the agent of a whole bot, before a provider on loopback and real tool servers."""

from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest
import pytest_asyncio

from bot.agent.model.phrases import Phrases
from tests.flows.messengers import phrases
from tests.flows.messengers.seen import until
from tests.flows.messengers.web import WebContact
from tests.flows.workflows.reviewers import APPROVE, REJECT, decides
from tests.flows.workflows.shop import WORDS, Shop, hears, hears_all, kill_after_the_effect, said, shop_in
from tests.models.provider import Provider

pytestmark = [pytest.mark.asyncio(loop_scope="module")]
SEARCH = {"call": "search_knowledge", "with": {"query": "How long does delivery to Germany take?"}}
REFUND = {"call": "stripe__create_refund", "with": {"order_id": "117"}}
MODEL = {
    "provider": "openai",
    "model": "stand-in",
    "key": "sk-loopback",
    "tools": ["orders__get_order", "stripe__create_refund"],
    "approve": ["stripe__create_refund"],
    "queue": "support",
    "stream": True,
    "retries": 0,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def provider() -> AsyncIterator[Provider]:
    """The provider; each test says what it answers."""
    async with Provider() as provider:
        yield provider


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> AsyncIterator[Shop]:
    """A shop where the model answers, and no workflow."""
    agent = {"kind": "model", "model": {**MODEL, "base_url": provider.openai}}
    more = {"workflows": {}, "agent": agent}
    async with shop_in(tmp_path_factory.mktemp("model"), more=more) as shop:
        shop.world.bot.private.add("sk-loopback")
        yield shop


async def web(shop: Shop, name: str) -> WebContact:
    """Let somebody come to the page."""
    contact = await shop.world.contact("web", name)
    assert isinstance(contact, WebContact)
    return contact


async def test_an_answer_names_the_pages_it_was_read_in(shop: Shop, provider: Provider) -> None:
    provider.say(SEARCH, {"answer": "It takes 2 to 3 working days.", "sources": "found"})
    contact = await web(shop, "Mia")
    await contact.says("How long does delivery to Germany take?")
    await hears_all(contact, "It takes 2 to 3 working days.")
    sources = contact.caller.by("agent")[-1]["sources"]
    assert "Shipping" in {one["title"] for one in sources}, sources


async def test_it_reads_an_order_by_a_tool(shop: Shop, provider: Provider) -> None:
    call = {"call": "orders__get_order", "with": {"email": "small@example.com"}}
    provider.say(call, {"answer": "Your order came to 42.50."})
    contact = await web(shop, "Noa")
    await contact.says("What did my order cost?")
    await hears_all(contact, "Your order came to 42.50.")
    assert "42.5" in str(provider.requests[-1]["messages"][-1])


@pytest.mark.parametrize("label", [APPROVE, REJECT])
async def test_what_needs_an_approval_waits_while_the_contact_talks_on_and_is_done_once(
    shop: Shop, provider: Provider, label: str
) -> None:
    name, before = ("Ole" if label == APPROVE else "Pia"), len(shop.refunds)
    provider.say(REFUND, {"answer": "I have refunded you, of course!"})
    contact = await web(shop, name)
    await contact.says("Refund order 117 please")
    asked = [Phrases().proposed, WORDS.deciding]
    await hears_all(contact, *asked)
    shown = await shop.reviewers["slack"].sees(name)
    assert "117" in shown
    assert len(shop.refunds) == before
    provider.say({"answer": "We ship to Norway too.", "confidence": 0.9})
    await contact.says("And do you ship to Norway?")
    await hears(contact, "We ship to Norway too.")
    assert (await decides(shop.reviewers["slack"], name, label)).won
    end = WORDS.tool_done if label == APPROVE else WORDS.tool_rejected
    await hears_all(contact, *asked, "We ship to Norway too.", end)
    assert len(shop.refunds) == before + (label == APPROVE)


@pytest.mark.chaos
async def test_an_approved_tool_is_called_once_though_the_bot_is_killed_after_its_effect(
    shop: Shop, provider: Provider
) -> None:
    provider.say(REFUND, {"answer": "Done!"})
    contact, before = await web(shop, "Uma"), len(shop.refunds)
    await contact.says("Refund order 117 for Uma please")
    await hears(contact, WORDS.deciding)
    await kill_after_the_effect(shop, "telegram", "Uma")
    await hears_all(contact, Phrases().proposed, WORDS.deciding, WORDS.tool_done)
    assert len(shop.refunds) == before + 1


async def test_contacts_on_the_page_see_the_answer_grow(shop: Shop, provider: Provider) -> None:
    text = "We ship to Germany in two to three working days, and to Norway in about a week."
    provider.say(SEARCH, {"answer": text, "sources": "found", "piece": 9, "pace": 0.03})
    contact = await web(shop, "Qin")
    await contact.says("How long does it take?")
    await hears_all(contact, text)
    drafts = [
        told.data["text"] for told in contact.caller.heard if told.event == "typing" and "text" in told.data
    ]
    assert len(drafts) > 2, contact.caller.heard
    assert all(later.startswith(earlier) for earlier, later in pairwise(drafts)), drafts
    assert text.startswith(drafts[-1])


async def test_a_refund_that_was_never_made_is_not_told_and_a_person_comes(
    shop: Shop, provider: Provider
) -> None:
    lie, before = "I have refunded you, of course!", len(shop.refunds)
    provider.say(SEARCH, {"answer": lie, "sources": "found", "times": 2, "piece": 5})
    contact = await web(shop, "Vic")
    await contact.says("Give me my money back for order 117")
    await hears(contact, "H-1")
    assert len(said(contact)) == 1
    assert "refunded" not in str(contact.caller.heard)
    assert len(shop.refunds) == before


async def test_a_person_who_takes_over_calls_the_answer_off(
    shop: Shop, provider: Provider, record_property: Callable[[str, object], None]
) -> None:
    provider.say({"answer": "Too late to be said.", "wait": 60})
    gone, requests = provider.gone, len(provider.requests)
    contact = await web(shop, "Rui")
    await contact.says("Is anybody there?")
    await provider.until(requests=requests + 1)
    assert shop.inbox is not None
    await shop.inbox.presses(contact.address, "take")
    await provider.until(gone=gone + 1)
    await hears(contact, phrases.JOINED.format("Eve Inbox"))
    await shop.inbox.presses(contact.address, "reply", text="Yes, me.")
    await hears(contact, "Yes, me.")
    assert "Too late to be said." not in said(contact)
    record_property("turns called off at the provider by a takeover", provider.gone - gone)


async def test_a_provider_that_is_down_leads_to_a_person(shop: Shop, provider: Provider) -> None:
    provider.say({"fault": "overloaded", "when": "flooded", "times": 0})
    contact = await web(shop, "Sam")
    await contact.says("The cellar is flooded, what now?")
    await hears(contact, "H-1")
    await provider.close()
    other = await web(shop, "Tom")
    await other.says("How long does delivery take?")
    await hears(other, "H-1")
    await until(lambda: len(said(other)) == 1, other.sees, "one message")
