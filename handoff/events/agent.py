"""What comes of a turn that the agent was given."""

from dataclasses import dataclass

from handoff.answer import Answer


@dataclass(frozen=True, slots=True)
class AgentAnswered:
    """The agent finished a turn it was given under an epoch."""

    epoch: int
    turn: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AgentFailed:
    """The agent raised, or took too long."""

    epoch: int
    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class AgentStopped:
    """We stopped the agent in a turn in which it had called these ``tools``, which change something."""

    tools: tuple[str, ...]
