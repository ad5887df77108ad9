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
}


def kind(data: bytes) -> str | None:
    """Return the media type of these bytes, or None for none of the six that are taken."""
    media = kinds.kind(data)
    return media if media in _ENDINGS else None


def safe_name(name: str, media: str) -> str:
    """Return the name without folders and invisible characters, with an ending that fits the type."""
    shown = kinds.safe_name(name)
    endings = _ENDINGS[media]
    return shown if shown.lower().endswith(endings) else shown + endings[0]
