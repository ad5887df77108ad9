"""Any graph that passes the checks: its runs end or wait, whatever comes, and never raise."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.workflow.checks import Known, check
from bot.workflow.graph import Workflow
from bot.workflow.language.nodes import AuthGate, McpTool
from bot.workflow.running.came import Came
from bot.workflow.running.step import leap
from handoff.run import LIVE, Awaits, Phase, Run
from tests.bot.workflow.running.house import volume
from tests.bot.workflow.running.parts import GATE, START, began, node, sight

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["total", "id", "x"]), inner),
    max_leaves=5,
)
ATTACKS = st.sampled_from(
    ["0 or True", "{{order.total}}", "{% if true %}", "__class__", "'a' * 10**9", '"}', "\x00", "<script>"]
)
NAMES = ["order", "refund"]
NEEDED = ("approved", "rejected", "default", "verified")
TEXTS = st.sampled_from(
    ["hello", "{{contact.name}}", "{{message}}", "{{order.total}}", "${{order.id}}", "{{refund}} {{message}}"]
)
CONDITIONS = st.sampled_from(
    [
        "{{order.total}} > 5",
        "{{message}} == 'x'",
        "{{contact.channel}} == 'web' && {{order}} != null",
        "1 < 2",
    ]
)


@st.composite
def nodes(draw: st.DrawFn, id: str) -> dict[str, Any]:
    """A node of any kind."""
    match draw(
        st.sampled_from(["say", "if", "switch", "tool", "gate", "ask", "tag", "notify", "agent", "wait"])
    ):
        case "say":
            return node(id, "send_message", message=draw(TEXTS))
        case "if":
            return node(id, "logic", logicType="if_else", condition=draw(CONDITIONS))
        case "switch":
            cases = [{"handle": "a", "equals": draw(st.sampled_from(["x", 1, True, None]))}]
            return node(id, "logic", logicType="switch", value="{{message}}", cases=cases)
        case "tool":
            arguments = json.dumps({"x": draw(TEXTS)})
            name = draw(st.sampled_from(NAMES))
            return node(id, "mcp_tool", toolName="shop__do", arguments=arguments, outputVariable=name)
        case "gate":
            return node(id, "auth_gate", **GATE)
        case "ask":
            return node(id, "action", actionType="human_handoff", reason=draw(TEXTS), draft=draw(TEXTS))
        case "tag":
            return node(id, "action", actionType="tag", tag="VIP")
        case "notify":
            return node(id, "action", actionType="notify", to="slack:C1", message=draw(TEXTS))
        case "agent":
            return node(id, "action", actionType="ai_agent", expires="1h")
        case _:
            more = draw(st.sampled_from([{"until": "reply"}, {"duration": "1h"}]))
            return node(id, "wait", **more)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Any]:
    """A graph of a few nodes, most of whose exits lead somewhere."""
    ids = [f"n{place}" for place in range(draw(st.integers(1, 6)))]
    found = [START, *(draw(nodes(id)) for id in ids)]
    bare = volume({"nodes": found, "edges": []}).workflow
    edges = [{"source": "start", "target": ids[0]}]
    for id in ids:
        kept = [exit for exit in bare.exits(id) if exit in NEEDED or draw(st.integers(0, 9)) < 7]
        edges += [{"source": id, "target": draw(st.sampled_from(ids)), "sourceHandle": exit} for exit in kept]
    return _reached(found, edges)


def _reached(found: list[dict[str, Any]], edges: list[dict[str, str]]) -> dict[str, Any]:
    """Leave out the nodes that nothing leads to."""
    seen, waiting = {"start"}, ["start"]
    while waiting:
        here = waiting.pop()
        new = {edge["target"] for edge in edges if edge["source"] == here} - seen
        seen |= new
        waiting += new
    return {
        "nodes": [one for one in found if one["id"] in seen],
        "edges": [edge for edge in edges if edge["source"] in seen],
    }


def came(draw: st.DataObject, workflow: Workflow, run: Run) -> Came | None:
    """Bring anything that can come where the run stands; None for the end of its wait."""
    here = workflow.node(run.node)
    values = draw.draw(JSON | ATTACKS)
    if isinstance(here, McpTool):
        assert here.data.output_variable is not None
        answered = Came("default", {here.data.output_variable: values}, done=True)
        return draw.draw(st.sampled_from([answered, Came("error", error=("it failed", "tool_error"))]))
    if isinstance(here, AuthGate):
        passed = Came("verified", {"email": "mia@example.com"})
        return draw.draw(st.sampled_from([passed, Came("failed"), Came(notes={}, due=5e9), None]))
    heard = Came("default", {"message": values})
    return heard if run.wait is not None and run.wait.awaits is Awaits.WORDS else None


def carry_on(draw: st.DataObject, workflow: Workflow, run: Run) -> Run:
    """Do what core and runner would do next with a live run."""
    if run.phase is Phase.GOING:
        assert isinstance(workflow.node(run.node), McpTool)
        return leap(workflow, run, sight(), came(draw, workflow, run)).then
    assert run.wait is not None
    if run.wait.awaits in (Awaits.DECISION, Awaits.AGENT):
        exit = draw.draw(st.sampled_from(workflow.exits(run.node)))
        known = {**run.variables, "approval": {"by": "Ana", "reason": "", "text": "{{x}}"}}
        decided = replace(run, phase=Phase.GOING, wait=None, exit=exit, variables=known)
        return leap(workflow, decided, sight()).then
    return leap(workflow, run, sight(now=9e9), came(draw, workflow, run)).then


def is_sound(run: Run) -> None:
    """It waits for something that can come, stands before a tool, or is over for a stated reason."""
    assert (run.phase is Phase.WAITING) is (run.wait is not None)
    assert run.phase is not Phase.FAILED or run.error
    assert json.loads(json.dumps(run.variables)) == run.variables


def is_clean(graph: Mapping[str, Any]) -> bool:
    """Whether an admin could put it in force."""
    found = check(volume(graph).workflow, Known())
    return not any(one.level == "error" for one in found)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs(), draw=st.data(), text=st.text(max_size=20) | ATTACKS)
def test_every_run_ends_or_waits_and_never_raises(
    graph: dict[str, Any], draw: st.DataObject, text: str
) -> None:
    assume(is_clean(graph))
    workflow = volume(graph).workflow
    run = leap(workflow, began(message=text), sight()).then
    for _ in range(12):
        is_sound(run)
        if run.phase not in LIVE:
            return
        run = carry_on(draw, workflow, run)
    is_sound(run)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs(), draw=st.data())
def test_not_even_a_graph_that_the_checks_refuse_raises(graph: dict[str, Any], draw: st.DataObject) -> None:
    workflow = volume(graph).workflow
    run = leap(workflow, began(message="x"), sight()).then
    for _ in range(8):
        if run.phase not in LIVE or (
            run.phase is Phase.GOING and not isinstance(workflow.node(run.node), McpTool)
        ):
            return
        run = carry_on(draw, workflow, run)
