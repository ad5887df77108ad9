"""A file that has not the shape of a workflow: every fault at once, with node, line and hint."""

import json
from typing import Any

import pytest

from tests.bot.workflow.language.files import TRIGGER, ask, edge, faults, node, say, text, tool


def only(source: str) -> str:
    found = faults(source)
    assert len(found) == 1, found
    return str(found[0])


def test_what_is_no_json_says_where() -> None:
    (found,) = faults('{\n "nodes": [\n  {"id": "a",}\n ]\n}')
    assert (found.line, found.node) == (3, "")
    assert found.message.startswith("is no JSON: ")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "is no JSON"),
        ("[]", "must be an object"),
        ("{}", "nodes is required"),
        ('{"nodes": []}', "nodes must have at least 1 item"),
        ('{"nodes": {}}', "nodes must be a list"),
        ('{"nodes": [1]}', "node 1: must be an object"),
        ('{"nodes": [NaN]}', "NaN is no number"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": 1, "a": 2}', "the key 'a' is there twice"),
        ('{"nodes": [{"source_handle": 1, "sourceHandle": 2}]}', "the key 'sourceHandle' is there twice"),
        ('{"a": 1' + " " * 5_000_000 + "}", "is longer than"),
    ],
)
def test_garbage_is_told(source: str, said: str) -> None:
    assert said in str(faults(source)[0]), faults(source)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"id": "a", "type": "sendmessage", "data": {}}, "did you mean 'send_message'?"),
        ({"id": "a", "data": {}}, "a: type is required"),
        ({"type": "wait", "data": {"duration": 1}}, "node 1: id is required"),
        ({"id": "a:b", "type": "wait", "data": {"duration": 1}}, "id is no usable id"),
        ({"id": "a", "type": "wait"}, "a: data is required"),
        (node("a", "mcp_tool", toolNam="a__b", outputVariable="x"), "did you mean 'toolName'?"),
        (node("a", "mcp_tool", toolName="refund"), "toolName must be a server and its tool"),
        (node("a", "mcp_tool", toolName="a__b", outputVariable="my order"), "is no usable name"),
        (node("a", "mcp_tool", toolName="a__b", timeout="soon"), "timeout must be seconds, or a duration"),
        (node("a", "mcp_tool", toolName="a__b", timeout=-1), "timeout must be greater than 0"),
        (node("a", "mcp_tool", toolName="a__b", arguments=5), "arguments must be text"),
        (node("a", "logic", logicType="ifelse", condition="x"), "did you mean 'if_else'?"),
        (node("a", "logic", condition="x"), "a: data.logicType is required"),
        (node("a", "logic", logicType="switch", value="{{message}}", cases=[]), "cases must have at least 1"),
        (
            node("a", "logic", logicType="switch", value="v", cases=[{"handle": "error", "equals": 1}]),
            "the exit 'error' is there already",
        ),
        (
            node("a", "logic", logicType="switch", value="v", cases=[{"handle": "b", "equals": 1}] * 2),
            "the handle 'b' is there twice",
        ),
        (
            node("a", "logic", logicType="switch", value="v", cases=[{"handl": "b", "equals": 1}]),
            "did you mean 'handle'?",
        ),
        (node("a", "action", actionType="handoff", reason="x"), "did you mean 'human_handoff'?"),
        (node("a", "action", actionType="human_handoff"), "data.reason is required"),
        (ask("a", facts=[{"nam": "x", "value": "y"}]), "did you mean 'name'?"),
        (ask("a", expires="1 fortnight"), "expires must be seconds, or a duration"),
        (node("a", "action", actionType="tag", tag="x", tags="y"), "did you mean 'tag'?"),
        (node("a", "action", actionType="tag", tag="x", remove="no"), "remove must be true or false"),
        (node("a", "auth_gate", provider="sendgrid", outputVariable="e"), "must be one of smtp, resend"),
        (node("a", "auth_gate", provider="smpt", outputVariable="e"), "did you mean 'smtp'?"),
        (node("a", "auth_gate", provider="smtp", outputVariable="e", tries=0), "tries must be greater than"),
        (node("a", "auth_gate", provider="smtp", outputVariable="e", tries=True), "tries must be a"),
        (node("a", "wait"), "needs a 'duration'"),
        (node("a", "wait", until="answer"), "until must be one of reply"),
        (node("a", "send_message", text="x", message="m"), "text is no key of this"),
        (node("a", "trigger", triggerType="message_recieved"), "did you mean 'message_received'?"),
        (node("a", "trigger", triggerType="schedule", tag="x"), "a schedule needs 'cron' or 'every'"),
        (node("a", "trigger", triggerType="schedule", cron="0 9 * *", tag="x"), "must be five fields"),
        (
            node("a", "trigger", triggerType="schedule", cron="0 25 * * *", tag="x"),
            "cron cannot be a schedule: bad hour",
        ),
        (node("a", "trigger", triggerType="schedule", cron="*/0 * * * *", tag="x"), "bad minute"),
        (node("a", "trigger", triggerType="schedule", cron="0 0 31 2 *", tag="x"), "bad day-of-month"),
        (node("a", "trigger", triggerType="message_received", every="1d"), "are for triggerType 'schedule'"),
        (node("a", "trigger", triggerType="human_requested", keywords=["x"]), "'keywords' are for"),
    ],
)
def test_a_slip_in_a_node_is_told(item: dict[str, Any], said: str) -> None:
    found = only(text([item]))
    assert said in found


def test_unknown_keys_around_the_nodes_are_told() -> None:
    assert "did you mean 'edges'?" in only(json.dumps({"nodes": [TRIGGER], "edge": []}))
    slip = {**edge("start -> start"), "sourceHandel": "x"}
    assert "edge 1: sourceHandel is no key of this; did you mean 'sourceHandle'?" in only(
        json.dumps({"nodes": [TRIGGER], "edges": [slip]})
    )
    assert "did you mean 'maxSteps'?" in only(text([TRIGGER], settings={"maxStep": 3}))
    assert "did you mean 'label'?" in only(text([{**TRIGGER, "lable": "x"}]))


def test_all_faults_are_told_at_once_each_in_its_line() -> None:
    source = text([TRIGGER, tool("t", "x"), say("m", ""), node("w", "wait", duration="x")])
    found = faults(source)
    lines = source.split("\n")
    assert [one.node for one in found] == ["t", "m", "w"]
    assert [lines[one.line - 1].split('"')[1] for one in found] == ["toolName", "message", "duration"]


def test_values_of_the_file_are_not_repeated() -> None:
    assert "s3cret" not in only(text([node("a", "mcp_tool", toolName="s3cret")]))


@pytest.mark.parametrize(
    "cron", ["0 9 * * 1-5", "*/15 * * * *", "0 0 1,15 * *", "5 4 * * 7", "0 9-17/2 * 1 MON-FRI"]
)
def test_crontab_fields_are_taken(cron: str) -> None:
    from bot.workflow.language.schedule import cron as read

    assert read(cron) == cron
