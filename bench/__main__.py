"""``make bench``: how fast a turn is, beside what the machine could do at all, in one run."""

import argparse
import asyncio
import logging
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import structlog

from bench import floor, turns, web

ROUNDS = 3


def main() -> None:
    """Measure and print the table. Only ratios within one run mean anything on a shared machine."""
    given = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    given.add_argument("--rounds", type=int, default=ROUNDS, help="how often the speeds are measured")
    rounds = given.parse_args().rounds
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    print("SQLite, WAL, synchronous=FULL; medians of", rounds, "rounds\n")
    asyncio.run(_measure(rounds))


async def _measure(rounds: int) -> None:
    bare, lone, full = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            bare.append(await floor.grouped(Path(folder) / "bare.db"))
            lone.append(floor.single(Path(folder) / "lone.db"))
            full.append(await turns.full_speed(Path(folder)))
    best = statistics.median(bare)
    _row("turns", "turns/s", "share of the bare writer")
    _row("bare writer thread, group commit", f"{best:,.0f}", "100 %")
    _row("bare, one commit a turn", f"{statistics.median(lone):,.0f}", _share(statistics.median(lone), best))
    _row("full turn (target 25 %)", f"{statistics.median(full):,.0f}", _share(statistics.median(full), best))
    with tempfile.TemporaryDirectory() as folder:
        quiet = await turns.steady(Path(folder))
        echo = await web.floor(Path(folder))
        page = await web.steady(Path(folder))
    _row("\nat 50 messages/s", "p50 ms", "p99 ms")
    _row("message to sent answer", *_both(quiet))
    _row("bare aiohttp echo, one durable commit", *_both(echo))
    _row("web: POST to answer in the stream (target 4 / 15)", *_both(page))
    times = statistics.median(page) / statistics.median(echo)
    _row("web over the bare echo (target 3 x)", f"{times:.1f} x", "")


def _row(name: str, one: str, two: str) -> None:
    print(f"{name:<52}{one:>12}  {two:>12}")


def _share(rate: float, best: float) -> str:
    return f"{100 * rate / best:.0f} %"


def _both(taken: Sequence[float]) -> tuple[str, str]:
    ordered = sorted(taken)
    return f"{statistics.median(ordered):.1f}", f"{ordered[int(len(ordered) * 0.99)]:.1f}"


main()
