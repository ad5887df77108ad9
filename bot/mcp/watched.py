"""The incoming half of a connection that tells when it ends: the library says so only to the next caller."""

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import contextvars

    from mcp.client._transport import ReadStream
    from mcp.shared.message import SessionMessage


class Watched:
    """A stream like the one inside. ``ended`` is called once nothing is read from it any more."""

    def __init__(self, inside: "ReadStream[SessionMessage | Exception]", ended: Callable[[], None]) -> None:
        self._inside = inside
        self._ended = ended

    @property
    def last_context(self) -> "contextvars.Context | None":
        """The sender's context of the last message, where the stream keeps it."""
        return getattr(self._inside, "last_context", None)

    async def receive(self) -> "SessionMessage | Exception":
        """Return the next message."""
        return await self._inside.receive()

    async def aclose(self) -> None:
        """Close the stream inside."""
        await self._inside.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> "SessionMessage | Exception":
        return await self._inside.__anext__()

    async def __aenter__(self) -> Self:
        await self._inside.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        self._ended()
        return await self._inside.__aexit__(kind, error, trace)
