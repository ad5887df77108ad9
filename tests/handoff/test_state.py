"""The quick way to change a conversation does what the plain way does."""

from dataclasses import fields, replace

import pytest

from handoff.state import Conversation, changed
from tests.builders import conversation

NAMES = [field.name for field in fields(Conversation)]


@pytest.mark.parametrize("name", NAMES)
def test_each_field_is_changed_alone(name: str) -> None:
    before = conversation()
    assert changed(before, {name: "new"}) == replace(before, **{name: "new"})  # type: ignore[arg-type]


def test_several_at_once_or_none() -> None:
    before = conversation()
    assert changed(before, {"epoch": 3, "seq": 9}) == replace(before, epoch=3, seq=9)
    assert changed(before, {}) == before
