"""Uploads on the disk: what waits to be sent goes in time, what was sent never, wherever a crash comes."""

import asyncio
import os
from contextlib import suppress
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.files import DiskFiles
from handoff.content import File

OWNER = "web:a"
DATA = (b"one", b"two")

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["upload", "receive", "send", "tidy", "torn upload", "torn removal"]),
        st.sampled_from(DATA),
        st.booleans(),
    ),
    max_size=12,
)


class Shelf:
    """Files in a folder, and which of them were sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = DiskFiles(folder)
        self.sent: dict[str, bytes] = {}

    async def save(self, data: bytes, *, sent: bool) -> File:
        return await self.files.save(OWNER, "a.txt", "text/plain", data, sent=sent)

    async def step(self, what: str, data: bytes, more: bool) -> None:
        """Do one thing; ``more`` says how far it came where the process dies in the middle."""
        match what:
            case "upload":
                await self.save(data, sent=False)
            case "receive":
                self.sent[(await self.save(data, sent=True)).id] = data
            case "send":
                file = await self.save(data, sent=False)
                assert await self.files.keep(OWNER, file.id) == file
                self.sent[file.id] = data
            case "tidy":
                await self.files.tidy(inf)
            case _:
                await self._torn(what, data, more)

    async def _torn(self, what: str, data: bytes, more: bool) -> None:
        """Leave what a process leaves that dies while it takes a file in, or removes one; then start anew."""
        file = await self.save(data, sent=False)
        if file.id not in self.sent:
            (self.folder / f"{file.id}.json").unlink()
            if more:
                (self.folder / file.id).unlink()
            if what == "torn upload":
                (self.folder / f"{file.id}.0a1b2c3d.part").write_bytes(data[:1])
        self.files = DiskFiles(self.folder)

    async def whole(self) -> bool:
        """Say whether all that was sent is there, byte by byte."""
        found = [await self.files.find(id) for id in self.sent]
        return None not in found and [await self.files.read(id) for id in self.sent] == [*self.sent.values()]


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_happens_all_that_was_sent_stays_and_in_the_end_nothing_else(
    steps: list[tuple[str, bytes, bool]],
) -> None:
    async def story(folder: Path) -> None:
        shelf = Shelf(folder)
        for what, data, more in steps:
            await shelf.step(what, data, more)
            assert await shelf.whole()
        await shelf.files.tidy(inf)
        assert {path.name.partition(".")[0] for path in folder.iterdir()} == shelf.sent.keys()
        assert not [*folder.glob("*.unsent")]

    with TemporaryDirectory() as folder:
        asyncio.run(story(Path(folder)))


async def test_only_what_waits_for_long_enough_is_removed_and_the_same_upload_again_waits_anew(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path)
    file = await shelf.save(DATA[0], sent=False)
    (mark,) = tmp_path.glob("*.unsent")
    os.utime(mark, (100, 100))
    assert await shelf.files.tidy(100) == 0
    assert await shelf.save(DATA[0], sent=False) == file
    assert await shelf.files.tidy(101) == 0
    os.utime(mark, (100, 100))
    assert await shelf.files.tidy(101) == 1
    assert (await shelf.files.find(file.id), [*tmp_path.iterdir()]) == (None, [])


async def test_only_its_owner_sends_an_upload(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    file = await shelf.save(DATA[0], sent=False)
    for owner, id in (("web:b", file.id), (OWNER, "0" * 40), (OWNER, "../secret")):
        assert await shelf.files.keep(owner, id) is None
    assert await shelf.files.tidy(inf) == 1


async def test_sending_and_tidying_at_once_keeps_all_of_it_or_says_that_it_is_gone(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path)
    for number in range(50):
        file = await shelf.save(b"%d" % number, sent=False)
        kept, _ = await asyncio.gather(shelf.files.keep(OWNER, file.id), shelf.files.tidy(inf))
        assert (kept is None) == (await shelf.files.find(file.id) is None)
        with suppress(FileNotFoundError):
            assert await shelf.files.read(file.id) == b"%d" % number
            assert kept == file


async def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    for name in ("mine.unsent", "notes.txt"):
        (tmp_path / name).touch()
    assert await DiskFiles(tmp_path).tidy(inf) == 0
    assert await DiskFiles(tmp_path / "none").tidy(inf) == 0
    assert len([*tmp_path.iterdir()]) == 2
