"""The two dialects providers speak: how a request is read and a response is written, whole or in pieces."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from tests.models.script import Call, Reply

Event = tuple[str, Any]
"""An event of a stream: its name (empty: none) and its data."""


class Wire(ABC):
    """One dialect."""

    @abstractmethod
    def newest(self, request: dict[str, Any]) -> str:
        """Return what was said last, tools' results with it."""

    @abstractmethod
    def whole(self, reply: Reply, model: str) -> dict[str, Any]:
        """Return the response as one document."""

    @abstractmethod
    def stream(self, reply: Reply, model: str) -> Iterator[Event]:
        """Return the response in pieces."""

    @abstractmethod
    def error(self, status: int, code: str, message: str) -> dict[str, Any]:
        """Return an error's body."""


class OpenAI(Wire):
    """Chat completions."""

    def newest(self, request: dict[str, Any]) -> str:
        """See Wire."""
        said: list[str] = []
        for message in reversed(request.get("messages", [])):
            if message["role"] == "assistant" or (said and message["role"] == "system"):
                break
            said.append(words(message.get("content")))
        return "\n".join(said)

    def whole(self, reply: Reply, model: str) -> dict[str, Any]:
        """See Wire."""
        message: dict[str, Any] = {"role": "assistant", "content": reply.text or None}
        if reply.calls:
            message["tool_calls"] = [self._call(call) for call in reply.calls]
        choice = {"index": 0, "message": message, "finish_reason": self._finish(reply)}
        body = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": model}
        return body | {"choices": [choice]} | self._usage(reply)

    def stream(self, reply: Reply, model: str) -> Iterator[Event]:
        """See Wire."""
        base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model}
        for delta in self._deltas(reply):
            yield "", base | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
        yield "", base | {"choices": [{"index": 0, "delta": {}, "finish_reason": self._finish(reply)}]}
        if reply.usage:
            yield "", base | {"choices": []} | self._usage(reply)
        yield "", "[DONE]"

    def error(self, status: int, code: str, message: str) -> dict[str, Any]:
        """See Wire."""
        return {"error": {"message": message, "type": code, "param": None, "code": code}}

    def _deltas(self, reply: Reply) -> Iterator[dict[str, Any]]:
        yield {"role": "assistant", "content": ""}
        for piece in pieces(reply.text, reply.piece):
            yield {"content": piece}
        for at, call in enumerate(reply.calls):
            head = {"index": at, "id": call.id, "type": "function"}
            yield {"tool_calls": [head | {"function": {"name": call.name, "arguments": ""}}]}
            for piece in pieces(call.arguments, reply.piece):
                yield {"tool_calls": [{"index": at, "function": {"arguments": piece}}]}

    def _call(self, call: Call) -> dict[str, Any]:
        made = {"name": call.name, "arguments": call.arguments}
        return {"id": call.id, "type": "function", "function": made}

    def _finish(self, reply: Reply) -> str:
        return reply.finish or ("tool_calls" if reply.calls else "stop")

    def _usage(self, reply: Reply) -> dict[str, Any]:
        if reply.usage is None:
            return {}
        sent, said = reply.usage
        return {"usage": {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said}}


class Anthropic(Wire):
    """Messages."""

    def newest(self, request: dict[str, Any]) -> str:
        """See Wire."""
        messages = request.get("messages", [])
        return words(messages[-1]["content"]) if messages else ""

    def whole(self, reply: Reply, model: str) -> dict[str, Any]:
        """See Wire."""
        blocks: list[dict[str, Any]] = [{"type": "text", "text": reply.text}] if reply.text else []
        blocks.extend(self._block(call) | {"input": json.loads(call.arguments)} for call in reply.calls)
        return self._head(reply, model) | {"content": blocks, "stop_reason": self._stop(reply)}

    def stream(self, reply: Reply, model: str) -> Iterator[Event]:
        """See Wire."""
        yield self._event("message_start", message=self._head(reply, model))
        at = 0
        if reply.text:
            yield from self._pieces(at, {"type": "text", "text": ""}, "text", reply.text, reply.piece)
            at += 1
        for number, call in enumerate(reply.calls, at):
            yield from self._pieces(number, self._block(call), "input_json", call.arguments, reply.piece)
        said = (reply.usage or (0, 0))[1]
        ended = {"stop_reason": self._stop(reply), "stop_sequence": None}
        yield self._event("message_delta", delta=ended, usage={"output_tokens": said})
        yield self._event("message_stop")

    def error(self, status: int, code: str, message: str) -> dict[str, Any]:
        """See Wire."""
        if code == "context_length_exceeded":
            code, message = "invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum"
        return {"type": "error", "error": {"type": code, "message": message}}

    def _pieces(self, at: int, block: dict[str, Any], kind: str, text: str, size: int) -> Iterator[Event]:
        key = "text" if kind == "text" else "partial_json"
        yield self._event("content_block_start", index=at, content_block=block)
        for piece in pieces(text, size):
            yield self._event("content_block_delta", index=at, delta={"type": f"{kind}_delta", key: piece})
        yield self._event("content_block_stop", index=at)

    def _event(self, name: str, **data: Any) -> Event:
        return name, {"type": name} | data

    def _block(self, call: Call) -> dict[str, Any]:
        return {"type": "tool_use", "id": call.id, "name": call.name, "input": {}}

    def _head(self, reply: Reply, model: str) -> dict[str, Any]:
        sent, said = reply.usage or (0, 0)
        usage = {"input_tokens": sent, "output_tokens": said}
        head = {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": []}
        return head | {"stop_reason": None, "stop_sequence": None, "usage": usage}

    def _stop(self, reply: Reply) -> str:
        named = {"length": "max_tokens", "content_filter": "refusal"}
        return named.get(reply.finish) or ("tool_use" if reply.calls else "end_turn")


def pieces(text: str, size: int) -> Iterator[str]:
    """Cut a text into pieces of so many characters."""
    for at in range(0, len(text), size):
        yield text[at : at + size]


def words(content: Any) -> str:
    """Return all text inside a message's content, however it is nested."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n".join(map(words, content))
    if isinstance(content, dict):
        return "\n".join(words(content[key]) for key in ("text", "content") if key in content)
    return ""
