"""The parts of a node that are a little language: conditions, texts, arguments, values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

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
    SwitchData,
    TagData,
    Trigger,
    Wait,
)
from bot.workflow.language.source import Path

Kind = Literal["condition", "text", "arguments", "value"]


@dataclass(frozen=True, slots=True)
class Field:
    """``path`` leads to it from the node, such as ``("data", "condition")``."""

    path: Path
    kind: Kind
    source: str


def fields(node: Node) -> Iterator[Field]:
    """Yield the fields of a node that can hold variables."""
    match node:
        case Trigger(data=data):
            yield from _given("condition", "condition", data.condition)
        case AuthGate(data=data):
            yield from _given("message", "text", data.message)
        case McpTool(data=data):
            yield from _given("arguments", "arguments", data.arguments)
        case Logic(data=IfElseData(condition=condition)):
            yield from _given("condition", "condition", condition)
        case Logic(data=SwitchData(value=value)):
            yield from _given("value", "value", value)
        case Action(data=data):
            yield from _action(data)
        case SendMessage(data=data):
            yield from _given("message", "text", data.message)
            for place, label in enumerate(data.buttons):
                yield Field(("data", "buttons", place), "text", label)
        case Logic() | Wait():
            return
        case _:
            assert_never(node)


def _action(data: ActionData) -> Iterator[Field]:
    match data:
        case HumanHandoffData():
            for key in ("reason", "draft"):
                yield from _given(key, "text", getattr(data, key))
            for place, fact in enumerate(data.facts):
                yield Field(("data", "facts", place, "value"), "text", fact.value)
        case NotifyData(message=message):
            yield from _given("message", "text", message)
        case AiAgentData(instructions=instructions):
            yield from _given("instructions", "text", instructions)
        case TagData():
            return
        case _:
            assert_never(data)


def _given(key: str, kind: Kind, source: str | None) -> Iterator[Field]:
    if source is not None:
        yield Field(("data", key), kind, source)
