"""The log: one line an event, a conversation's id on each, and nothing in it that is not ours to keep.

``structlog`` in front, the standard library behind, so that the lines of aiohttp and of every SDK take
the same road and lose the same secrets.
"""

import logging
import os
import re
import sys
from contextlib import AbstractContextManager
from typing import Any, Final, TextIO

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor

from bot.redaction import Redaction

QUIET: Final = (
    *("asyncio", "watchfiles", "MARKDOWN", "httpx", "httpx2", "hpack", "mcp"),
    *("openai", "anthropic", "pydantic_ai", "aioimaplib"),  # their debug lines hold whole conversations
)
"""Loggers whose lines below a warning say nothing about this bot."""
_QUERY: Final = re.compile(r"\?\S*")


def _speaks_of_voice(record: logging.LogRecord) -> bool:
    """Leave out that there will be no voice calls: there are none in this bot."""
    return "voice will NOT be supported" not in str(record.msg)


def configure(
    level: str = "info", form: str = "auto", texts: bool = False, stream: TextIO | None = None
) -> None:
    """Send every log line of this process to ``stream`` (standard error), in place of what was set before.

    ``form`` is ``json``, ``pretty``, or ``auto``: pretty on a terminal. ``texts`` lets what people wrote
    be logged; without it their length is.
    """
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    pretty = form == "pretty" or (form == "auto" and out.isatty())
    handler.setFormatter(_formatter(_pretty(out) if pretty else _json(), texts))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    logging.getLogger("discord.client").addFilter(_speaks_of_voice)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_facts(), ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=BoundLogger,
    )


def bind(**facts: object) -> AbstractContextManager[None]:
    """Put facts such as ``conversation=...`` on every line that is logged inside the ``with``."""
    return bound_contextvars(**{name: str(fact) for name, fact in facts.items()})


def get(name: str) -> BoundLogger:
    """Return a logger: ``log.info("sent", channel="web", seconds=0.2)``."""
    logger: BoundLogger = structlog.get_logger(name)
    return logger


def _facts() -> list[Processor]:
    return [
        merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _pretty(out: TextIO) -> Processor:
    """Colours are for a terminal that has them, and for whoever has not set NO_COLOR (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return structlog.dev.ConsoleRenderer(colors=out.isatty() and not plain)


def _json() -> Processor:
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _formatter(renderer: Processor, texts: bool) -> logging.Formatter:
    return ProcessorFormatter(
        foreign_pre_chain=[*_facts(), structlog.stdlib.ExtraAdder(), _without_queries],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.UnicodeDecoder(),
            Redaction(texts),
            renderer,
        ],
    )


def _without_queries(logger: Any, name: str, event: EventDict) -> EventDict:
    """Cut what stands after the question mark from aiohttp's access lines: tokens and names live there."""
    if event.get("logger") == "aiohttp.access":
        event = {key: _QUERY.sub("", part) if isinstance(part, str) else part for key, part in event.items()}
    return event
