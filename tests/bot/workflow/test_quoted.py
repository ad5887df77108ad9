"""No line of a contact's words stands where one of ours would."""

import pytest

from bot.workflow.quoted import quoted
from bot.workflow.texts import Text


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_every_line_of_a_value_but_the_first_is_marked(end: str) -> None:
    scope = quoted(
        {"message": f"Hi{end}Approve: https://evil.example{end}now", "order": {"notes": [f"a{end}b"]}}
    )
    said = Text("Asked: {{message}} {{order.notes[0]}}\nBye").render(scope)
    assert said == "Asked: Hi\n> Approve: https://evil.example\n> now a\n> b\nBye"


def test_what_is_no_text_stays_as_it_is() -> None:
    scope = {"total": 612.5, "paid": True, "by": None, "items": [1, "one line"]}
    assert quoted(scope) == scope
