"""Files on the contact's page: chosen, pasted, dropped, refused before anybody waits, and shown."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Page, expect

from channels.web.settings import WebSettings
from handoff.events import ContactSaid
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.giving import give_to
from tests.browser.test_chat import Axe, Shot
from tests.channels.web.harness import Site, running

pytestmark = [pytest.mark.browser]

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGPQKLiOFTEMLQkAstpWgWxm0L8AAAAASUVORK5CYII="
)
IMAGE: FilePayload = {"name": "shade.png", "mimeType": "image/png", "buffer": PICTURE}
PAPER: FilePayload = {
    "name": "Invoice 2026-114.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7 " * 99,
}


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """A site that takes files of one megabyte."""
    async with running(tmp_path / "files", WebSettings(max_file_mb=1, burst=1000)) as site:
        yield site


async def give(page: Page, kind: str) -> None:
    """Paste or drop a picture."""
    await give_to(page.locator("textarea" if kind == "paste" else ".chat"), kind, PICTURE)


async def sent(site: Site, page: Page) -> list[str]:
    """Send what is in the composer; return the names of the files that arrived."""
    button = page.get_by_role("button", name="Send")
    await expect(button).to_have_attribute("aria-disabled", "false")
    await button.click()
    await expect(page.get_by_text("Delivered")).to_be_visible()
    event = site.team.events[-1]
    assert isinstance(event, ContactSaid)
    return [file.name for file in event.content.files]


@pytest.mark.parametrize(("device", "size"), [("phone", PHONE), ("desktop", DESKTOP)])
async def test_files_are_previewed_sent_and_shown(
    site: Site, visit: Opener, shot: Shot, axe: Axe, device: str, size: tuple[int, int]
) -> None:
    page = await (await visit(size)).new_page()
    await page.goto(site.base)
    await page.locator("input[type=file]").set_input_files([IMAGE, PAPER])
    await expect(page.locator(".chip.done")).to_have_count(2)
    await page.get_by_label("Write a message").fill("Here is the shade.")
    await shot(page, f"chat-tray-{device}-light")
    assert await axe(page) == []
    assert await sent(site, page) == ["shade.png", "Invoice 2026-114.pdf"]
    picture = page.get_by_role("img", name="shade.png")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 8
    await expect(page.get_by_role("link", name="Invoice 2026-114.pdf")).to_be_visible()
    await shot(page, f"chat-files-{device}-light")
    assert await axe(page) == []


async def test_a_picture_can_be_pasted(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    await page.goto(site.base)
    await expect(page.get_by_label("Write a message")).to_be_visible()
    await give(page, "paste")
    assert await sent(site, page) == ["shade.png"]


async def test_a_picture_can_be_dropped(site: Site, visit: Opener, shot: Shot) -> None:
    page = await (await visit()).new_page()
    await page.goto(site.base)
    await expect(page.get_by_label("Write a message")).to_be_visible()
    await give(page, "dragover")
    await expect(page.get_by_text("Drop files to attach them")).to_be_visible()
    await shot(page, "chat-drop-desktop-light")
    await give(page, "drop")
    await expect(page.get_by_text("Drop files to attach them")).to_be_hidden()
    assert await sent(site, page) == ["shade.png"]


async def test_what_cannot_be_sent_says_why_and_can_be_removed(
    site: Site, visit: Opener, shot: Shot, axe: Axe
) -> None:
    page = await (await visit(PHONE)).new_page()
    await page.goto(site.base)
    film: FilePayload = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x"}
    huge: FilePayload = {"name": "huge.png", "mimeType": "image/png", "buffer": b"x" * 1_100_000}
    fake: FilePayload = {"name": "fake.png", "mimeType": "image/png", "buffer": b"MZ\0"}
    await page.locator("input[type=file]").set_input_files([film, huge, fake])
    await expect(page.get_by_text("film.mp4 cannot be sent.")).to_be_visible()
    await expect(page.get_by_text("huge.png is larger than 1 MB.")).to_be_visible()
    await expect(page.get_by_text("fake.png cannot be sent.")).to_be_visible()
    await shot(page, "chat-tray-refused-phone-light")
    assert await axe(page) == []
    for name in ("film.mp4", "huge.png", "fake.png"):
        await page.get_by_role("button", name=f"Discard: {name}").click()
    await expect(page.locator(".chip")).to_have_count(0)


async def test_an_upload_that_failed_can_be_tried_again(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    await page.goto(site.base)
    await page.route("**/api/chat/files", lambda route: route.abort())
    await page.locator("input[type=file]").set_input_files([IMAGE])
    await expect(page.get_by_text("shade.png could not be uploaded.")).to_be_visible()
    await page.unroute("**/api/chat/files")
    await page.get_by_role("button", name="Try again").click()
    assert await sent(site, page) == ["shade.png"]
