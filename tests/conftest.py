"""What every test stands on: no network but loopback, a browser if there is one, a folder for screenshots."""

import ipaddress
import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.process import SEEN

ROOT = Path(__file__).resolve().parent.parent
LOGGED = 40
"""Lines of a bot's log that are shown with a failure."""
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


class NetworkUsed(BaseException):
    """A test tried to leave this machine. Not an Exception, so no retry loop can swallow it."""


def drop_proxies() -> None:
    """Forget the proxies of the person who runs the tests; the processes they start inherit that."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine. The empty and the unspecified address are."""
    if host in {"", "localhost"} or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def is_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return True
    return False


def as_text(host: object) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)


def refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """Audit every connection, datagram and look-up, whichever library makes it; Unix sockets may pass."""
    if not event.startswith("socket."):
        return
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[1]
        if isinstance(address, tuple) and isinstance(address[0], str) and not is_loopback(address[0]):
            raise NetworkUsed(f"{event} to {address[0]}: tests stay on this machine")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and args[0] is not None:
        host = as_text(args[0])
        if is_name(host) and not is_loopback(host):
            raise NetworkUsed(f"look-up of {host}: tests stay on this machine")


drop_proxies()
sys.addaudithook(refuse_network)

# Machines are slow and shared: an example that takes long is no fault.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", settings.get_profile("default"), max_examples=200, print_blob=True, derandomize=True
)
"""CI judges the change, and the same one always in the same way; `make search` looks for what it missed."""
settings.register_profile("search", settings.get_profile("default"), max_examples=4000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if CI else "default"))


@pytest.fixture(autouse=True)
def own_log_level() -> Iterator[None]:
    """Let no test that runs a command make the next one's log quieter."""
    root = logging.getLogger()
    before = root.level
    yield
    root.setLevel(before)


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """The git-ignored folder for screenshots and reports a person may want to look at."""
    folder = ROOT / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium (or of $CHROMIUM); skips without one, and fails instead in CI."""
    wanted = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    found = shutil.which(wanted)
    if found is None:
        reason = f"no Chromium at {wanted}: install it, or set CHROMIUM to its path"
        (pytest.fail if CI else pytest.skip)(reason)
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a test that failed what its bots logged last."""
    report = yield
    if report.failed:
        report.sections += [(f"log of {bot.folder.name}", bot.log.last(LOGGED)) for bot in SEEN]
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Forget the bots of a test that is over."""
    try:
        yield
    finally:
        SEEN[:] = [bot for bot in SEEN if not bot.over]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests counted; numbers of the same name are added up over all workers."""
    totals: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if isinstance(value, int):
                totals[name] += value
            else:
                terminalreporter.write_line(f"counted: {name}: {value}")
    for name, total in totals.items():
        terminalreporter.write_line(f"counted: {name}: {total:,}")
