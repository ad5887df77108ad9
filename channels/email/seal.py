"""Signatures: names of our own mails that nobody can make up, and links that only one person may press.

A mail to a contact is called ``c.KEY.SIGNATURE@domain``; a bounce that knows this name is a true one. A mail
of a desk thread is called ``d.THREAD.SIGNATURE.PART.READER@domain``: who answers it has got it from us. All
of it is hexadecimal, because mail servers may change capitals; and short,
because mail programs fold long lines, and some break what they fold.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

_CONTACT: Final = re.compile(r"c\.([0-9a-f]{16})\.([0-9a-f]{20})")
_DESK: Final = re.compile(r"d\.([0-9a-f]{16})\.([0-9a-f]{20})\.([0-9a-f]{12})\.[0-9a-f]{4}")
_TOKEN: Final = re.compile(r"([0-9a-f]{16})-([0-9a-f]{20})")
_SALT: Final = "email act"
ROOT: Final = "0" * 12
"""The part of a desk thread that is its card."""


class Expired(Exception):
    """A link was good, and is too old."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a link does: the ``action`` of a button, at a place, by one operator's address.

    ``desk`` names the card it stands on, ``label`` is what the button says, ``asks`` what may be typed in
    with it. All links that come of one link have its ``nonce``.
    """

    place: str
    by: str
    action: str
    label: str
    nonce: str
    desk: str = ""
    asks: str = ""

    def then(self, action: str, label: str, asks: str = "") -> "Act":
        """Return the next step after this one."""
        return replace(self, action=action, label=label, asks=asks)


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk thread that a mail answers: its place, its digest, and the part that is answered."""

    place: str
    desk: str
    part: str = ""


def digest(*words: str, size: int = 8) -> str:
    """Return a short name for some words, in hexadecimal."""
    return hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=size).hexdigest()


class Seal:
    """Signs with the newest key, the first, and knows what any of them signed."""

    def __init__(self, keys: Sequence[bytes], domain: str, seconds: float) -> None:
        """``seconds`` is how long a link is good."""
        self._keys = tuple(keys)
        self._domain = domain
        self._seconds = seconds
        self._links = URLSafeTimedSerializer(list(reversed(self._keys)), salt=_SALT)

    # ── names of mails ───────────────────────────────────────────────────────────────────────────

    def contact(self, key: str, to: str) -> str:
        """Name a mail to a contact; the same message to the same address has the same name."""
        name = digest(key)
        return f"c.{name}.{self._sign(self._keys[0], 'contact', name, to)}@{self._domain}"

    def is_contacts(self, id: str, to: str) -> bool:
        """Say whether we sent a mail of this name to this address."""
        found = _CONTACT.fullmatch(id.rpartition("@")[0])
        return found is not None and self._is_signed(found[2], "contact", found[1], to)

    def desk(self, place: str, desk: str, part: str, reader: str) -> str:
        """Name a mail of a desk thread to one of its readers."""
        signed = self._sign(self._keys[0], "desk", place.lower(), desk)
        return f"d.{desk}.{signed}.{part}.{digest(reader, size=2)}@{self._domain}"

    def token(self, place: str, desk: str) -> str:
        """Return what answers to a desk thread may be addressed with, as ``help+TOKEN@``."""
        return f"{desk}-{self._sign(self._keys[0], 'desk', place.lower(), desk)}"

    def is_ours(self, id: str) -> bool:
        """Say whether a mail's name looks as if we gave it."""
        local, _, domain = id.rpartition("@")
        return domain.lower() == self._domain and bool(_CONTACT.fullmatch(local) or _DESK.fullmatch(local))

    def opened(self, ids: Iterable[str], to: Iterable[str], places: Iterable[str]) -> Opened | None:
        """Return the desk thread that a mail answers, told by what it refers to or is addressed to."""
        known = tuple(places)
        for id in ids:
            named = _DESK.fullmatch(id.rpartition("@")[0].lower())
            if named and (place := self._place(named[1], named[2], known)):
                return Opened(place, named[1], named[3])
        for one in to:
            plus = _TOKEN.fullmatch(one.rpartition("@")[0].partition("+")[2].lower())
            if plus and (place := self._place(plus[1], plus[2], known)):
                return Opened(place, plus[1])
        return None

    def _place(self, desk: str, signed: str, places: Iterable[str]) -> str:
        found = (one for one in places if self._is_signed(signed, "desk", one.lower(), desk))
        return next(found, "")

    def _is_signed(self, signed: str, *words: str) -> bool:
        return any(hmac.compare_digest(signed, self._sign(key, *words)) for key in self._keys)

    def _sign(self, key: bytes, *words: str) -> str:
        text = "\0".join(("email", *words)).encode("utf-8", "replace")
        return hmac.new(key, text, hashlib.sha256).hexdigest()[:20]

    # ── links ────────────────────────────────────────────────────────────────────────────────────

    def link(self, act: Act) -> str:
        """Return a token for an address; everybody who has it can read what is in it."""
        return str(self._links.dumps(list(asdict(act).values())))

    def act(self, token: str) -> Act:
        """Return what a link does. Raises ValueError for one that is not ours, Expired for an old one."""
        try:
            values = self._links.loads(token, max_age=int(self._seconds))
            return Act(*values)
        except SignatureExpired as error:
            raise Expired from error
        except (BadSignature, TypeError) as error:
            raise ValueError("is no link of ours") from error
