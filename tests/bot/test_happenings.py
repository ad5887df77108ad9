"""What happened is said as it was, and by whom only where somebody did it."""

from typing import Any

import pytest

from bot.happenings import sentence
from handoff.content import Content
from handoff.transcript import Author, AuthorKind, Entry, EntryKind


def said(what: str, kind: EntryKind = EntryKind.EVENT, **data: Any) -> str:
    return sentence(Entry(1, 0.0, kind, Author(AuthorKind.SYSTEM), content=Content(what), data=data))


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        ("approved", "Ana approved the request"),
        ("rejected", "Ana rejected the request"),
        ("expired", "Nobody decided in time: the request expired"),
        ("cancelled", "The request was withdrawn"),
    ],
)
def test_nobody_is_named_for_what_nobody_decided(ruling: str, words: str) -> None:
    by = "Ana" if ruling in ("approved", "rejected") else "system"
    assert said("approval", ruling=ruling, by=by) == words


def test_a_place_is_named_after_its_messenger() -> None:
    words = said("card refused", place="slack:C1", reason="the channel is archived")
    assert words == "Slack (C1) cannot be told: the channel is archived"


def test_an_operator_who_went_quiet_is_named() -> None:
    words = said("", EntryKind.OWNER, move="silence", operator_was="Ana")
    assert words == "Ana did not answer in time, waiting for someone again"


def test_where_somebody_acted_is_said_unless_it_was_the_inbox() -> None:
    assert said("", EntryKind.OWNER, move="take", by="Ana", via="slack") == "Ana took over (on Slack)"
    assert said("", EntryKind.OWNER, move="take", by="Ana", via="web") == "Ana took over"


def test_a_workflow_is_named_as_on_its_page_and_who_has_the_conversation_is_said() -> None:
    assert said("workflow began", workflow="quick_refund") == "The workflow “Quick refund” began"
    took = said("", EntryKind.OWNER, move="hand_over", owner="automation", workflow="refund")
    assert took == "The workflow “Refund” has the conversation"
    start = said("", EntryKind.OWNER, move="hand_over", owner="automation", workflow="refund", began=True)
    assert start == "The workflow “Refund” began"
    gave = said("", EntryKind.OWNER, move="hand_over", owner="agent", workflow="refund")
    assert gave == "The workflow “Refund” passed it on to the assistant"
