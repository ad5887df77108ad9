"""Folding the journal into what a person reads now."""

from hypothesis import given
from hypothesis import strategies as st

from handoff.content import Button, Content
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, messages

CONTACT = Author(AuthorKind.CONTACT, "Eve")
PERSON = Author(AuthorKind.HUMAN, "Ana")


def entry(seq: int, kind: EntryKind, text: str = "", **more: object) -> Entry:
    given: dict[str, object] = {"author": CONTACT, **more}
    return Entry(seq, float(seq), kind, content=Content(text), **given)  # type: ignore[arg-type]


def said(seq: int, text: str, id: str) -> Entry:
    return entry(seq, EntryKind.MESSAGE, text, id=id)


def test_an_edit_by_the_contacts_own_id_keeps_the_earlier_words() -> None:
    (message,) = messages(
        [
            said(1, "teh", "a"),
            entry(2, EntryKind.EDIT, "the", id="a"),
            entry(3, EntryKind.EDIT, "The", id="a"),
        ]
    )
    assert (message.content.text, message.earlier, message.edited_at) == ("The", ("teh", "the"), 3.0)


def test_an_edit_changes_the_text_and_nothing_else() -> None:
    content = Content("old", buttons=(Button("b", "say:b"),))
    first = Entry(1, 1.0, EntryKind.MESSAGE, PERSON, content=content)
    (message,) = messages([first, entry(2, EntryKind.EDIT, "new", target=1, author=PERSON)])
    assert message.content == Content("new", buttons=content.buttons)
    assert message.entry is first


def test_a_deletion_marks_the_message_and_keeps_it_for_the_team() -> None:
    (message,) = messages([said(1, "oops", "a"), entry(2, EntryKind.DELETE, id="a")])
    assert (message.deleted_at, message.content.text) == (2.0, "oops")


def test_a_change_that_came_before_its_message_counts_as_well() -> None:
    """A message that could not be stored at once is brought again, after what changed it."""
    early = [entry(1, EntryKind.EDIT, "the", id="a"), entry(2, EntryKind.DELETE, id="b")]
    fixed, gone = messages([*early, said(3, "teh", "a"), said(4, "oops", "b")])
    assert (fixed.content.text, fixed.earlier) == ("the", ("teh",))
    assert gone.deleted_at == 2.0


def test_a_contact_can_name_only_messages_of_their_own() -> None:
    """Law 7: the same id on somebody else's message is not theirs to change."""
    theirs = entry(1, EntryKind.MESSAGE, "a person's words", id="a", author=PERSON)
    (message,) = messages(
        [theirs, entry(2, EntryKind.EDIT, "forged", id="a"), entry(3, EntryKind.DELETE, id="a")]
    )
    assert (message.content.text, message.deleted_at) == ("a person's words", None)


def test_an_empty_id_names_nothing() -> None:
    (message,) = messages([said(1, "hello", ""), entry(2, EntryKind.EDIT, "forged", id="")])
    assert message.content.text == "hello"


def test_a_change_of_something_unknown_changes_nothing() -> None:
    known = said(1, "hello", "a")
    folded = messages([known, entry(2, EntryKind.EDIT, "x", id="zz"), entry(3, EntryKind.DELETE, target=99)])
    assert [message.content.text for message in folded] == ["hello"]


def test_a_quotation_is_not_a_change_of_what_it_quotes() -> None:
    folded = messages([said(1, "one", "a"), entry(2, EntryKind.MESSAGE, "two", id="b", target=1)])
    assert [message.content.text for message in folded] == ["one", "two"]


def test_notes_are_folded_like_messages_and_events_are_not_shown() -> None:
    folded = messages(
        [
            entry(1, EntryKind.NOTE, "she is cross", author=PERSON),
            entry(2, EntryKind.EVENT, "handoff", target=1),
            entry(3, EntryKind.OWNER, target=1),
            entry(4, EntryKind.EDIT, "he is cross", target=1, author=PERSON),
        ]
    )
    assert [(message.entry.kind, message.content.text) for message in folded] == [
        (EntryKind.NOTE, "he is cross")
    ]


entries = st.lists(
    st.builds(
        lambda kind, id, target, who: (kind, id, target, who),
        st.sampled_from(EntryKind),
        st.sampled_from(["", "a", "b"]),
        st.none() | st.integers(0, 12),
        st.sampled_from([CONTACT, PERSON]),
    ),
    max_size=12,
)


@given(entries)
def test_any_journal_folds_to_its_messages_in_order(
    journal: list[tuple[EntryKind, str, int | None, Author]],
) -> None:
    written = [
        entry(seq, kind, f"text {seq}", id=id, target=target, author=who)
        for seq, (kind, id, target, who) in enumerate(journal, 1)
    ]
    shown = (EntryKind.MESSAGE, EntryKind.NOTE)
    assert [message.entry.seq for message in messages(written)] == [
        one.seq for one in written if one.kind in shown
    ]


@given(entries, st.integers(0, 12))
def test_history_is_never_lost_by_a_later_entry(
    journal: list[tuple[EntryKind, str, int | None, Author]], cut: int
) -> None:
    """What somebody read once is in what is read later: as it stands, or among its earlier words."""
    written = [
        entry(seq, kind, f"text {seq}", id=id, target=target, author=who)
        for seq, (kind, id, target, who) in enumerate(journal, 1)
    ]
    later = {one.entry.seq: one for one in messages(written)}
    for one in messages(written[:cut]):
        now = later[one.entry.seq]
        assert one.content.text in (*now.earlier, now.content.text)
