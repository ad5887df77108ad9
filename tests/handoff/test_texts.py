"""What is put into a text is data (law 11)."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from handoff.texts import PLACEHOLDERS, Texts, fill

NAMES = st.sampled_from(["operator", "ticket", "when", "opens"])


def test_values_are_put_in_by_name() -> None:
    assert fill("{operator} has {ticket}", operator="Ana", ticket="H-1") == "Ana has H-1"


def test_a_placeholder_inside_a_value_stays_text() -> None:
    assert fill("{operator} and {ticket}", operator="{ticket}", ticket="H-1") == "{ticket} and H-1"


def test_an_unknown_placeholder_and_lonely_braces_stay_as_they_are() -> None:
    assert fill("{nobody} {0} {} {{operator}} {", operator="Ana") == "{nobody} {0} {} {Ana} {"


@given(st.dictionaries(NAMES, st.text()), st.lists(NAMES | st.text(alphabet="ab {}!")))
def test_filling_is_the_same_as_writing_the_pieces_one_after_another(
    values: dict[str, str], pieces: list[str]
) -> None:
    plain = [piece for piece in pieces if "{" not in piece and "}" not in piece]
    template = "|".join(f"{{{piece}}}" if piece in values else piece for piece in plain)
    assert fill(template, **values) == "|".join(values.get(piece, piece) for piece in plain)


@given(st.text())
def test_whatever_an_operator_is_called_appears_once_and_whole(name: str) -> None:
    assert fill(Texts().joined, operator=name) == f"{name} joined the conversation"


def test_every_text_says_which_placeholders_it_may_use() -> None:
    assert set(PLACEHOLDERS) == {field.name for field in fields(Texts) if isinstance(field.default, str)}
    assert PLACEHOLDERS["notified"] == {"ticket", "when"}
