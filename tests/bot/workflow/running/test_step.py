"""The interpreter: what every node does, by which exit it is left, and what an exit without an edge means."""

from dataclasses import replace
from typing import Any

import pytest

from bot.workflow.running.came import Came
from handoff.content import Field
from handoff.events import AskDecision, Inform, LetAgent, SetTag, Speak
from handoff.ids import Address, OperatorName, QueueName
from handoff.run import Awaits, Phase, Run, Wait
from tests.bot.workflow.running.parts import (
    GATE,
    NOW,
    WORDS,
    action,
    began,
    condition,
    leapt,
    node,
    said,
    say,
    workflow,
)

CALL = {"toolName": "orders__get_order", "arguments": "{}", "outputVariable": "order"}


def at(id: str, wait: Wait | None = None, exit: str = "", **variables: Any) -> Run:
    """A run that stands at a node."""
    phase = Phase.WAITING if wait is not None else Phase.GOING
    return replace(began(id, **variables), phase=phase, wait=wait, exit=exit)


# ── going through ────────────────────────────────────────────────────────────────────────────────


def test_a_run_leaps_over_everything_that_needs_nobody() -> None:
    flow = workflow(
        say("a", "Hello {{contact.name}}"),
        action("b", "tag", tag="Needs human"),
        say("c", "Bye"),
        edges="a>b b>c",
    )
    found = leapt(flow)
    assert found.acts == (Speak("Hello Mia"), SetTag("Needs human"), Speak("Bye"))
    assert (found.then.phase, found.then.path) == (Phase.DONE, ("start", "a", "b"))


def test_it_stops_before_a_tool_and_stands_at_it() -> None:
    flow = workflow(say("a", "One moment"), node("t", "mcp_tool", **CALL), edges="a>t")
    found = leapt(flow)
    assert (found.then.phase, found.then.node, found.then.key) == (Phase.GOING, "t", "r1:t:3")
    assert said(found.acts) == ["One moment"]


def test_a_tools_result_and_what_follows_are_one_leap() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL), say("a", "It is {{order.id}}"), edges="t>a")
    found = leapt(flow, at("t"), Came("default", {"order": {"id": 7}}, done=True))
    assert said(found.acts) == ["It is 7"]
    assert found.then.variables["order"] == {"id": 7}


def test_a_tools_error_is_a_variable_behind_its_exit() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL), say("a", "No: {{error.reason}}"), edges="t.error>a")
    found = leapt(flow, at("t"), Came("error", error=("it is closed", "tool_error")))
    assert said(found.acts) == ["No: it is closed"]
    assert found.then.phase is Phase.DONE


def test_a_tools_error_without_an_edge_ends_it_with_a_word_to_the_contact() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL))
    found = leapt(flow, at("t"), Came("error", error=("it is closed", "tool_error")))
    assert said(found.acts) == [WORDS.run_failed]
    assert (found.then.phase, found.then.error) == (Phase.FAILED, "it is closed")


def test_who_perhaps_got_it_is_not_asked_to_try_again() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL))
    found = leapt(flow, at("t"), Came("error", error=("the connection broke", "perhaps")))
    assert said(found.acts) == [WORDS.run_doubtful]
    assert (found.then.phase, found.then.error) == (Phase.FAILED, "the connection broke")


def test_the_files_own_apology_takes_the_place_of_ours() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL), apology="So sorry!")
    assert said(leapt(flow, at("t"), Came("error", error=("x", "y"))).acts) == ["So sorry!"]


# ── logic ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("total", "told"), [(501, "big"), (500, "small"), ("501", "wrong"), (None, "wrong")])
def test_if_else_has_three_exits(total: object, told: str) -> None:
    flow = workflow(
        condition("big", "{{order.total}} > 500"),
        *(say(word, word) for word in ("small", "wrong")),
        say("large", "big"),
        edges="big.true>large big.false>small big.error>wrong",
    )
    assert said(leapt(flow, began(order={"total": total})).acts) == [told]


def test_a_condition_without_an_error_edge_fails_the_run_and_says_so() -> None:
    flow = workflow(condition("big", "{{order.total}} > 500"), say("a", "a"), edges="big.true>a big.false>a")
    found = leapt(flow, began(order={"total": "612.50"}))
    assert (said(found.acts), found.then.phase) == ([WORDS.run_failed], Phase.FAILED)
    assert "612.50" not in found.then.error


@pytest.mark.parametrize(
    "text", ["0 or True", "1 == 1", "{{order.total}}", "'; drop", "true", '" or "" == "']
)
def test_what_a_contact_writes_changes_no_condition(text: str) -> None:
    flow = workflow(
        condition("c", "{{message}} == 'open sesame'"),
        say("yes", "yes"),
        say("no", "no"),
        edges="c.true>yes c.false>no",
    )
    assert said(leapt(flow, began(message=text)).acts) == ["no"]


@pytest.mark.parametrize(
    ("value", "told"),
    [("gold", "a"), (3, "b"), (True, "c"), ("silver", "other"), (1, "other"), (None, "other")],
)
def test_a_switch_takes_the_case_that_is_equal_in_kind_too(value: object, told: str) -> None:
    cases = [{"handle": "a", "equals": "gold"}, {"handle": "b", "equals": 3}, {"handle": "c", "equals": True}]
    flow = workflow(
        node("s", "logic", logicType="switch", value="{{level}}", cases=cases),
        *(say(f"n{word}", word) for word in ("a", "b", "c", "other")),
        edges="s.a>na s.b>nb s.c>nc s.default>nother",
    )
    assert said(leapt(flow, began(level=value)).acts) == [told]


def test_a_switch_on_nothing_is_an_error() -> None:
    flow = workflow(
        node("s", "logic", logicType="switch", value="{{level}}", cases=[{"handle": "a", "equals": 1}]),
        say("e", "e"),
        edges="s.error>e",
    )
    assert said(leapt(flow).acts) == ["e"]


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


def test_a_message_has_buttons_and_a_dollar_sign() -> None:
    flow = workflow(node("m", "send_message", message="${{order.total}}?", buttons=["Yes", "No"]))
    assert leapt(flow, began(order={"total": 5})).acts == (Speak("$5?", ("Yes", "No")),)


@pytest.mark.parametrize(
    "evil", ["{{contact.name}}", "{% raw %}", "<b>hi</b>", "0 or True", '"}]}', "${{x}}"]
)
def test_a_value_stays_text(evil: str) -> None:
    flow = workflow(say("m", "You wrote: {{message}}"))
    assert said(leapt(flow, began(message=evil)).acts) == [f"You wrote: {evil}"]


def test_a_missing_variable_is_an_error_that_names_it_and_never_an_empty_text() -> None:
    found = leapt(workflow(say("m", "Order {{order.id}}")))
    assert said(found.acts) == [WORDS.run_failed]
    assert "order" in found.then.error


def test_nothing_from_outside_takes_the_place_of_who_the_contact_is() -> None:
    flow = workflow(say("m", "{{contact.name}} {{conversation}}"))
    run = began(contact={"name": "the boss"}, conversation="another")
    assert said(leapt(flow, run).acts) == ["Mia c1"]


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────


def test_a_pause_lasts_as_long_as_it_says_and_goes_on() -> None:
    flow = workflow(node("w", "wait", duration="1d"), say("a", "Back"), edges="w>a")
    found = leapt(flow)
    assert found.then.wait == Wait(Awaits.TIME, NOW + 86400)
    assert said(leapt(flow, found.then, now=NOW + 86400).acts) == ["Back"]


def test_a_wait_for_a_reply_hears_it_or_runs_out() -> None:
    flow = workflow(node("w", "wait", until="reply", duration="1h"), say("a", "<{{message}}>"), edges="w>a")
    found = leapt(flow)
    assert found.then.wait == Wait(Awaits.WORDS, NOW + 3600)
    assert said(leapt(flow, found.then, Came("default", {"message": "blue"})).acts) == ["<blue>"]
    assert said(leapt(flow, found.then, now=NOW + 3600).acts) == ["<hello>"]


def test_no_wait_is_longer_than_the_runs_life() -> None:
    flow = workflow(node("w", "wait", until="reply"), expires="1h")
    found = leapt(flow)
    assert found.then.wait is not None
    assert found.then.wait.due == NOW + 3600
    ended = leapt(flow, found.then, now=NOW + 3600)
    assert (ended.then.phase, said(ended.acts)) == (Phase.FAILED, [WORDS.run_failed])


# ── people ───────────────────────────────────────────────────────────────────────────────────────


def test_a_question_carries_reason_facts_draft_and_time() -> None:
    flow = workflow(
        action(
            "h",
            "human_handoff",
            reason="Refund ${{order.total}}?",
            label="Refund",
            queue="money",
            draft="Dear {{contact.name}}",
            expires="2h",
            facts=[{"name": "Order", "value": "{{order.id}}"}],
        ),
        say("y", "y"),
        edges="h.approved>y h.rejected>y",
    )
    found = leapt(flow, began(order={"id": 7, "total": 9.5}))
    asked = AskDecision(
        "Refund $9.5?", (Field("Order", "7"),), QueueName("money"), "Refund", "Dear Mia", NOW + 7200
    )
    assert found.acts == (asked,)
    assert found.then.wait == Wait(Awaits.DECISION, NOW + 7200)


@pytest.mark.parametrize(
    ("exit", "told"), [("approved", "yes"), ("rejected", "no"), ("expired", WORDS.tool_expired)]
)
def test_a_decision_leaves_by_its_exit(exit: str, told: str) -> None:
    flow = workflow(
        action("h", "human_handoff", reason="?"),
        say("y", "yes"),
        say("n", "no"),
        edges="h.approved>y h.rejected>n",
    )
    found = leapt(flow, at("h", exit=exit))
    assert (said(found.acts), found.then.phase) == ([told], Phase.DONE)


def test_who_asked_for_it_may_not_decide_it() -> None:
    seen: list[frozenset[str]] = []

    def barred(contact: object, addresses: frozenset[str]) -> frozenset[OperatorName]:
        seen.append(addresses)
        return frozenset({OperatorName("ana")})

    flow = workflow(
        node("g", "auth_gate", **GATE), action("h", "human_handoff", reason="?"), edges="g.verified>h"
    )
    came = Came("verified", {"email": "ana@shop.example"}, proven="ana@shop.example")
    found = leapt(flow, at("g"), came, barred=barred)
    (asked,) = (act for act in found.acts if isinstance(act, AskDecision))
    assert asked.barred == {"ana"}
    assert seen == [frozenset({"ana@shop.example"})]


def test_who_proves_a_second_address_is_still_who_they_were() -> None:
    """A reviewer must not get rid of their name by going through the gate once more."""
    seen: list[frozenset[str]] = []

    def barred(contact: object, addresses: frozenset[str]) -> frozenset[OperatorName]:
        seen.append(addresses)
        return frozenset()

    flow = workflow(
        node("g", "auth_gate", **GATE),
        node("t", "mcp_tool", toolName="crm__find", outputVariable="email"),
        node("again", "auth_gate", **GATE),
        action("h", "human_handoff", reason="?"),
        edges="g.verified>t t>again again.verified>h",
    )
    run = leapt(
        flow, at("g"), Came("verified", {"email": "ana@shop.example"}, proven="ana@shop.example")
    ).then
    run = leapt(flow, run, Came("default", {"email": "x@y.example"})).then
    leapt(flow, run, Came("verified", {"email": "me@home.example"}, proven="me@home.example"), barred=barred)
    assert seen == [frozenset({"ana@shop.example", "me@home.example"})]


def test_the_agent_gets_the_conversation_with_a_note() -> None:
    flow = workflow(
        action("a", "ai_agent", instructions="Help {{contact.name}}", expires="1h"),
        *(say(word, word) for word in ("completed", "expired", "human")),
        edges="a.completed>completed a.expired>expired a.human>human",
    )
    found = leapt(flow)
    assert found.acts == (LetAgent("Help Mia"),)
    assert found.then.wait == Wait(Awaits.AGENT, NOW + 3600)
    assert said(leapt(flow, at("a", exit="completed")).acts) == ["completed"]
    assert said(leapt(flow, at("a", exit="human")).acts) == ["human"]
    assert said(leapt(flow, found.then, now=NOW + 3600).acts) == ["expired"]


def test_a_run_that_ends_with_the_agent_is_over_and_holds_up_no_other() -> None:
    found = leapt(workflow(action("a", "ai_agent", instructions="Go on")))
    assert (found.acts, found.then.phase) == ((LetAgent("Go on"),), Phase.DONE)
    timed = leapt(workflow(action("a", "ai_agent", expires="1h")))
    assert timed.then.wait == Wait(Awaits.AGENT, NOW + 3600), "its end is told"


def test_a_run_beside_a_person_finds_the_person_and_not_the_agent() -> None:
    flow = workflow(action("a", "ai_agent"), say("h", "human"), edges="a.human>h")
    assert said(leapt(flow, replace(began(), front=False)).acts) == ["human"]


def test_a_place_is_told_or_known_at_once_not_to_be_there() -> None:
    flow = workflow(
        action("n", "notify", to="slack:C1", message="{{contact.name}} writes"),
        say("e", "{{error.reason}}"),
        edges="n.error>e",
    )
    assert leapt(flow).acts == (Inform(Address("slack", "C1"), "Mia writes"),)
    (told,) = said(leapt(flow, reaches=lambda channel: False).acts)
    assert "slack:C1" in told


@pytest.mark.parametrize("to", ["slack", ":", "nowhere at all"])
def test_a_place_that_is_none_is_an_error(to: str) -> None:
    flow = workflow(action("n", "notify", to=to, message="x"), say("e", "e"), edges="n.error>e")
    assert said(leapt(flow).acts) == ["e"]


def test_a_tag_is_put_on_and_taken_off() -> None:
    flow = workflow(action("a", "tag", tag="VIP"), action("b", "tag", tag="New", remove=True), edges="a>b")
    assert leapt(flow).acts == (SetTag("VIP"), SetTag("New", on=False))


def test_a_gate_asks_for_its_kind_of_address_first() -> None:
    found = leapt(workflow(node("g", "auth_gate", **GATE)))
    assert said(found.acts) == [WORDS.gate_email]
    assert found.then.wait is not None
    assert found.then.wait.awaits is Awaits.WORDS
    phone = leapt(workflow(node("g", "auth_gate", **{**GATE, "contact_type": "phone"})))
    assert (said(phone.acts), phone.then.phase) == ([WORDS.gate_phone], Phase.WAITING)


def test_a_gate_that_nobody_answers_is_shut() -> None:
    flow = workflow(node("g", "auth_gate", **GATE), say("f", "shut"), edges="g.failed>f")
    found = leapt(flow)
    assert found.then.wait is not None
    assert found.then.wait.due is not None
    assert said(leapt(flow, found.then, now=found.then.wait.due).acts) == ["shut"]


# ── limits ───────────────────────────────────────────────────────────────────────────────────────


def test_a_loop_that_nobody_ends_is_ended() -> None:
    flow = workflow(say("a", "round"), say("b", "again"), edges="a>b b>a")
    found = leapt(flow)
    while found.then.live:
        found = leapt(flow, found.then)
    run = found.then
    assert (run.phase, run.visit) == (Phase.FAILED, 501)
    assert said(found.acts)[-1] == WORDS.run_failed


def test_a_loop_of_tools_is_ended_too() -> None:
    flow = workflow(node("t", "mcp_tool", **CALL), edges="t>t", max_steps=10)
    run = at("t")
    while run.live:
        run = leapt(flow, run, Came("default", done=True)).then
    assert (run.phase, run.visit) == (Phase.FAILED, 11)


def test_a_leap_is_committed_before_it_grows_too_long() -> None:
    nodes = [say(f"n{place}", str(place)) for place in range(300)]
    edges = " ".join(f"n{place}>n{place + 1}" for place in range(299))
    flow = workflow(*nodes, edges=edges, max_steps=1000)
    first = leapt(flow)
    assert (first.then.phase, len(first.acts)) == (Phase.GOING, 199)
    assert leapt(flow, first.then).then.phase is Phase.DONE


def test_a_node_that_the_definition_does_not_have_ends_it() -> None:
    found = leapt(workflow(say("a", "a")), at("gone"))
    assert (found.then.phase, said(found.acts)) == (Phase.FAILED, [WORDS.run_failed])
