"""What a node of a drawing says: its name, and in a line or two what it does."""

from typing import assert_never

from bot.workflow.language.nodes import (
    Action,
    ActionData,
    AiAgentData,
    AuthGate,
    HumanHandoffData,
    IfElseData,
    Logic,
    McpTool,
    Node,
    NotifyData,
    SendMessage,
    TagData,
    Trigger,
    TriggerData,
    Wait,
    WaitData,
)

_BEGINS = {
    "message_received": "A message comes in",
    "human_requested": "A person is asked for",
    "handoff_resolved": "A handoff is resolved",
    "schedule": "On a schedule",
}


def name(node: Node) -> str:
    """Return what the node is called: by its label, or else by its id."""
    label = node.data.label if isinstance(node.data, HumanHandoffData) else None
    return node.label or label or node.id


def words(node: Node) -> str:
    """Return what the node does, in its author's words as far as there are any."""
    match node:
        case Trigger(data=data):
            return _begins(data)
        case AuthGate(data=data):
            return f"Proves the {data.contact_type} by a one-time code"
        case McpTool(data=data):
            return data.tool_name.replace("__", " · ", 1)
        case Logic(data=data):
            return data.condition if isinstance(data, IfElseData) else data.value
        case Action(data=data):
            return _does(data)
        case SendMessage(data=data):
            return data.message
        case Wait(data=data):
            return _waits(data)
        case _:
            assert_never(node)


def _begins(data: TriggerData) -> str:
    said = _BEGINS[data.trigger_type]
    if data.keywords:
        return f"{said} with {', '.join(data.keywords)}"
    if data.cron or data.every:
        when = data.cron or f"every {length(data.every or 0)}"
        return f"{when}, for {data.tag}"
    return f"{said}: {data.condition}" if data.condition else said


def _does(data: ActionData) -> str:
    match data:
        case HumanHandoffData(reason=reason):
            return reason
        case NotifyData(to=to, message=message):
            return f"{to}: {message}"
        case TagData(tag=tag, remove=remove):
            return f"Takes “{tag}” off" if remove else f"Puts into “{tag}”"
        case AiAgentData(instructions=instructions):
            return instructions or "The agent has the conversation"
        case _:
            assert_never(data)


def _waits(data: WaitData) -> str:
    limit = length(data.duration) if data.duration else ""
    if data.until == "reply":
        return f"For a reply, at most {limit}" if limit else "For a reply"
    return f"For {limit}"


def length(seconds: float) -> str:
    """Write a duration in its largest whole unit."""
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:g} seconds"
