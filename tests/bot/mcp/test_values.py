"""The pure parts: what a schema shows and takes, what an answer becomes, what an error means."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import MCPError
from mcp.types import (
    CallToolResult,
    EmbeddedResource,
    ResourceLink,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.faults import LONGEST, of_call, of_connecting, plain
from bot.mcp.offers import tool
from bot.mcp.results import result
from bot.mcp.schema import check, key_argument, without

ANY = ServerSettings(command=("x",), allow=("*",))
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"id": {"type": "string", "pattern": "^o"}, "idempotencyKey": {"type": "string"}},
    "required": ["id", "idempotencyKey"],
    "additionalProperties": False,
}


def offer(
    schema: dict[str, Any] | None = None, description: str = "", hints: dict[str, bool] | None = None
) -> Tool:
    notes = ToolAnnotations.model_validate(hints) if hints else None
    return Tool(name="t", description=description, input_schema=schema or SCHEMA, annotations=notes)


def said(*texts: str, **more: Any) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text) for text in texts], **more)


def refused(schema: dict[str, Any], arguments: dict[str, Any]) -> str:
    with pytest.raises(ToolFailed) as caught:
        check(schema, arguments)
    assert (caught.value.fault, caught.value.sent) == (Fault.INVALID, False)
    return caught.value.reason


@pytest.mark.parametrize(
    ("hints", "reads", "destroys"),
    [
        ({}, False, True),
        ({"read_only_hint": True}, True, False),
        ({"read_only_hint": True, "destructive_hint": True}, True, False),
        ({"destructive_hint": False}, False, False),
        ({"read_only_hint": False}, False, True),
    ],
)
def test_a_tool_is_destructive_unless_it_says_otherwise(
    hints: dict[str, bool], reads: bool, destroys: bool
) -> None:
    found = tool("shop", offer(hints=hints), ANY)
    assert (found.read_only, found.destructive) == (reads, destroys)
    assert found.full_name == "shop__t"


def test_the_key_is_hidden_only_where_it_is_a_text() -> None:
    found = tool("shop", offer(), ANY)
    assert found.key_argument == "idempotencyKey"
    assert found.schema["required"] == ["id"]
    assert "idempotencyKey" not in found.schema["properties"]
    assert key_argument({"properties": {"idempotency_key": {"type": "integer"}}}, ANY.keys) is None
    assert key_argument({"properties": {"idempotency_key": {"anyOf": []}}}, ANY.keys) == "idempotency_key"
    assert key_argument({"type": "object"}, ANY.keys) is None
    assert key_argument(SCHEMA, ("request_id",)) is None
    assert without(SCHEMA, ()) == SCHEMA
    assert "idempotencyKey" in SCHEMA["properties"]


def test_the_digest_changes_with_every_word_a_model_would_read() -> None:
    digests = {
        tool("shop", offer(), ANY).digest,
        tool("shop", offer(description="now with more words"), ANY).digest,
        tool("shop", offer({**SCHEMA, "required": []}), ANY).digest,
    }
    assert len(digests) == 3
    turned = dict(reversed(SCHEMA.items()))
    assert tool("shop", offer(turned), ANY).digest == tool("shop", offer(), ANY).digest


def test_what_does_not_fit_is_named_and_never_quoted() -> None:
    assert (
        refused(SCHEMA, {"id": "topsecret", "idempotencyKey": "k"})
        == "the argument 'id' does not fit: pattern ^o"
    )
    assert "'id' is a required property" in refused(SCHEMA, {"idempotencyKey": "k"})
    assert "extra" in refused(SCHEMA, {"id": "o1", "idempotencyKey": "k", "extra": "topsecret"})
    deep = {"properties": {"a": {"items": {"type": "object", "required": ["b"]}}}}
    assert "(in a/0)" in refused(deep, {"a": [{}]})


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "objekt"},
        {"properties": []},
        {"properties": {"a": {"$ref": "https://elsewhere.example/schema.json"}}},
        {"properties": {"a": {"$ref": "#/properties/a"}}},
        {"$schema": 5},
        {"$schema": ["a"]},
    ],
    ids=["no type", "a list", "elsewhere", "itself", "a number", "many"],
)
def test_a_schema_that_is_wrong_or_leads_nowhere_holds_nobody_up(schema: dict[str, Any]) -> None:
    check(schema, {"a": 1})
    assert without(schema, {"a"}).keys() == schema.keys()


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_any_schema_and_any_arguments_end_in_a_verdict(anything: Any) -> None:
    for schema, arguments in (({"properties": {"a": anything}}, {"a": 1}), (SCHEMA, {"id": anything})):
        with suppress(ToolFailed):
            check(schema, arguments)


def test_data_is_the_structured_content_or_the_text_that_is_an_object() -> None:
    assert result(said("seen", structured_content={"a": 1}), 500).data == {"a": 1}
    assert json.loads(result(said(structured_content={"a": 1}), 500).text) == {"a": 1}
    assert result(said('{"a": 1}'), 500).data == {"a": 1}
    assert result(said("[1]"), 500).data == [1]
    assert result(said("42"), 500).data == "42"
    assert result(said("[1]", "[2]"), 500).data == "[1]\n[2]"
    assert result(said("[" * 100_000), 1000).data.startswith("[[[")
    assert result(said(), 500).data == ""


def test_what_is_no_text_is_named_in_brackets() -> None:
    file = TextResourceContents(uri="file:///a.txt", text="inside")
    link = ResourceLink(type="resource_link", name="report", uri="https://example.org/r")
    found = result(CallToolResult(content=[EmbeddedResource(type="resource", resource=file), link]), 500)
    assert found.text == "inside\n[link report: https://example.org/r]"


@given(st.text(max_size=3000), st.integers(200, 1000))
def test_no_result_is_longer_than_allowed(text: str, longest: int) -> None:
    found = result(said(text), longest)
    assert len(found.text) <= longest
    assert found.text == text or "[cut: " in found.text
    whole = result(said(structured_content={"a": text}), longest)
    assert whole.data == {"a": text} or len(whole.data) <= longest


@pytest.mark.parametrize(
    ("code", "http", "fault", "sent"),
    [
        (-32000, False, Fault.UNAVAILABLE, True),
        (-32001, False, Fault.TIMEOUT, True),
        (-32600, False, Fault.PROTOCOL, False),
        (-32600, True, Fault.UNAVAILABLE, True),
        (-32601, True, Fault.PROTOCOL, False),
        (-32602, True, Fault.INVALID, False),
        (-32603, False, Fault.TOOL_ERROR, True),
        (-32603, True, Fault.UNAVAILABLE, True),
        (-32042, False, Fault.PROTOCOL, False),
        (-31999, False, Fault.TOOL_ERROR, True),
    ],
)
def test_each_code_means_one_fault(code: int, http: bool, fault: Fault, sent: bool) -> None:
    failed = of_call(MCPError(code, "words"), http)
    assert (failed.fault, failed.sent, failed.reason) == (fault, sent, "words")


def test_a_forgotten_session_did_nothing() -> None:
    assert not of_call(MCPError(-32600, "Session terminated"), http=True).sent


def test_groups_of_groups_of_errors_are_flattened() -> None:
    group = ExceptionGroup("a", [ExceptionGroup("b", [ConnectionRefusedError("refused")])])
    assert of_connecting(group).reason == "cannot be reached: refused"
    assert of_connecting(ValueError("quotes a secret")).reason == "it broke the protocol (ValueError)"


@given(st.text(max_size=2000))
def test_a_strangers_text_becomes_one_short_line_without_our_secrets(text: str) -> None:
    shown = plain(f"{text} hidden-words {text}", ("hidden-words",))
    assert len(shown) <= LONGEST
    assert shown.isprintable()
    assert "hidden-words" not in shown


@pytest.mark.parametrize(
    "text", ['{"total": NaN}', '{"total": 1e999}', '{"a":' * 80 + "1" + "}" * 80, "[" * 5000 + "]" * 5000]
)
def test_json_that_no_store_gives_back_is_kept_as_text(text: str) -> None:
    assert result(said(text), 100_000).data == text


def test_structured_content_that_no_store_gives_back_falls_back_to_the_text() -> None:
    odd: dict[str, Any] = {"total": float("nan")}
    assert result(said('{"total": 7}', structured_content=odd), 1000).data == {"total": 7}


def test_halves_of_characters_become_question_marks() -> None:
    """They come as escapes in JSON, and no store can hold them."""
    found = result(said('{"name": "a\\ud800b"}'), 1000)
    assert found.data == {"name": "a?b"}
    assert result(said("a\ud800b"), 1000).text == "a?b"
