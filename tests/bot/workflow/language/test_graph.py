"""A workflow file that is as it should be: read, walked, hashed, described by a schema."""

import json

import jsonschema
import pytest

from bot.workflow.checks import Known, ToolFacts, check
from bot.workflow.graph import digest, parse, schema
from bot.workflow.language.exits import Ending, ending
from tests.bot.workflow.language.files import (
    TRIGGER,
    ask,
    errors,
    flow,
    fork,
    gate,
    node,
    refund,
    say,
    text,
    tool,
    warnings,
)


def test_the_refund_file_is_read_unchanged() -> None:
    workflow = parse(refund(), "refund")
    assert (workflow.id, workflow.name, workflow.trigger.id) == ("refund", "refund", "t1")
    assert workflow.follow("check", "true") == "handoff"
    assert workflow.follow("handoff", "rejected") == "msg_rejected"
    assert workflow.follow("handoff", "expired") is None
    assert workflow.exits("handoff") == ("approved", "rejected", "expired")
    assert workflow.line("nodes", 3, "data", "condition") == 6


def test_the_refund_file_has_warnings_only_and_they_state_what_will_happen() -> None:
    workflow = parse(refund(), "refund")
    known = Known(None, {"support"}, {"support"}, {"slack"}, True)
    found = check(workflow, known)
    assert errors(found) == []
    assert {(one.node, one.line) for one in found} == {
        ("auth", 4), ("lookup", 5), ("check", 6), ("handoff", 7), ("auto_refund", 8), ("approved_refund", 9),
    }  # fmt: skip
    assert all("the contact is told that it did not work out" in warning for warning in warnings(found))
    assert check(workflow) == found


def test_the_refund_file_is_safe_with_tools_that_cannot_be_undone() -> None:
    tools = {"orders__get_order": ToolFacts(False), "stripe__create_refund": ToolFacts(True)}
    assert errors(check(parse(refund(), "refund"), Known(tools=tools))) == []


def test_the_schema_accepts_the_refund_file_and_refuses_a_slip() -> None:
    document = json.loads(refund())
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(document, schema())
    document["nodes"][1]["data"]["trys"] = 3
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema())


def test_the_schema_accepts_durations_as_text_and_as_seconds() -> None:
    for duration in ("10m", 600):
        wait = node("w", "wait", duration=duration)
        jsonschema.validate(json.loads(text([TRIGGER, wait], ["start -> w"])), schema())
        assert flow([wait]).nodes[0].data.duration == 600  # type: ignore[union-attr]


def test_keys_may_be_written_with_underscores() -> None:
    data = {"tool_name": "a__b", "output_variable": "x", "arguments": {"contactType": 1, "some_key": 2}}
    edges = [{"source": "start", "target": "t", "source_handle": "default"}]
    source = json.dumps({"nodes": [TRIGGER, {"id": "t", "type": "mcp_tool", "data": data}], "edges": edges})
    workflow = parse(source, "test")
    found = workflow.node("t").data
    assert found.tool_name == "a__b"  # type: ignore[union-attr]
    assert json.loads(found.arguments) == {"contactType": 1, "some_key": 2}  # type: ignore[union-attr]
    assert workflow.follow("start", "default") == "t"


def test_what_an_editor_draws_with_is_taken_and_changes_nothing() -> None:
    drawn = {**TRIGGER, "position": {"x": 1, "y": 2.5}, "label": "Begin"}
    assert flow([drawn], description="d", version="1.2", **{"$schema": "x.json"}).trigger.label == "Begin"


@pytest.mark.parametrize(
    ("item", "exits"),
    [
        (TRIGGER, "default"),
        (say("n"), "default"),
        (node("n", "wait", until="reply"), "default"),
        (gate("n"), "verified failed"),
        (tool("n"), "default error"),
        (fork("n"), "true false error"),
        (
            node("n", "logic", logicType="switch", value="{{message}}", cases=[{"handle": "a", "equals": 1}]),
            "a default error",
        ),
        (ask("n"), "approved rejected expired"),
        (node("n", "action", actionType="ai_agent"), "completed expired human"),
        (node("n", "action", actionType="notify", to="web", message="m"), "default error"),
        (node("n", "action", actionType="tag", tag="Needs human"), "default"),
    ],
)
def test_each_kind_of_node_has_its_exits(item: dict, exits: str) -> None:
    workflow = flow([item])
    assert workflow.exits(item["id"]) == tuple(exits.split())
    for exit in exits.split():
        assert ending(workflow.node(item["id"]), exit) in Ending


def test_a_reviewers_answer_must_lead_somewhere_and_a_default_ends_in_silence() -> None:
    asked = flow([ask("n")]).node("n")
    assert [ending(asked, exit) for exit in ("approved", "rejected", "expired")] == [
        Ending.REQUIRED,
        Ending.REQUIRED,
        Ending.TOLD,
    ]
    assert ending(flow([say("n")]).node("n"), "default") is Ending.SILENT
    assert ending(flow([tool("n")]).node("n"), "error") is Ending.TOLD


def test_the_digest_is_of_the_content_alone() -> None:
    source = text([TRIGGER, say("a")], ["start -> a"])
    document = json.loads(source)
    assert digest(source) == digest(json.dumps(dict(reversed(document.items())), indent=7))
    assert digest(source) != digest(text([TRIGGER, say("a", "Bye")], ["start -> a"]))
    assert len(digest(source)) == 64


def test_a_byte_order_mark_does_not_matter() -> None:
    source = text([TRIGGER])
    assert digest(f"\ufeff{source}") == digest(source)
    assert parse(f"\ufeff{source}", "x").trigger.id == "start"


def test_settings_hold_for_every_run() -> None:
    found = flow([TRIGGER], settings={"expires": "30d", "max_steps": 9, "queue": "q", "apology": "Sorry"})
    assert (found.settings.expires, found.settings.max_steps) == (30 * 86400, 9)
    assert flow([TRIGGER]).settings.expires is None
