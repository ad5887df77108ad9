"""What an upload is, told by its first bytes and never by its name."""

from collections.abc import Mapping
from typing import Final

from channels import kinds

IMAGES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "text/plain": (".txt", ".md", ".csv", ".log"),
    "application/zip": (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/wav": (".wav",),
    "video/mp4": (".mp4", ".mov"),
    "video/webm": (".webm",),
}
KINDS: Final = tuple(_ENDINGS)
"""What can be told by its bytes, and runs nowhere: all of it is taken from the team."""


def kind(data: bytes) -> str | None:
    """Return the media type of these bytes, or None for none that is known."""
    media = kinds.kind(data)
    return media if media in _ENDINGS else None


def safe_name(name: str, media: str) -> str:
    """Return the name without folders and invisible characters, with an ending that fits the type."""
    shown = kinds.safe_name(name)
    endings = _ENDINGS[media]
    return shown if shown.lower().endswith(endings) else shown + endings[0]
