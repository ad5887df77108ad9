"""What ``handoff check`` looks at; each part answers with what it found, never with an error."""

import errno
import socket
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.commands.automations import automations
from bot.commands.finding import Finding
from bot.commands.platforms import Checked, platforms
from bot.config import policy
from bot.config.model import Settings
from bot.config.values import reason
from channels.errors import ChannelError
from handoff.clock import ClockWords, when
from handoff.errors import StoreError
from handoff.policy import Queue

WRITTEN: Final = 1767225600.0
"""Seconds since 1970 UTC: the beginning of 2026. Whatever reads this runs later."""


async def findings(settings: Settings, channels: Mapping[str, Checked]) -> list[Finding]:
    """Look at everything; ``channels`` are the messengers to ask."""
    return [
        clock(settings.bot.zone, time.time()),
        await store(settings.store.path),
        web(settings),
        *await platforms(settings, channels),
        agent(settings),
        *await sms(settings),
        *await automations(settings),
        *queues(settings, time.time()),
        operators(settings),
    ]


def clock(zone: str, now: float) -> Finding:
    """Say what time it is here: hours, limits and links go by it, and so do platforms' certificates."""
    said = f"{datetime.fromtimestamp(now, ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
    ok = now >= WRITTEN
    return Finding("clock", (), said if ok else f"this machine's clock is wrong: it says {said}", ok)


async def store(path: Path) -> Finding:
    """Open the database and write to it; one that a running bot holds is as it should be."""
    from handoff.store.sqlite import SqliteStore

    key = ("store", "url")
    if in_use(path):
        return Finding("store", key, f"{path} is in use by a bot that runs")
    found = SqliteStore(path, readers=1)
    try:
        await found.open()
        await found.ping()
    except StoreError as error:
        return Finding("store", key, str(error) if str(path) in str(error) else f"{path}: {error}", ok=False)
    finally:
        await found.close()
    return Finding("store", key, f"{path} can be written")


def in_use(path: Path) -> bool:
    """Whether another process writes the database: a bot that runs."""
    from handoff.store.lock import Lock

    lock = Lock(path)
    try:
        lock.take()
    except StoreError:
        return True
    except OSError:
        return False
    lock.free()
    return False


def web(settings: Settings) -> Finding:
    """See whether the address is ours, and the port free or held by this very bot, running."""
    host, port = settings.web.host, settings.web.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, protocol) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            ours = in_use(settings.store.path)
            text = f"{host}:{port} is taken by {'the bot that runs' if ours else 'another program'}"
            return Finding("web", ("web", "port"), text, ours)
        return Finding("web", ("web", "host"), f"{host}:{port}: {reason(error)}", ok=False)
    return Finding("web", ("web", "port"), f"{host}:{port} is free")


def agent(settings: Settings) -> Finding:
    """See whether there is something to answer from."""
    folder, part = settings.agent.folder, f"agent ({settings.agent.kind})"
    if settings.agent.kind == "scripted":
        return _script(settings.agent.script, part)
    if not folder.is_dir():
        return Finding(part, ("agent", "folder"), f"there is no folder {folder}", ok=False)
    count = sum(1 for _ in folder.rglob("*.md"))
    return Finding(part, ("agent", "folder"), f"{count} Markdown files in {folder}", ok=count > 0)


def _script(path: Path | None, part: str) -> Finding:
    if path is None:
        return Finding(part, ("agent", "script"), 'says "…" to everything: script names no file')
    ok = path.is_file()
    return Finding(
        part, ("agent", "script"), f"says the lines of {path}" if ok else f"there is no file {path}", ok
    )


async def sms(settings: Settings) -> list[Finding]:
    """Ask whether the SMS gateway is there; nothing is sent."""
    if settings.sms is None:
        return []
    from bot.workflow.running.sms import Gateway

    try:
        return [Finding("sms", ("sms", "url"), await Gateway(settings.sms).check())]
    except ChannelError as error:
        return [Finding("sms", ("sms", "url"), str(error), ok=False)]


def queues(settings: Settings, now: float) -> Iterator[Finding]:
    """Say of each queue whether it is open, who is in it, and where it is told."""
    for queue in policy.queues(settings).values():
        who = ", ".join(sorted((*queue.operators, *queue.groups))) or "every operator"
        where = ", ".join(map(str, queue.notify)) or "nowhere"
        yield Finding(
            f"queue {queue.name}",
            ("queues", queue.name, "notify"),
            f"{_opening(queue, now)}; {who}; told in {where}",
            ok=bool(queue.notify),
        )


def _opening(queue: Queue, now: float) -> str:
    if queue.hours is None:
        return "always open"
    at = queue.hours.opens(now)
    if at is None:
        return "never open within a year"
    return (
        "open now"
        if at == now
        else f"opens {when(queue.hours.local(at), queue.hours.local(now), ClockWords())}"
    )


def operators(settings: Settings) -> Finding:
    """Name the team."""
    named = ", ".join(settings.operators) or "nobody is named: whoever has a link from `handoff token` is one"
    return Finding("operators", ("operators",), named)
