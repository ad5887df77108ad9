"""What a file is, told by its first bytes; what cannot be told is only to be saved, never opened."""

import re
from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "application/octet-stream"
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (rb"\x89PNG\r\n\x1a\n", "image/png"),
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"GIF8[79]a", "image/gif"),
    (rb"RIFF.{4}WEBP", "image/webp"),
    (rb"%PDF-", "application/pdf"),
    (rb"OggS", "audio/ogg"),
    (rb"ID3|\xff\xfb", "audio/mpeg"),
    (rb"RIFF.{4}WAVE", "audio/wav"),
    (rb".{4}ftypM4A", "audio/mp4"),
    (rb".{4}ftyp", "video/mp4"),
    (rb"\x1aE\xdf\xa3", "video/webm"),
    (rb"PK\x03\x04", "application/zip"),
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
_HARMLESS: Final = re.compile(r"(audio|video)/[a-z0-9.+-]{1,40}")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LONGEST_NAME: Final = 120


def kind(data: bytes, claimed: str = "") -> str:
    """Return the media type of these bytes.

    What the platform ``claimed`` is believed only where nothing can run or be drawn from it.
    """
    for magic, media in _MAGIC:
        if re.match(magic, data, re.DOTALL):
            return media
    if _is_text(data):
        return "text/plain"
    claimed = claimed.partition(";")[0].strip().lower()
    return claimed if _HARMLESS.fullmatch(claimed) else UNKNOWN


def safe_name(name: str, media: str = UNKNOWN, fallback: str = "file") -> str:
    """Return the name without folders and invisible characters; a made-up one gets the type's ending."""
    base = re.split(r"[/\\]", name)[-1]
    seen = (char if char.isprintable() else " " if char.isspace() else "" for char in base)
    shown = "".join(seen).strip(". ")[-LONGEST_NAME:]
    return shown or fallback + _ENDINGS.get(media, "")


def _is_text(data: bytes) -> bool:
    if not data or _BINARY.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
