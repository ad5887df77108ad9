"""Operators at work in two real browsers: they see each other's presses, and nothing jumps or gets lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect

from handoff.ownership import Owner
from handoff.transcript import EntryKind
from tests.bot.inbox.house import House
from tests.browser.conftest import Opener
from tests.browser.inbox_people import Listen, Office, Shot, a_busy_day
from tests.process import until

pytestmark = [pytest.mark.browser]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        yield Office(house, client, visit)


async def test_two_press_take_over_and_the_one_who_lost_reads_who_won(office: Office, shot: Shot) -> None:
    id = await office.house.handed_off("a")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await asyncio.gather(ana.at(id), ben.at(id))
    await asyncio.gather(ana.page.keyboard.press("t"), ben.page.keyboard.press("t"))
    await expect(ana.page.locator("#conversation")).not_to_have_attribute("data-owner", "waiting")
    owner = (await office.house.owner(id))[1]
    won, lost, name = (ana, ben, "Ana Ruiz") if owner == "ana" else (ben, ana, "Ben Okafor")
    await expect(won.page.locator("#conversation")).to_have_attribute("data-mine", "yes")
    await expect(lost.page.locator("#conversation")).to_have_attribute("data-lock", "colleague")
    await expect(won.section("mine").locator(".row")).to_have_count(1)
    await expect(lost.section("others").locator(".row")).to_have_count(1)
    await expect(lost.page.locator(".lockline")).to_contain_text(f"{name} has this conversation")


async def test_a_press_that_was_too_late_says_who_was_first_and_when(office: Office, shot: Shot) -> None:
    id = await office.house.handed_off("a")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await asyncio.gather(ana.at(id), ben.at(id))
    await ben.page.route("**/inbox/list*", lambda route: route.abort())
    await ben.page.route("**/panes*", lambda route: route.abort())
    await ana.takes()
    await ben.button("Take over").click()
    await expect(ben.toast).to_contain_text("Ana Ruiz was first and took it over just now")
    await ben.page.unroute_all()
    await shot(ben.page, "inbox-lost-desktop-light")


async def test_a_reply_and_a_note_appear_at_the_colleagues_at_once(office: Office, listen: Listen) -> None:
    house = office.house
    id = await house.handed_off("a")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    complaints = [*listen(ana.page), *listen(ben.page)]
    await asyncio.gather(ana.at(id), ben.at(id))
    await expect(ana.page.locator("#send")).to_have_text("Send to Maria Lopez")
    await ana.writes("Hello Maria")
    await expect(ben.thread).to_contain_text("Hello Maria")
    await expect(ben.page.locator("#conversation")).to_have_attribute("data-lock", "colleague")
    await ben.notes("She called twice already")
    note = ana.thread.locator(".note", has_text="She called twice already")
    await expect(note).to_contain_text("only your team sees this")
    kinds = {entry.content.text: entry.kind for entry in await house.store.entries(id)}
    assert kinds["Hello Maria"] is EntryKind.MESSAGE
    assert kinds["She called twice already"] is EntryKind.NOTE
    assert complaints == []


async def test_the_assistant_is_removed_and_let_back(office: Office) -> None:
    id = await office.house.say("a", "hello", "Maria Lopez")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.button("Switch it off here").click()
    await expect(ana.page.locator(".banner")).to_contain_text("The assistant is switched off here")
    assert not (await office.house.state(id)).agent_on
    await ana.button("Switch it on").click()
    await expect(ana.button("Switch it off here")).to_be_visible()
    await ana.takes()
    assert await office.house.owner(id) == (Owner.HUMAN, "ana")


async def test_transfer_snooze_and_resolve_move_the_row_at_both(office: Office) -> None:
    house = office.house
    id = await house.handed_off("a")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await asyncio.gather(ana.at(id), ben.at(id))
    await ana.takes()
    await ana.button("Transfer").click()
    await ana.page.get_by_label("Ben Okafor").check()
    await ana.page.get_by_role("dialog").get_by_role("button", name="Transfer").click()
    await expect(ben.section("mine").locator(".row")).to_have_count(1)
    await expect(ana.section("others").locator(".row")).to_have_count(1)
    await ben.button("Snooze").click()
    await ben.page.get_by_role("dialog").get_by_role("button", name="30 minutes").click()
    await expect(ana.section("snoozed").locator(".row")).to_have_count(1)
    await expect(ben.page.locator(".banner")).to_contain_text("Snoozed until")
    await house.say("a", "I am back")
    await expect(ben.section("mine").locator(".row")).to_have_count(1)
    await ben.button("Resolve").click()
    await ben.page.get_by_role("dialog").get_by_role("button", name="Resolve").click()
    await expect(ana.page.locator(f'.row[data-id="{id}"]')).to_have_count(0)
    await expect(ana.page.locator("#conversation")).to_have_attribute("data-lock", "closed")


async def test_keys_before_a_dialog_has_come_press_nothing_else(office: Office) -> None:
    ana = await office.comes("ana")
    await ana.at(await office.house.handed_off("a"))
    await ana.takes()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    await ana.page.route("**/return", hold)
    async with ana.page.expect_request("**/return"):
        await ana.page.keyboard.press("b")
    await ana.page.keyboard.press("e")
    await until(lambda: bool(held))
    await held[0].continue_()
    await expect(ana.page.get_by_label("Note to the assistant")).to_be_focused()
    await expect(ana.page.get_by_role("dialog")).to_have_count(1)
    await expect(ana.page.get_by_role("heading", name="Resolve this conversation?")).to_have_count(0)


async def test_everything_can_be_done_without_a_mouse(office: Office) -> None:
    house = office.house
    first, second = await house.handed_off("a"), await house.handed_off("b", name="Eve Adeyemi")
    ana = await office.comes("ana")
    page, press = ana.page, ana.page.keyboard.press
    shown = page.locator("#conversation")
    await press("j")
    await expect(shown).to_have_attribute("data-id", first)
    await press("j")
    await expect(shown).to_have_attribute("data-id", second)
    await press("k")
    await expect(shown).to_have_attribute("data-id", first)
    await press("t")
    await expect(shown).to_have_attribute("data-mine", "yes")
    await press("r")
    await expect(ana.box).to_be_focused()
    await page.keyboard.type("Hello Maria")
    await press("Control+Enter")
    await expect(ana.thread).to_contain_text("Hello Maria")
    await expect(ana.box).to_have_value("")
    await press("Escape")
    await press("n")
    await expect(page.get_by_role("tab", name="Note")).to_have_attribute("aria-selected", "true")
    await page.keyboard.type("For us")
    await press("Control+Enter")
    await expect(ana.thread.locator(".note")).to_contain_text("For us")
    await press("Escape")
    await press("?")
    await expect(page.get_by_role("dialog")).to_contain_text("Take over")
    await press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await press("s")
    await expect(page.get_by_role("dialog")).to_contain_text("Snooze")
    await press("Enter")
    await expect(page.locator(".banner")).to_contain_text("Snoozed")
    await press("b")
    await expect(page.get_by_label("Note to the assistant")).to_be_focused()
    await page.keyboard.type("All is well")
    await press("Control+Enter")
    await expect(shown).to_have_attribute("data-lock", "agent")
    await press("e")
    await press("Enter")
    await expect(shown).to_have_attribute("data-lock", "closed")
    await press("/")
    await expect(page.get_by_label("Search conversations")).to_be_focused()
    await page.keyboard.type("eve")
    await expect(page.locator(".row")).to_have_count(1)


async def test_a_row_does_not_move_under_the_pointer(office: Office, shot: Shot) -> None:
    house = office.house
    ids = await a_busy_day(house)
    ana = await office.comes("ana")
    row = ana.row(ids["colleague"])
    await row.hover()
    before = await row.bounding_box()
    await house.handed_off("new", "a person", "Nora New")
    await expect(ana.page.locator("#held")).to_have_text("1 new")
    await house.say("email:eve@example.org", "Hello??")
    await expect(row).to_contain_text("Hello??")
    assert await row.bounding_box() == before
    await shot(ana.page, "inbox-held-desktop-light")
    await ana.page.locator("#panes").hover()
    await expect(ana.section("needs")).to_contain_text("Nora New")
    await expect(ana.page).to_have_title("(4) Inbox")


SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((found) => {
        for (const one of found.getEntries()) for (const source of one.sources)
            window.shifts.push([source.node?.className ?? String(source.node), one.value]);
    }).observe({ type: "layout-shift" });
}"""


async def outside_the_flow(page: Page) -> list[list[object]]:
    """Return what moved that should not: the transcript may scroll, the list may take new rows."""
    found: list[list[object]] = await page.evaluate("window.shifts")
    return [
        one for one in found if one[0] in ("composer", "bar", "acts", "tabs", "writing", "title", "scroll")
    ]


async def test_what_happens_elsewhere_moves_nothing_here(office: Office) -> None:
    house = office.house
    ids = await a_busy_day(house)
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await ana.at(ids["waits"])
    await ana.page.evaluate(SHIFTS)
    places = {
        name: await ana.page.locator(name).bounding_box() for name in ("#composer", ".acts", "#context")
    }
    await ben.at(ids["waits"])
    await ben.notes("Looking at it")
    await house.say("maria", "Hello?")
    await house.handed_off("new", "a person", "Nora New")
    await expect(ana.thread).to_contain_text("Hello?")
    await expect(ana.section("needs")).to_contain_text("Nora New")
    assert {name: await ana.page.locator(name).bounding_box() for name in places} == places
    assert await outside_the_flow(ana.page) == []


async def test_colleagues_see_who_views_and_who_writes(office: Office, shot: Shot) -> None:
    id = await office.house.handed_off("a")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await ana.at(id)
    beside = ana.page.locator("#beside")
    await ben.at(id)
    await expect(beside).to_have_text("Ben Okafor is viewing")
    await ben.box.press_sequentially("Hel")
    await expect(beside).to_have_text("Ben Okafor is writing…")
    await shot(ana.page, "inbox-beside-desktop-light")
    await ben.page.goto(f"{ben.base}/inbox")
    await expect(beside).to_have_text("")
    contact = (await office.house.state(id)).contact.address
    await office.house.sink.typing(contact, None)
    await expect(beside).to_have_text("Maria Lopez is writing…")


async def test_a_decision_is_seen_by_the_colleague_who_was_slower(office: Office) -> None:
    ids = await a_busy_day(office.house)
    ana = await office.comes("ana")
    second = await office.comes("ana")
    await asyncio.gather(ana.at(ids["waits"]), second.at(ids["waits"]))
    await ana.button("Approve").click()
    await expect(second.page.locator("#context")).to_contain_text("Approved by Ana")
    await expect(second.page.get_by_role("button", name="Approve")).to_have_count(0)


async def test_signing_out_ends_it(office: Office) -> None:
    ana = await office.comes("ana")
    await ana.button("Settings").click()
    await ana.page.get_by_role("button", name="Sign out").click()
    await expect(ana.page.get_by_role("heading", name="Sign in to the inbox")).to_be_visible()
