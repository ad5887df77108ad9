"""``handoff run`` with an agent that says what it was told: ``python -m tests.flows.mirror --config FILE``.

What it answers is JSON: ``asked`` are the lines it was asked, ``past`` the role, name and text of each
before. In the environment, ``MIRROR_SECONDS`` is how long an answer takes, ``MIRROR_UNTIL`` a file without
which none is given, and ``MIRROR_PAST=no`` leaves the past out.
"""

import asyncio
import json
import os
import sys
from pathlib import Path

from bot.agent.base import Agent, Turn
from bot.process import run
from handoff.answer import Answer


class Mirror(Agent):
    """Answers every turn with the turn."""

    def __init__(self, seconds: float, until: Path, past: bool) -> None:
        self._seconds = seconds
        self._until = until
        self._past = past

    async def answer(self, turn: Turn) -> Answer:
        """Say what was asked, and what was said before."""
        await asyncio.sleep(self._seconds)
        while not self._until.exists():  # noqa: ASYNC110  # another process makes it
            await asyncio.sleep(0.01)
        past = [[said.role, said.name, said.text] for said in turn.past] if self._past else []
        return Answer(json.dumps({"asked": turn.asked.splitlines(), "past": past}), confidence=1.0)


def main() -> int:
    """Run until a signal ends it."""
    seconds, until = float(os.environ.get("MIRROR_SECONDS", "0")), Path(os.environ.get("MIRROR_UNTIL", "."))
    agent = Mirror(seconds, until, os.environ.get("MIRROR_PAST") != "no")
    return asyncio.run(run(Path(sys.argv[-1]), agent))


if __name__ == "__main__":
    sys.exit(main())
