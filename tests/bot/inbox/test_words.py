"""The small words of the list and the transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.happenings import sentence
from bot.inbox.ages import Level, ago, level
from bot.inbox.people import channel, initials
from bot.inbox.render import size
from handoff.content import Content
from handoff.labels import known_as
from handoff.ownership import Move
from handoff.transcript import Author, AuthorKind, Entry, EntryKind


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "now"),
        (59, "now"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (172_799, "47 h"),
        (172_800, "2 d"),
    ],
)
def test_stretches_of_time_are_short(seconds: float, text: str) -> None:
    assert ago(seconds) == text


@pytest.mark.parametrize(
    ("waited", "limit", "wanted"),
    [
        (0, 300, Level.CALM),
        (149, 300, Level.CALM),
        (150, 300, Level.SOON),
        (300, 300, Level.LATE),
        (9e9, 0, Level.CALM),
    ],
)
def test_a_wait_is_judged_against_its_limit(waited: float, limit: float, wanted: Level) -> None:
    assert level(waited, limit) is wanted


@given(st.text())
def test_every_name_has_initials_and_everybody_is_called_something(name: str) -> None:
    assert 1 <= len(initials(name)) <= 6
    assert known_as(name, "c0ffee").strip()


def test_names_and_places() -> None:
    assert (initials("Maria del Carmen Lopez"), initials("ana"), initials("!?")) == ("ML", "A", "?")
    assert known_as("  ", "c12ab") == "Visitor 12AB"
    assert channel("telegram:1") == ("plane", "Telegram")
    assert channel("matrix:!room") == ("chat", "Matrix")
    assert [size(n) for n in (10, 2048, 3 * 1024 * 1024)] == ["10 B", "2 KB", "3.0 MB"]


@given(
    st.sampled_from(Move) | st.text(max_size=5),
    st.dictionaries(
        st.sampled_from(["by", "via", "queue", "operator", "owner"]), st.none() | st.text() | st.integers()
    ),
)
def test_any_change_of_owner_is_a_sentence(move: str, data: dict[str, object]) -> None:
    entry = Entry(1, 0.0, EntryKind.OWNER, Author(AuthorKind.SYSTEM), data={**data, "move": str(move)})
    assert sentence(entry).strip()


def test_an_event_nobody_knows_is_named_as_it_is() -> None:
    entry = Entry(1, 0.0, EntryKind.EVENT, Author(AuthorKind.SYSTEM), content=Content("eclipse"))
    assert sentence(entry) == "eclipse"
