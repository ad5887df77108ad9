"""Proof of who an operator is: API tokens, one-time login codes and the cookie they are changed into.

All three are the operator's name, a random id and the moment of signing, signed with the store's
secret. Each purpose has its own salt, so none of them passes for another. A token stands until the
operator leaves the settings or the secret changes; a session lasts 30 days; a login code 10 minutes,
and once: ``Spending`` remembers the codes that were used.

The cookie is SameSite=Lax and not Strict, because the login link and the links on cards are followed
from a terminal, a mail or Slack, and Strict would show a signed-out page there. Nothing rests on it:
``gate`` lets a cookie write only with a header that other sites cannot send.
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from itsdangerous import BadData, URLSafeSerializer

from handoff.ids import OperatorName

LOGIN_LASTS = 600.0
SESSION_LASTS = 30 * 86400.0
LONGEST_TOKEN = 1000
"""Characters; nothing longer is worth the hashing."""

Clock = Callable[[], float]


class Purpose(StrEnum):
    """What a signature is good for."""

    API = "handoff.inbox.api"
    LOGIN = "handoff.inbox.login"
    SESSION = "handoff.inbox.session"


@dataclass(frozen=True, slots=True)
class Ticketed:
    """What a valid signature says: whose it is, its own id, and when it was made."""

    operator: OperatorName
    id: str
    at: float


class Spending(Protocol):
    """Remembers one-time codes. A deployment of many processes gives one that they share."""

    async def spend(self, code: str, issued: float) -> bool:
        """Record the code as used; False when it was used before or cannot be told to be unused."""


class SpentHere:
    """Used codes in this process's memory, forgotten when they would be too old anyway.

    A code that was signed before this process started is refused: it may have been used in the
    process before, and asking for a new link is cheap.
    """

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._started = int(clock())
        self._used: dict[str, float] = {}

    async def spend(self, code: str, issued: float) -> bool:
        """Record the code; see ``Spending``."""
        now = self._clock()
        self._used = {id: at for id, at in self._used.items() if at + LOGIN_LASTS > now}
        if code in self._used or issued < self._started:
            return False
        self._used[code] = issued
        return True


class Auth:
    """Signs and reads the three proofs. ``key`` is the 32 bytes of ``Store.secret``."""

    def __init__(self, key: bytes, spending: Spending | None = None, clock: Clock = time.time) -> None:
        self._key = key
        self._clock = clock
        self._spending = spending or SpentHere(clock)

    def api_token(self, operator: str) -> str:
        """Return a Bearer token of the operator."""
        return self._sign(Purpose.API, operator)

    def login_code(self, operator: str) -> str:
        """Return a code for ``/inbox/login?code=...``: good for 10 minutes, and once."""
        return self._sign(Purpose.LOGIN, operator)

    def session(self, operator: str) -> str:
        """Return the cookie's value."""
        return self._sign(Purpose.SESSION, operator)

    def of_token(self, token: str) -> OperatorName | None:
        """Return whose API token it is, or None."""
        read = self._read(Purpose.API, token)
        return None if read is None else read.operator

    def of_session(self, cookie: str) -> OperatorName | None:
        """Return whose cookie it is, or None when it is forged or older than 30 days."""
        read = self._read(Purpose.SESSION, cookie, SESSION_LASTS)
        return None if read is None else read.operator

    async def redeem(self, code: str) -> OperatorName | None:
        """Use a login code up and return whose it is; None when forged, too old or used before."""
        read = self._read(Purpose.LOGIN, code, LOGIN_LASTS)
        if read is None or not await self._spending.spend(read.id, read.at):
            return None
        return read.operator

    def _sign(self, purpose: Purpose, operator: str) -> str:
        said = {"o": operator, "n": secrets.token_urlsafe(9), "at": self._clock()}
        return str(self._signer(purpose).dumps(said))

    def _read(self, purpose: Purpose, text: str, lasts: float | None = None) -> Ticketed | None:
        if len(text) > LONGEST_TOKEN or not text.isascii():
            return None
        signer = self._signer(purpose)
        try:
            said: dict[str, Any] = signer.loads(text)
        except BadData:
            return None
        if signer.dumps(said) != text:  # base64 writes the same signature in more ways than one
            return None
        age = self._clock() - said["at"]
        if lasts is not None and not -60 <= age <= lasts:
            return None
        return Ticketed(OperatorName(said["o"]), said["n"], said["at"])

    def _signer(self, purpose: Purpose) -> URLSafeSerializer:
        how = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        return URLSafeSerializer(self._key, salt=str(purpose), signer_kwargs=how)
