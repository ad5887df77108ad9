"""One table from what the protocol's library and a server's errors say to what our callers are told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from bot.mcp.base import Fault, ToolFailed
from bot.redaction import HIDDEN, cleaned
from channels.fit import clip

if TYPE_CHECKING:
    from mcp import MCPError

CONNECTION_CLOSED: Final = -32000
REQUEST_TIMEOUT: Final = -32001
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603

SPENT: Final = frozenset({CONNECTION_CLOSED, INVALID_REQUEST, INTERNAL_ERROR})
"""Codes after which a connection is not used again: it is dead, or (HTTP) its session is forgotten."""
FORGOTTEN: Final = "Session terminated"
"""What the library says for an HTTP server that does not know our session: it did nothing."""
LONGEST: Final = 300
_KINDS: Final = {
    CONNECTION_CLOSED: (Fault.UNAVAILABLE, True),
    REQUEST_TIMEOUT: (Fault.TIMEOUT, True),
    METHOD_NOT_FOUND: (Fault.PROTOCOL, False),
    INVALID_PARAMS: (Fault.INVALID, False),
    -32020: (Fault.PROTOCOL, False),  # the headers do not match the body
    -32021: (Fault.PROTOCOL, False),  # needs something of its caller that we do not offer
    -32022: (Fault.PROTOCOL, False),  # speaks no version that we do
    -32042: (Fault.PROTOCOL, False),  # wants a person to open a page first
    -32700: (Fault.PROTOCOL, True),  # what came was not readable
}


def of_call(error: "MCPError", http: bool, secrets: Sequence[str] = ()) -> ToolFailed:
    """Say what an error that answered a call means; ``http`` is how the server is reached."""
    reason = plain(error.message, secrets) or f"error {error.code}"
    if http and error.code in (INVALID_REQUEST, INTERNAL_ERROR):
        return ToolFailed(Fault.UNAVAILABLE, reason, sent=error.message != FORGOTTEN)
    if error.code == INVALID_REQUEST:
        return ToolFailed(Fault.PROTOCOL, reason)
    fault, sent = _KINDS.get(error.code, (Fault.TOOL_ERROR, True))
    return ToolFailed(fault, reason, sent)


def of_connecting(error: BaseException, secrets: Sequence[str] = ()) -> ToolFailed:
    """Say why there is no connection; ``error`` is whatever came out, groups of errors included."""
    cause = deepest(error)
    if isinstance(cause, ToolFailed):
        return cause
    if isinstance(cause, FileNotFoundError):
        return ToolFailed(Fault.UNAVAILABLE, f"there is no program {cause.filename!r}; see command")
    if isinstance(cause, PermissionError):
        return ToolFailed(Fault.UNAVAILABLE, f"{cause.filename!r} must not be started; see command")
    code = getattr(cause, "code", None)
    if code == CONNECTION_CLOSED:
        return ToolFailed(Fault.UNAVAILABLE, "it ended, or hung up, before it had answered")
    if code == INTERNAL_ERROR:
        return ToolFailed(Fault.UNAVAILABLE, "it answers with an error of its own")
    if code is not None:
        return ToolFailed(Fault.PROTOCOL, f"it is no MCP server, or not at this address ({code})")
    if isinstance(cause, OSError) or is_network(cause):
        return ToolFailed(
            Fault.UNAVAILABLE, f"cannot be reached: {plain(str(cause), secrets) or 'no answer'}"
        )
    return ToolFailed(Fault.PROTOCOL, f"it broke the protocol ({type(cause).__name__})")


def deepest(error: BaseException) -> BaseException:
    """Return the first real error in a group of groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def is_network(error: BaseException) -> bool:
    """Whether the HTTP client could not talk to the server."""
    import httpx2

    return isinstance(error, httpx2.TransportError)


def never_left(error: BaseException | None) -> bool:
    """Whether the request cannot have reached the server: there was no connection to send it on."""
    import httpx2

    return error is not None and isinstance(deepest(error), httpx2.ConnectError | httpx2.ConnectTimeout)


def plain(text: str, secrets: Sequence[str] = ()) -> str:
    """Return a stranger's text as one short line without secrets, addresses and control characters."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return clip(cleaned(" ".join(words)), LONGEST)
