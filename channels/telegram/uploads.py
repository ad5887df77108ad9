"""Files that go out: read from the store of uploads, and grouped as Telegram takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from telegram import InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo, MessageEntity

from channels.cargo import Cargo
from channels.telegram.outbound import entities_of
from channels.telegram.text import Rich
from handoff.content import File

ALBUM: Final = 10
MOST: Final = 50 << 20
"""Bytes that a bot may send in one file."""
_PHOTO: Final = 10 << 20
_KINDS: Final = {
    "image/png": "photo",
    "image/jpeg": "photo",
    "image/webp": "photo",
    "video/mp4": "video",
    "audio/ogg": "voice",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
}
Media = InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with its bytes. ``kind`` is photo, video, voice, audio or document."""

    kind: str
    name: str
    data: bytes

    @property
    def family(self) -> str:
        """Which others it can share an album with; none for a voice message."""
        return "visual" if self.kind in ("photo", "video") else self.kind


async def load(cargo: Cargo, wanted: Sequence[File]) -> list[Upload]:
    """Read files; raises Permanent for one that was erased meanwhile."""
    return [await _loaded(cargo, file) for file in wanted]


def albums(uploads: Sequence[Upload]) -> list[tuple[Upload, ...]]:
    """Return them in order, those that can be one album together."""
    found: list[tuple[Upload, ...]] = []
    for family, run in groupby(uploads, key=lambda one: one.family):
        most = 1 if family == "voice" else ALBUM
        kept = list(run)
        found += [tuple(kept[at : at + most]) for at in range(0, len(kept), most)]
    return found


def as_document(upload: Upload) -> Upload:
    """Return it as a plain file: what Telegram takes where a picture or a sound is not to its liking."""
    return Upload("document", upload.name, upload.data)


def media(upload: Upload, caption: Rich | None) -> Media:
    """Return one part of an album."""
    text = caption.text if caption else None
    entities: list[MessageEntity] | None = entities_of(caption) if caption else None
    more: dict[str, Any] = {"filename": upload.name, "caption": text, "caption_entities": entities}
    match upload.kind:
        case "photo":
            return InputMediaPhoto(upload.data, **more)
        case "video":
            return InputMediaVideo(upload.data, **more)
        case "audio":
            return InputMediaAudio(upload.data, **more)
        case _:
            return InputMediaDocument(upload.data, **more)


async def _loaded(cargo: Cargo, file: File) -> Upload:
    data = await cargo.read(file)
    kind = _KINDS.get(file.type, "document")
    if kind == "photo" and len(data) > _PHOTO:
        kind = "document"
    return Upload(kind, file.name, data)
