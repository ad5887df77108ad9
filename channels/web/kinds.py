"""What an upload is, told by its first bytes and never by its name."""

import re
from collections.abc import Mapping
from typing import Final

IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "text/plain": (".txt", ".md", ".csv", ".log"),
}
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_BINARY: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LONGEST_NAME: Final = 120


def kind(data: bytes) -> str | None:
    """Return the media type of these bytes, or None for none of the six that are known."""
    for magic, media in _MAGIC:
        if data.startswith(magic):
            return media
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain" if _is_text(data) else None


def _is_text(data: bytes) -> bool:
    if not data or _BINARY.search(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def safe_name(name: str, media: str) -> str:
    """Return the name without folders and invisible characters, with an ending that fits the type."""
    base = re.split(r"[/\\]", name)[-1]
    seen = (char if char.isprintable() else " " if char.isspace() else "" for char in base)
    shown = "".join(seen).strip(". ")
    shown = shown[-LONGEST_NAME:] or "file"
    endings = _ENDINGS[media]
    return shown if shown.lower().endswith(endings) else shown + endings[0]
