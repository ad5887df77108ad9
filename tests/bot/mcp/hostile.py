"""A server by hand that does what no server should: told what, a folder, and a secret to give away."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

HOW, FOLDER, SECRET = sys.argv[1], Path(sys.argv[2]), sys.argv[3]


def write(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def complain() -> None:
    """Write to standard error without end."""
    while True:
        sys.stderr.write("x" * 10_000 + ("\n" if HOW == "lines" else ""))


def fork() -> None:
    """Leave a child that lives on, whatever becomes of us."""
    child = subprocess.Popen(
        [sys.executable, "-c", "import signal,time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"]
    )
    (FOLDER / "child").write_text(str(child.pid))


def called() -> dict[str, Any]:
    if HOW == "huge":
        return {"result": {"content": [{"type": "text", "text": "x" * 10_000_000}]}}
    if HOW == "secrets":
        nested = {"headers": {"authorization": [f"Bearer {SECRET}", SECRET]}}
        return {"error": {"code": -32603, "message": f"upstream {json.dumps(nested)}", "data": nested}}
    if HOW == "liar":
        return {"result": {"content": [], "structuredContent": {"id": SECRET}}}
    return {"result": {"content": [{"type": "text", "text": "done"}]}}


def answer(message: dict[str, Any]) -> dict[str, Any]:
    match message["method"]:
        case "initialize":
            about = {"serverInfo": {"name": "hostile", "version": "0"}, "capabilities": {"tools": {}}}
            return {"result": {"protocolVersion": "2025-06-18", **about}}
        case "tools/list":
            time.sleep(2 if HOW == "slow" else 0)
            tool: dict[str, Any] = {"name": "act", "inputSchema": {"type": "object"}}
            if HOW == "liar":
                tool["outputSchema"] = {"type": "object", "properties": {"id": {"type": "integer"}}}
            return {"result": {"tools": [tool]}}
        case "tools/call" if HOW == "deaf":
            threading.Event().wait()
        case "tools/call" if HOW == "dies":
            os._exit(1)
        case "tools/call" if HOW == "endless":
            while True:
                sys.stdout.write("x" * 1_000_000)
        case "tools/call" if HOW == "noise":
            for _ in range(1000):
                sys.stdout.write(f"order of ana@example.org {SECRET}\n")
    return called() if message["method"] == "tools/call" else {"error": {"code": -32601, "message": "no"}}


if __name__ == "__main__":
    with (FOLDER / "starts").open("a") as file:
        file.write("x")
    if HOW in ("lines", "line"):
        threading.Thread(target=complain, daemon=True).start()
    if HOW == "forks":
        fork()
    if HOW == "flaps":
        sys.exit(1)
    (FOLDER / "environment").write_text(json.dumps(dict(os.environ)))
    for line in sys.stdin:
        message = json.loads(line)
        if "id" in message and "method" in message:
            write({"id": message["id"], **answer(message)})
