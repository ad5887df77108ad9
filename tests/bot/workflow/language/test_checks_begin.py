"""What a run begins with is known to the checks."""

import json

import pytest

from bot.workflow.checks import check
from bot.workflow.graph import parse


@pytest.mark.parametrize(
    ("trigger", "name", "known"),
    [
        ("human_requested", "reason", True),
        ("human_requested", "ending", False),
        ("handoff_resolved", "ending", True),
        ("message_received", "ticket", False),
    ],
)
def test_what_a_trigger_sets_can_be_used(trigger: str, name: str, known: bool) -> None:
    nodes = [
        {"id": "t", "type": "trigger", "data": {"triggerType": trigger}},
        {"id": "m", "type": "send_message", "data": {"message": f"So: {{{{{name}}}}}"}},
    ]
    text = json.dumps({"nodes": nodes, "edges": [{"id": "e", "source": "t", "target": "m"}]})
    found = check(parse(text, "one"))
    assert (found == []) is known


@pytest.mark.parametrize(("trigger", "told"), [("human_requested", True), ("message_received", False)])
@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("wait", {"until": "reply"}),
        ("auth_gate", {"provider": "smtp", "contact_type": "email", "outputVariable": "email"}),
    ],
)
def test_a_run_that_nobody_talks_with_is_told_where_it_ends(
    trigger: str, told: bool, type: str, data: dict[str, str]
) -> None:
    nodes = [
        {"id": "t", "type": "trigger", "data": {"triggerType": trigger}},
        {"id": "w", "type": type, "data": data},
    ]
    text = json.dumps({"nodes": nodes, "edges": [{"id": "e", "source": "t", "target": "w"}]})
    found = [one for one in check(parse(text, "one")) if "is not heard" in one.message]
    assert [(one.level, one.node) for one in found] == ([("warning", "w")] if told else [])
