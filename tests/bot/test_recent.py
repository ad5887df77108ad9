"""What is kept in memory of a transcript is what is stored, whatever happens in which order."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.recent import LONGEST, Recent
from handoff.ids import ConversationId
from handoff.transcript import Author, AuthorKind, Entry, EntryKind

ID = ConversationId("c1")


def entry(seq: int) -> Entry:
    return Entry(seq, 0.0, EntryKind.MESSAGE, Author(AuthorKind.CONTACT))


class Book:
    """A transcript that can be read, slowly."""

    def __init__(self) -> None:
        self.stored: list[Entry] = []
        self.reads = 0

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> list[Entry]:
        self.reads += 1
        found = [one for one in self.stored if one.seq > after]
        await asyncio.sleep(0)
        return found if limit is None else found[-limit:]


def say(book: Book, recent: Recent, count: int = 1, *, told: bool = True) -> None:
    new = [entry(len(book.stored) + 1 + place) for place in range(count)]
    book.stored += new
    if told:
        recent.committed(ID, new)


async def test_a_conversation_that_is_followed_from_its_first_word_is_never_read() -> None:
    book = Book()
    recent = Recent(book)
    say(book, recent)
    say(book, recent, 3)
    assert await recent.entries(ID) == book.stored
    assert book.reads == 0


async def test_what_is_committed_during_a_read_is_not_lost() -> None:
    book = Book()
    recent = Recent(book)
    say(book, recent, 5, told=False)
    reading = asyncio.create_task(recent.entries(ID))
    await asyncio.sleep(0)
    say(book, recent)
    await reading
    assert await recent.entries(ID) == book.stored


async def test_the_past_of_a_long_conversation_is_read_when_it_is_asked_for() -> None:
    book = Book()
    recent = Recent(book)
    say(book, recent, LONGEST + 50)
    assert await recent.entries(ID, limit=10) == book.stored[-10:]
    assert book.reads == 0
    assert await recent.entries(ID) == book.stored


@given(
    st.lists(st.tuples(st.integers(1, 150), st.booleans()), max_size=8),
    st.integers(0, 700),
    st.none() | st.integers(1, 700),
)
def test_it_answers_as_the_store_would(steps: list[tuple[int, bool]], after: int, limit: int | None) -> None:
    async def main() -> None:
        book = Book()
        recent = Recent(book)
        for count, look in steps:
            say(book, recent, count)
            if look:
                await recent.entries(ID, after, limit)
        assert list(await recent.entries(ID, after, limit)) == await book.entries(ID, after, limit)

    asyncio.run(main())
