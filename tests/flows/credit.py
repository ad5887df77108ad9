"""A small workflow that two stories tell of: a credit is granted once a reviewer approves it."""

import json
from pathlib import Path
from typing import Any


def put_credit(folder: Path, granted: str = "Granted.") -> dict[str, Any]:
    """Write the workflow's file; return the ``[workflows]`` that has it. Whoever says "credit" begins it."""
    trigger = {"triggerType": "message_received", "keywords": ["credit"]}
    nodes = [
        {"id": "begin", "type": "trigger", "data": trigger},
        {"id": "ask", "type": "action", "data": {"actionType": "human_handoff", "reason": "A credit"}},
        {"id": "yes", "type": "send_message", "data": {"message": granted}},
        {"id": "no", "type": "send_message", "data": {"message": "Not granted."}},
    ]
    edges = [
        {"source": "begin", "target": "ask"},
        {"source": "ask", "target": "yes", "sourceHandle": "approved"},
        {"source": "ask", "target": "no", "sourceHandle": "rejected"},
    ]
    (folder / "credit.json").write_text(json.dumps({"nodes": nodes, "edges": edges}), "utf-8")
    return {"credit": {"file": "credit.json"}}
