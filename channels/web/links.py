"""Signed links to uploads: who has the link may see the file, for a while."""

import hashlib
from typing import Final

from itsdangerous import BadData, TimestampSigner

WEEK: Final = 7 * 24 * 3600


class Links:
    """Signs and checks. The operators' inbox uses it with the same key, so that a link works for both."""

    def __init__(self, key: bytes, seconds: int = WEEK) -> None:
        self._seconds = seconds
        self._signer = TimestampSigner(key, salt="web file", digest_method=hashlib.sha256)

    def path(self, file: str) -> str:
        """Return the path and query under which the file can be fetched from now on."""
        signed = self._signer.sign(file).decode().removeprefix(f"{file}.")
        return f"/api/chat/files/{file}?sig={signed}"

    def good(self, file: str, signature: str) -> bool:
        """Whether this signature is ours, for this file, and young enough."""
        try:
            self._signer.unsign(f"{file}.{signature}", max_age=self._seconds)
        except (BadData, UnicodeEncodeError):
            return False
        return True
