"""Where uploads are kept: the port, and a folder on this machine's disk."""

import asyncio
import hashlib
import json
import os
import re
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

from handoff.content import File

_ID: Final = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Stored:
    """An upload and whose it is: a contact's or an operator's address, as written by who saved it."""

    file: File
    owner: str


class Files(Protocol):
    """Keeps uploads. An id that was given out stays good until it is forgotten."""

    async def save(self, owner: str, name: str, media: str, data: bytes) -> File:
        """Keep the bytes durably; the same name and bytes of one owner give one id. Raises OSError."""

    async def find(self, file: str) -> Stored | None:
        """Return what is known of an upload, or None."""

    async def read(self, file: str) -> bytes:
        """Return the bytes; raises FileNotFoundError."""

    async def forget(self, owner: str) -> int:
        """Erase all uploads of an owner; return how many there were."""


class DiskFiles:
    """Files in a folder: the bytes as ``ID``, and beside them ``ID.json``, which says they are whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def save(self, owner: str, name: str, media: str, data: bytes) -> File:
        """See the port."""
        return await asyncio.to_thread(self._save, owner, name, media, data)

    async def find(self, file: str) -> Stored | None:
        """See the port."""
        return await asyncio.to_thread(self._find, file)

    async def read(self, file: str) -> bytes:
        """See the port."""
        if not _ID.fullmatch(file):
            raise FileNotFoundError(file)
        return await asyncio.to_thread((self._folder / file).read_bytes)

    async def forget(self, owner: str) -> int:
        """See the port."""
        return await asyncio.to_thread(self._forget, owner)

    def _save(self, owner: str, name: str, media: str, data: bytes) -> File:
        digest = hashlib.sha256(f"{owner}\0{name}\0{media}\0".encode() + hashlib.sha256(data).digest())
        file = File(digest.hexdigest()[:40], name, media, len(data))
        if self._find(file.id) is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self._folder / file.id, data)
            _write(self._meta(file.id), json.dumps({"owner": owner, **asdict(file)}).encode())
        return file

    def _find(self, file: str) -> Stored | None:
        if not _ID.fullmatch(file):
            return None
        try:
            known = json.loads(self._meta(file).read_bytes())
        except FileNotFoundError:
            return None
        return Stored(File(known["id"], known["name"], known["type"], known["size"]), known["owner"])

    def _forget(self, owner: str) -> int:
        count = 0
        for meta in sorted(self._folder.glob("*.json")):
            stored = self._find(meta.stem)
            if stored is not None and stored.owner == owner:
                meta.unlink(missing_ok=True)
                (self._folder / meta.stem).unlink(missing_ok=True)
                count += 1
        return count

    def _meta(self, file: str) -> Path:
        return self._folder / f"{file}.json"


def _write(path: Path, data: bytes) -> None:
    """Write all or nothing, and have it on the disk before returning."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there, and the rename is durable by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
