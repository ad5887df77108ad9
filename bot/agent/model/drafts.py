"""The answer's text while the model is still writing it, taken out of half a JSON document."""

import logging
from collections.abc import Callable
from typing import Any

from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, ToolCallPart, ToolCallPartDelta
from pydantic_core import from_json

log = logging.getLogger(__name__)


class Drafts:
    """Follows one response. Only what the model puts into the ``answer`` tool is ever shown."""

    def __init__(self, show: Callable[[str], None]) -> None:
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
        """Show the text if it has grown; whoever shows it must not be able to stop the answer."""
        text = _text(self._written)
        if not text or text == self._shown:
            return
        self._shown = text
        try:
            self._show(text)
        except Exception:
            log.debug("a draft was not shown", exc_info=True)


def _text(written: str) -> str:
    try:
        begun = from_json(written, allow_partial="trailing-strings")
    except ValueError:
        return ""
    text = begun.get("text") if isinstance(begun, dict) else None
    return text if isinstance(text, str) else ""
