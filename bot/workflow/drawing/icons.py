"""The drawing's icons: strokes in a field of 24 by 24, one for each kind of node."""

from collections.abc import Mapping
from typing import Final

ICONS: Final[Mapping[str, str]] = {
    "trigger": "M13 3 5 14h6l-1 7 8-11h-6z",
    "auth_gate": "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
    "mcp_tool": "M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5l-2.5 2.5-2.5-.5-.5-2.5z",
    "if_else": "M12 3v6M12 9c0 5-6 4-6 10M12 9c0 5 6 4 6 10M3.5 16.5 6 19.5l2.5-3M15.5 16.5l2.5 3 2.5-3",
    "switch": "M12 3v17M12 8c0 5-7 4-7 11M12 8c0 5 7 4 7 11M9.8 18l2.2 2.5 2.2-2.5",
    "human_handoff": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "notify": "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4",
    "tag": "M4 4h7l9 9-7 7-9-9zM8.2 8.2v.01",
    "ai_agent": "M11 4l1.8 5.2L18 11l-5.2 1.8L11 18l-1.8-5.2L4 11l5.2-1.8zM18.5 15.5v5M16 18h5",
    "send_message": "M4 5h16v11h-9l-4.5 4v-4H4zM8 9h8M8 12h5",
    "wait": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
}
