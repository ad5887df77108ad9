"""The nodes of a workflow: seven types, and what each of them is told in its ``data``."""

import json
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, model_validator
from pydantic import StringConstraints as Limits

from bot.workflow.language.part import Duration, Id, Part, Short, Variable, Words
from bot.workflow.language.schedule import cron

Label = Annotated[str, Limits(min_length=1, max_length=60)]
Condition = Annotated[str, Limits(min_length=1, max_length=2000)]
Cron = Annotated[str, AfterValidator(cron)]
ToolName = Annotated[str, Limits(pattern=r"^[A-Za-z0-9_.-]+__[A-Za-z0-9_.-]+$", max_length=200)]
"""A server and its tool, ``orders__get_order``."""


def _json_text(value: object) -> object:
    """Let the arguments be written as an object too; they are kept as its text."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


class TriggerData(Part):
    """What begins a run. ``keywords`` and ``condition`` narrow it; a schedule runs for all in ``tag``."""

    trigger_type: Literal["message_received", "human_requested", "handoff_resolved", "schedule"]
    keywords: tuple[Short, ...] = ()
    condition: Condition | None = None
    channels: tuple[Short, ...] = ()
    cron: Cron | None = None
    every: Duration | None = None
    tag: Short | None = None

    @model_validator(mode="after")
    def _timed(self) -> Self:
        timed = (self.cron is not None) + (self.every is not None)
        if self.trigger_type == "schedule" and (timed != 1 or self.tag is None):
            raise ValueError("a schedule needs 'cron' or 'every', and the 'tag' of the contacts it runs for")
        if self.trigger_type != "schedule" and (timed or self.tag is not None):
            raise ValueError("'cron', 'every' and 'tag' are for triggerType 'schedule'")
        if self.trigger_type != "message_received" and self.keywords:
            raise ValueError("'keywords' are for triggerType 'message_received'")
        return self


class AuthGateData(Part):
    """A one-time code proves that the contact has the address, which is then in ``outputVariable``."""

    provider: Literal["smtp", "resend", "webhook"]
    contact_type: Literal["email", "phone"] = Field("email", alias="contact_type")
    output_variable: Variable
    tries: int = Field(3, ge=1, le=10, strict=True)
    expires: Duration = Field(600.0, le=86400)
    message: Words | None = None


class McpToolData(Part):
    """A tool to be called. ``arguments`` is a JSON text with templates in its strings."""

    tool_name: ToolName
    arguments: Annotated[
        str, BeforeValidator(_json_text, json_schema_input_type=str | dict[str, JsonValue])
    ] = Field("{}", max_length=20_000)
    output_variable: Variable | None = None
    timeout: Duration | None = Field(None, le=600)


class IfElseData(Part):
    """A question with the exits ``true`` and ``false``."""

    logic_type: Literal["if_else"]
    condition: Condition


class Case(Part):
    """The exit ``handle`` is taken when the value is ``equals``."""

    handle: Id
    equals: str | int | float | bool | None


class SwitchData(Part):
    """Many exits by one value; ``default`` where no case is met."""

    logic_type: Literal["switch"]
    value: Condition
    cases: tuple[Case, ...] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        handles = [case.handle for case in self.cases]
        taken = {"default", "error"}.intersection(handles)
        if taken:
            raise ValueError(f"the exit {min(taken)!r} is there already; call the case's handle otherwise")
        twice = {handle for handle in handles if handles.count(handle) > 1}
        if twice:
            raise ValueError(f"the handle {min(twice)!r} is there twice")
        return self


class Fact(Part):
    """A line of the reviewers' card; ``value`` is a text with variables."""

    name: Label
    value: Words


class HumanHandoffData(Part):
    """A question to reviewers. ``draft`` is text they may edit and approve; ``expires`` is their time."""

    action_type: Literal["human_handoff"]
    reason: Words
    label: Label | None = None
    queue: Short | None = None
    draft: Words | None = None
    expires: Duration | None = None
    facts: tuple[Fact, ...] = Field((), max_length=20)


class NotifyData(Part):
    """A message to the team, at ``slack:C0123``, ``email:team@x.example`` and the like."""

    action_type: Literal["notify"]
    to: Short
    message: Words


class TagData(Part):
    """The contact is put into a folder, or taken out of it."""

    action_type: Literal["tag"]
    tag: Label
    remove: bool = Field(False, strict=True)


class AiAgentData(Part):
    """The agent has the conversation, with a note of what it is to do, until it is done or time is up."""

    action_type: Literal["ai_agent"]
    instructions: Words | None = None
    expires: Duration | None = None


class SendMessageData(Part):
    """Text for the contact; a pressed button says its label."""

    message: Words
    buttons: tuple[Label, ...] = Field((), max_length=10)


class WaitData(Part):
    """A pause: for a time, or until the contact writes, then with the time as the longest wait."""

    duration: Duration | None = None
    until: Literal["reply"] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.duration is None and self.until is None:
            raise ValueError("needs a 'duration' such as \"1d\", or 'until': \"reply\"")
        return self


class Position(Part):
    """Where an editor shows the node; it changes nothing."""

    x: float
    y: float


class _Node(Part):
    id: Id
    label: Label | None = None
    position: Position | None = None


class Trigger(_Node):
    """Where a run begins."""

    type: Literal["trigger"]
    data: TriggerData


class AuthGate(_Node):
    """Nobody passes who has not proved who they are."""

    type: Literal["auth_gate"]
    data: AuthGateData


class McpTool(_Node):
    """A call of a tool on an MCP server."""

    type: Literal["mcp_tool"]
    data: McpToolData


LogicData = Annotated[IfElseData | SwitchData, Field(discriminator="logic_type")]


class Logic(_Node):
    """A fork."""

    type: Literal["logic"]
    data: LogicData


ActionData = Annotated[
    HumanHandoffData | NotifyData | TagData | AiAgentData, Field(discriminator="action_type")
]


class Action(_Node):
    """Something for the team, the folders or the agent."""

    type: Literal["action"]
    data: ActionData


class SendMessage(_Node):
    """A message to the contact."""

    type: Literal["send_message"]
    data: SendMessageData


class Wait(_Node):
    """A pause."""

    type: Literal["wait"]
    data: WaitData


Node = Annotated[
    Trigger | AuthGate | McpTool | Logic | Action | SendMessage | Wait, Field(discriminator="type")
]
