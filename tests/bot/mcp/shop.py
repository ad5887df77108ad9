"""A tool server with every kind of tool, as a program of its own: ``shop.py FOLDER [http PORT]``.

What it did is in files of the folder, so that a test can count effects after it was killed.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

FOLDER = Path(sys.argv[1])
READS = ToolAnnotations(read_only_hint=True)


def note(name: str, fact: object) -> None:
    """Add a line to a file."""
    with (FOLDER / name).open("a") as file:
        file.write(f"{json.dumps(fact)}\n")


def noted(name: str) -> list[Any]:
    """Return the lines of a file."""
    path = FOLDER / name
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


async def once(name: str) -> None:
    """Hold back the answer for ever, the first time only: as good as lost."""
    if (FOLDER / name).exists():
        (FOLDER / name).unlink()
        await asyncio.Event().wait()


async def get_order(email: str, limit: int = 10) -> dict[str, Any]:
    note("asked", email)
    await once("lose_order")
    return {"id": "o1", "total": 512.5, "email": email, "limit": limit}


async def create_refund(order_id: str, idempotency_key: str) -> dict[str, Any]:
    """Refund an order."""
    known = [refund for refund in noted("refunds") if refund["key"] == idempotency_key]
    if not known:
        note("refunds", {"order": order_id, "key": idempotency_key})
    await once("lose_refund")
    if (FOLDER / "die_after_refund").exists():
        (FOLDER / "die_after_refund").unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return {"order": order_id, "replayed": bool(known)}


async def ship(order_id: str) -> str:
    """Send a parcel; twice when it is called twice."""
    note("shipped", order_id)
    await once("lose_ship")
    return f"shipped {order_id}"


async def refuse() -> str:
    raise ToolError("order o1 was refunded before, token sk-aaaabbbbccccdddd1111")


async def crash() -> str:
    raise RuntimeError("the database password is hunter2")


async def nap(seconds: float) -> str:
    note("napping", seconds)
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        note("woken", seconds)
        raise
    return "rested"


async def die() -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


async def number() -> int:
    """Return the process's number."""
    return os.getpid()


async def letter(length: int) -> str:
    return "x" * length


async def listing() -> str:
    return '[{"id": 1}, {"id": 2}]'


def build() -> MCPServer:
    """Put the server together; the words about ``get_order`` are in a file, so that they can change."""
    server = MCPServer("shop", version="1.2")
    words = FOLDER / "words"
    server.add_tool(
        get_order, description=words.read_text() if words.exists() else "Find an order", annotations=READS
    )
    server.add_tool(number, annotations=READS)
    for plain in (letter, listing):
        server.add_tool(plain, annotations=READS, structured_output=False)
    for acting in (create_refund, ship, refuse, crash, nap, die):
        server.add_tool(acting)
    return server


if __name__ == "__main__":
    if sys.argv[2:3] == ["http"]:
        build().run("streamable-http", port=int(sys.argv[3]))
    else:
        build().run("stdio")
