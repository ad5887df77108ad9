"""Changing a conversation makes another one; nothing else of it moves."""

from dataclasses import fields, replace
from typing import Any

import pytest

from handoff.ids import Address, conversation_id
from handoff.state import Contact, Conversation, changed, opening

ADDRESS = Address("web", "a")
NEW = opening(conversation_id(ADDRESS), Contact(ADDRESS), 1.0)


def test_a_change_does_what_replace_does() -> None:
    for each in fields(Conversation):
        other: dict[str, Any] = {each.name: "x"}
        assert changed(NEW, other) == replace(NEW, **other)


def test_nothing_changed_is_the_same() -> None:
    assert changed(NEW, {}) == NEW


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        changed(NEW, {"nope": 1})
