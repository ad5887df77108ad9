"""What approvals and workflows have done outside: tools with and without a key, and rooms that are told."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.config.model import Settings
from bot.mcp.base import Fault, Result, Tool, Toolbox, ToolFailed
from bot.mcp.servers import McpServers
from bot.team.people import People
from bot.workflow.running.barred import barred
from channels.errors import Permanent
from channels.team import Person
from handoff.approvals import ForTool, Ruling
from handoff.content import Content
from handoff.effects import Announce, CallTool, StepRun
from handoff.events import ApprovalAsked, ContactSaid
from handoff.ids import Address, ApprovalId, QueueName
from handoff.ownership import Owner
from handoff.run import Phase
from handoff.state import Contact
from handoff.store.base import Row, RowState
from handoff.store.reading import RunQuery
from handoff.texts import Texts
from tests.bot.workflow.running.house import SETTINGS, House, house_of, refunds, shop, volume
from tests.bot.workflow.running.parts import action, graph, node, say

WORDS = Texts()
PAY = {"toolName": "stripe__create_refund", "arguments": '{"order_id": "7"}', "outputVariable": "refund"}
PAYING = graph(
    node("pay", "mcp_tool", **PAY),
    say("ok", "Refund {{refund.id}}"),
    say("bad", "It failed: {{error.reason}}"),
    edges="pay>ok pay.error>bad",
)


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[McpServers]:
    async with shop(tmp_path, "adds") as found:
        yield found


async def stepped(house: House) -> Row:
    """Return the row whose step calls the tool, undone: as a process leaves it that dies at once."""
    rows = [row for row in await house.store.rows(house.id) if isinstance(row.effect, StepRun)]
    return next(row for row in rows if row.state in (RowState.PENDING, RowState.SENDING))


async def before_the_call(house: House) -> Row:
    """Bring a run to where its tool would be called next."""
    await house.desk.receive(house.contact, ContactSaid("m1", Content("pay")))
    await house.attempt(await stepped(house))
    return await stepped(house)


async def test_a_server_that_dies_after_the_effect_is_asked_again_with_the_key(
    servers: McpServers, tmp_path: Path
) -> None:
    (tmp_path / "after").write_text("die")
    async with house_of(PAYING, toolbox=servers) as house:
        assert await house.say("pay") == ["Refund re_1"]
    assert len(refunds(tmp_path)) == 1


async def test_a_step_that_is_done_twice_makes_one_refund(servers: McpServers, tmp_path: Path) -> None:
    """The commit is lost after the effect; the row is still there and is done again."""
    async with house_of(PAYING, toolbox=servers) as house:
        row = await before_the_call(house)
        run = await house.run()
        await servers.call("stripe__create_refund", {"order_id": "7"}, run.key)
        await house.attempt(row)
        assert (await house.told())[-1] == "Refund re_1"
    assert len(refunds(tmp_path)) == 1


async def test_without_a_key_a_call_that_was_cut_off_is_an_error_with_its_reason(tmp_path: Path) -> None:
    async with shop(tmp_path, "keyless", "adds") as servers, house_of(PAYING, toolbox=servers) as house:
        row = await before_the_call(house)
        await house.attempt(replace(row, state=RowState.SENDING))
        (told,) = await house.told()
        assert told.startswith("It failed: perhaps done")
    assert refunds(tmp_path) == []


TWICE = graph(
    node("pay", "mcp_tool", **PAY),
    node("again", "mcp_tool", **PAY),
    say("ok", "Refund {{refund.id}}"),
    say("bad", "It failed: {{error.reason}}"),
    edges="pay>ok pay.error>again again>ok again.error>bad",
)
"""Tries the same act once more where it is not known whether it was done."""


class LosesTheFirst(Toolbox):
    """The real tools, but the first answer is lost on its way."""

    def __init__(self, servers: McpServers) -> None:
        self._servers = servers
        self._lost = False

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        result = await self._servers.call(full_name, arguments, key, timeout)
        if not self._lost:
            self._lost = True
            raise ToolFailed(Fault.TIMEOUT, "no answer in time", sent=True)
        return result

    def tools(self) -> Sequence[Tool]:
        return self._servers.tools()

    def describe(self, full_name: str) -> Tool | None:
        return self._servers.describe(full_name)

    async def look(self, full_name: str) -> Tool | None:
        return await self._servers.look(full_name)

    def known(self, server: str) -> bool:
        return self._servers.known(server)


async def test_a_second_try_of_what_was_perhaps_done_has_the_key_of_the_first(
    servers: McpServers, tmp_path: Path
) -> None:
    async with house_of(TWICE, toolbox=LosesTheFirst(servers)) as house:
        assert await house.say("pay") == ["Refund re_1"]
        (ended,) = await house.store.runs(RunQuery(live=False))
        assert ended.doubts == {}
    assert len(refunds(tmp_path)) == 1


async def test_without_a_key_what_was_perhaps_done_is_not_tried_again_elsewhere(tmp_path: Path) -> None:
    async with (
        shop(tmp_path, "keyless", "adds") as servers,
        house_of(TWICE, toolbox=LosesTheFirst(servers)) as house,
    ):
        (told,) = await house.say("pay")
        assert told.startswith("It failed: perhaps done")
    assert len(refunds(tmp_path)) == 1


async def test_without_a_key_the_call_is_written_down_before_it_begins(tmp_path: Path) -> None:
    async with shop(tmp_path, "keyless", "adds") as servers, house_of(PAYING, toolbox=servers) as house:
        assert await house.say("pay") == ["Refund re_1"]
    assert len(refunds(tmp_path)) == 1


async def test_an_unknown_tool_and_no_tools_at_all_are_errors_with_a_reason(servers: McpServers) -> None:
    other = graph(
        node("pay", "mcp_tool", toolName="stripe__steal"),
        say("bad", "It failed: {{error.kind}}"),
        edges="pay.error>bad",
    )
    async with house_of(other, toolbox=servers) as house:
        assert await house.say("pay") == ["It failed: unavailable"]
    async with house_of(PAYING) as house:
        assert await house.say("pay") == ["It failed: no tools are configured"]


async def test_arguments_that_cannot_be_filled_in_call_nothing(servers: McpServers, tmp_path: Path) -> None:
    asking = graph(
        node("pay", "mcp_tool", **{**PAY, "arguments": '{"order_id": "{{order.id}}"}'}),
        say("bad", "It failed: {{error.kind}}"),
        edges="pay.error>bad",
    )
    async with house_of(asking, toolbox=servers) as house:
        assert await house.say("pay") == ["It failed: arguments"]
    assert refunds(tmp_path) == []


async def test_a_quote_in_a_value_does_not_break_out_of_the_arguments(
    servers: McpServers, tmp_path: Path
) -> None:
    asking = graph(
        node("pay", "mcp_tool", **{**PAY, "arguments": '{"order_id": "{{message}}"}'}),
        say("ok", "ok"),
        edges="pay>ok",
    )
    evil = '7", "idempotency_key": "x", "order_id": "8'
    async with house_of(asking, toolbox=servers) as house:
        assert await house.say(evil) == ["ok"]
    (refund,) = refunds(tmp_path)
    assert refund["order"] == evil
    assert refund["key"] != "x"


# ── a tool that the agent wanted ─────────────────────────────────────────────────────────────────

QUESTION = ApprovalId("a1")


async def wanting(house: House, tool: str = "stripe__create_refund") -> None:
    """Let the agent want a refund, and reviewers be asked."""
    await house.say("hello")
    purpose = ForTool(tool, json.dumps({"order_id": "7"}), "turn:1:0")
    await house.happen(ApprovalAsked(QUESTION, "Refund?", purpose=purpose))


QUIET = {
    "nodes": [
        {"id": "t", "type": "trigger", "data": {"triggerType": "message_received", "keywords": ["never"]}}
    ],
    "edges": [],
}


async def test_an_approved_tool_is_called_once_and_the_contact_is_told(
    servers: McpServers, tmp_path: Path
) -> None:
    async with house_of(QUIET, toolbox=servers) as house:
        await wanting(house)
        assert refunds(tmp_path) == []
        await house.decide()
        assert (await house.told())[-1] == WORDS.tool_done
        (row,) = [one for one in await house.store.rows(house.id) if isinstance(one.effect, CallTool)]
        await house.attempt(row)
    (refund,) = refunds(tmp_path)
    assert refund["key"] == "turn:1:0"


async def test_a_rejected_tool_is_not_called(servers: McpServers, tmp_path: Path) -> None:
    async with house_of(QUIET, toolbox=servers) as house:
        await wanting(house)
        await house.decide(Ruling.REJECTED)
        assert (await house.told())[-1] == WORDS.tool_rejected
    assert refunds(tmp_path) == []


async def test_an_approved_tool_that_fails_is_told_honestly(servers: McpServers) -> None:
    async with house_of(QUIET, toolbox=servers) as house:
        await wanting(house, "stripe__steal")
        await house.decide()
        assert (await house.told())[-1] == WORDS.tool_failed


# ── what was approved and failed ─────────────────────────────────────────────────────────────────

REVIEWED = graph(
    action("ask", "human_handoff", reason="May I?"),
    node("pay", "mcp_tool", toolName="stripe__steal"),
    say("no", "no"),
    edges="ask.approved>pay ask.rejected>no",
)


@pytest.mark.parametrize("apology", [None, "Sorry, that did not work."])
async def test_what_was_approved_and_fails_is_told_and_a_person_looks(
    servers: McpServers, apology: str | None
) -> None:
    """Who was told that it is being decided must not be left with a machine that cannot do it."""
    flow = {**REVIEWED, "settings": {"apology": apology}} if apology else REVIEWED
    async with house_of(flow, toolbox=servers) as house:
        await house.say("please")
        await house.decide()
        assert (await house.told())[-1] == (apology or WORDS.tool_failed)
        state = await house.state()
        assert (state.owner, state.runs) == (Owner.WAITING, ())
        assert state.handoff is not None
        assert "it was approved by Ana, and failed: stripe" in state.handoff.trigger.reason


async def test_what_nobody_approved_and_fails_leaves_the_contact_with_the_assistant(
    servers: McpServers,
) -> None:
    nobody = {"toolName": "orders__get_order", "arguments": {"email": "nobody@x.example"}}
    flow = graph(node("look", "mcp_tool", **nobody))
    async with house_of(flow, toolbox=servers) as house:
        assert await house.say("look") == [WORDS.run_failed]
        assert (await house.state()).owner is Owner.AGENT


async def test_where_nobody_knows_what_was_done_a_person_looks_and_no_apology_asks_to_try_again(
    tmp_path: Path,
) -> None:
    flow = graph(node("pay", "mcp_tool", **PAY), apology="Please try again.")
    async with shop(tmp_path, "keyless", "adds") as servers, house_of(flow, toolbox=servers) as house:
        row = await before_the_call(house)
        await house.attempt(replace(row, state=RowState.SENDING))
        assert await house.told() == [WORDS.run_doubtful]
        assert (await house.state()).owner is Owner.WAITING


async def test_a_question_goes_to_the_workflows_queue_also_when_the_workflow_was_removed() -> None:
    """A run is pinned: who takes the workflow out of the settings does not send its questions to others."""
    support = {"notify": ["web"], "reviewers": ["ana"]}
    settings = {**SETTINGS, "queues": {"support": support, "board": {**support, "reviewers": ["ben"]}}}
    asking = graph(
        node("w", "wait", until="reply"),
        action("ask", "human_handoff", reason="May I?"),
        say("yes", "yes"),
        say("no", "no"),
        edges="w>ask ask.approved>yes ask.rejected>no",
    )
    async with house_of(asking, settings) as house:
        await house.shelf.put({"flow": volume(asking, queue=QueueName("board"))})
        await house.say("go")
        await house.shelf.put({})
        await house.say("on")
        assert (await house.question()).queue == "board"


# ── places that are told ─────────────────────────────────────────────────────────────────────────

TELLING = graph(action("n", "notify", to="slack:C1", message="{{message}}"), say("ok", "ok"), edges="n>ok")


async def test_a_room_is_told_once_and_as_plain_data() -> None:
    async with house_of(TELLING) as house:
        assert await house.say("<!channel> *hi*") == ["ok"]
        (row,) = [one for one in await house.store.rows(house.id) if isinstance(one.effect, Announce)]
        await house.attempt(row)
        (seen,) = house.team.seen.values()
        assert (str(seen.place), seen.content.text, seen.voice) == ("slack:C1", "<!channel> *hi*", "team")


async def test_a_room_that_cannot_be_told_is_shown_to_the_team_and_stops_nothing() -> None:
    async with house_of(TELLING) as house:
        house.team.faults.append(Permanent("the room is gone"))
        assert await house.say("hi") == ["ok"]
        assert "not shown" in await house.events()


async def test_a_room_of_a_messenger_that_is_off_is_known_at_once() -> None:
    far = graph(
        action("n", "notify", to="discord:1", message="x"),
        say("bad", "{{error.kind}}"),
        say("ok", "ok"),
        edges="n>ok n.error>bad",
    )
    async with house_of(far) as house:
        assert await house.say("hi") == ["unreachable"]


# ── when nothing helps ───────────────────────────────────────────────────────────────────────────


class Broken(McpServers):
    """Fails in a way that no tool may."""

    async def look(self, full_name: str) -> None:
        raise RuntimeError("a bug of ours")


async def test_a_step_that_fails_again_and_again_ends_with_a_word_to_the_contact(tmp_path: Path) -> None:
    async with house_of(PAYING) as house:
        house.toolbox = Broken({}, house.store)
        await house.say("pay")
        for _ in range(12):
            await house.later(300)
        assert await house.told() == [WORDS.run_failed]
        assert await house.runs() == ()
        assert "workflow failed" in await house.events()
        (ended,) = await house.store.runs(RunQuery(live=False))
        assert ended.phase is Phase.FAILED


def test_who_is_the_contact_is_told_by_address_and_by_id() -> None:
    people = {
        "ana": {"email": "Ana@Shop.example"},
        "ben": {"telegram": "42"},
        "cai": {"email": "cai@shop.example"},
    }
    settings = Settings.model_validate({**SETTINGS, "operators": people})
    telegram = Contact(Address("telegram", "42"))
    assert barred(settings, telegram, frozenset({"ana@shop.example"})) >= {"ana", "ben"}
    assert barred(settings, Contact(Address("email", "CAI@shop.example")), frozenset()) >= {"cai"}
    web = Contact(Address("web", "x"))
    assert barred(settings, web, frozenset({"ana+mine@shop.example", "refund"})) == {"web:x", "ana"}
    assert barred(settings, Contact(Address("web", "x")), frozenset()) == {"web:x"}


def test_who_is_known_by_a_group_alone_does_not_decide_their_own_request() -> None:
    queues = {"support": {"notify": ["telegram:-100"], "reviewers": ["telegram-admin:-100"]}}
    settings = Settings.model_validate({"queues": queues})
    person = Person("telegram", "42", "Zoe", frozenset({"telegram-admin:-100"}))
    guest = People(lambda: settings).actor(person)
    assert guest is not None
    assert guest.operator in barred(settings, Contact(Address("telegram", "42")), frozenset())


def test_who_writes_from_a_chat_that_is_named_otherwise_is_known_by_their_own_id() -> None:
    settings = Settings.model_validate({**SETTINGS, "operators": {"ana": {"slack": "U1"}}})
    contact = Contact(Address("slack", "D77"), "Ana", person="U1")
    assert barred(settings, contact, frozenset()) == {"ana", "slack:U1"}


class Cut(McpServers):
    """Loses every answer."""

    async def call(self, *_: object, **__: object) -> Result:
        raise ToolFailed(Fault.UNAVAILABLE, "the connection broke", sent=True)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("stripe__create_refund", {"order_id": "7"}, WORDS.run_doubtful),
        ("orders__get_order", {"email": "small@example.com"}, WORDS.run_failed),
    ],
)
async def test_a_lost_answer_of_a_tool_that_only_reads_leaves_no_doubt(
    tmp_path: Path, tool: str, arguments: dict[str, str], told: str
) -> None:
    flow = graph(node("t", "mcp_tool", toolName=tool, arguments=arguments))
    async with shop(tmp_path, "adds") as servers, house_of(flow) as house:
        cut = Cut({}, house.store)
        cut.look = servers.look  # type: ignore[method-assign]  # the tools are offered as ever
        house.toolbox = cut
        assert await house.say("pay") == [told]
