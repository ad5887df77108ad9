"""What a question cost: as the provider counted it, and by its length where nobody told us."""

from dataclasses import dataclass, field
from typing import Final

from pydantic_ai.usage import RunUsage

from bot.agent.model.budget import Spent
from bot.agent.model.errors import Kind
from bot.agent.model.question import Question

_CHARACTERS: Final = 3
"""Of a text for each token: a careful guess where a server does not say what it counted."""
_DOUBTFUL: Final = frozenset({Kind.TIMEOUT, Kind.CONNECTION, Kind.UNKNOWN})
"""The provider perhaps worked for it all the same, and counts it."""


@dataclass(slots=True)
class Bill:
    """``usage`` is filled by the library; ``lost`` are the requests whose end nobody told us."""

    usage: RunUsage = field(default_factory=RunUsage)
    lost: int = 0

    def failed(self, kind: Kind) -> None:
        """Note that a request failed."""
        self.lost += kind in _DOUBTFUL

    def spent(self, question: Question) -> Spent:
        """Return what was used, as far as it can be known."""
        used = self.usage
        told = used.input_tokens > 0  # some proxies tell of none, whatever they sent on
        unknown = self.lost + (used.unmeasured_requests if told else used.requests)
        guess = (len(question.prompt) + len(question.rules)) // _CHARACTERS
        return Spent(used.input_tokens + guess * unknown, used.output_tokens)
