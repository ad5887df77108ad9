"""``handoff detect``: lines in, one line of JSON out for each."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detect import lines
from handoff.escalation.judge import Judge
from handoff.escalation.options import Options

JUDGE = Judge(Options())


def detect(*source: bytes | str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(source, JUDGE)]


def one(source: bytes | str | dict[str, Any]) -> dict[str, Any]:
    [found] = detect(json.dumps(source) if isinstance(source, dict) else source)
    return found


def conversation(*messages: tuple[str, str], key: str = "text") -> dict[str, Any]:
    return one({"messages": [{"role": role, key: text} for role, text in messages]})


def test_a_line_of_text_that_asks_for_a_person_escalates() -> None:
    found = one("I want to talk to a human\n")
    assert found["escalate"] is True
    assert (found["mechanism"], found["category"]) == ("request", "person_requested")
    assert found["score"] > 0.9
    assert found["offer"] is False
    assert found["reason"]
    assert set(found["signals"]["request"]) == {"score", "category", "reason", "quote", "fires"}


def test_ordinary_text_does_not() -> None:
    assert one("where is my order") == {
        "escalate": False,
        "mechanism": None,
        "category": None,
        "score": 0.0,
        "offer": False,
        "reason": None,
        "signals": {},
    }


def test_an_offer_is_no_escalation_and_has_a_score_between() -> None:
    found = one("customer service")
    assert found["escalate"] is False
    assert found["offer"] is True
    assert 0.3 < found["score"] < 0.75


@pytest.mark.parametrize("key", ["text", "content"])
def test_an_object_with_a_text_is_read_like_the_text(key: str) -> None:
    assert one({key: "human please"}) == one("human please")


@pytest.mark.parametrize("key", ["text", "content"])
@pytest.mark.parametrize(
    ("contact", "agent"), [("contact", "agent"), ("user", "assistant"), ("customer", "bot")]
)
def test_a_conversation_is_walked_and_its_end_decides(contact: str, agent: str, key: str) -> None:
    found = conversation((contact, "hi"), (agent, "Hello!"), (contact, "a human please"), key=key)
    assert found["mechanism"] == "request"


def test_the_agents_last_words_count_too() -> None:
    found = conversation(("contact", "my parcel is late"), ("agent", "I'll transfer you to a colleague."))
    assert found["mechanism"] == "promise"


def test_what_was_asked_earlier_is_over() -> None:
    found = conversation(
        ("contact", "human please"),
        ("agent", "Here I am."),
        ("contact", "what are your hours"),
        ("agent", "9 to 5"),
    )
    assert found["escalate"] is False


def test_memory_is_kept_along_the_conversation() -> None:
    question = ("contact", "where is parcel 4711")
    found = conversation(question, ("agent", "Soon."), question, ("agent", "Soon."), question)
    assert found["mechanism"] == "stuck"


def test_a_person_of_the_team_and_the_system_are_passed_over() -> None:
    found = conversation(
        ("system", "human"), ("contact", "hello"), ("operator", "I'll transfer you to a human")
    )
    assert found["escalate"] is False


def test_empty_lines_are_skipped_and_do_not_disturb_the_count() -> None:
    found = detect("", "  \n", "hello", "\r\n", "{")
    assert len(found) == 2
    assert found[1]["line"] == 5


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"text": 1}',
        "{}",
        '{"text": null}',
        '{"messages": 3}',
        '{"messages": [1]}',
        '{"messages": [{"role": "contact"}]}',
        '{"messages": [{"role": [], "text": "x"}]}',
        '{"messages": [{"text": "x"}]}',
        '{"messages": [{"role": "martian", "text": "x"}]}',
        '{"text": "x"} trailing',
        '{"a":' * 100_000,
        '{"text": ' + "9" * 10_000 + "}",
    ],
)
def test_a_faulty_line_is_an_error_with_its_number_and_the_next_goes_on(line: str) -> None:
    verdicts = lines([line, "human please"], JUDGE)
    error, fine = (json.loads(each) for each in verdicts)
    assert set(error) == {"error", "line"}
    assert error["line"] == 1
    assert fine["escalate"] is True
    assert verdicts.faults == 1


def test_bytes_are_read_whatever_they_are() -> None:
    assert one("\ufeffhuman please".encode())["escalate"] is True
    assert one(b"\xff\xfe human please \x00")["escalate"] in (True, False)


def test_a_conversation_without_messages_is_calm() -> None:
    assert one({"messages": []})["escalate"] is False


@given(st.lists(st.binary(max_size=80) | st.text(st.characters(codec=None), max_size=80), max_size=4))
def test_any_source_gives_one_line_of_json_for_each_line_that_is_not_empty(source: list[bytes | str]) -> None:
    for line in lines(source, JUDGE):
        assert "\n" not in line
        assert isinstance(json.loads(line), dict)
