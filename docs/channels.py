"""Draws the table of what goes through between channels: run the flows, then ``python docs/channels.py``.

The flows in ``tests/flows/messengers/test_fidelity.py`` let people on each platform send one of each kind,
look at what the other side sees, and write ``artifacts/fidelity.json``. This file turns that into a page.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

Found = Mapping[str, Mapping[str, str]]
"""Kind -> level, for each ``CONTACT - TEAM - WAY``."""

PAGE: Final = Path(__file__).parent / "channels.md"
SEEN: Final = Path(__file__).parents[1] / "artifacts" / "fidelity.json"
TITLES: Final = {"web": "the web page", "telegram": "Telegram", "slack": "Slack", "discord": "Discord"}
TEAMS: Final = ("slack", "telegram", "discord")
WAYS: Final = {"to the team": "to {}", "to the contact": "from {}"}
MARKS: Final = {"impossible": "–", "impossible, said once": "– ¹"}
HEAD: Final = """# What goes through

Contacts write where they are, the team answers where it is, and each platform can do other things. This
table is not written by hand: people of a test sent one of each kind through every pair, with the real client
libraries, and what the other side then saw stands here. `python docs/channels.py` draws it from the last run.

| | |
|---|---|
| full | it arrives as what it is |
| partial | it arrives, and something of it is lost: a sticker comes as a picture, formatting as plain words |
| explained | it is told in words, such as "(changed to) ..." or a link to a map |
| – | one of the two platforms has no such thing, or does not tell bots of it |
| – ¹ | the same, and the operator reads so once, at the head of the thread |

A contact's formatting is always plain words for the team, on purpose: nothing that a contact writes becomes
a link, a mention or markup there.
"""


def page(found: Found) -> str:
    """Return the page for what was seen."""
    return "\n".join([HEAD, *(part for contact in TITLES for part in _section(contact, found))])


def _section(contact: str, found: Found) -> Iterator[str]:
    columns = [(team, way) for team in TEAMS for way in WAYS]
    yield f"## Contacts on {TITLES[contact]}\n"
    yield "| | " + " | ".join(WAYS[way].format(TITLES[team]) for team, way in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    levels = [found[f"{contact} - {team} - {way}"] for team, way in columns]
    for kind in levels[0]:
        yield f"| {kind} | " + " | ".join(MARKS.get(one[kind], one[kind]) for one in levels) + " |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(json.loads(SEEN.read_text("utf-8"))), encoding="utf-8")
