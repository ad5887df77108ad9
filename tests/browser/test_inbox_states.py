"""How the inbox looks in every state: on a phone and a desktop, in light and dark, and to axe."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from playwright.async_api import expect

from handoff.content import Content
from handoff.effects import Deliver
from handoff.events import OperatorReplied, OperatorResolved, OperatorReturned, OperatorTook
from handoff.ids import Address
from handoff.store.base import RowState, Settled
from tests.bot.inbox.house import House
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.inbox_people import Axe, Listen, Office, Person, Shot, a_busy_day, actor

pytestmark = [pytest.mark.browser]

LARGE = (1440, 900)
Theme = Literal["light", "dark"]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        yield Office(house, client, visit)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("device", "size"), [("phone", PHONE), ("desktop", LARGE)])
async def test_every_state_is_readable_and_axe_finds_nothing(
    office: Office, shot: Shot, axe: Axe, listen: Listen, device: str, size: tuple[int, int], theme: Theme
) -> None:
    ids = await a_busy_day(office.house)
    ana = await office.comes("ana", size, theme)
    page, complaints = ana.page, listen(ana.page)

    async def look(state: str) -> None:
        await shot(page, f"inbox-{state}-{device}-{theme}")
        assert await axe(page) == [], state
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{state} is too wide"

    await look("list")
    for state in ("waits", "agent", "colleague", "late"):
        await ana.at(ids[state])
        await expect(ana.thread).to_be_visible()
        await look(state)
    await ana.at(ids["waits"])
    await page.get_by_role("tab", name="Note").click()
    await ana.box.fill("She needs it *tomorrow*, be kind")
    await look("note")
    for name in ("Return to agent", "Transfer", "Snooze", "Resolve"):
        await ana.button(name).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await look(f"dialog-{name.split()[0].lower()}")
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        await expect(page.get_by_role("dialog")).to_be_hidden()
    await ana.takes()
    await page.get_by_role("tab", name="Reply").click()
    await ana.box.press_sequentially("/")
    await expect(page.get_by_role("listbox", name="Snippets")).to_be_visible()
    await look("snippets")
    await ana.box.fill("")
    if device == "phone":
        await ana.button("Show the context").click()
        await expect(page.get_by_role("heading", name="Context")).to_be_visible()
        await look("context")
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_quiet_states_say_what_to_do(office: Office, shot: Shot, axe: Axe, theme: Theme) -> None:
    ana = await office.comes("ana", DESKTOP, theme)
    await expect(ana.section("needs")).to_contain_text("Nobody is waiting")
    await shot(ana.page, f"inbox-empty-desktop-{theme}")
    assert await axe(ana.page) == []
    await ana.page.get_by_label("Search conversations").fill("zebra")
    await expect(ana.page.get_by_text("Nothing matches")).to_be_visible()
    await shot(ana.page, f"inbox-nothing-matches-desktop-{theme}")
    await ana.button("clear the filters").click()
    await expect(ana.section("needs")).to_be_visible()
    for name in ("Help", "Settings"):
        await ana.button(name).click()
        await expect(ana.page.get_by_role("dialog")).to_be_visible()
        await shot(ana.page, f"inbox-{name.lower()}-desktop-{theme}")
        assert await axe(ana.page) == []
        await ana.page.keyboard.press("Escape")
        await expect(ana.page.get_by_role("dialog")).to_be_hidden()
    await ana.page.context.clear_cookies()
    await ana.page.goto(f"{ana.base}/inbox")
    await expect(ana.page.get_by_role("heading")).to_have_text("Sign in to the inbox")
    await shot(ana.page, f"inbox-signin-desktop-{theme}")
    assert await axe(ana.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_marks_history_and_endings_are_shown(
    office: Office, shot: Shot, axe: Axe, theme: Theme
) -> None:
    house = office.house
    house.pull = False
    address = Address("telegram", "7")
    id = await house.handed_off("telegram:7", "a person please", "Jonas Weber")
    for event in (
        OperatorTook(actor("ana")),
        OperatorReplied(actor("ana"), Content("This one arrives")),
        OperatorReplied(actor("ana"), Content("This one does not")),
        OperatorReturned(actor("ana"), "He only wanted the opening hours"),
        OperatorTook(actor("ben")),
        OperatorReplied(actor("ben"), Content("Hello again")),
    ):
        await house.desk.receive(address, event)
    outcomes = {
        "This one arrives": RowState.SENT,
        "This one does not": RowState.DEAD,
        "Hello again": RowState.PENDING,
    }
    said = {entry.seq: entry.content.text for entry in await house.store.entries(id)}
    for row in await house.store.rows(id):
        state = outcomes.get(said.get(row.effect.seq, "")) if isinstance(row.effect, Deliver) else None
        if state is not None:
            error = "the contact blocked the bot" if state is RowState.DEAD else None
            await house.store.settle(Settled(row.id, state, 1, error=error))
    ana = await office.comes("ana", LARGE, theme)
    await ana.at(id)
    await expect(ana.thread).to_contain_text("Not delivered: the contact blocked the bot")
    await expect(ana.page.locator("#context")).to_contain_text("Returned by Ana Ruiz")
    await shot(ana.page, f"inbox-marks-desktop-{theme}")
    assert await axe(ana.page) == []
    await house.desk.receive(address, OperatorResolved(actor("ben")))
    await expect(ana.page.locator(".lockline")).to_contain_text("This conversation is closed")
    await shot(ana.page, f"inbox-closed-desktop-{theme}")
    assert await axe(ana.page) == []


async def test_an_edit_keeps_its_history_for_the_team(office: Office, shot: Shot) -> None:
    ids = await a_busy_day(office.house)
    ana = await office.comes("ana")
    await ana.at(ids["colleague"])
    await ana.thread.get_by_text("edited").click()
    await expect(ana.thread.get_by_text("Invoice 87 has the wrong VAT number")).to_be_visible()
    await office.house.say("email:eve@example.org", "Are you there?")
    await expect(ana.thread).to_contain_text("Are you there?")
    await expect(ana.thread.get_by_text("Invoice 87 has the wrong VAT number")).to_be_visible()
    await shot(ana.page, "inbox-history-desktop-light")


async def test_a_phone_shows_one_pane_at_a_time(office: Office) -> None:
    ids = await a_busy_day(office.house)
    ana = await office.comes("ana", PHONE)
    page = ana.page
    await expect(page.locator("#panes")).to_be_hidden()
    await ana.row(ids["waits"]).click()
    await expect(page.locator("#sidebar")).to_be_hidden()
    await expect(ana.box).to_be_visible()
    await ana.button("Show the context").click()
    await expect(page.get_by_text("Why it came to you")).to_be_visible()
    await ana.button("Back to the conversation").click()
    await ana.button("Back to the list").click()
    await expect(ana.row(ids["waits"])).to_be_visible()


async def test_reduced_motion_is_respected(office: Office) -> None:
    ana: Person = await office.comes("ana", reduced_motion="reduce")
    moving = "(node) => parseFloat(getComputedStyle(node).transitionDuration) > 0"
    assert not await ana.page.evaluate(f"[...document.querySelectorAll('*')].some({moving})")
