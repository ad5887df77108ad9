"""What can go wrong with a language model.

ModelFailed             no answer; ``kind`` says why, ``reason`` is for operators
└── BudgetSpent         it was not asked: what may be spent is spent

A provider's own error never leaves this package: its text may hold a key, or what a contact wrote.
"""

from enum import StrEnum

from bot.agent.base import AgentFailure


class Kind(StrEnum):
    """Why there is no answer."""

    AUTHENTICATION = "authentication"
    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    NOT_FOUND = "not_found"
    CONTEXT = "context"
    REJECTED = "rejected"
    UNAVAILABLE = "unavailable"
    SERVER = "server"
    CONNECTION = "connection"
    TIMEOUT = "timeout"
    FILTERED = "filtered"
    LENGTH = "length"
    BEHAVIOUR = "behaviour"
    LOOP = "loop"
    BUDGET = "budget"
    UNKNOWN = "unknown"


class ModelFailed(AgentFailure):
    """The model gave no answer. ``reason`` is a sentence for operators that holds no secret and no text."""

    def __init__(self, reason: str, kind: Kind) -> None:
        super().__init__(reason)
        self.kind = kind


class BudgetSpent(ModelFailed):
    """The model was not asked, because the conversation's or the day's budget is used up."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, Kind.BUDGET)


class Again(Exception):
    """A call or an answer is wrong; the text tells the model what to mend."""
