"""HTTP manners: one shape for every fault, a check before every use of a body, a lock on every page.

Mount the middlewares as ``middlewares=[headers, faults]``, in this order: faults carry the headers too.
"""

import logging
import math
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from html import escape
from http import HTTPStatus
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import BadHttpMessage, HttpProcessingError

from channels.web.fault import Fault
from channels.web.reading import read, take
from handoff.errors import StoreUnavailable

__all__ = ["JSON", "Fault", "away", "faults", "guarded", "headers", "json_reply", "read", "secure", "take"]

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
JSON = Mapping[str, object]

log = logging.getLogger(__name__)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def json_reply(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Reply with JSON that no cache keeps."""
    reply = web.json_response(data, status=status, headers=headers)
    reply.headers.setdefault("Cache-Control", "no-store")
    return reply


def secure(headers: MutableMapping[str, str]) -> None:
    """Add the security headers that are not set yet. A handler that streams calls it before it prepares."""
    for name, value in SECURITY.items():
        headers.setdefault(name, value)


@web.middleware
async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every response the security headers, unless its handler chose its own."""
    try:
        response = await handler(request)
    except web.HTTPException as redirect:
        secure(redirect.headers)
        raise
    if not response.prepared:
        secure(response.headers)
    return response


@web.middleware
async def faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong into a clear answer that gives nothing of ours away."""
    return await guarded(request, handler)


async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Run a handler; its fault becomes its answer. Redirects pass through."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        fault = _of_aiohttp(error)
    except Exception as error:
        fault = _of(error, request)
    return _page(fault) if _wants_page(request) else _json(fault)


def _of(error: Exception, request: web.Request) -> Fault:
    if isinstance(error, Fault):
        return error
    if isinstance(error, StoreUnavailable):
        log.warning("store unavailable at %s", request.rel_url.path)
        return away("unavailable", "Nothing can be stored right now and nothing was changed. Try again.")
    if isinstance(error, web.RequestPayloadError | HttpProcessingError | BadHttpMessage):
        return Fault(400, "bad_body", "The body of the request could not be read.")
    # A reader that hangs up while we read or write is no fault of ours; nobody sees this answer.
    if isinstance(error, ConnectionError):
        return Fault(400, "disconnected", "The connection was closed.")
    log.error("%s %s failed", request.method, request.rel_url.path, exc_info=error)
    return Fault(500, "internal", "Something went wrong on our side. It was written down; please try again.")


def away(code: str, message: str, seconds: float = 1) -> Fault:
    """Say that it may work in so many seconds."""
    return Fault(503, code, message, headers={"Retry-After": str(math.ceil(seconds))})


_CODES: Final[Mapping[int, tuple[str, str]]] = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this method."),
    413: ("too_large", "The body of the request is too large."),
    417: ("expectation_failed", "The Expect header is not understood."),
}


def _of_aiohttp(error: web.HTTPException) -> Fault:
    phrase = HTTPStatus(error.status).phrase
    code, message = _CODES.get(error.status, (phrase.lower().replace(" ", "_"), f"{phrase}."))
    kept = {name: error.headers[name] for name in ("Allow", "Retry-After") if name in error.headers}
    return Fault(error.status, code, message, headers=kept)


def _wants_page(request: web.Request) -> bool:
    return not request.path.startswith("/api/") and "text/html" in request.headers.get("Accept", "")


def _json(fault: Fault) -> web.Response:
    return json_reply(
        {"error": fault.error, "message": fault.message, **fault.extra}, fault.status, fault.headers
    )


def _page(fault: Fault) -> web.Response:
    text = PAGE.format(status=fault.status, message=escape(fault.message))
    return web.Response(text=text, status=fault.status, headers=fault.headers, content_type="text/html")


PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{message}</title>
<link rel="icon" href="/chat/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/chat/fault.css">
</head>
<body>
<main>
<p class="status">{status}</p>
<h1>{message}</h1>
<p><a href="/">Go to the chat</a></p>
</main>
</body>
</html>
"""
