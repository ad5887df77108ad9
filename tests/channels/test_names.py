"""Nobody can pass for another kind of speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.names import LONGEST, ROLES, noted, signed
from handoff.transcript import Author, AuthorKind


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        (Author(AuthorKind.CONTACT, "Mia\nLopez "), "Mia Lopez · contact"),
        (Author(AuthorKind.AGENT, "Robin"), "Robin · assistant"),
        (Author(AuthorKind.HUMAN, "Ana"), "Ana · team"),
        (Author(AuthorKind.CONTACT), "Contact"),
        (Author(AuthorKind.SYSTEM, "Robin"), ""),
    ],
)
def test_a_name_goes_with_its_role(author: Author, shown: str) -> None:
    assert signed(author) == shown


@given(st.text(), st.sampled_from([*ROLES]))
def test_the_role_is_never_cut_nor_imitated(name: str, kind: AuthorKind) -> None:
    shown = signed(Author(kind, name))
    assert len(shown) <= LONGEST
    assert shown.lower().endswith(ROLES[kind])


def test_a_note_says_so_and_whose_it_is() -> None:
    assert noted(Author(AuthorKind.HUMAN, "Ana")) == "📝 Note · Ana · not sent to the contact"
    assert noted() == "📝 Note · not sent to the contact"
