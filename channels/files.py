"""Where uploads are kept: the port, and a folder on this machine's disk."""

import asyncio
import hashlib
import json
import os
import re
import secrets
import threading
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

    async def save(self, owner: str, name: str, media: str, data: bytes, *, sent: bool = True) -> File:
        """Keep the bytes durably; the same name and bytes of one owner give one id. Raises OSError.

        What was never ``sent`` waits for ``keep``, and ``tidy`` may remove it before.
        """

    async def keep(self, owner: str, file: str) -> File | None:
        """Return an upload of this owner, which stays from now on, or None. Raises OSError.

        To be called before anything that names the file is stored.
        """

    async def tidy(self, before: float) -> int:
        """Remove uploads that wait to be sent since before then (seconds since 1970 UTC); return how many."""

    async def find(self, file: str) -> Stored | None:
        """Return what is known of an upload, or None."""

    async def read(self, file: str) -> bytes:
        """Return the bytes; raises FileNotFoundError."""

    async def forget(self, owner: str) -> int:
        """Erase all uploads of an owner; return how many there were."""


class DiskFiles:
    """Files in a folder: the bytes as ``ID``, and beside them ``ID.json``, which says they are whole.

    ``ID.unsent`` says that the upload waits to be sent. It is there before the others and goes after them, so
    that a crash leaves nothing behind that nobody removes; once it is gone, nothing removes what was sent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()  # saved, kept or removed: one after the other

    async def save(self, owner: str, name: str, media: str, data: bytes, *, sent: bool = True) -> File:
        """See the port."""
        return await asyncio.to_thread(self._save, owner, name, media, data, sent)

    async def keep(self, owner: str, file: str) -> File | None:
        """See the port."""
        return await asyncio.to_thread(self._keep, owner, file)

    async def tidy(self, before: float) -> int:
        """See the port."""
        return await asyncio.to_thread(self._tidy, before)

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

    def _save(self, owner: str, name: str, media: str, data: bytes, sent: bool) -> File:
        digest = hashlib.sha256(f"{owner}\0{name}\0{media}\0".encode() + hashlib.sha256(data).digest())
        file = File(digest.hexdigest()[:40], name, media, len(data))
        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            known = self._find(file.id) is not None
            if not sent and (not known or self._mark(file.id).exists()):
                _write(self._mark(file.id), b"")  # waits from now on, also one that waits already
            if not known:
                _write(self._folder / file.id, data)
                _write(self._meta(file.id), json.dumps({"owner": owner, **asdict(file)}).encode())
            if sent:
                self._unmark(file.id)
        return file

    def _keep(self, owner: str, file: str) -> File | None:
        with self._lock:
            stored = self._find(file)
            if stored is None or stored.owner != owner:
                return None
            self._unmark(file)
        return stored.file

    def _tidy(self, before: float) -> int:
        waiting = [mark.stem for mark in self._folder.glob("*.unsent") if _ID.fullmatch(mark.stem)]
        return sum(self._overdue(file, before) for file in waiting)

    def _overdue(self, file: str, before: float) -> bool:
        """Remove an upload that waits for so long; return whether it did."""
        with self._lock, suppress(FileNotFoundError):  # kept meanwhile
            if self._mark(file).stat().st_mtime < before:
                self._remove(file)
                return True
        return False

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
                with self._lock:
                    self._remove(meta.stem)
                count += 1
        return count

    def _remove(self, file: str) -> None:
        """Erase an upload and what a crash left of it; what says that it waits goes last."""
        parts = self._folder.glob(f"{file}.*.part")
        for path in (self._meta(file), self._folder / file, *parts, self._mark(file)):
            path.unlink(missing_ok=True)

    def _unmark(self, file: str) -> None:
        self._mark(file).unlink(missing_ok=True)
        _sync_folder(self._folder)

    def _mark(self, file: str) -> Path:
        return self._folder / f"{file}.unsent"

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
