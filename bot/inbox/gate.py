"""The door: who is asking, and whether a write may come from where it comes from.

A Bearer token is proof enough: no browser sends one by itself. A cookie travels with whatever any site
makes the browser send, so a write with a cookie must also come from our own pages: the browser says so
itself (``Sec-Fetch-Site``, or an ``Origin`` that is ours), and it carries a header that a page of
another origin cannot set without our consent, which we give to nobody.
"""

from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.inbox.auth import SESSION_LASTS, Auth
from bot.inbox.operators import Operator, Operators
from channels.web.http import Fault

COOKIE: Final = "handoff_inbox"
OURS: Final = "X-Handoff-Inbox"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

SIGNED_OUT: Final = "Sign in first: ask for a link with `handoff token NAME`, or send a Bearer token."


class Gate:
    """Tells operators from everybody else."""

    def __init__(self, auth: Auth, operators: Operators, https: bool = False) -> None:
        self._auth = auth
        self._operators = operators
        self._https = https

    def operator(self, request: web.Request) -> Operator:
        """Return who asks; raises Fault 401 for nobody we know, 403 for a write from another site."""
        bearer = _bearer(request)
        name = self._auth.of_token(bearer) if bearer is not None else self._of_cookie(request)
        person = self._operators.get(name) if name is not None else None
        if person is None:
            raise Fault(401, "unauthorized", SIGNED_OUT, headers={"WWW-Authenticate": "Bearer"})
        if bearer is None and request.method not in _SAFE and not from_our_page(request):
            raise Fault(403, "cross_site", "A change with a cookie must come from the inbox's own pages.")
        return person

    def visitor(self, request: web.Request) -> Operator | None:
        """Return whose cookie it is, or None; for pages that show something to both."""
        name = self._of_cookie(request)
        return None if name is None else self._operators.get(name)

    async def sign_in(self, code: str) -> Operator | None:
        """Use a login code up; None when it opens nothing."""
        name = await self._auth.redeem(code)
        return None if name is None else self._operators.get(name)

    def let_in(self, request: web.Request, response: web.StreamResponse, person: Operator) -> None:
        """Give the browser its cookie."""
        response.set_cookie(
            COOKIE,
            self._auth.session(person.name),
            max_age=int(SESSION_LASTS),
            path="/",
            httponly=True,
            samesite="Lax",
            secure=self._https or request.secure,
        )

    def let_out(self, response: web.StreamResponse) -> None:
        """Take the cookie away."""
        response.del_cookie(COOKIE, path="/")

    def _of_cookie(self, request: web.Request) -> str | None:
        cookie = request.cookies.get(COOKIE)
        return None if cookie is None else self._auth.of_session(cookie)


def from_our_page(request: web.Request) -> bool:
    """Whether a page of ours sent the request, as far as the browser and our own header say."""
    if OURS not in request.headers:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return _host(request.headers.get("Origin", "")) == request.host


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


def _bearer(request: web.Request) -> str | None:
    """Return the Bearer token, or None without an Authorization header; another scheme is a wrong token."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
