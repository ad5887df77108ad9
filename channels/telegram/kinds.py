"""What a file is, told by its first bytes; what cannot be told is only to be saved, never opened."""

import re
from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "application/octet-stream"
_MAGIC: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"PK\x03\x04", "application/zip"),
)
_ENDINGS: Final[Mapping[str, str]] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "text/plain": ".txt",
}
_BINARY: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LONGEST: Final = 120


def kind(data: bytes) -> str:
    """Return the media type of these bytes."""
    for at, magic, media in _MAGIC:
        if data[at : at + len(magic)] == magic:
            return media
    return "text/plain" if _is_text(data) else UNKNOWN


def safe_name(name: str, media: str, fallback: str) -> str:
    """Return the name without folders and invisible characters; a made-up one gets the type's ending."""
    base = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in base if char.isprintable()).strip(". ")[-_LONGEST:]
    return shown or fallback + _ENDINGS.get(media, "")


def _is_text(data: bytes) -> bool:
    if not data or _BINARY.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
