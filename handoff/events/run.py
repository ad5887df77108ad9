"""The life of a workflow's run: begun, went on, and what it wants done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handoff.content import Field
from handoff.flow import Flow
from handoff.ids import Address, OperatorName, QueueName, RunId
from handoff.run import Run


@dataclass(frozen=True, slots=True)
class RunBegan:
    """A workflow shall start here though the contact did nothing: by schedule or by hand."""

    flow: Flow
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speak:
    """Say a text to the contact; ``suggestions`` become buttons whose press says their text."""

    text: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskDecision:
    """Put a question to a queue's reviewers; the run's ``wait`` is for its answer.

    ``facts`` come from our data. ``draft`` is a text that approving sends, perhaps edited. ``barred`` may
    not decide, because they asked for it themselves. ``expires`` is seconds since 1970 UTC.
    """

    question: str
    facts: tuple[Field, ...] = ()
    queue: QueueName | None = None
    label: str = ""
    draft: str = ""
    expires: float | None = None
    barred: frozenset[OperatorName] = frozenset()


@dataclass(frozen=True, slots=True)
class SetTag:
    """Put the contact into a folder of the inbox, or take it out."""

    tag: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Inform:
    """Tell a place of the team something, outside of any desk thread."""

    place: Address
    text: str


@dataclass(frozen=True, slots=True)
class LetAgent:
    """Give the conversation to the agent, with a note for it; the run's ``wait`` is for its end."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class CallPerson:
    """Step aside for a person, as if a mechanism had fired."""

    reason: str
    category: str = "workflow"


@dataclass(frozen=True, slots=True)
class Noted:
    """Write down for the team and the agent what was done, such as a tool's call; no contact sees it."""

    what: str
    data: Mapping[str, str] = field(default_factory=dict)


Act = Speak | AskDecision | SetTag | Inform | LetAgent | CallPerson | Noted


@dataclass(frozen=True, slots=True)
class RunWent:
    """A run took its next steps: ``then`` is how it stands after them, ``acts`` what it wants, in order.

    It was worked out for the run's ``step`` under the conversation's ``epoch``. ``done`` says that
    something outside happened on the way (a tool was called), which stays true whoever has the
    conversation by now.
    """

    run: RunId
    step: int
    epoch: int
    then: Run
    acts: tuple[Act, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class ToolRan:
    """A tool that reviewers had approved for the agent was called; ``text`` is its result or its fault.

    ``doubtful`` says that it gave no result, and was perhaps done all the same.
    """

    approval: str
    ok: bool
    text: str
    doubtful: bool = False
