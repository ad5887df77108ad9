"""What people send besides words: small files of each kind, real enough for their first bytes."""

import base64
from enum import StrEnum
from typing import Final

from tests.platforms.discord.people import PICTURE as DISCORD_STICKER

PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PDF: Final = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
OGG: Final = b"OggS" + bytes(40)
WEBP: Final = b"RIFF\x1a\x00\x00\x00WEBPVP8L" + bytes(20)
PLACE: Final = (51.0543, 3.7174)


class Thing(StrEnum):
    """Each kind is sent as the platform's own people would send it."""

    IMAGE = "image"
    FILE = "file"
    ALBUM = "album"
    VOICE = "voice"
    STICKER = "sticker"
    LOCATION = "location"


STICKERS: Final = (WEBP, DISCORD_STICKER)


class CannotSend(Exception):
    """People of this platform have no such thing."""


def picture(name: str) -> bytes:
    """Return a picture that no other is like: a name behind a PNG's end is shown nowhere."""
    return PNG + name.encode()
