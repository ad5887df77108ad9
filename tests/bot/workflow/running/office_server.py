"""The examples' tool servers as programs: ``office_server.py directory|contracts|moderation FOLDER``.

What they really did is a line each in ``done.jsonl`` of the folder.
"""

import json
import sys
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

KIND, FOLDER = sys.argv[1], Path(sys.argv[2])
READS = ToolAnnotations(read_only_hint=True)
ADDS = ToolAnnotations(destructive_hint=False)
HARM = {"lovely": 0.05, "nonsense": 0.5, "hateful": 0.97}


def note(**fact: Any) -> None:
    """Write down what was done."""
    with (FOLDER / "done.jsonl").open("a") as file:
        file.write(json.dumps(fact) + "\n")


def directory() -> MCPServer:
    """Knows the people of the house, and gives them access."""
    server = MCPServer("directory")

    @server.tool(annotations=READS)
    def find_person(email: str) -> dict[str, Any]:
        """Find a person by email address."""
        if email != "mia@example.com":
            raise ToolError("there is nobody with this address")
        return {"id": "p7", "name": "Mia Muster", "department": "Sales", "manager": "Lee"}

    @server.tool()
    def grant_access(person_id: str, system: str, approved_by: str, idempotency_key: str) -> dict[str, Any]:
        """Give a person access to a system."""
        note(person=person_id, system=system, by=approved_by, key=idempotency_key)
        return {"system": system}

    return server


def contracts() -> MCPServer:
    """Reads clauses."""
    server = MCPServer("contracts")

    @server.tool(annotations=READS)
    def review(clause: str) -> dict[str, Any]:
        """Say how risky a clause is."""
        risk = "high" if "unlimited" in clause else "low"
        return {"risk": risk, "summary": f"liability is {risk}", "answer": "Do not sign this clause."}

    return server


def moderation() -> MCPServer:
    """Scores texts, and publishes them."""
    server = MCPServer("moderation")

    @server.tool(annotations=READS)
    def score(text: str) -> dict[str, Any]:
        """Say how harmful a text is, from 0 to 1."""
        found = [(harm, word) for word, harm in HARM.items() if word in text]
        if not found:
            raise ToolError("the text cannot be scored")
        return {"harm": found[0][0], "label": found[0][1]}

    @server.tool(annotations=ADDS)
    def publish(text: str, idempotency_key: str) -> dict[str, Any]:
        """Publish a text."""
        note(text=text, key=idempotency_key)
        return {"number": 12}

    return server


if __name__ == "__main__":
    {"directory": directory, "contracts": contracts, "moderation": moderation}[KIND]().run("stdio")
