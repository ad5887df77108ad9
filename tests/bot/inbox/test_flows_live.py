"""Open pages of workflows are told that runs moved, and nothing looks at the runs while no page is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.inbox.pulse import Pulse
from handoff.feed import Marked
from handoff.flow import Flow, Occasion
from handoff.ids import RowId
from handoff.run import Phase
from tests import builders as make_a
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.bot.inbox.test_live import Page
from tests.bot.inbox.test_pages import page, words
from tests.bot.inbox.test_workflows import FLOW, definition, run


@asynccontextmanager
async def opened(program: Program) -> AsyncIterator[Page]:
    """Open the page's stream, and wait for the first hint: what stands now was looked at."""
    async with program.client.get("/workflows/live", headers=program.headers) as response:
        assert (response.status, response.content_type) == (200, "text/event-stream")
        told = Page(aiter(response.content))
        await told.next("hello")
        yield told


async def test_every_open_page_is_told_of_a_run_that_begins_moves_and_ends(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.say("maria", "hello", "Maria")
    async with opened(ana) as mine, opened(ben) as theirs:
        await mine.next("moved")
        begun = await run(house, id)
        for now in (
            begun,
            replace(begun, node="start", changed=house.now()),
            replace(begun, phase=Phase.DONE),
        ):
            await house.stands(id, now)
            house.hub.publish(Marked(id, RowId("r")))
            assert await mine.next("moved") == await theirs.next("moved") == {}


async def test_two_runs_that_change_places_are_a_move(house: House, ana: Program) -> None:
    id = await house.say("maria", "hello", "Maria")
    first = await run(house, id, 1)
    second = replace(await run(house, id, 2), node="start")
    await house.stands(id, first, second)
    async with opened(ana) as told:
        await told.next("moved")
        await house.stands(
            id, replace(first, node="start", changed=house.now()), replace(second, node="thanks")
        )
        house.hub.publish(Marked(id, RowId("r")))
        await told.next("moved")


async def test_a_workflow_that_comes_into_force_is_told_though_nothing_happened(
    house: House, ana: Program
) -> None:
    id = await house.say("maria", "hello", "Maria")
    async with opened(ana) as told:
        await told.next("moved")
        house.policy = replace(house.policy, flows=(FLOW,))
        house.hub.publish(Marked(id, RowId("r")))
        await told.next("moved")


async def test_nobody_looks_while_nobody_watches(house: House, ana: Program) -> None:
    async with opened(ana) as told:
        await told.next("moved")
        pulse: Pulse = house.inbox._workflows._pulse
        assert len(house.hub._all) == 1
        looking = pulse._looking
        assert looking is not None
        await house.inbox.close()
    await asyncio.wait([looking])
    assert pulse._looking is None
    assert not house.hub._all


async def test_a_stranger_is_told_nothing(client: Client) -> None:
    for path in ("/workflows/live", "/workflows/panes"):
        async with client.get(path) as response:
            assert response.status == 401


async def test_what_the_page_asks_for_again_is_the_drawings_and_lists_without_the_page(
    house: House, client: Client
) -> None:
    id = await house.say("maria", "hello", "Maria")
    await house.store.keep_definition("d2", "late_refund", definition())
    house.policy = replace(house.policy, flows=(FLOW,))
    await house.stands(id, await run(house, id))
    html = await page(house, client, "/workflows/panes")
    assert "<html" not in html
    assert 'data-key="d-d2"' in html
    assert 'class="wf-count"' in html


async def test_a_run_stands_at_the_name_its_drawing_shows(house: House, client: Client) -> None:
    id = await house.say("maria", "hello", "Maria")
    await house.store.keep_definition("d2", "late_refund", definition())
    await house.stands(id, await run(house, id))
    assert '<span class="node">Say thanks</span>' in await page(house, client, "/workflows")


async def test_a_workflow_out_of_force_is_shown_however_many_others_run(house: House, client: Client) -> None:
    old, new = await house.say("maria", "hello", "Maria"), await house.say("otto", "hello", "Otto")
    await house.stands(old, await run(house, old))
    busy = [
        replace(make_a.run(f"b{number}", workflow="busy"), conversation=new, changed=house.now() + number)
        for number in range(250)
    ]
    await house.stands(new, *busy)
    house.policy = replace(house.policy, flows=(Flow("busy", "d1", Occasion.MESSAGE, "start"),))
    text = words(await page(house, client, "/workflows"))
    assert "The newest 50 of 250 are listed." in text
    assert "Late refund 1 live run" in text
