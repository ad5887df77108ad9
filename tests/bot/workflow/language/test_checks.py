"""The checks when a workflow is saved: each names the node, its line, and what was perhaps meant."""

import pytest

from bot.workflow.checks import Known, ToolFacts, check
from tests.bot.workflow.language.files import (
    TRIGGER,
    ask,
    chain,
    errors,
    flow,
    fork,
    gate,
    node,
    say,
    text,
    tool,
    warnings,
)

PAID = ["start -> a", "a.approved -> b", "a.rejected -> no"]


def test_an_edge_to_nowhere_is_told_with_what_was_meant() -> None:
    found = check(flow([TRIGGER, fork("big")], ["start -> bgi"]))
    assert "start: edge 1: leads to 'bgi', which is no node; did you mean 'big'?" in errors(found)
    assert "edge 1: begins at 'strat', which is no node; did you mean 'start'?" in errors(
        check(flow([TRIGGER, say("a")], ["strat -> a"]))
    )


def test_findings_name_the_line() -> None:
    source = text([TRIGGER, fork("big")], ["start -> bgi"])
    from bot.workflow.graph import parse

    found = next(one for one in check(parse(source, "x")) if "bgi" in one.message)
    assert '"target": "bgi"' in source.split("\n")[found.line - 1]


@pytest.mark.parametrize("exit", ["approved", "rejected"])
def test_a_reviewers_answer_needs_an_edge(exit: str) -> None:
    other = {"approved": "rejected", "rejected": "approved"}[exit]
    found = check(flow([TRIGGER, ask("a"), say("b")], ["start -> a", f"a.{other} -> b"]))
    assert errors(found) == [
        f"a: the exit {exit!r} has no edge: say what happens when a reviewer has {exit} it"
    ]
    assert len(warnings(found)) == 1


def test_other_exits_without_an_edge_are_warnings_that_say_what_happens() -> None:
    found = chain(gate("a"), tool("b"), node("w", "wait", duration="1h"))
    assert errors(found) == []
    told = "the contact is told that it did not work out, and the run ends"
    assert warnings(found) == [
        f"a: warning: the exit 'failed' has no edge: {told}",
        f"b: warning: the exit 'error' has no edge: {told}",
        "w: warning: the exit 'default' has no edge: the run ends",
    ]


@pytest.mark.parametrize(
    ("expires", "ways", "warned"),
    [("1h", [], True), (None, [], False), (None, ["p.completed -> a"], False)],
)
def test_an_agent_without_a_time_limit_never_expires(
    expires: str | None, ways: list[str], warned: bool
) -> None:
    limit = {"expires": expires} if expires else {}
    nodes = [TRIGGER, node("p", "action", actionType="ai_agent", **limit), *([say("a")] if ways else [])]
    assert any("'expired'" in one for one in warnings(check(flow(nodes, ["start -> p", *ways])))) is warned


def test_what_fails_after_an_approval_is_said_to_bring_a_person() -> None:
    found = check(flow([TRIGGER, ask("a"), tool("b"), say("no")], PAID))
    ends = "the contact is told that it did not work out, a person gets the conversation, and the run ends"
    assert f"b: warning: the exit 'error' has no edge: {ends}" in warnings(found)


def test_an_exit_that_is_not_there_is_told() -> None:
    found = check(flow([TRIGGER, fork("a"), say("b")], ["start -> a", "a.yes -> b", "a.True -> b"]))
    assert "a: edge 2: a if_else node has no exit 'yes' (it has true, false, error)" in errors(found)
    assert any("no exit 'True'" in one and "did you mean 'true'?" in one for one in errors(found))


def test_an_edge_without_a_handle_where_one_is_needed_is_told() -> None:
    found = check(flow([TRIGGER, gate("a"), say("b")], ["start -> a", "a -> b"]))
    assert "a: edge 2: needs a sourceHandle: the exits of a auth_gate node are verified, failed" in errors(
        found
    )


def test_a_second_edge_from_an_exit_is_told() -> None:
    found = check(flow([TRIGGER, say("a"), say("b")], ["start -> a", "start -> b"]))
    assert "start: edge 2: is a second edge from the exit 'default'; the first leads to 'a'" in errors(found)
    twice = check(flow([TRIGGER, say("a")], ["start -> a", "start -> a"]))
    assert len(errors(twice)) == 1


def test_ids_that_are_there_twice_are_told() -> None:
    found = check(flow([TRIGGER, say("a"), say("a")], ["start -> a"]))
    assert errors(found) == ["a: the id is there twice; the first is in line 11"]


def test_nodes_nobody_comes_to_are_told() -> None:
    found = check(flow([TRIGGER, say("a"), say("b"), say("c")], ["start -> a", "b -> c", "c -> b"]))
    told = [f"{id}: no edge leads here from the trigger" for id in "bc"]
    assert [one for one in errors(found) if "trigger" in one] == told


def test_there_is_one_beginning() -> None:
    assert errors(check(flow([say("a")]))) == ["there is no trigger: nothing begins a run"]
    second = {**TRIGGER, "id": "again"}
    found = errors(check(flow([TRIGGER, second, say("a")], ["start -> a", "again -> a"])))
    assert found == ["again: is a second trigger; the first is 'start': make it a workflow of its own"]
    back = errors(check(flow([TRIGGER, say("a")], ["start -> a", "a -> start"])))
    assert any("nothing leads to it" in one for one in back)


def test_a_loop_without_a_person_is_told_with_its_way() -> None:
    nodes = [TRIGGER, tool("get_order"), fork("big"), tool("refund"), say("done")]
    ways = ["start -> get_order", "get_order -> big", "big.true -> refund", "refund -> done"]
    found = errors(check(flow(nodes, [*ways, "done -> get_order"])))
    loop = "get_order -> big -> refund -> done -> get_order"
    assert found == [f"get_order: endless loop: {loop}; nothing in it waits for a person"]
    assert any("a -> a" in one for one in errors(check(flow([TRIGGER, say("a")], ["start -> a", "a -> a"]))))


def test_every_loop_is_told() -> None:
    nodes = [TRIGGER, fork("a"), say("b"), say("c")]
    ways = ["start -> a", "a.true -> b", "a.false -> c", "b -> a", "c -> a"]
    assert len(errors(check(flow(nodes, ways)))) == 2


@pytest.mark.parametrize(
    ("item", "exit", "broken"),
    [
        (gate("p"), "failed", True),
        (ask("p"), "approved", True),
        (node("p", "action", actionType="ai_agent"), "completed", True),
        (node("p", "wait", until="reply"), "default", True),
        (node("p", "wait", duration="1d"), "default", False),
        (say("p"), "default", False),
    ],
)
def test_a_person_breaks_a_loop(item: dict, exit: str, broken: bool) -> None:
    found = check(flow([TRIGGER, say("a"), item], ["start -> a", "a -> p", f"p.{exit} -> a"]))
    assert any("endless loop" in one for one in errors(found)) is not broken


def test_a_variable_nobody_sets_is_told_with_what_was_meant() -> None:
    found = chain(gate("a"), say("b", "Hello {{emial}}"))
    assert errors(found) == ["b: message: {{emial}}: nobody sets 'emial'; did you mean 'email'?"]


def test_a_variable_set_on_another_way_is_told() -> None:
    nodes = [TRIGGER, fork("f"), tool("t"), say("a", "{{order.id}}"), say("b", "{{order.id}}")]
    found = check(flow(nodes, ["start -> f", "f.true -> t", "f.false -> b", "t -> a"]))
    assert errors(found) == ["b: message: {{order.id}}: is set by 't', which no way leads through before"]


def test_a_variable_that_one_way_sets_may_be_used() -> None:
    nodes = [TRIGGER, fork("f"), tool("t"), say("a", "{{order.id}}")]
    assert errors(check(flow(nodes, ["start -> f", "f.true -> t", "f.false -> a", "t -> a"]))) == []


def test_an_exit_sets_what_belongs_to_it() -> None:
    nodes = [TRIGGER, tool("t"), say("a", "{{error.reason}}"), say("b", "{{order.id}}")]
    assert errors(check(flow(nodes, ["start -> t", "t.error -> a", "t -> b"]))) == []
    swapped = errors(check(flow(nodes, ["start -> t", "t -> a", "t.error -> b"])))
    assert [one.partition(":")[0] for one in swapped] == ["a", "b"]
    gates = [TRIGGER, gate("g"), say("a", "{{email}}")]
    assert len(errors(check(flow(gates, ["start -> g", "g.failed -> a"])))) == 1
    assert errors(check(flow(gates, ["start -> g", "g.verified -> a"]))) == []


@pytest.mark.parametrize(
    ("item", "exit", "told"),
    [
        (ask("p"), "expired", True),
        (ask("p"), "rejected", False),
        (gate("p"), "failed", True),
        (node("p", "action", actionType="ai_agent", expires="1h"), "expired", True),
        (node("p", "action", actionType="ai_agent"), "human", False),
        (node("p", "wait", until="reply", duration="1d"), "default", True),
        (node("p", "wait", until="reply"), "default", False),
    ],
)
def test_a_loop_that_time_limits_alone_carry_round_is_a_warning(item: dict, exit: str, told: bool) -> None:
    graph = flow([TRIGGER, say("a"), item], ["start -> a", "a -> p", f"p.{exit} -> a"])
    found = [one for one in warnings(check(graph)) if "loop" in one]
    assert [one.partition(";")[0] for one in found] == (["a: warning: loop: a -> p -> a"] if told else [])


def test_variables_are_followed_around_a_loop() -> None:
    nodes = [TRIGGER, node("w", "wait", until="reply"), fork("f", "exists({{order}})"), tool("t")]
    found = check(flow(nodes, ["start -> w", "w -> f", "f.false -> t", "t -> w"]))
    assert errors(found) == []


def test_what_is_in_every_run_may_be_used_and_is_known_by_its_fields() -> None:
    said = "{{contact.name}} {{contact.language}} {{contact.channel}} {{message}} {{conversation}}"
    assert errors(chain(say("a", said))) == []
    assert "did you mean 'name'?" in errors(chain(say("a", "{{contact.nmae}}")))[0]
    assert "name one of its fields: contact.name" in errors(chain(say("a", "{{contact}}")))[0]
    assert "message is text" in errors(chain(say("a", "{{message.text}}")))[0]


def test_the_reviewers_answer_is_there_after_a_handoff_only() -> None:
    nodes = [TRIGGER, ask("h"), say("a", "{{approval.by}} {{approval.reason}} {{approval.text}}"), say("b")]
    ways = ["start -> h", "h.approved -> a", "h.rejected -> b"]
    assert errors(check(flow(nodes, ways))) == []
    assert len(errors(chain(say("a", "{{approval.by}}")))) == 1


def test_names_that_are_ours_cannot_be_taken() -> None:
    assert "'contact' is there already" in errors(chain(tool("t", output="contact")))[0]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (
            fork("a", "message == 'x'"),
            "a: condition: \"message == 'x'\": write {{message}} instead of message",
        ),
        (fork("a", "{{message}} ="), "write '==' to compare"),
        (say("a", "Hi {{contact.name"), "expected '}}'"),
        (say("a", "{{message | upcsae}}"), "there is no filter 'upcsae'; did you mean 'upcase'?"),
        (tool("a", arguments='{"a": {{message}}}'), 'write "{{message}}" in quotes'),
        (tool("a", arguments="[1]"), "must be an object"),
        (tool("a", arguments={"x": "{{nope}}"}), "nobody sets 'nope'"),
        (ask("a", facts=[{"name": "n", "value": "{{nope}}"}]), "facts.0.value: {{nope}}"),
        (ask("a", draft="{{nope}}"), "draft: {{nope}}"),
        (ask("a", label="{{message}}"), "label: cannot hold a variable"),
        (node("a", "action", actionType="tag", tag="{{message}}"), "cannot hold a variable"),
        (node("a", "action", actionType="ai_agent", instructions="{{x}}"), "instructions: {{x}}"),
        (node("a", "send_message", message="m", buttons=["{{x}}"]), "buttons.0: {{x}}"),
    ],
)
def test_bad_little_languages_are_told_when_the_file_is_saved(item: dict, said: str) -> None:
    assert any(said in one for one in errors(chain(item))), errors(chain(item))


def test_a_question_that_asks_nothing_is_a_warning() -> None:
    assert any("always the same" in one for one in warnings(chain(fork("a", "1 > 2"))))


def test_a_text_that_prints_an_object_is_a_warning() -> None:
    found = warnings(chain(tool("t"), say("a", "You have {{ order }}")))
    assert "a: warning: message: {{order}} prints all that 't' returned; an object cannot be printed" in found


def test_a_case_that_is_never_met_is_told() -> None:
    cases = [{"handle": "a", "equals": "x"}, {"handle": "b", "equals": "x"}, {"handle": "c", "equals": True},
             {"handle": "d", "equals": 1}]  # fmt: skip
    found = errors(chain(node("s", "logic", logicType="switch", value="{{message}}", cases=cases)))
    assert found == ["s: the case 'b' is never met: one before it is met by the same value"]


REFUND = "stripe__create_refund"
TOOLS = {"orders__get_order": ToolFacts(False), REFUND: ToolFacts(True)}


def guarded(ways: list[str]) -> list[str]:
    nodes = [TRIGGER, gate("g"), ask("h"), tool("t"), tool("r", REFUND, "refund"), say("x")]
    found = check(flow(nodes, ways), Known(tools=TOOLS))
    return [one for one in errors(found) if "cannot be undone" in one]


def test_a_tool_that_cannot_be_undone_is_behind_a_gate_or_a_person() -> None:
    assert guarded(["start -> g", "g.verified -> t", "t -> r"]) == []
    assert guarded(["start -> h", "h.approved -> r", "h.rejected -> x"]) == []
    (found,) = guarded(["start -> t", "t -> r"])
    assert "on the way start -> t -> r" in found


def test_the_wrong_exit_of_a_gate_guards_nothing() -> None:
    assert len(guarded(["start -> g", "g.failed -> r"])) == 1
    assert len(guarded(["start -> h", "h.rejected -> r", "h.approved -> x"])) == 1
    assert len(guarded(["start -> h", "h.expired -> r"])) == 1
    assert len(guarded(["start -> g", "g.verified -> r", "g.failed -> t", "t.error -> r"])) == 1


def test_tools_are_not_judged_where_they_are_not_known() -> None:
    assert errors(chain(tool("r", REFUND, "refund"))) == []


def test_what_the_installation_has_not_is_told() -> None:
    known = Known({"orders__get_order": ToolFacts(False)}, {"support", "money"}, {"money"}, {"slack"}, False)
    assert "did you mean 'orders__get_order'?" in errors(chain(tool("t", "orders__get_ordr"), known=known))[0]
    assert "did you mean 'support'?" in str(errors(chain(ask("h", queue="suport"), known=known)))
    assert "has no reviewers" in str(errors(chain(ask("h", queue="support"), known=known)))
    assert "[mail]" in errors(chain(gate("g"), known=known))[0]
    assert not any("reviewers" in one for one in errors(chain(ask("h", queue="money"), known=known)))
    assert not any("reviewers" in one for one in errors(chain(ask("h"), known=known)))


def test_nobody_to_decide_is_an_error() -> None:
    assert "no queue has reviewers" in str(errors(chain(ask("h"), known=Known(reviewers=()))))
    chosen = flow([TRIGGER], settings={"queue": "mony"})
    assert "did you mean 'money'?" in errors(check(chosen, Known(queues={"money"})))[0]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("slack:C0123", ""),
        ("email:team@shop.example", ""),
        ("web", ""),
        ("slak:C0123", "did you mean 'slack'?"),
        ("slack", "names no place"),
        ("slack:#general", "a channel ID"),
        ("email:team", "must be a mail address"),
        ("telegram:@team", "a chat's number"),
    ],
)
def test_places_to_notify_are_looked_at(to: str, said: str) -> None:
    found = errors(chain(node("n", "action", actionType="notify", to=to, message="m")))
    assert said in found[0] if said else not found


def test_a_channel_that_is_not_connected_is_told() -> None:
    known = Known(channels={"slack"})
    notify = node("n", "action", actionType="notify", to="telegram:-1", message="m")
    assert "it needs a section [channels.telegram]" in errors(chain(notify, known=known))[0]
    begin = node("t", "trigger", triggerType="message_received", channels=["discord"])
    assert "'discord' is not set up" in errors(check(flow([begin]), known))[0]


def test_a_thousand_nodes_are_checked() -> None:
    nodes = [TRIGGER]
    ways = ["start -> n0"]
    for place in range(333):
        nodes += [
            fork(f"n{place}"),
            tool(f"t{place}", output=f"v{place}"),
            say(f"s{place}", f"{{{{v{place}.id}}}}"),
        ]
        ways += [f"n{place}.true -> t{place}", f"t{place} -> s{place}", f"n{place}.false -> n{place + 1}"]
        ways += [f"s{place} -> n{place + 1}"]
    assert errors(check(flow([*nodes, say("n333")], ways))) == []


def test_a_long_chain_and_a_long_loop_do_not_exhaust_anything() -> None:
    nodes = [TRIGGER, *(say(f"n{place}") for place in range(3000))]
    ways = ["start -> n0", *(f"n{place} -> n{place + 1}" for place in range(2999))]
    assert check(flow(nodes, ways)) == []
    assert len(errors(check(flow(nodes, [*ways, "n2999 -> n0"])))) == 1
