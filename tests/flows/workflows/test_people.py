"""A person comes first: while one has the conversation no workflow speaks; what was approved is done once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from handoff.texts import fill
from tests.flows.messengers import phrases
from tests.flows.messengers.seen import Told, until, until_told
from tests.flows.messengers.world import Contact
from tests.flows.workflows.reviewers import APPROVE, REJECT, OnCard, decides
from tests.flows.workflows.shop import (
    ASKED,
    PROVEN,
    REFUND,
    REFUNDED,
    REJECTED,
    WORDS,
    Shop,
    hears,
    hears_all,
    said,
    shop_in,
)

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]
PLEA = "I want to talk to a real person, please"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop whose question stands on every surface."""
    async with shop_in(tmp_path_factory.mktemp("people")) as shop:
        yield shop


async def act(shop: Shop, contact: Contact, what: str, **body: str) -> Told:
    """Press something in the inbox, in this contact's conversation."""
    assert shop.inbox is not None
    return await shop.inbox.presses(contact.address, what, **body)


async def events(shop: Shop, contact: Contact) -> str:
    """Return all that the team sees of a conversation."""
    assert shop.inbox is not None
    return str((await shop.inbox.case(contact.address))["transcript"])


async def shows(shop: Shop, contact: Contact, words: str) -> None:
    """Wait until the team sees these words in the conversation."""

    async def look() -> bool:
        return words in await events(shop, contact)

    await until_told(look, f"{words!r} for the team")


@pytest.mark.parametrize("at", ["before the address", "before the code"])
async def test_who_asks_for_a_person_in_the_gate_gets_one_and_no_more_of_the_workflow(
    shop: Shop, at: str
) -> None:
    contact = await shop.world.contact("web", "Mia" if at.endswith("code") else "Noa")
    await contact.says("I want a refund")
    await hears(contact, WORDS.gate_email)
    told = [WORDS.gate_email]
    if at.endswith("code"):
        await contact.says("large@example.com")
        await hears(contact, PROVEN[1])
        told = [*PROVEN]
    await contact.says(PLEA)
    await hears(contact, "H-1")
    await contact.says("large@example.com")
    await act(shop, contact, "take")
    await hears(contact, phrases.JOINED.format("Eve Inbox"))
    await contact.says("123456")
    await act(shop, contact, "reply", text="I am here.")
    await hears(contact, "I am here.")
    await act(shop, contact, "return", note="He knows.")
    await hears(contact, phrases.HANDED_BACK)
    heard = said(contact)
    assert heard[: len(told)] == told
    assert "I've passed this on to our team" in heard[len(told)]
    assert heard[len(told) + 1 :][:3] == [
        WORDS.joined.replace("{operator}", "Eve Inbox"),
        "I am here.",
        fill(WORDS.returned, operator="Eve Inbox"),
    ]
    await shop.asks(contact)
    await hears(contact, WORDS.deciding)


@pytest.mark.parametrize("label", [APPROVE, REJECT])
async def test_who_asks_for_a_person_while_the_approval_waits_hears_only_that_person(
    shop: Shop, label: str
) -> None:
    name = "Ole" if label == APPROVE else "Pia"
    contact, before = await shop.world.contact("telegram", name), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    await contact.says(PLEA)
    await hears(contact, "H-1")
    await act(shop, contact, "take")
    await hears(contact, phrases.JOINED.format("Eve Inbox"))
    heard = said(contact)
    assert (await decides(shop.reviewers["telegram"], name, label)).won
    await shows(shop, contact, REFUNDED if label == APPROVE else REJECTED)
    await act(shop, contact, "reply", text="All done, I saw to it.")
    await hears(contact, "I saw to it.")
    assert len(said(contact)) == len(heard) + 1, "the workflow spoke while a person had the conversation"
    await act(shop, contact, "return", note="It is done.")
    await hears(contact, phrases.HANDED_BACK)
    assert not {REFUNDED, REJECTED} & {*said(contact)}
    assert shop.once() == before + (label == APPROVE)


async def test_an_operator_takes_over_approves_and_returns(shop: Shop) -> None:
    contact, before = await shop.world.contact("web", "Qin"), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    await act(shop, contact, "take")
    await hears(contact, phrases.JOINED.format("Eve Inbox"))
    await contact.says("Is it you who decides?")
    assert (await decides(shop.reviewers["inbox"], "Qin")).won
    await until(lambda: shop.once() == before + 1, lambda: shop.refunds, "the refund")
    await shows(shop, contact, REFUNDED)
    joined = [*ASKED, fill(WORDS.joined, operator="Eve Inbox")]
    assert said(contact) == joined
    await act(shop, contact, "reply", text="Yes, and it is on its way.")
    joined.append("Yes, and it is on its way.")
    await hears_all(contact, *joined)
    await act(shop, contact, "return", note="Refunded.")
    await hears_all(contact, *joined, fill(WORDS.returned, operator="Eve Inbox"))
    assert shop.once() == before + 1


async def test_an_operator_who_came_and_went_leaves_the_approval_as_it_was(shop: Shop) -> None:
    contact, before = await shop.world.contact("web", "Rui"), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    await act(shop, contact, "take")
    await act(shop, contact, "return", note="Only looking.")
    heard = [*ASKED, fill(WORDS.joined, operator="Eve Inbox"), fill(WORDS.returned, operator="Eve Inbox")]
    await hears_all(contact, *heard)
    await contact.says("And now?")
    await hears_all(contact, *heard, WORDS.run_waiting)
    ada = shop.reviewers["slack"]
    assert isinstance(ada, OnCard)
    assert (await decides(ada, "Rui")).won
    await hears_all(contact, *heard, WORDS.run_waiting, REFUNDED)
    assert shop.once() == before + 1
