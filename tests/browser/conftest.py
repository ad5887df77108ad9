"""A real browser for the tests of the pages: contexts of a chosen size and theme, screenshots, and axe."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal, Protocol

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # it has none
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect

from tests.lines import LIMIT

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (390, 844)
DESKTOP = (1280, 800)


class Opener(Protocol):
    """Opens a new person's browser; see the fixture ``visit``."""

    async def __call__(
        self,
        size: tuple[int, int] = DESKTOP,
        theme: Literal["light", "dark"] = "light",
        **options: Any,
    ) -> BrowserContext: ...


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """The system's Chromium, without a window; what is expected of its pages is waited for."""
    expect.set_options(timeout=LIMIT * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield browser
        await browser.close()


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Opener]:
    """Open contexts that share nothing, as different people's browsers would; all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def visit(
            size: tuple[int, int] = DESKTOP,
            theme: Literal["light", "dark"] = "light",
            **options: Any,
        ) -> BrowserContext:
            phone = size[0] < 640
            options = {"locale": "en-GB", "timezone_id": "Europe/Vienna", **options}
            context = await browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=theme,
                has_touch=phone,
                is_mobile=phone,
                device_scale_factor=2 if phone else 1,
                **options,
            )
            context.set_default_timeout(LIMIT * 1000)
            stack.push_async_callback(context.close)
            return context

        yield visit


@pytest.fixture
def shot(artifacts: Path) -> Callable[[Page, str], Awaitable[None]]:
    """Keep a picture of the page under a name, for a person to look at."""

    async def shot(page: Page, name: str) -> None:
        folder = artifacts / "screenshots"
        folder.mkdir(exist_ok=True)
        await page.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")

    return shot


@pytest.fixture
def axe() -> Callable[[Page], Awaitable[list[str]]]:
    """Return what axe finds wrong with a page: a line for each, with where it is."""

    async def axe(page: Page) -> list[str]:
        found = await Axe().run(page)
        return [
            f"{one['id']} ({one['impact']}): {one['help']} at {[node['target'] for node in one['nodes']]}"
            for one in found.response["violations"]
        ]

    return axe


@pytest.fixture
def listen() -> Callable[[Page], list[str]]:
    """Collect what a page complains about: errors of scripts, broken policies, warnings."""

    def listen(page: Page) -> list[str]:
        complaints: list[str] = []

        def told(message: ConsoleMessage) -> None:
            # A server that is away on purpose is no fault of the page.
            gone = re.search(r"net::ERR_|Failed to load resource", message.text)
            if message.type in ("error", "warning") and not gone:
                complaints.append(message.text)

        page.on("console", told)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return complaints

    return listen
