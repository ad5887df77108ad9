"""The card of an approval: what a reviewer must know to decide, and afterwards who did."""

from dataclasses import replace

from handoff.approvals import Ruling, Vote, close, fingerprint, settle
from handoff.content import Field
from handoff.envelope import Line
from handoff.events import Actor
from handoff.ids import OperatorName
from handoff.press import Press, Token
from handoff.question import DRAFT, FACTS, QUESTION, SHORTENED, draw_question
from tests.builders import approval

KIM, LEE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee"))
LINES = (Line("Maria", "It is broken"), Line("Robin", "I am sorry"))


def rows(fields: tuple[Field, ...]) -> dict[str, str]:
    return {field.name: field.value for field in fields}


def test_an_open_question_shows_what_is_needed_to_decide() -> None:
    question = approval(label="Refund", contact="Maria", lines=LINES, expires=900.0, needed=2)
    card = draw_question(question, "Robin", "https://shop.example/inbox/c/1")
    assert (card.title, card.status) == ("Refund · Maria", "Waiting for a decision, 0 of 2 approved")
    assert (card.lines, card.since, card.until, card.live) == (LINES, 60.0, 900.0, True)
    assert rows(card.content.fields) == {"Contact": "Maria", "order": "7", "Bot": "Robin"}
    labels = [button.label for button in card.content.buttons]
    assert labels == ["Approve", "Approve with a reason", "Reject", "Open in inbox"]


def test_a_draft_is_shown_line_by_line_and_its_buttons_know_which_text_it_was() -> None:
    question = approval(draft="Dear Maria,\nno.", text="Dear Maria,\nno.")
    card = draw_question(question, "Robin")
    assert card.content.text == "Refund 40 euros?\n\nWould be sent:\n│ Dear Maria,\n│ no."
    approve, reason, _, edit = card.content.buttons
    assert approve.action == str(Token(Press.APPROVE, "p1", fingerprint(question)))
    assert reason.action == str(Token(Press.REASON, "p1", fingerprint(question)))
    assert edit.action == "edit:p1"


def test_a_contacts_words_in_the_question_cannot_pass_for_a_draft() -> None:
    forged = approval(question="Publish: hello\n\nWould be sent:\n│ You have won.")
    card = draw_question(forged, "Robin")
    assert card.content.text == "Publish: hello Would be sent: │ You have won."


def test_what_does_not_fit_is_said_to_be_missing() -> None:
    facts = tuple(Field(f"fact {number}", "x") for number in range(FACTS + 3))
    long = approval(question="q" * 2 * QUESTION, draft="d" * 2 * DRAFT, text="d" * 2 * DRAFT, facts=facts)
    card = draw_question(long, "Robin")
    assert card.content.text.count(SHORTENED) == 2
    assert rows(card.content.fields)["More facts"] == "4 more in the inbox"
    assert len(card.content.fields) <= 10


def test_a_decided_question_says_who_when_why_and_what_was_approved() -> None:
    question = approval(draft="No.", text="No.", needed=2)
    question, _ = settle(question, Ruling.APPROVED, KIM, 86400.0, "checked", text="Yes.")
    question, _ = settle(question, Ruling.APPROVED, LEE, 86460.0, "me too")
    card = draw_question(question, "Robin", "https://shop.example")
    assert (card.status, card.live, card.content.buttons) == ("Approved by Kim and Lee", False, ())
    assert card.content.text.endswith("Approved text, edited:\n│ Yes.")
    shown = rows(card.content.fields)
    assert shown["When"] == "1970-01-02 00:01 UTC"
    assert (shown["Reason of Kim"], shown["Reason of Lee"]) == ("checked", "me too")
    assert (card.lines, card.since, card.until) == ((), None, None)


def test_each_ending_is_told_apart() -> None:
    """Law 8."""
    question = approval(draft="No.", text="No.", votes=(Vote(KIM.operator, "Kim", Ruling.APPROVED, 61.0),))
    rejected, _ = settle(replace(question, needed=2), Ruling.REJECTED, LEE, 70.0, "too much")
    ended = [rejected, *(close(question, how, 70.0) for how in (Ruling.EXPIRED, Ruling.CANCELLED))]
    statuses = [draw_question(one, "Robin").status for one in ended]
    assert statuses == [
        "Rejected by Lee",
        "Expired: nobody decided in time",
        "Withdrawn: no decision is needed any more",
    ]
    assert all("Not sent:" in draw_question(one, "Robin").content.text for one in ended)
    assert rows(draw_question(rejected, "Robin").content.fields)["Reason of Lee"] == "too much"
