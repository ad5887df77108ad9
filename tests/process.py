"""The bot as a real process in a folder of its own: started, asked, killed, and started again.

``bot_in`` ends the process whatever happens, and holds every line of its log against what the people of
the test said: nothing private may be in it.
"""

import asyncio
import os
import re
import resource
import secrets
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import tomlkit

from tests.lines import LIMIT, Lines

ROOT = Path(__file__).resolve().parents[1]
RUN = ("-m", "bot", "run")
MIRROR = ("-m", "tests.flows.mirror")
"""The same process with an agent that says what it was told; see the module."""
HASTE: Mapping[str, Any] = {
    "burst": 1_000_000,
    "per_second": 1_000_000.0,
    "sessions_per_minute": 1_000_000,
    "streams": 50,
}
"""Limits of ``[web]`` that no load of a test reaches."""
UNGIVEN = range(11_000, 32_768)
"""Ports for who names one: those that Linux and macOS give by themselves are above, and one that Chromium
refuses is below."""
Settings = Mapping[str, Mapping[str, Any]]
SEEN: list["Bot"] = []
"""The bots of the test that runs now, and those that outlive it: a test that fails shows what they logged."""


@dataclass(frozen=True, slots=True)
class Start:
    """What one start cost: seconds until ``/readyz`` said yes, and then the memory held, in megabytes."""

    seconds: float
    megabytes: float


class Bot:
    """One bot. ``settings`` are the sections of its file, beside a free port and limits out of the way.

    ``up`` is set while it answers. ``private`` are words that must never be in its log; stack
    traces may only with ``traces``. Where the test
    gives an agent's answers, ``answers`` become the file of the scripted agent. ``env`` is what the next
    start finds in its environment.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        program: tuple[str, ...] = RUN,
        answers: str = "",
        config: str = "config.toml",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.database = folder / "data" / "handoff.db"
        self.config = folder / config
        self.up = asyncio.Event()
        self.private: set[str] = set()
        self.traces = False
        self.over = False
        self.starts: list[Start] = []
        self.log = Lines()
        self.printed = Lines()
        self._program = program
        self.env = {**_environment(), **(env or {})}
        self._process: asyncio.subprocess.Process | None = None
        self._pumps: list[asyncio.Task[None]] = []
        if answers:
            (folder / "answers.txt").write_text(answers, "utf-8")
            settings = {**settings, "agent": {"kind": "scripted", "script": "answers.txt"}}
        self.configure(settings)

    def configure(self, settings: Settings) -> None:
        """Write the file, as an editor does: a new one in the old one's place."""
        web = {"port": self.port, **HASTE, **settings.get("web", {})}
        draft = self.config.with_suffix(".new")
        draft.write_text(tomlkit.dumps({"bot": {"burst": 0}, **settings, "web": web}), "utf-8")
        draft.replace(self.config)

    async def start(self) -> None:
        """Start, and wait until it says that it is ready."""
        began = time.perf_counter()
        seen = self.printed.count
        await self.launch()
        try:
            await self.printed.find("inbox:", seen)
        except AssertionError:
            await self.ended()
            raise AssertionError(f"it does not start: {self.log}") from None
        await self._ready()
        self.starts.append(Start(time.perf_counter() - began, _megabytes(self.pid)))
        self.up.set()

    async def launch(self) -> None:
        """Start, and do not wait."""
        self._process = process = await self._spawn(*self._program, "--config", str(self.config))
        assert process.stdout is not None
        assert process.stderr is not None
        self._pumps = [
            asyncio.create_task(self.printed.pump(process.stdout)),
            asyncio.create_task(self.log.pump(process.stderr)),
        ]

    async def kill(self) -> None:
        """End it at once and without a warning, as the lack of power would."""
        self.up.clear()
        self.signal(signal.SIGKILL)
        await self.ended()

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end and wait for that; return the exit code."""
        self.up.clear()
        self.signal(how)
        return await self.ended()

    def signal(self, how: signal.Signals) -> None:
        """Send a signal, and do not wait."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(how)

    async def ended(self) -> int:
        """Wait until it has ended; return the exit code."""
        assert self._process is not None
        async with asyncio.timeout(LIMIT):
            code = await self._process.wait()
            await asyncio.gather(*self._pumps)
        return code

    async def close(self) -> None:
        """See to it that nothing runs any more."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    async def token(self, operator: str) -> str:
        """Return an API token, as ``handoff token NAME`` prints it."""
        process = await self._spawn("-m", "bot", "token", operator, "--config", str(self.config))
        async with asyncio.timeout(LIMIT):
            out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        token = _after("token: ", out.decode())
        self.private.add(token)
        return token

    @property
    def chat_url(self) -> str:
        """Where contacts chat, as it was printed."""
        return _after("chat: ", str(self.printed))

    @property
    def inbox_link(self) -> str:
        """The newest one-time link to the inbox that was printed."""
        return _after("inbox: ", str(self.printed))

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    def allow_files(self, size: int) -> None:
        """Let no file of the process grow beyond so many bytes: what a full disk does to it."""
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def check_log(self) -> None:
        """Fail when anything private is in the log, or a stack trace that nobody expected."""
        log = str(self.log)
        leaked = sorted(words for words in self.private if _tells(log, words))
        assert not leaked, f"in the log: {leaked}"
        assert self.traces or "Traceback" not in log, log

    async def _spawn(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=self.folder,
            env=self.env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def _ready(self) -> None:
        async with asyncio.timeout(LIMIT), aiohttp.ClientSession(self.base) as http:
            while True:
                async with http.get("/readyz") as reply:
                    if reply.status == 200:
                        return
                await asyncio.sleep(0.01)


@asynccontextmanager
async def bot_in(folder: Path, settings: Settings | None = None, **more: Any) -> AsyncIterator[Bot]:
    """Run a bot for as long as the block lasts, then read its log; ``more`` as ``Bot`` takes it."""
    async with bot_of(folder, settings, **more) as bot:
        await bot.start()
        yield bot


@asynccontextmanager
async def bot_of(folder: Path, settings: Settings | None = None, **more: Any) -> AsyncIterator[Bot]:
    """Prepare a bot and do not start it; end it and read its log after the block."""
    bot = Bot(folder, settings or {}, **more)
    SEEN.append(bot)
    try:
        yield bot
    finally:
        await bot.close()
        bot.over = True
    bot.check_log()


def free_port() -> int:
    """Return a port of this machine that nobody listens on, and that the system gives to nobody by itself.

    A process takes a second to start: of the ports that the system gives, another server or a mere call
    might have it by then.
    """
    while True:
        port = secrets.choice(UNGIVEN)
        with suppress(OSError), socket.socket() as door:
            door.bind(("127.0.0.1", port))
            return port


async def until(done: Callable[[], bool]) -> None:
    """Wait for what nobody tells us of; fails after a while."""
    async with asyncio.timeout(LIMIT):
        while not done():  # noqa: ASYNC110  # another process does it
            await asyncio.sleep(0.01)


def _environment() -> dict[str, str]:
    """Return this process's environment without settings for a bot; tests can be imported there."""
    mine = {name: value for name, value in os.environ.items() if not name.upper().startswith("HANDOFF")}
    return {**mine, "PYTHONPATH": str(ROOT)}


def _tells(log: str, words: str) -> bool:
    """Whether a log holds these words; digits alone only as a number of their own, since a log has clocks."""
    if words.isdigit():
        return re.search(rf"(?<![\w.]){words}(?!\w)", log) is not None
    return words in log


def _after(label: str, text: str) -> str:
    found = [line for line in text.splitlines() if line.startswith(label)]
    assert found, f"no line with {label!r} in:\n{text}"
    return found[-1].removeprefix(label).strip()


def _megabytes(pid: int) -> float:
    """Return the memory a process holds; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
