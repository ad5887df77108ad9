"""A conversation that a workflow has is said to be so, wherever the team reads about it."""

import re
from dataclasses import replace

import pytest

from bot.inbox.standing import holding, meanwhile
from handoff.flow import Occasion
from handoff.ids import ConversationId
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, Wait
from handoff.store.base import Committed, Write
from tests import builders as make_a
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.bot.inbox.test_pages import page, panes, words
from tests.bot.inbox.test_workflows import FLOW, run


@pytest.fixture
async def held(house: House, client: Client) -> ConversationId:
    """Maria's conversation, which the workflow "late refund" has."""
    house.policy = replace(house.policy, flows=(replace(FLOW, occasion=Occasion.SCHEDULE),))
    id = await house.say("maria", "hello", "Maria")
    await house.stands(
        id, await run(house, id, phase=Phase.WAITING, wait=Wait(Awaits.TIME, due=house.now() + 3600))
    )
    before = await house.state(id)
    now = replace(before, version=before.version + 1, owner=Owner.AUTOMATION)
    assert isinstance(await house.store.commit(Write(now, before.version)), Committed)
    house.desk._forget(id)
    return id


async def test_the_list_has_a_heading_and_a_filter_for_it(
    house: House, client: Client, held: ConversationId
) -> None:
    otto = await house.say("otto", "hello", "Otto")
    html = await page(house, client, "/inbox")
    flow, agent = (html.index(f'data-section="{key}"') for key in ("flow", "agent"))
    assert flow < html.index(f'data-id="{held}"') < agent < html.index(f'data-id="{otto}"')
    assert '<option value="automation">In a workflow</option>' in html
    only = await page(house, client, "/inbox/list?owner=automation")
    assert re.findall(r'data-id="(\w+)"', only) == [held]


async def test_without_workflows_there_is_neither(house: House, client: Client) -> None:
    assert "In a workflow" not in await page(house, client, "/inbox")
    assert "In a workflow" in await page(house, client, "/inbox?owner=automation")


async def test_the_conversation_names_the_workflow_and_says_what_taking_over_does(
    house: House, client: Client, held: ConversationId
) -> None:
    text = words(await panes(house, client, held))
    assert (
        "The workflow “Late refund” is handling this. Take over to answer yourself: the workflow waits"
        in text
    )
    assert "The assistant is handling" not in text


async def test_who_took_it_from_a_workflow_returns_it_to_the_workflow(
    house: House, client: Client, ana: Program, held: ConversationId
) -> None:
    assert (await ana.act(held, "take"))[0] == 200
    text = words(await panes(house, client, held))
    assert "Return to workflow" in text
    assert "Return to agent" not in text
    form = words(await page(house, client, f"/inbox/c/{held}/return"))
    assert form.startswith("Return Maria to the workflow “Late refund”")
    assert "goes on where it stood" in form
    assert "It will answer this at once" not in form
    assert (await ana.act(held, "return"))[0] == 200
    assert (await house.state(held)).owner is Owner.AUTOMATION


async def test_a_return_of_what_a_workflow_has_names_the_workflow(
    house: House, ana: Program, held: ConversationId
) -> None:
    status, said = await ana.act(held, "return")
    assert (status, said["message"]) == (409, "A workflow has this conversation. Take it over first.")


@pytest.mark.parametrize(
    ("awaits", "said"),
    [
        (Awaits.WORDS, "ends then"),
        (Awaits.DECISION, "goes on once it is decided, and writes nothing while you are here"),
        (Awaits.TIME, "waits until you return the conversation"),
        (None, "waits until you return the conversation"),
    ],
)
def test_it_says_what_taking_over_does_to_the_workflow(awaits: Awaits | None, said: str) -> None:
    held = make_a.run(wait=Wait(awaits) if awaits is not None else None)
    state = make_a.conversation(owner=Owner.AUTOMATION, runs=(held,))
    assert meanwhile(state) == said


def test_where_no_workflow_has_it_there_is_none_to_name() -> None:
    assert holding(make_a.conversation(runs=(make_a.run(front=False),))) == ""
