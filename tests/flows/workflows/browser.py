"""A reviewer at the inbox in a real browser."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright, expect

from tests.browser.conftest import ARGS, DESKTOP
from tests.lines import LIMIT
from tests.process import Bot


@asynccontextmanager
async def approvals_page(bot: Bot, operator: str, chromium: str) -> AsyncIterator[Page]:
    """Open the page of all questions for an operator who comes by a link of ``handoff token``."""
    link = await _link(bot, operator)
    size = {"width": DESKTOP[0], "height": DESKTOP[1]}
    expect.set_options(timeout=LIMIT * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        page = await browser.new_page(viewport=size)  # type: ignore[arg-type]  # its own dict type
        page.set_default_timeout(LIMIT * 1000)
        await page.goto(link)
        await page.goto(f"{bot.base}/inbox/approvals")
        await page.wait_for_selector("html[data-ready]", state="attached")
        yield page
        await browser.close()


async def _link(bot: Bot, operator: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "token", operator, "--config", str(bot.config)),
        cwd=bot.folder,
        env=bot.env,
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(LIMIT):
        out, _ = await process.communicate()
    (link,) = [line.partition(": ")[2] for line in out.decode().splitlines() if line.startswith("inbox: ")]
    bot.private.add(link.rpartition("=")[2])
    return link
