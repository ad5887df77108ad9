"""A server of the older protocol, by hand: two pages of tools, noise on its output, and wrong answers."""

import json
import sys
from typing import Any

ANSWERS: dict[str, dict[str, Any]] = {
    "broken": {"error": {"code": -32603, "message": "Internal error: disk full"}},
    "picky": {"error": {"code": -32602, "message": "Invalid params: id"}},
    "strange": {"error": {"code": 7, "message": "seven"}},
    "liar": {"result": {"content": [], "structuredContent": {"id": "secret words"}}},
    "nothing": {"result": {"content": 5}},
    "node": {
        "result": {
            "isError": True,
            "content": [{"type": "text", "text": "MCP error -32602: Input validation error"}],
        }
    },
    "replay": {
        "result": {"content": [{"type": "text", "text": "done"}], "_meta": {"idempotency-replayed": True}}
    },
}
PROMISED = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
grown: list[str] = []


def write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def say(message: dict[str, Any]) -> None:
    write(json.dumps({"jsonrpc": "2.0", **message}))


def listed(cursor: str | None) -> dict[str, Any]:
    """Return one page of tools; the second holds those that came later."""
    names = ["grow", *grown] if cursor else list(ANSWERS)
    tools = [{"name": name, "inputSchema": {"type": "object"}} for name in names]
    for tool in tools:
        if tool["name"] == "liar":
            tool["outputSchema"] = PROMISED
    return {"tools": tools} if cursor else {"tools": tools, "nextCursor": "2"}


def called(name: str, given: dict[str, Any]) -> dict[str, Any]:
    if name == "grow":
        grown.append("newcomer")
        say({"method": "notifications/tools/list_changed"})
        write("this line is no message")
    if name in ANSWERS:
        return ANSWERS[name]
    return {"result": {"content": [{"type": "text", "text": json.dumps(given["_meta"]["idempotency-key"])}]}}


def answer(message: dict[str, Any]) -> dict[str, Any] | None:
    given = message.get("params") or {}
    match message.get("method"):
        case "initialize":
            about = {
                "serverInfo": {"name": "odd", "version": "0"},
                "capabilities": {"tools": {"listChanged": True}},
            }
            return {"result": {"protocolVersion": "2025-06-18", **about}}
        case "tools/list":
            return {"result": listed(given.get("cursor"))}
        case "tools/call":
            return called(given["name"], given)
        case _:
            return {"error": {"code": -32601, "message": "Method not found"}}


if __name__ == "__main__":
    for line in sys.stdin:
        message = json.loads(line)
        if "id" in message:
            say({"id": message["id"], **(answer(message) or {})})
