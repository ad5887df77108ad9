"""What proves who calls the webhook: a time and a signature over the body, by secrets that can be changed.

``Own`` is ours (docs/email.md). ``Svix`` is what Resend and many other services use, the scheme of Standard
Webhooks (https://www.standardwebhooks.com): the secret is ``whsec_`` and base64, the signatures are a list.
"""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

STAMP: Final = "X-Handoff-Timestamp"
SIGNATURE: Final = "X-Handoff-Signature"
WINDOW: Final = 300.0
"""Seconds that a signature is good, either way: clocks differ."""
_LONGEST: Final = 4096
_MOST: Final = 10
"""Signatures of one call that are compared; a service sends one for each of its secrets."""

Headers = Mapping[str, str]


class Signing(Protocol):
    """Fails closed: a header that is missing, malformed or too old proves nothing."""

    def may(self, headers: Headers) -> bool:
        """Say whether the headers alone could be right, before anybody reads the body."""

    def proves(self, headers: Headers, body: bytes) -> bool:
        """Say whether who sent it knows a secret, and just now."""


class Own:
    """``v1=`` and HMAC-SHA256 of ``v1:STAMP:BODY`` in hexadecimal."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(filter(None, secrets))

    def may(self, headers: Headers) -> bool:
        """See ``Signing``."""
        return bool(self._secrets) and _is_now(headers.get(STAMP, "")) and bool(headers.get(SIGNATURE))

    def proves(self, headers: Headers, body: bytes) -> bool:
        """See ``Signing``."""
        stamp, shown = headers.get(STAMP, ""), headers.get(SIGNATURE, "")
        return self.may(headers) and _is_one((signed(one, stamp, body) for one in self._secrets), [shown])


class Svix:
    """``v1,`` and HMAC-SHA256 of ``ID.STAMP.BODY`` in base64; several of them apart by blanks."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Raises ValueError for a secret that is none."""
        self._keys = tuple(svix_key(one) for one in secrets if one)

    def may(self, headers: Headers) -> bool:
        """See ``Signing``."""
        id, stamp, shown = _svix(headers)
        return bool(self._keys and id and shown) and len(id) < _LONGEST and _is_now(stamp)

    def proves(self, headers: Headers, body: bytes) -> bool:
        """See ``Signing``."""
        id, stamp, shown = _svix(headers)
        good = (svix_signed(key, id, stamp, body) for key in self._keys)
        return self.may(headers) and _is_one(good, shown[:_LONGEST].split()[:_MOST])


def signed(secret: str, stamp: str, body: bytes) -> str:
    """Return our own signature."""
    text = b"v1:" + stamp.encode() + b":" + body
    return "v1=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def svix_signed(key: bytes, id: str, stamp: str, body: bytes) -> str:
    """Return a signature as Standard Webhooks has it."""
    text = f"{id}.{stamp}.".encode("utf-8", "replace") + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def svix_key(secret: str) -> bytes:
    """Return the bytes of ``whsec_...``; raises ValueError."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < 16:
        raise ValueError("must be whsec_ and the base64 that the service shows")
    return key


def _svix(headers: Headers) -> tuple[str, str, str]:
    """Return id, time and signatures; the names begin with ``svix-`` or ``webhook-``."""
    id, stamp, shown = (
        headers.get(f"svix-{name}") or headers.get(f"webhook-{name}", "")
        for name in ("id", "timestamp", "signature")
    )
    return id, stamp, shown


def _is_now(stamp: str) -> bool:
    known = stamp.isascii() and stamp.isdigit() and len(stamp) < 16
    return known and abs(time.time() - int(stamp)) <= WINDOW


def _is_one(good: Iterable[str], shown: Sequence[str]) -> bool:
    """Compare each with each, in a time that tells nothing."""
    found = [hmac.compare_digest(a.encode(), b.encode("utf-8", "replace")) for a in good for b in shown]
    return any(found)
