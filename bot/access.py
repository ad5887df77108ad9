"""The line that is logged for an HTTP request: which path, how it went, how long it took, and no more."""

import logging
import re
from typing import Final

from aiohttp.abc import AbstractAccessLogger
from aiohttp.web import BaseRequest, StreamResponse

from bot.log import get

_TOKEN: Final = re.compile(r"[^/]{64,}")
"""A part of a path that is longer than any name of ours: it proves who presses a link of a mail."""


class AccessLog(AbstractAccessLogger):
    """For ``web.AppRunner(access_log_class=...)``: no query, address, header or token is logged.

    Pages ask for so much that reading which went well is debug: the links at the start stay in sight.
    """

    def log(self, request: BaseRequest, response: StreamResponse, time: float) -> None:
        """Log one request; ``time`` is in seconds."""
        read = request.method in ("GET", "HEAD") and response.status < 400
        get("aiohttp.access").log(
            logging.DEBUG if read else logging.INFO,
            "request",
            method=request.method,
            path=_TOKEN.sub("[hidden]", request.path),
            status=response.status,
            ms=round(time * 1000, 1),
        )
