"""The page of workflows and the inbox's folders, as runs move under the eyes of somebody who only looks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import expect

from handoff.feed import Changed
from handoff.ids import ConversationId
from handoff.run import Awaits, Phase, Run, Wait
from tests.bot.inbox.house import House
from tests.bot.inbox.test_workflows import FLOW, definition, run
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.inbox_people import Axe, Listen, Office, Shot

pytestmark = [pytest.mark.browser]

Theme = Literal["light", "dark"]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        await house.store.keep_definition("d2", "late_refund", definition())
        yield Office(house, client, visit)


async def stands(house: House, id: ConversationId, *runs: Run, tags: tuple[str, ...] = ()) -> None:
    """Runs and folders change, and those who watch are told, as after a commit of the desk."""
    await house.stands(id, *runs, tags=tags)
    house.hub.publish(Changed(await house.state(id), ()))


@pytest.mark.parametrize(
    ("size", "theme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
)
async def test_badges_and_lists_follow_the_runs_without_a_reload(
    office: Office, shot: Shot, axe: Axe, listen: Listen, size: tuple[int, int], theme: Theme
) -> None:
    house = office.house
    maria, otto = await house.say("maria", "hello", "Maria"), await house.say("otto", "hello", "Otto")
    house.policy = replace(house.policy, flows=(FLOW,))
    ana = await office.comes("ana", size, theme)
    complaints = listen(ana.page)
    await ana.page.goto(f"{office.base}/workflows")
    await ana.ready()
    badge = ana.page.locator(".wf-count text")
    await expect(ana.page.locator("#flows")).to_contain_text("No run is live.")
    await expect(badge).to_have_count(0)
    await ana.page.evaluate("document.querySelector('.drawing').same = true")
    waits = Wait(Awaits.DECISION, due=house.now() + 7200)
    await stands(house, maria, await run(house, maria, phase=Phase.WAITING, wait=waits))
    await expect(badge).to_have_text("1")
    await stands(house, otto, await run(house, otto))
    await expect(badge).to_have_text("2")
    await expect(ana.page.locator(".live li")).to_have_count(2)
    assert await ana.page.evaluate("document.querySelector('.drawing').same")
    await shot(ana.page, f"workflows-{'phone' if size == PHONE else 'desktop'}-{theme}")
    assert await axe(ana.page) == []
    await stands(house, otto, await run(house, otto, phase=Phase.DONE))
    await expect(badge).to_have_text("1")
    assert complaints == []


async def test_a_folder_appears_fills_and_empties_while_the_list_is_open(office: Office) -> None:
    house = office.house
    maria = await house.say("maria", "hello", "Maria")
    ana = await office.comes("ana")
    folder = ana.page.get_by_label("Folder")
    await expect(folder).to_have_count(0)
    await stands(house, maria, tags=("Needs human",))
    await folder.select_option("Needs human")
    await expect(ana.row(maria)).to_be_visible()
    otto = await house.say("otto", "hello", "Otto")
    await stands(house, otto, tags=("Sales",))
    await expect(folder.locator("option")).to_have_text(["Every folder", "Needs human", "Sales"])
    await expect(ana.row(otto)).to_have_count(0)
    await stands(house, otto, tags=("Needs human",))
    await expect(ana.row(otto)).to_be_visible()
    await stands(house, maria)
    await expect(ana.row(maria)).to_have_count(0)
    await expect(folder).to_have_value("Needs human")
