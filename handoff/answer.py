"""What the agent gives back for a turn."""

from dataclasses import dataclass

from handoff.content import Source


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the agent did on the way: a search, a tool call, a thought. Shown to operators only."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Plea:
    """The agent itself asks for a person."""

    reason: str
    category: str = "unknown_answer"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The agent wants a tool called that needs an approval first; see ``approvals.ForTool``."""

    tool: str
    arguments: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it would be sent.

    ``confidence`` is between 0 and 1, or None when the agent has no opinion. ``known`` is False when
    the text is an honest "I don't know". ``suggestions`` become buttons whose press says their text.
    ``proposals`` are put to reviewers. ``done`` says that the contact needs nothing more.
    """

    text: str
    confidence: float | None = None
    known: bool = True
    sources: tuple[Source, ...] = ()
    suggestions: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    plea: Plea | None = None
    proposals: tuple[Proposal, ...] = ()
    done: bool = False
