"""The port to a model that helps operators. Everything works without one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar

import structlog

from bot.agent.base import Said, Turn
from bot.agent.model.errors import ModelFailed
from handoff.errors import StoreUnavailable

log = structlog.get_logger(__name__)

LIMIT: Final = 25.0
"""Seconds for one request, however long the settings have it: nothing an operator waits for hangs."""
SLOW: Final = "The language model took too long."
BROKEN: Final = "The language model could not be asked."
OFF: Final = "No language model is configured."

Result = TypeVar("Result")


class Assist(Protocol):
    """What is asked of it; every method raises ModelFailed, whose reason is fit for operators."""

    async def summarize(self, lines: Sequence[Said]) -> str:
        """Return a few sentences about a conversation, in the team's language."""

    async def draft(self, turn: Turn, instruction: str = "") -> str:
        """Return a reply that an operator may send after reading it; ``instruction`` is the operator's."""

    async def translate(self, text: str, to_language: str, from_language: str = "") -> str:
        """Return the text in another language."""

    async def language(self, text: str) -> str:
        """Return the text's language such as ``de``, or nothing where it cannot be told."""


Helping = Callable[[], Assist | None]
"""Gives the model as the settings in force have it, or None."""


class NoHelp(Exception):
    """There is none; the text says why, to operators."""


async def ask(what: str, helping: Helping, work: Callable[[Assist], Awaitable[Result]]) -> Result:
    """Have the model do something, once and within a time limit; raises NoHelp, and nothing else of it.

    The log names ``what`` was wanted and how it failed, and no text of anybody's.
    """
    helper = helping()
    if helper is None:
        raise NoHelp(OFF)
    try:
        async with asyncio.timeout(LIMIT):
            return await work(helper)
    except StoreUnavailable:
        raise
    except ModelFailed as error:
        log.warning("no help from the model", what=what, kind=str(error.kind))
        raise NoHelp(error.reason) from None
    except TimeoutError:
        log.warning("no help from the model", what=what, kind="timeout")
        raise NoHelp(SLOW) from None
    except Exception as error:
        log.warning("no help from the model", what=what, kind=type(error).__name__)
        raise NoHelp(BROKEN) from None
