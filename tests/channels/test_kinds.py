"""A file is what its bytes say, and its name is only a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.kinds import LONGEST_NAME, UNKNOWN, kind, safe_name

SAMPLES = {
    "image/png": b"\x89PNG\r\n\x1a\n\0",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/gif": b"GIF89a",
    "image/webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "application/pdf": b"%PDF-1.7",
    "audio/ogg": b"OggS\0",
    "audio/mpeg": b"ID3\x03",
    "audio/wav": b"RIFF\n\0\0\0WAVEfmt ",
    "audio/mp4": b"\0\0\0\x20ftypM4A \0",
    "video/mp4": b"\0\0\0\x20ftypisom",
    "video/webm": b"\x1a\x45\xdf\xa3\0",
    "application/zip": b"PK\x03\x04\0",
    "text/plain": "Grüße\n".encode(),
    UNKNOWN: b"\0\1\2",
}


@pytest.mark.parametrize(("media", "data"), SAMPLES.items())
def test_bytes_say_what_they_are_whatever_is_claimed(media: str, data: bytes) -> None:
    assert kind(data) == media
    assert kind(data, "text/html") == media


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [
        ("audio/aac", "audio/aac"),
        ("Video/3GPP; codecs=x", "video/3gpp"),
        ("text/html", UNKNOWN),
        ("image/svg+xml", UNKNOWN),
        ("text/plain", UNKNOWN),
        ("audio/\r\nx", UNKNOWN),
    ],
)
def test_a_claim_is_believed_only_of_sounds_and_films(claimed: str, believed: str) -> None:
    assert kind(b"\0\1\2", claimed) == believed


@given(st.text(), st.sampled_from([*SAMPLES]))
def test_a_name_has_no_folder_nothing_invisible_and_is_never_empty(name: str, media: str) -> None:
    shown = safe_name(name, media)
    assert shown
    assert shown.isprintable()
    assert not {"/", "\\"} & set(shown)
    assert len(shown) <= LONGEST_NAME


def test_a_made_up_name_gets_the_types_ending() -> None:
    assert safe_name("", "image/png", "photo") == "photo.png"
    assert safe_name("../../etc/passwd") == "passwd"
