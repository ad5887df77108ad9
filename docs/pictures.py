"""Takes the README's pictures from a real run: ``.venv/bin/python docs/pictures.py``."""

import asyncio
import os
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page, async_playwright

IMAGES: Final = Path(__file__).parent / "images"
HANDOFF: Final = Path(__file__).parents[1] / ".venv" / "bin" / "handoff"
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WORKFLOW: Final = Path(__file__).parents[1] / "examples" / "workflows" / "discount.json"
QUIET: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CONFIG: Final = """
[bot]
name = "Fern"
burst = 0.2
[web]
port = {port}
title = "Fjord & Fern"
accent = "#2f6f4f"
[operators.ana]
name = "Ana Ruiz"
[operators.ben]
name = "Ben Okafor"
[queues.support]
notify = ["web"]
reviewers = ["ana"]
[workflows.discount]
file = "{workflow}"
"""


async def main() -> None:
    """Play the first use once and photograph both sides."""
    IMAGES.mkdir(exist_ok=True)
    async with bot() as (base, link), async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for question in ("do you sell tents for penguins?", "Is there a discount for 12 lamps?"):
            await visitor(browser, base, question)
        contact = await page(browser, base, 720, 900)
        await say(contact, "How long does delivery to Norway take?")
        await say(contact, "My parcel arrived with a broken lamp. Can I talk to someone?")
        ana = await page(browser, link, 1440, 900)
        await ana.locator("a[href*='/inbox/c/']").first.click()
        await ana.get_by_role("button", name="Take over").first.click()
        box = ana.get_by_role("textbox", name="Reply").or_(ana.locator("textarea")).first
        await box.fill("Hello, I'm Ana. I'm sorry about the lamp: a new one leaves today, keep the old one.")
        await box.press("Control+Enter")
        await contact.get_by_text("a new one leaves today").wait_for()
        await say(contact, "That is wonderful, thank you!")
        await ana.get_by_text("That is wonderful").first.wait_for()
        await ana.wait_for_timeout(600)
        await contact.screenshot(path=IMAGES / "chat.png")
        await ana.screenshot(path=IMAGES / "inbox.png")
        await decisions(ana, base)
        await browser.close()


async def decisions(ana: Page, base: str) -> None:
    """Photograph what waits for a reviewer, and the workflow that asked."""
    await ana.set_viewport_size({"width": 1100, "height": 690})
    for path, name in (("inbox/approvals", "approval"), ("workflows", "workflow")):
        await ana.goto(base + path)
        await ana.wait_for_selector("html[data-ready]", state="attached")
        await ana.screenshot(path=IMAGES / f"{name}.png")


async def visitor(browser: Browser, base: str, question: str) -> None:
    """Be somebody who asks one thing and looks elsewhere."""
    somebody = await page(browser, base, 720, 900)
    await say(somebody, question)
    await somebody.context.close()


async def page(browser: Browser, address: str, width: int, height: int) -> Page:
    """Open a page as somebody new."""
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    opened = await context.new_page()
    await opened.goto(address)
    return opened


async def say(contact: Page, text: str) -> None:
    """Write as a contact and wait for what follows."""
    box = contact.get_by_role("textbox").first
    await box.fill(text)
    await box.press("Enter")
    await contact.wait_for_timeout(1500)


@asynccontextmanager
async def bot() -> AsyncIterator[tuple[str, str]]:
    """Run the bot in an empty folder; yields the chat's address and the inbox link."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(port=port, workflow=WORKFLOW), encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            HANDOFF, "run", "--config", config, cwd=folder,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdout is not None
        lines = [(await process.stdout.readline()).decode() for _ in range(2)]
        yield lines[0].split()[-1], lines[1].split()[-1]
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(main())
