"""The folder of Markdown files: read whole, a faulty file named and skipped."""

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.agent.knowledge.markdown import read
from bot.agent.knowledge.section import Section

log = logging.getLogger(__name__)

_LARGEST = 2_000_000
"""Bytes; a larger file is no page written for people."""

Mark = frozenset[tuple[str, int, int, int]]
"""What tells one state of a folder from another: name, size, inode and time of change of each file."""


class KnowledgeMissing(Exception):
    """The folder with the agent's knowledge does not exist, is no folder or may not be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that could not be used, and why, in words for the admin."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pages:
    """All that could be read from a folder, in order of the files' names."""

    sections: tuple[Section, ...] = ()
    faults: tuple[Fault, ...] = ()


def load(folder: Path) -> Pages:
    """Read every ``*.md`` below the folder; raises KnowledgeMissing. Each fault is logged by file name."""
    sections: list[Section] = []
    faults: list[Fault] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        found = _page(path, name)
        if isinstance(found, Fault):
            log.warning("knowledge file %s is skipped: %s", name, found.reason)
            faults.append(found)
        else:
            sections += found
    if not sections:
        log.warning("the knowledge folder %s holds nothing to answer from", folder)
    return Pages(tuple(sections), tuple(faults))


def mark(folder: Path) -> Mark:
    """Return the folder's state without reading the files; empty for a folder that is gone."""
    seen: set[tuple[str, int, int, int]] = set()
    for path in folder.rglob("*.md"):
        try:
            stat = path.stat()
        except OSError:
            seen.add((str(path), 0, 0, 0))
        else:
            seen.add((str(path), stat.st_size, stat.st_ino, stat.st_mtime_ns))
    return frozenset(seen)


def _files(folder: Path) -> list[Path]:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise KnowledgeMissing(f"the knowledge folder {folder} cannot be read: {error.strerror}") from error
    return sorted(path for path in folder.rglob("*.md") if not _hidden(path.relative_to(folder)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _page(path: Path, name: str) -> tuple[Section, ...] | Fault:
    try:
        if path.stat().st_size > _LARGEST:
            return Fault(name, "it is larger than 2 MB")
        sections = read(path.read_text(encoding="utf-8-sig"), name)
    except OSError as error:
        return Fault(name, error.strerror or "it cannot be read")
    except UnicodeDecodeError as error:
        return Fault(name, f"it is not UTF-8 (byte {error.start})")
    return sections or Fault(name, "it holds no text under any heading")
