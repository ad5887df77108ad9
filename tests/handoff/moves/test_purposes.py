"""What comes of an answered question: a run goes on, a tool is called once, or nothing."""

import json
from dataclasses import replace

import pytest

from handoff.answer import Proposal
from handoff.approvals import REQUESTER, ForTool, Ruling
from handoff.content import Content, Field
from handoff.effects import CallTool
from handoff.events import (
    Actor,
    ApprovalAsked,
    ApprovalDue,
    ApprovalWithdrawn,
    ContactSaid,
    OperatorResolved,
    ToolRan,
)
from handoff.ids import Address, ApprovalId, OperatorName
from handoff.outcome import Done
from handoff.ownership import Owner
from handoff.question import SHORTENED, draw_question
from handoff.run import approval_id
from handoff.texts import Texts
from handoff.transcript import AuthorKind
from tests.handoff.running import KIM, LEE, Running, at_decision
from tests.handoff.stage import SALES, SUPPORT, support

WORDS = Texts()
REFUND = Proposal("stripe__refund", json.dumps({"order_id": 7, "to": "ana", "why": ["late"]}), "t1:1")


def proposed(proposal: Proposal = REFUND) -> Running:
    """The agent has answered, and wants a tool called."""
    stage = Running(tool_queue=SUPPORT)
    stage.say("my money back")
    stage.answer("I ask a colleague.", proposals=(proposal,))
    return stage


def test_a_tool_the_agent_wants_is_put_to_reviewers_with_its_very_arguments() -> None:
    stage = proposed()
    approval = stage.approval
    assert (approval.id, approval.queue) == (approval_id("t1:1"), SUPPORT)
    assert approval.question == "The assistant wants to call stripe: refund"
    assert approval.facts == (Field("Order id", "7"), Field("To", "ana"), Field("Why", '["late"]'))
    assert approval.purpose == ForTool("stripe__refund", REFUND.arguments, "t1:1")
    assert stage.state.owner is Owner.AGENT, "the contact can go on talking"


def test_a_long_argument_is_kept_whole_for_who_must_read_it_and_the_card_says_that_it_goes_on() -> None:
    """Law 7: what stands behind a harmless beginning must not be approved unread."""
    evil = "a harmless note " * 20 + "and all the money to Mallory"
    stage = proposed(Proposal("notes__add", json.dumps({"text": evil}), "t1:2"))
    assert stage.approval.facts == (Field("Text", evil),)
    (shown,) = (one for one in draw_question(stage.approval, "Bot").content.fields if one.name == "Text")
    assert shown.value.endswith(SHORTENED)
    assert len(shown.value) <= 200, "as many as Telegram and Discord show"


def test_where_nobody_may_decide_a_person_gets_the_conversation() -> None:
    stage = Running(tool_queue=SALES)
    stage.say("my money back")
    stage.answer("I ask a colleague.", proposals=(REFUND,))
    assert (stage.state.owner, stage.state.approvals) == (Owner.WAITING, ())
    assert stage.handoff.trigger.category == "approval"


def test_the_same_wish_is_asked_once() -> None:
    stage = proposed()
    stage.say("well?")
    stage.answer("Still waiting.", proposals=(REFUND,))
    assert len(stage.state.approvals) == 1


def test_the_same_call_wished_for_again_is_asked_again_only_once_the_first_is_decided() -> None:
    """Another key is another act: approved twice it would be made twice."""
    again = replace(REFUND, key="t3:1")
    stage = proposed()
    stage.say("well?")
    stage.answer("Still waiting.", proposals=(again,))
    assert len(stage.state.approvals) == 1
    stage.decide(Ruling.REJECTED)
    stage.say("please")
    stage.answer("I ask once more.", proposals=(again,))
    assert [one.ruling for one in stage.state.approvals] == [Ruling.REJECTED, Ruling.PENDING]


def test_who_asks_as_a_contact_does_not_decide() -> None:
    contact = Running().state.contact.address
    stage = Running(tool_queue=SUPPORT, operators={contact: KIM.operator})
    stage.say("my money back")
    stage.answer("I ask a colleague.", proposals=(REFUND,))
    assert stage.decide() == REQUESTER
    assert isinstance(stage.decide(by=LEE), Done)


def test_who_asks_from_a_chat_that_is_named_otherwise_does_not_decide_either() -> None:
    channel = Running().state.contact.address.channel
    stage = Running(tool_queue=SUPPORT, operators={Address(channel, "U1"): KIM.operator})
    stage.happen(ContactSaid("m1", Content("my money back"), "Kim", person="U1"))
    stage.answer("I ask a colleague.", proposals=(REFUND,))
    assert stage.decide() == REQUESTER
    assert isinstance(stage.decide(by=LEE), Done)


def test_who_is_known_by_a_group_alone_does_not_decide_their_own_wish_either() -> None:
    group = frozenset({"telegram-admin:-100"})
    stage = Running(tool_queue=SUPPORT)
    stage.policy = replace(stage.policy, queues={SUPPORT: support(reviewer_groups=group)})
    stage.say("my money back")
    stage.answer("I ask a colleague.", proposals=(REFUND,))
    own = Actor(OperatorName(str(stage.state.contact.address)), "Zoe", groups=group, guest=True)
    assert stage.decide(by=own) == REQUESTER
    assert isinstance(stage.decide(by=replace(own, operator=OperatorName("telegram:7"))), Done)


def test_approving_has_the_tool_called_once() -> None:
    stage = proposed()
    stage.decide()
    assert stage.ordered(CallTool) == [CallTool(stage.approval.id)]
    stage.decide()
    assert stage.ordered(CallTool) == []


@pytest.mark.parametrize(
    ("ruling", "text"), [(Ruling.REJECTED, WORDS.tool_rejected), (Ruling.EXPIRED, WORDS.tool_expired)]
)
def test_a_tool_that_is_not_called_is_told_to_the_contact(ruling: Ruling, text: str) -> None:
    stage = proposed()
    if ruling is Ruling.EXPIRED:
        stage.happen(ApprovalDue(stage.approval.id))
    else:
        stage.decide(ruling)
    assert (stage.ordered(CallTool), stage.spoken()) == ([], [text])


def test_a_wish_that_is_withdrawn_is_not_mentioned() -> None:
    stage = proposed()
    stage.happen(ApprovalWithdrawn(stage.approval.id))
    assert (stage.ordered(CallTool), stage.spoken(), stage.told) == ([], [], [])


@pytest.mark.parametrize(("ok", "text"), [(True, WORDS.tool_done), (False, WORDS.tool_failed)])
def test_the_contact_reads_words_of_our_own_about_what_a_tool_gave(ok: bool, text: str) -> None:
    """What a server answers is data for the team and the agent, never a message."""
    stage = proposed()
    stage.decide()
    stage.happen(ToolRan(stage.approval.id, ok, "<b>secret</b>"))
    assert stage.spoken() == [text]
    known = stage.events()["tool called"]
    assert (known["approval"], known["ok"], known["text"]) == (stage.approval.id, ok, "<b>secret</b>")


@pytest.mark.parametrize("closed", [False, True])
def test_a_tool_that_was_perhaps_called_has_a_person_look(closed: bool) -> None:
    """Who is told that it failed asks for it once more, and it is done twice."""
    stage = proposed()
    stage.decide()
    if closed:
        stage.happen(OperatorResolved(KIM))
    stage.happen(ToolRan(stage.approval.id, False, "no answer in 30 seconds", doubtful=True))
    assert (stage.state.owner, stage.spoken()) == (Owner.WAITING, [])
    assert "nobody knows whether it was done: no answer" in stage.handoff.trigger.reason
    assert stage.events()["tool perhaps called"]["tool"] == "stripe__refund"


def test_a_tools_result_under_a_person_is_shown_to_the_team_only() -> None:
    stage = proposed()
    stage.decide()
    stage.take()
    stage.happen(ToolRan(stage.approval.id, True, "done"))
    assert stage.spoken() == []
    assert (stage.events()["tool called"]["text"], stage.events()["withheld"]["text"]) == (
        "done",
        WORDS.tool_done,
    )


def test_approving_while_a_person_has_it_still_calls_the_tool_and_says_nothing() -> None:
    stage = proposed()
    stage.take()
    stage.decide()
    assert (stage.ordered(CallTool), stage.spoken()) == ([CallTool(stage.approval.id)], [])


def test_a_tools_end_is_no_answer_to_words_that_came_meanwhile() -> None:
    stage = proposed()
    stage.decide()
    stage.say("and the other order?")
    stage.happen(ToolRan(stage.approval.id, True, "done"))
    assert stage.state.answered < stage.state.said
    assert stage.state.asked


def test_a_tools_result_after_the_conversation_was_closed_is_told_and_opens_nothing() -> None:
    stage = proposed()
    stage.decide()
    stage.happen(OperatorResolved(KIM))
    stage.happen(ToolRan(stage.approval.id, True, "done"))
    assert (stage.state.owner, stage.spoken()) == (Owner.CLOSED, [WORDS.tool_done])


def test_a_runs_answer_lets_the_run_go_on() -> None:
    stage = at_decision()
    stage.decide()
    assert (len(stage.steps()), stage.ordered(CallTool)) == (1, [])


def test_a_question_for_nothing_only_keeps_its_answer() -> None:
    stage = Running()
    stage.happen(ApprovalAsked(ApprovalId("a1"), "May I?", queue=SUPPORT))
    assert stage.decide() == Done()
    assert stage.approval.ruling is Ruling.APPROVED
    assert [entry for entry in stage.last.entries if entry.author.kind is AuthorKind.AGENT] == []
    assert (stage.steps(), stage.ordered(CallTool)) == ([], [])
