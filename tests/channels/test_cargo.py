"""A contact gets all files or none; the team reads which are not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from channels.base import Outgoing, Voice
from channels.cargo import Cargo
from channels.errors import Permanent
from channels.files import DiskFiles
from handoff.content import Content, File
from handoff.ids import Address
from handoff.transcript import Author, AuthorKind

MOST = 2 << 20
BIG = File("0" * 40, "film.mp4", "video/mp4", MOST + 1)
GONE = File("1" * 40, "old.png", "image/png", 1)


async def message(cargo: Cargo, *more: File, voice: Voice = Voice.TEAM) -> Outgoing:
    """Return a message with one file that is kept, and others."""
    kept = await cargo.files.save("web:1", "a.txt", "text/plain", b"hello")
    author = Author(AuthorKind.HUMAN, "Ana")
    return Outgoing("k", Address("fake", "1"), author, Content("look", files=(kept, *more)), voice=voice)


@pytest.fixture
def cargo(tmp_path: Path) -> Cargo:
    """Return what a platform carries that takes two megabytes."""
    return Cargo(DiskFiles(tmp_path), MOST)


@pytest.mark.parametrize("voice", Voice)
async def test_what_fits_goes_as_it_is(cargo: Cargo, voice: Voice) -> None:
    out = await message(cargo, voice=voice)
    assert await cargo.packed(out) == await cargo.labelled(out) == out
    assert await cargo.read(out.content.files[0]) == b"hello"


@pytest.mark.parametrize("voice", [Voice.TEAM, Voice.NOTE])
async def test_the_team_reads_what_is_missing_and_why(cargo: Cargo, voice: Voice) -> None:
    packed = await cargo.packed(await message(cargo, BIG, GONE, voice=voice))
    assert [file.name for file in packed.content.files] == ["a.txt"]
    assert packed.content.text.splitlines() == [
        "look",
        "[film.mp4: too large, 3 MB where 2 are the most]",
        "[old.png: no longer kept]",
    ]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (BIG, "the file is too large, 3 MB where 2 are the most"),
        (replace(GONE), "the file is no longer kept"),
    ],
)
async def test_a_contact_gets_all_or_nothing(cargo: Cargo, file: File, why: str) -> None:
    out = await message(cargo, file, voice=Voice.CONTACT)
    with pytest.raises(Permanent, match=why):
        await cargo.packed(out)
    assert len((await cargo.labelled(out)).content.files) == 1


async def test_a_file_that_went_meanwhile_is_an_error_in_words(cargo: Cargo) -> None:
    with pytest.raises(Permanent, match="the file is no longer kept"):
        await cargo.read(GONE)
