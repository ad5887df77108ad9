"""The refund file, unchanged, in every way it can be decided; what the contact reads is asserted whole."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from playwright.async_api import expect

from handoff.texts import fill
from tests.flows.messengers.world import CONTACTS
from tests.flows.workflows.browser import approvals_page
from tests.flows.workflows.reviewers import APPROVE, REJECT, ByMail, decides
from tests.flows.workflows.shop import (
    ASKED,
    AT_ONCE,
    REFUND,
    REFUNDED,
    REJECTED,
    SMALL,
    SURFACES,
    WORDS,
    Shop,
    hears_all,
    said,
    shop_in,
)

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]
NAMES = ("Mia", "Noa", "Ole", "Pia", "Qin", "Rui", "Sam", "Tom", "Uma", "Val", "Wim")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop whose question stands on every surface."""
    async with shop_in(tmp_path_factory.mktemp("refund")) as shop:
        yield shop


async def test_an_order_below_the_limit_is_refunded_at_once(shop: Shop) -> None:
    contact, before = await shop.world.contact("web", "Zoe"), shop.once()
    await shop.asks(contact, SMALL)
    sent = fill(WORDS.gate_sent, address=SMALL, minutes="10")
    await hears_all(contact, WORDS.gate_email, sent, AT_ONCE)
    assert shop.once() == before + 1


@pytest.mark.parametrize("number", range(len(SURFACES)), ids=SURFACES)
async def test_one_above_it_waits_and_is_refunded_once_when_it_is_approved(shop: Shop, number: int) -> None:
    surface, name = SURFACES[number], NAMES[number]
    contact, before = await shop.world.contact(CONTACTS[number % 4], name), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    who = shop.reviewers[surface]
    shown = await who.sees(name)
    assert "Refund $612.5 for order #117 (large@example.com)" in shown
    assert shop.once() == before, "refunded before anybody agreed"
    assert (await decides(who, name)).won
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1
    for other in shop.reviewers.values():
        await other.reads(name, "Approved", who.name)


@pytest.mark.parametrize("reason", ["", "Bought too long ago."], ids=["without-a-reason", "with-a-reason"])
@pytest.mark.parametrize("number", range(len(SURFACES)), ids=SURFACES)
async def test_one_that_is_rejected_is_not_refunded_and_the_contact_is_told(
    shop: Shop, number: int, reason: str
) -> None:
    surface, name = SURFACES[number], f"{NAMES[number]}{'y' if reason else 'x'}"
    contact, before = await shop.world.contact(CONTACTS[(number + 1) % 4], name), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    who = shop.reviewers[surface]
    assert (await decides(who, name, REJECT, reason)).won
    await hears_all(contact, *ASKED, REJECTED)
    for other in shop.reviewers.values():
        await other.reads(name, "Rejected", who.name, reason)
    assert shop.once() == before


async def test_a_link_that_scanners_opened_decides_once_and_says_who_won(
    shop: Shop, record_property: Callable[[str, object], None]
) -> None:
    dora = shop.reviewers["email"]
    assert isinstance(dora, ByMail)
    contact, before = await shop.world.contact("web", "Xen"), shop.once()
    await shop.asks(contact)
    await dora.sees("Xen")
    links = [await dora.link("Xen", label) for label in (APPROVE, REJECT)]
    presses = [await dora.readies("Xen", label) for label in (APPROVE, REJECT, APPROVE)]
    assert said(contact) == [*ASKED]
    assert shop.once() == before, "a scanner decided"
    told = [await press() for press in presses]
    assert [one.won for one in told] == [True, False, False]
    assert "Dora Mail" in told[1].text
    assert "Dora Mail" in told[2].text
    for link in links:
        status, page = await dora.get(link)
        assert (status, "Dora Mail" in page) == (410, True), page
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1
    record_property("mail links opened by scanners without effect", dora.scans)


async def test_a_reviewer_approves_in_the_inbox_in_a_browser(shop: Shop, chromium: str) -> None:
    contact, before = await shop.world.contact("web", "Yan"), shop.once()
    await shop.asks(contact)
    await hears_all(contact, *ASKED)
    async with approvals_page(shop.world.bot, "eve", chromium) as page:
        card = page.locator("[data-approval]").filter(has_text="Yan")
        await expect(card).to_contain_text("Refund $612.5 for order #117 (large@example.com)")
        await card.get_by_role("button", name="Approve").click()
        await expect(card).to_contain_text("Approved by Eve Inbox")
    await hears_all(contact, *ASKED, REFUNDED)
    assert shop.once() == before + 1


async def test_all_counted(shop: Shop, record_property: Callable[[str, object], None]) -> None:
    """Below the limit 1, approved on five surfaces, by a link that was scanned, in a browser: no other."""
    record_property("refunds exactly once", shop.once())
    assert shop.once() <= 1 + len(SURFACES) + 2
