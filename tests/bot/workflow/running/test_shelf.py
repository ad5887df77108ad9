"""The definitions: read with all their faults, kept for the runs that are pinned to them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.config.faults import SettingsError
from bot.config.workflows import Workflow
from bot.workflow.checks import Known, check
from bot.workflow.graph import digest
from bot.workflow.running.flows import flow, flows
from bot.workflow.running.shelf import Shelf, read
from bot.workflow.trying.rehearsal import Rehearsal
from handoff.events import RunBegan
from handoff.flow import Occasion
from handoff.ids import Address, QueueName
from handoff.state import Contact
from handoff.texts import Texts
from tests.bot.workflow.running.house import SETTINGS, House, house_of, volume
from tests.bot.workflow.running.parts import graph, node, say

OLD = graph(node("w", "wait", until="reply"), say("a", "old words"), edges="w>a")
NEW = graph(node("other", "wait", until="reply"), say("b", "new words"), edges="other>b")


def written(folder: Path, name: str, content: object) -> Workflow:
    file = folder / f"{name}.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
    return Workflow(file=file)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    entry = written(tmp_path, "hello", graph(say("a", "hi")))
    found = read({"hello": entry.model_copy(update={"queue": "money"})}, Known())["hello"]
    assert (found.name, found.queue, found.enabled) == ("hello", QueueName("money"), True)
    assert found.digest == digest(found.text)


def test_every_fault_of_every_file_is_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    broken = graph(say("a", "{{nothing}}"), edges="a>nowhere")
    entries = {
        "json": written(tmp_path, "json", "{ no"),
        "graph": written(tmp_path, "graph", broken),
        "gone": Workflow(file=tmp_path / "gone.json"),
        "fine": written(tmp_path, "fine", graph(say("a", "hi"))),
    }
    with pytest.raises(SettingsError) as caught:
        read(entries, Known())
    places = {fault.where.rpartition("/")[2].partition(":")[0] for fault in caught.value.faults}
    assert places == {"json.json", "graph.json", "gone.json"}
    lines = [fault.where for fault in caught.value.faults if "graph.json" in fault.where]
    assert all(line.rpartition(":")[2].isdecimal() for line in lines)
    assert "nowhere" in str(caught.value)


async def test_a_run_stays_with_the_definition_it_began_with() -> None:
    async with house_of(OLD) as house:
        await house.say("hello")
        await house.shelf.put({"flow": volume(NEW)})
        assert await house.say("and now?") == ["old words"]
        await house.say("hello again")
        assert await house.say("and now?") == ["new words"]


async def test_a_run_goes_on_after_a_restart_without_its_file() -> None:
    async with house_of(OLD) as house:
        await house.say("hello")
        after = House(SETTINGS, store=house.store, now=house.now)
        await after.open({})
        after._said = 10
        assert await after.say("and now?") == ["old words"]


async def test_a_run_whose_definition_is_lost_ends_with_a_word() -> None:
    async with house_of(OLD) as house:
        lost = flow(volume(OLD)).__class__("flow", "no such digest", Occasion.MESSAGE, "start")
        await house.say("hello")
        told = await house.heard(RunBegan(lost))
        assert told == [Texts().run_failed]


async def test_a_stored_definition_that_cannot_be_read_any_more_ends_the_run_with_a_word() -> None:
    async with house_of(OLD) as house:
        await house.say("hello")
        await house.store.keep_definition("older", "flow", '{"nodes": "of another time"}')
        lost = flow(volume(OLD)).__class__("flow", "older", Occasion.MESSAGE, "start")
        assert await house.heard(RunBegan(lost)) == [Texts().run_failed]


async def test_what_is_switched_off_begins_nothing_and_goes_on() -> None:
    async with house_of(OLD) as house:
        await house.say("hello")
        await house.shelf.put({"flow": volume(OLD, enabled=False)})
        assert await house.say("and now?") == ["old words"]
        await house.say("hello again")
        assert await house.runs() == ()


async def test_memory_of_definitions_has_an_end(tmp_path: Path) -> None:
    rehearsal = Rehearsal(House(SETTINGS).settings)
    await rehearsal.store.open()
    shelf = Shelf(rehearsal.store)
    volumes = {str(place): volume(graph(say("a", str(place)))) for place in range(300)}
    await shelf.put(volumes)
    found = await shelf.definition(volumes["0"].digest)
    assert found is not None
    assert found.node("a").data == volumes["0"].workflow.node("a").data


# ── what starts them ─────────────────────────────────────────────────────────────────────────────


def trigger(**data: Any) -> dict[str, Any]:
    return {
        "nodes": [{"id": "t", "type": "trigger", "data": {"triggerType": "message_received", **data}}],
        "edges": [],
    }


@pytest.mark.parametrize(
    ("data", "text", "channel", "starts"),
    [
        ({}, "anything", "web", True),
        ({"keywords": ["refund", "money back"]}, "I want my MONEY BACK!", "web", True),
        ({"keywords": ["refund"]}, "hello", "web", False),
        ({"channels": ["telegram"]}, "hello", "web", False),
        ({"channels": ["web"]}, "hello", "web", True),
        ({"condition": "{{message}} == 'go'"}, "go", "web", True),
        ({"condition": "{{message}} == 'go'"}, "1 == 1 or True", "web", False),
        ({"condition": "{{contact.channel}} == 'web'"}, "x", "web", True),
        ({"condition": "{{message}} > 5"}, "x", "web", False),
        ({"condition": "{{contact.name}} == 'Mia'"}, "x", "web", True),
        ({"condition": "{{contact.language}} == 'en'"}, "x", "web", True),
        ({"condition": "{{order.total}} > 5"}, "x", "web", False),
    ],
)
def test_a_message_starts_what_it_matches(
    data: dict[str, Any], text: str, channel: str, starts: bool
) -> None:
    contact = Contact(Address(channel, "mia"), "Mia")
    assert flow(volume(trigger(**data))).matches({"message": text}, contact) is starts


@pytest.mark.parametrize(
    ("condition", "starts"),
    [
        ("{{ending}} == 'resolved'", True),
        ("{{ending}} == 'returned'", False),
        ("'refund' in lower({{reason}}) and {{ticket}} != 'H-1'", True),
        ("{{message}} == ''", True),
    ],
)
def test_an_ended_handoff_starts_what_asks_how_it_ended(condition: str, starts: bool) -> None:
    file = trigger(triggerType="handoff_resolved", condition=condition)
    known = {"ticket": "H-7", "reason": "A refund: 'or True", "ending": "resolved"}
    assert flow(volume(file)).matches(known, Contact(Address("web", "mia"))) is starts
    assert not [str(found) for found in check(volume(file).workflow) if "{{" in found.message]


def test_a_condition_of_a_message_cannot_ask_how_a_handoff_ended() -> None:
    found = [str(one) for one in check(volume(trigger(condition="{{ending}} == 'x'")).workflow)]
    assert any("nobody sets 'ending'" in one for one in found)


def test_only_what_is_enabled_is_a_flow() -> None:
    found = flows([volume(trigger(), "a"), volume(trigger(), "b", enabled=False)])
    assert [(one.name, one.occasion, one.start) for one in found] == [("a", Occasion.MESSAGE, "t")]
