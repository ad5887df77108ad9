"""One question to the model: our rules, the framed data, what it may call, what it may spend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.agent.model.budget import Purse
from bot.agent.model.output import Answering, Output
from bot.agent.model.tools import Handle


@dataclass(frozen=True, slots=True)
class Question:
    """``draft`` is shown the answer as it grows; ``check`` raises Again for one that must be mended."""

    rules: str
    prompt: str
    purse: Purse
    handles: Sequence[Handle] = ()
    draft: Callable[[Answering], None] | None = None
    check: Callable[[Output], None] | None = None
