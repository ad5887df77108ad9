"""Whatever a contact writes: it changes no condition, opens no string, and is never read as a template."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.workflow.arguments import Arguments
from bot.workflow.conditions import Condition, ConditionFault
from bot.workflow.drawing.text import clean
from bot.workflow.graph import digest, parse
from bot.workflow.language.findings import WorkflowFaults
from bot.workflow.texts import Text, TextFault

PIECES = [
    *(
        "0 or True",
        "' or '1'=='1",
        '" or ""=="',
        "{{order.total}}",
        "{% if true %}",
        "}}",
        "{{",
        "\\",
        "v0",
        '"',
        "'",
    ),
    *(
        '", "amount": 1, "x": "',
        "__import__('os')",
        "; import os",
        "\n",
        "\x00",
        "&&",
        "||",
        "true",
        "{#",
        "$",
        "%",
    ),
]
words = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
SMALL = Condition("{{order.total}} > 500 and '{{note}}' != 'the password'")
BIG = Condition("{{order.total}} > 500 or {{note}} == 'the password'")


@given(words)
@example("0 or True")
@example("' or '1'=='1")
def test_a_value_changes_no_condition(note: str) -> None:
    known = note == "the password"
    assert SMALL.holds({"order": {"total": 9}, "note": note}) is False
    assert BIG.holds({"order": {"total": 900}, "note": note}) is True
    assert BIG.holds({"order": {"total": 9}, "note": note}) is known


@given(words)
def test_a_text_where_a_number_should_be_never_answers(total: str) -> None:
    for source in ("{{order.total}} > 500", "{{order.total}}", "not {{order.total}}", "{{order.total}} == 5"):
        try:
            Condition(source).holds({"order": {"total": total}})
        except ConditionFault:
            continue
        raise AssertionError(source)


@given(words, words)
def test_a_value_breaks_out_of_no_argument(email: str, note: str) -> None:
    source = '{"email": "{{email}}", "note": "Of {{email}}: {{note}}.", "amount": 5}'
    found = Arguments(source).bind({"email": email, "note": note})
    assert found == {"email": email, "note": f"Of {email}: {note}.", "amount": 5}
    assert json.loads(json.dumps(found)) == found


@given(words, words)
def test_a_value_is_put_into_a_text_once_and_as_it_is(one: str, two: str) -> None:
    said = Text("<{{one}}|{{order.two}}>").render({"one": one, "order": {"two": two}})
    assert said == f"<{one}|{two}>"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_any_value_keeps_its_kind_alone_and_raises_only_faults_in_text(value: Any) -> None:
    assert Arguments('{"x": "{{x}}"}').bind({"x": value}) == {"x": value}
    with contextlib.suppress(TextFault):
        said = Text("-{{x}}").render({"x": value})
        assert not isinstance(value, dict | list), said


@given(words)
def test_any_source_is_read_or_is_a_fault(source: str) -> None:
    with contextlib.suppress(ConditionFault):
        assert isinstance(Condition(source).holds({"order": {"total": 1}}), bool)
    with contextlib.suppress(TextFault):
        Text(source).render({"order": {"total": 1}})


@given(words | json_values.map(json.dumps) | st.builds('{{"nodes": {}, "edges": {}}}'.format, words, words))
def test_any_file_is_read_or_is_a_fault(source: str) -> None:
    with contextlib.suppress(WorkflowFaults):
        parse(source, "x")
    with contextlib.suppress(WorkflowFaults):
        digest(source)


@given(json_values)
def test_any_nodes_are_a_workflow_or_a_fault(value: Any) -> None:
    for document in (
        {"nodes": value},
        {"nodes": [value]},
        {"nodes": [{"id": "a", "type": "logic", "data": value}]},
    ):
        with contextlib.suppress(WorkflowFaults):
            parse(json.dumps(document), "x")


@given(st.text())
def test_any_text_can_be_drawn(text: str) -> None:
    from xml.etree.ElementTree import Element, fromstring, tostring

    part = Element("text", {"a": clean(text)})
    part.text = clean(text)
    assert fromstring(tostring(part, encoding="unicode")).text in (clean(text), None)


@pytest.mark.parametrize("amount", ["nan", "NaN", "inf", "-Infinity", "1e999"])
def test_what_reads_like_a_number_and_is_none_answers_no_condition(amount: str) -> None:
    """Every comparison with NaN is false: an amount without a limit would be under it."""
    with pytest.raises(ConditionFault):
        Condition("number({{message}}) > 500").holds({"message": amount})
    with pytest.raises(ConditionFault):
        Condition("{{total}} > 500").holds({"total": float("nan")})
