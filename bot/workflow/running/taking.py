"""What each node does when a run comes to it, as far as nothing outside is needed. Pure.

A taker returns the exit to leave by, or None when the run stands still here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.workflow.arguments import Value, equals
from bot.workflow.conditions import Condition
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.nodes import (
    AiAgentData,
    AuthGateData,
    HumanHandoffData,
    IfElseData,
    NotifyData,
    SendMessageData,
    SwitchData,
    TagData,
    TriggerData,
    WaitData,
)
from bot.workflow.running import gate
from bot.workflow.running.course import Course
from handoff.content import Field
from handoff.events import AskDecision, Inform, LetAgent, SetTag, Speak
from handoff.ids import Address, QueueName
from handoff.run import Awaits


def take(course: Course) -> str | None:
    """Do what the node is for; raises ConditionFault, TextFault. Not for a tool, which is outside."""
    data = course.node.data
    return TAKERS[type(data)](course, data)


def _trigger(course: Course, data: TriggerData) -> str:
    return DEFAULT


def _if_else(course: Course, data: IfElseData) -> str:
    return "true" if Condition(data.condition).holds(course.scope) else "false"


def _switch(course: Course, data: SwitchData) -> str:
    value = Value(data.value).bind(course.scope)
    return next((case.handle for case in data.cases if equals(value, case.equals)), DEFAULT)


def _send(course: Course, data: SendMessageData) -> str:
    buttons = tuple(map(course.text, data.buttons))
    course.act(Speak(course.text(data.message), buttons))
    return DEFAULT


def _wait(course: Course, data: WaitData) -> None:
    due = None if data.duration is None else course.sight.now + data.duration
    course.wait(Awaits.WORDS if data.until == "reply" else Awaits.TIME, due)


def _ask(course: Course, data: HumanHandoffData) -> None:
    """Put the question to the reviewers; the facts are our data, filled in by us."""
    due = course.by(None if data.expires is None else course.sight.now + data.expires)
    named = data.queue or course.workflow.settings.queue
    course.act(
        AskDecision(
            course.team_text(data.reason),
            tuple(Field(fact.name, course.text(fact.value)) for fact in data.facts),
            QueueName(named) if named else course.sight.queue,
            data.label or course.node.label or "",
            course.text(data.draft) if data.draft else "",
            due,
            course.sight.barred(course.sight.contact, course.run.proven),
        )
    )
    course.wait(Awaits.DECISION, due)


def _notify(course: Course, data: NotifyData) -> str:
    """Tell a place of the team. What is known at once is an error; what turns out later the team reads."""
    text = course.team_text(data.message)
    place = _place(data.to)
    if place is None or not course.sight.reaches(place.channel):
        course.blame(f"the place {data.to!r} cannot be told: its channel is not configured", "unreachable")
        return "error"
    course.act(Inform(place, text))
    return DEFAULT


def _place(text: str) -> Address | None:
    try:
        place = Address.parse(text)
    except ValueError:
        return None
    return place if place.chat or place.channel == "web" else None


def _tag(course: Course, data: TagData) -> str:
    course.act(SetTag(data.tag, not data.remove))
    return DEFAULT


def _let_agent(course: Course, data: AiAgentData) -> str | None:
    """Give the conversation to the agent; a run that does not hold it finds a person there already.

    Where nothing follows, the agent has it for good and the run is over: it holds up no other workflow.
    """
    if not course.run.front:
        return "human"
    course.act(LetAgent(course.text(data.instructions) if data.instructions else ""))
    if data.expires is None and not course.leads_on:
        return "completed"
    course.wait(Awaits.AGENT, None if data.expires is None else course.sight.now + data.expires)
    return None


def _gate(course: Course, data: AuthGateData) -> None:
    gate.open_gate(course, data)


# Each value takes exactly its key's data.
TAKERS: Final[Mapping[type, Callable[[Course, Any], str | None]]] = {
    TriggerData: _trigger,
    IfElseData: _if_else,
    SwitchData: _switch,
    SendMessageData: _send,
    WaitData: _wait,
    HumanHandoffData: _ask,
    NotifyData: _notify,
    TagData: _tag,
    AiAgentData: _let_agent,
    AuthGateData: _gate,
}
