"""Arguments of a tool: JSON first, templates in its strings afterwards."""

import json
from typing import Any

import pytest

from bot.workflow.arguments import Arguments, ArgumentsFault, Value, equals

SCOPE: dict[str, Any] = {
    "email": 'a"b\\c@x.example',
    "order": {"id": 7, "total": 612.5, "paid": False, "none": None, "items": [1, {"a": 2}]},
}


def bound(source: str) -> dict[str, Any]:
    return Arguments(source).bind(SCOPE)


def test_a_value_that_stands_alone_keeps_its_kind() -> None:
    source = '{"a": "{{order.id}}", "b": "{{ order.paid }}", "c": "{{order.none}}", "d": "{{order.items}}"}'
    assert bound(source) == {"a": 7, "b": False, "c": None, "d": [1, {"a": 2}]}


def test_inside_text_it_becomes_text() -> None:
    source = '{"a": "#{{order.id}}", "b": ["{{order.paid}}!", 1, null], "c": {"d": "{{order.total}} EUR"}}'
    assert bound(source) == {"a": "#7", "b": ["false!", 1, None], "c": {"d": "612.5 EUR"}}


def test_a_quote_in_a_value_stays_in_its_string() -> None:
    found = bound('{"email": "{{email}}", "note": "for {{email}}"}')
    assert found == {"email": SCOPE["email"], "note": f"for {SCOPE['email']}"}
    assert json.loads(json.dumps(found)) == found


def test_filters_work_in_arguments() -> None:
    source = '{"cents": "{{order.total | times: 100 | round}}", "a": "{{order.total | money: \\"EUR\\"}}"}'
    assert bound(source) == {"cents": 61250, "a": "€612.50"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{"a": {{order.id}}}', 'write "{{order.id}}" in quotes'),
        ('{"a": 1', "are no JSON"),
        ("[]", "must be an object"),
        ('"x"', "must be an object"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": 1, "a": 2}', "the key 'a' is there twice"),
        ('{"{{email}}": 1}', "the name of an argument cannot hold a variable"),
        ('{"a": {"b": ["{{order.id"]}}', "a.b.0: "),
        ('{"a":' * 5000 + "1" + "}" * 5000, "nested too deep"),
    ],
)
def test_what_are_no_arguments_is_told_when_they_are_read(source: str, said: str) -> None:
    with pytest.raises(ArgumentsFault) as caught:
        Arguments(source)
    assert said in caught.value.reason


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{"a": "{{order.nope}}"}', "no 'nope'"),
        ('{"a": "x{{order}}"}', "an object cannot be printed"),
        ('{"a": "x{{order.items}}"}', "a list cannot be printed"),
    ],
)
def test_what_cannot_be_filled_in_is_a_fault(source: str, said: str) -> None:
    with pytest.raises(ArgumentsFault) as caught:
        bound(source)
    assert said in caught.value.reason


def test_arguments_do_not_grow_without_end() -> None:
    with pytest.raises(ArgumentsFault, match="longer than"):
        Arguments('{"a": "{{big}}"}').bind({"big": "x" * 300_000})


def test_their_variables_are_known_beforehand() -> None:
    found = Arguments('{"a": "{{x.y}}", "b": ["{{z}} {{x.y}}"], "c": {"d": "{{w[0]}}"}, "e": 1}')
    assert found.variables == {"x.y", "z", "w.0"}


def test_the_value_of_a_switch_keeps_its_kind() -> None:
    assert Value("{{order.id}}").bind(SCOPE) == 7
    assert Value("{{order.id}}-{{order.paid}}").bind(SCOPE) == "7-false"
    assert Value("{{order.id}}").variables == {"order.id"}


@pytest.mark.parametrize(
    ("value", "wanted", "met"),
    [
        ("a", "a", True),
        ("a", "A", False),
        (5, 5, True),
        (5, 5.0, True),
        (5, "5", True),
        ("5", 5, False),
        (True, True, True),
        (True, 1, False),
        (1, True, False),
        ("true", True, False),
        (True, "true", True),
        (None, None, True),
        (None, "", False),
        ([1], "[1]", False),
    ],
)
def test_a_case_is_met_by_the_same_value(value: Any, wanted: Any, met: bool) -> None:
    assert equals(value, wanted) is met
