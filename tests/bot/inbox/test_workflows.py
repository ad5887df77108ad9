"""Where runs stand: in a conversation's context, and on the page of all workflows."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from bot.inbox.standing import standing
from handoff.events import LetAgent, RunWent
from handoff.flow import Flow, Occasion
from handoff.ids import ConversationId
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, Run, Wait
from tests import builders as make_a
from tests.bot.inbox.conftest import Client
from tests.bot.inbox.house import House
from tests.bot.inbox.test_pages import NASTY, page, panes, words

FLOW = Flow("late_refund", "d2", Occasion.MESSAGE, "start")


def definition(message: str = "Thank you.") -> str:
    nodes: list[dict[str, Any]] = [
        {"id": "start", "type": "trigger", "data": {"triggerType": "message_received"}},
        {"id": "thanks", "type": "send_message", "label": "Say thanks", "data": {"message": message}},
    ]
    return json.dumps({"nodes": nodes, "edges": [{"source": "start", "target": "thanks"}]})


async def run(house: House, id: ConversationId, number: int = 1, **changes: Any) -> Run:
    value = make_a.run(f"r{id}.{number}", workflow="late_refund", digest="d2", node="thanks")
    return replace(value, conversation=id, changed=house.now() - 300, **changes)


@pytest.mark.parametrize(
    ("owner", "wait", "said"),
    [
        (Owner.AUTOMATION, None, "Is at work"),
        (Owner.HUMAN, None, "Stands still until it is returned"),
        (Owner.AUTOMATION, Awaits.WORDS, "Waits for the contact’s answer"),
        (Owner.HUMAN, Awaits.DECISION, "Waits for a decision"),
        (Owner.AUTOMATION, Awaits.TIME, "Waits for its time"),
        (Owner.WAITING, Awaits.TIME, "Waits for its time; goes on when it is returned"),
        (Owner.AGENT, Awaits.AGENT, "The assistant has the conversation meanwhile"),
    ],
)
def test_it_says_what_a_run_waits_for(owner: Owner, wait: Awaits | None, said: str) -> None:
    state = make_a.conversation(owner=owner)
    held = Wait(wait, due=99.0) if wait is not None else None
    shown = standing(make_a.run(wait=held, changed=7.0), state, {"start": "It begins"})
    assert (shown.workflow, shown.node, shown.since, shown.waits) == ("Refund", "It begins", 7.0, said)
    assert shown.due == (99.0 if wait is not None else None)


def test_a_run_beside_a_person_is_at_work() -> None:
    state = make_a.conversation(owner=Owner.HUMAN)
    assert standing(make_a.run(front=False), state, {}).waits == "Is at work"


async def test_the_context_shows_where_a_conversations_runs_stand(house: House, client: Client) -> None:
    id = await house.say("maria", "hello", "Maria")
    assert "<h3>Workflows</h3>" not in await panes(house, client, id)
    wait = Wait(Awaits.DECISION, due=house.now() + 3600)
    await house.stands(id, await run(house, id, phase=Phase.WAITING, wait=wait))
    text = words(await panes(house, client, id))
    assert re.search(r"Workflows Late refund thanks 5 min Waits for a decision, until \S+", text)
    await house.store.keep_definition("d2", "late_refund", definition())
    assert "Late refund Say thanks 5 min" in words(await panes(house, client, id))


async def test_a_runs_secrets_and_variables_are_on_no_page(house: House, client: Client) -> None:
    id = await house.say("maria", "hello", "Maria")
    wait = Wait(Awaits.WORDS, notes={"code": "hash-of-a-code"})
    held = await run(house, id, phase=Phase.WAITING, wait=wait, variables={"card": "number-of-a-card"})
    await house.stands(id, held)
    for path in (f"/inbox/c/{id}", "/workflows", f"/api/inbox/conversations/{id}"):
        async with client.get(path, headers=house.cookie("ana")) as response:
            text = await response.text()
        assert "hash-of-a-code" not in text
        assert "number-of-a-card" not in text


async def test_a_workflows_note_to_the_agent_is_shown_as_one_and_not_as_told_to_the_contact(
    house: House, client: Client
) -> None:
    id = await house.say("maria", "hello", "Maria")
    held = await run(house, id)
    await house.stands(id, held)
    state = await house.state(id)
    went = RunWent(held.id, held.step, state.epoch, replace(held, phase=Phase.DONE), (LetAgent("Be kind."),))
    await house.desk.happened(id, went)
    text = words(await panes(house, client, id))
    assert re.search(r"Automatic Note: your team and the assistant see this \S+ (AM|PM)? ?Be kind\.", text)
    assert "The contact was told automatically" not in text


async def test_the_page_of_workflows_draws_each_with_its_live_runs(house: House, client: Client) -> None:
    maria, otto = await house.say("maria", "hello", "Maria"), await house.say("otto", "hello", "Otto")
    await house.store.keep_definition("d2", "late_refund", definition())
    house.policy = replace(house.policy, flows=(FLOW,))
    done = await run(house, maria, 2, phase=Phase.DONE)
    await house.stands(maria, await run(house, maria), done)
    await house.stands(otto, await run(house, otto))
    html = await page(house, client, "/workflows")
    assert words(html).startswith("Workflows Workflows Late refund 2 live runs Starts when a contact writes")
    (badge,) = re.findall(r'class="wf-count".*?<text[^>]*>(\d+)</text>', html)
    assert badge == "2"
    assert re.findall(r'href="/inbox/c/(\w+)"', html) == [otto, maria], "what moved last comes first"
    assert f"r{maria}.2" not in html


async def test_older_definitions_are_drawn_as_long_as_runs_are_pinned_to_them(
    house: House, client: Client
) -> None:
    id = await house.say("maria", "hello", "Maria")
    house.policy = replace(house.policy, flows=(FLOW,))
    await house.store.keep_definition("d1", "late_refund", definition("Old words"))
    await house.store.keep_definition("d2", "late_refund", definition("New words"))
    await house.stands(id, await run(house, id, digest="d1"))
    text = words(await page(house, client, "/workflows"))
    assert text.index("New words") < text.index("An older version, with 1 run") < text.index("Old words")


async def test_a_workflow_that_was_taken_out_is_shown_until_its_runs_are_over(
    house: House, client: Client
) -> None:
    id = await house.say("maria", "hello", "Maria")
    await house.stands(id, await run(house, id))
    text = words(await page(house, client, "/workflows"))
    assert "Late refund 1 live run Not in force any more" in text
    assert "This definition cannot be drawn" in text


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"nodes": 7}'])
async def test_a_definition_that_cannot_be_read_leaves_the_page_whole(
    house: House, client: Client, text: str
) -> None:
    house.policy = replace(house.policy, flows=(FLOW,))
    await house.store.keep_definition("d2", "late_refund", text)
    assert "cannot be drawn" in await page(house, client, "/workflows")


async def test_nothing_in_a_definition_or_a_name_becomes_markup(house: House, client: Client) -> None:
    id = await house.say("maria", "hello", NASTY)
    house.policy = replace(house.policy, flows=(replace(FLOW, name=NASTY),))
    await house.store.keep_definition("d2", NASTY, definition(NASTY))
    await house.stands(id, replace(await run(house, id), workflow=NASTY, node=NASTY))
    html = await page(house, client, "/workflows")
    assert html.count("<script") == 1  # the page's own
    assert "<img" not in html
    assert "style=" not in html


async def test_without_workflows_the_page_says_how_to_get_one(house: House, client: Client) -> None:
    assert "No workflows yet" in words(await page(house, client, "/workflows"))
    assert 'href="/workflows"' not in await page(house, client, "/inbox")
    house.policy = replace(house.policy, flows=(FLOW,))
    assert 'href="/workflows"' in await page(house, client, "/inbox")


async def test_a_stranger_sees_no_workflow(client: Client) -> None:
    async with client.get("/workflows") as response:
        assert response.status == 401
        assert "handoff token" in await response.text()


async def test_the_drawings_styles_come_as_a_sheet(client: Client) -> None:
    async with client.get("/workflows/drawing.css") as response:
        assert (response.status, response.content_type) == (200, "text/css")
        assert "svg.workflow" in await response.text()
