"""Who a visitor is: a signed token that the browser keeps. There is no table of sessions."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadData, URLSafeTimedSerializer

from handoff.ids import Address

DAY: Final = 24 * 3600
LONGEST: Final = 2048


@dataclass(frozen=True, slots=True)
class Visitor:
    """A contact of the web channel. ``name`` is what they call themselves, never an identity."""

    chat: str
    name: str = ""
    language: str = ""

    @property
    def address(self) -> Address:
        """Where this contact is, as the rest of the program knows it."""
        return Address("web", self.chat)


class Sessions:
    """Signs and reads tokens. Another key, or another purpose of the same key, makes other tokens."""

    def __init__(self, key: bytes, days: int) -> None:
        self._max_age = days * DAY
        self._signer = URLSafeTimedSerializer(
            key, salt="web contact", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def open(self, name: str = "", language: str = "") -> tuple[Visitor, str]:
        """Make a new contact and the token that proves it."""
        visitor = Visitor(secrets.token_hex(12), name, language)
        return visitor, str(self._signer.dumps([visitor.chat, name, language]))

    def visitor(self, token: str) -> Visitor | None:
        """Return whose token it is, or None for one that is forged, broken or too old."""
        if len(token) > LONGEST:
            return None
        try:
            chat, name, language = self._signer.loads(token, max_age=self._max_age)
        except (BadData, ValueError):
            return None
        return Visitor(chat, name, language)
