"""The answer while the model is still writing it, taken out of half a JSON document.

What an answer is judged by comes before its text (output.py). A model that begins with the text is shown
when it has ended; sources it names late can only make it surer. The last word is kept back until it is whole.
"""

import logging
import re
from collections.abc import AsyncIterable, Awaitable, Callable
from typing import Any, Final

from pydantic import ValidationError
from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, ToolCallPart, ToolCallPartDelta
from pydantic_core import from_json

from bot.agent.model.output import Answering

log = logging.getLogger(__name__)
_UNFINISHED: Final = re.compile(r"\w{1,30}$")


def following(show: Callable[[Answering], None]) -> Callable[[Any, AsyncIterable[Any]], Awaitable[None]]:
    """Return what the library gives the events of each response to."""

    async def handler(_context: Any, events: AsyncIterable[Any]) -> None:
        drafts = _Drafts(show)
        async for event in events:
            drafts.saw(event)

    return handler


class _Drafts:
    """Follows one response. Only what the model puts into the ``answer`` tool is ever shown."""

    def __init__(self, show: Callable[[Answering], None]) -> None:
        self._show = show
        self._at: int | None = None
        self._written = ""
        self._shown = ""

    def saw(self, event: Any) -> None:
        """Take in one of the library's events."""
        if isinstance(event, PartStartEvent):
            part = event.part
            self._at = event.index if isinstance(part, ToolCallPart) and part.tool_name == "answer" else None
            self._written = part.args if isinstance(part, ToolCallPart) and isinstance(part.args, str) else ""
        elif isinstance(event, PartDeltaEvent) and event.index == self._at:
            delta = event.delta
            if isinstance(delta, ToolCallPartDelta) and isinstance(delta.args_delta, str):
                self._written += delta.args_delta
        if self._at is not None:
            self._tell()

    def _tell(self) -> None:
        """Show the answer if it has grown; whoever shows it must not be able to stop it."""
        begun = _begun(self._written)
        if begun is None or begun.text == self._shown:
            return
        self._shown = begun.text
        try:
            self._show(begun)
        except Exception:
            log.debug("a draft was not shown", exc_info=True)


def _begun(written: str) -> Answering | None:
    """Return the answer with the whole words it has; None before its text begins, or if it makes no sense."""
    try:
        begun = from_json(written, allow_partial="trailing-strings")
        if not isinstance(begun, dict) or not {"confidence", "text"} <= set(begun):
            return None
        return Answering.model_validate(begun | {"text": _UNFINISHED.sub("", str(begun["text"])).rstrip()})
    except (ValueError, ValidationError):
        return None
