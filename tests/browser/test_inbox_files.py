"""Operators attach files: by the button, the clipboard and a drop; each is shown, explained, and sent."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from handoff.content import File
from handoff.effects import Deliver
from handoff.ids import ConversationId
from handoff.store.base import RowState, Settled
from handoff.transcript import EntryKind
from tests.bot.inbox.house import House
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.giving import give_to
from tests.browser.inbox_people import Axe, Listen, Office, Person, Shot
from tests.browser.test_chat_files import IMAGE, PAPER, PICTURE
from tests.process import until

pytestmark = [pytest.mark.browser]

Theme = Literal["light", "dark"]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        yield Office(house, client, visit)


async def give(page: Page, kind: str) -> None:
    """Paste or drop a picture."""
    await give_to(page.locator("#text" if kind == "paste" else "#thread"), kind, PICTURE)


async def files_of(house: House, id: ConversationId, kind: EntryKind = EntryKind.MESSAGE) -> tuple[File, ...]:
    return [entry for entry in await house.store.entries(id) if entry.kind is kind][-1].content.files


async def taken(office: Office, size: tuple[int, int] = DESKTOP, theme: Theme = "light") -> Person:
    """Ana has Maria's conversation open, and taken over."""
    ana = await office.comes("ana", size, theme)
    await ana.at(await office.house.handed_off("maria"))
    await ana.takes()
    return ana


@pytest.mark.parametrize(
    ("size", "theme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
)
async def test_files_are_shown_before_and_after_they_are_sent(
    office: Office, shot: Shot, axe: Axe, listen: Listen, size: tuple[int, int], theme: Theme
) -> None:
    ana = await taken(office, size, theme)
    page, complaints = ana.page, listen(ana.page)
    device = "phone" if size == PHONE else "desktop"
    await page.locator("#files").set_input_files([IMAGE, PAPER])
    await expect(page.locator('.attachment[data-state="done"]')).to_have_count(2)
    await shot(page, f"inbox-tray-{device}-{theme}")
    assert await axe(page) == []
    await ana.writes("Here is the label.")
    await expect(page.locator(".attachment")).to_have_count(0)
    await expect(ana.thread.get_by_role("link", name="Invoice 2026-114.pdf")).to_be_visible()
    picture = ana.thread.get_by_role("img", name="shade.png")
    assert await picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 8
    await shot(page, f"inbox-files-{device}-{theme}")
    assert await axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert complaints == []


async def test_the_newest_message_stays_in_sight_while_files_come_and_go(office: Office) -> None:
    for number in range(30):
        await office.house.say("maria", f"line {number}")
    ana = await taken(office)
    newest = ana.thread.get_by_text("Ana Ruiz joined the conversation")
    await expect(newest).to_be_in_viewport(ratio=1)
    await ana.page.locator("#files").set_input_files([IMAGE, PAPER])
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(2)
    await expect(newest).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("way", ["paste", "drop"])
async def test_a_picture_alone_is_a_message(office: Office, way: str) -> None:
    ana = await taken(office)
    if way == "drop":
        await give(ana.page, "dragover")
        await expect(ana.page.locator("[data-over] #composer")).to_be_visible()
    await give(ana.page, way)
    await expect(ana.page.locator("[data-over] #composer")).to_have_count(0)
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(1)
    await expect(ana.box).to_be_focused()
    await ana.page.keyboard.press("Control+Enter")
    await expect(ana.thread.get_by_role("img", name="shade.png")).to_be_visible()


async def test_what_cannot_be_attached_says_why_and_holds_the_message_back(
    office: Office, shot: Shot, axe: Axe
) -> None:
    ana = await taken(office, PHONE)
    huge: FilePayload = {"name": "huge.png", "mimeType": "image/png", "buffer": b"x" * 1_100_000}
    program: FilePayload = {"name": "setup.exe", "mimeType": "image/png", "buffer": b"MZ\0"}
    await ana.page.locator("#files").set_input_files([huge, program])
    tray = ana.page.locator("#tray")
    await expect(tray).to_contain_text("huge.png is larger than 1 MB")
    await expect(tray).to_contain_text("setup.exe is none of the kinds that can be sent")
    await ana.box.fill("See the files")
    await ana.page.locator("#send").click()
    await expect(ana.toast).to_contain_text("A file could not be attached. Remove it, or try again.")
    await shot(ana.page, "inbox-tray-refused-phone-light")
    assert await axe(ana.page) == []
    for name in ("huge.png", "setup.exe"):
        await ana.button(f"Remove {name}").click()
    await ana.page.locator("#send").click()
    await expect(ana.thread).to_contain_text("See the files")


async def test_an_upload_shows_how_far_it_is_and_can_be_tried_again(office: Office, shot: Shot) -> None:
    ana = await taken(office)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    await ana.page.route("**/files", hold)
    await ana.page.locator("#files").set_input_files([PAPER])
    await expect(ana.page.get_by_role("progressbar", name=f"Uploading {PAPER['name']}")).to_be_visible()
    await ana.box.fill("Here it is")
    await ana.page.keyboard.press("Control+Enter")
    await expect(ana.toast).to_contain_text("A file is still on its way.")
    await shot(ana.page, "inbox-tray-busy-desktop-light")
    await until(lambda: bool(held))
    await held[0].abort()
    await expect(ana.page.locator("#tray")).to_contain_text("could not be uploaded")
    await ana.page.unroute("**/files")
    await ana.page.get_by_role("button", name="Try again").click()
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(1)
    await ana.page.locator("#send").click()
    await expect(ana.thread.get_by_role("link", name=PAPER["name"])).to_be_visible()


async def test_files_stay_with_their_draft_and_a_note_keeps_them_inside(office: Office) -> None:
    ana = await taken(office)
    id = ConversationId(await ana.page.locator("#conversation").get_attribute("data-id") or "")
    await ana.page.locator("#files").set_input_files([PAPER])
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(1)
    await ana.page.get_by_role("tab", name="Note").click()
    await expect(ana.page.locator(".attachment")).to_have_count(0)
    await ana.page.locator("#files").set_input_files([IMAGE])
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(1)
    await ana.button("Save note").click()
    await expect(ana.thread.locator(".message.note").get_by_role("img", name="shade.png")).to_be_visible()
    assert [file.name for file in await files_of(office.house, id, EntryKind.NOTE)] == ["shade.png"]
    await ana.reload()
    await expect(ana.page.locator(".attachment")).to_contain_text("Invoice 2026-114.pdf")
    await office.house.say("maria", "are you there?")
    await expect(ana.thread).to_contain_text("are you there?")
    await expect(ana.page.locator(".attachment")).to_have_count(1)
    await ana.page.locator("#send").click()
    await expect(ana.thread.get_by_role("link", name="Invoice 2026-114.pdf")).to_be_visible()
    assert [file.name for file in await files_of(office.house, id)] == ["Invoice 2026-114.pdf"]


async def test_a_drop_where_nobody_may_reply_says_what_to_do(office: Office) -> None:
    id = await office.house.say("maria", "hello", "Maria")
    await office.house.answer(id, "Hello!")
    ana = await office.comes("ana")
    await ana.at(id)
    await give(ana.page, "drop")
    await expect(ana.toast).to_contain_text("Take the conversation over first, or attach it to a note.")


async def test_a_messenger_that_does_not_take_the_file_is_explained(office: Office, shot: Shot) -> None:
    house = office.house
    house.pull = False
    id = await house.handed_off("telegram:7", "a person please", "Jonas Weber")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.page.locator("#files").set_input_files([PAPER])
    await expect(ana.page.locator('.attachment[data-state="done"]')).to_have_count(1)
    await ana.writes("The invoice")
    (row,) = [
        row
        for row in await house.store.rows(id)
        if isinstance(row.effect, Deliver) and row.state is RowState.PENDING and row.effect.seq > 3
    ][-1:]
    why = "the file is too large, 12 MB where 10 are the most"
    await house.store.settle(Settled(row.id, RowState.DEAD, 1, error=why))
    await house.say("telegram:7", "hm?")
    await expect(ana.thread).to_contain_text(f"Not delivered: {why}")
    await shot(ana.page, "inbox-file-undelivered-desktop-light")
