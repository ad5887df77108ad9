"""The widget on another site: its own colours, no effect on the page around it, a memory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import expect

from channels.web.settings import WebSettings
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.test_chat import Axe, Listen, Shot
from tests.channels.web.harness import AGENT, Site, running, serving_page

pytestmark = [pytest.mark.browser]

SHOP = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lumen & Sons</title>
<meta name="viewport" content="width=device-width">
<style>
  * {{ color: rgb(120, 20, 20) !important; font-family: Georgia, serif !important; letter-spacing: 3px; }}
  button, textarea, p, h1 {{ background: yellow !important; font-size: 40px !important; border: 5px dashed; }}
  div {{ display: block !important; position: static !important; margin: 33px !important; }}
</style>
</head><body><main><h1>Lamps</h1><p id="probe">Made by hand.</p></main>
<script src="{base}/widget.js" data-title="Ask us" data-color="#2d4a3e" data-accent="#c2410c" async></script>
</body></html>"""
LOOKS = "JSON.stringify([...document.querySelectorAll('h1, p')].map((one) => ({...getComputedStyle(one)})))"


@asynccontextmanager
async def shop(folder: Path, *, listed: bool = True) -> AsyncIterator[tuple[str, Site]]:
    """Serve a shop on an origin of its own, and the bot that it embeds."""
    async with serving_page() as (origin, show):
        settings = WebSettings(origins=(origin,) if listed else (), burst=1000)
        async with running(folder, settings) as site:
            show(SHOP.format(base=site.base))
            yield origin, site


@pytest.mark.parametrize(("device", "size"), [("phone", PHONE), ("desktop", DESKTOP)])
async def test_the_widget_works_on_another_site_and_leaves_it_alone(
    tmp_path: Path,
    visit: Opener,
    shot: Shot,
    axe: Axe,
    listen: Listen,
    device: str,
    size: tuple[int, int],
) -> None:
    async with shop(tmp_path) as (origin, site):
        page = await (await visit(size)).new_page()
        complaints = listen(page)
        await page.goto(origin)
        before = await page.evaluate(LOOKS)
        launcher = page.get_by_role("button", name="Open the chat")
        await expect(launcher).to_be_visible()
        assert await page.evaluate(LOOKS) == before
        await shot(page, f"widget-shut-{device}")
        await launcher.click()
        box = page.get_by_label("Write a message")
        await expect(box).to_be_focused()
        await expect(page.get_by_role("heading", name="Ask us")).to_be_visible()
        await box.fill("Do you ship to Graz?")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("Delivered")).to_be_visible()
        site.team.say(site.team.only(), AGENT, "We do, in two days.")
        await expect(page.get_by_text("We do, in two days.")).to_be_visible()
        await shot(page, f"widget-open-{device}")
        found = [one for one in await axe(page) if "handoff-chat" in one]
        assert found == []
        color = await page.locator(".mine .bubble").evaluate("one => getComputedStyle(one).backgroundColor")
        assert color == "rgb(194, 65, 12)"
        assert await box.evaluate("one => getComputedStyle(one).fontFamily") != "Georgia, serif"
        assert complaints == []


async def test_the_widget_remembers_and_counts_what_came_meanwhile(
    tmp_path: Path, visit: Opener, shot: Shot
) -> None:
    async with shop(tmp_path) as (origin, site):
        page = await (await visit()).new_page()
        await page.goto(origin)
        await page.get_by_role("button", name="Open the chat").click()
        await page.get_by_label("Write a message").fill("Hello")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Delivered")).to_be_visible()
        await page.keyboard.press("Escape")
        launcher = page.get_by_role("button", name="Open the chat")
        await expect(launcher).to_be_focused()
        id = site.team.only()
        site.team.say(id, AGENT, "one")
        await expect(page.get_by_role("button", name="Open the chat (1 new)")).to_be_visible()
        site.team.say(id, AGENT, "two")
        await page.reload()
        await expect(page.get_by_role("button", name="Open the chat (2 new)")).to_be_visible()
        await shot(page, "widget-unread-desktop")
        await launcher.click()
        await expect(page.get_by_text("two")).to_be_visible()
        await expect(page.locator(".badge")).to_be_hidden()
        assert len(site.team.states) == 1


async def test_the_widget_opens_nothing_for_a_site_that_is_not_listed(tmp_path: Path, visit: Opener) -> None:
    async with shop(tmp_path, listed=False) as (origin, site):
        page = await (await visit()).new_page()
        async with page.expect_event("requestfailed"):
            await page.goto(origin)
        await expect(page.locator("handoff-chat")).to_have_count(0)
        assert not site.team.states
