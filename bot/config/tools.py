"""The ``[tools.NAME]`` sections: MCP servers, whose tools the agent and workflows may call."""

import re
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic import StringConstraints as Limits

from bot.config.values import Seconds, Secret, Section, Url

KEYS: Final = ("idempotency_key", "idempotencyKey")
"""What tools usually call the argument that makes a repeated call harmless."""
EVERY: Final = "*"
"""Stands in ``allow`` and ``approve`` for all tools; in the file it is written ``"all"``."""


def _single(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", name) or "__" in name or name.endswith("_"):
        raise ValueError("a server's name is letters, digits, - and single _; tools are called server__tool")
    return name


def _named(value: object) -> object:
    if isinstance(value, str) and value != "all":
        raise ValueError('must be a list of tools such as ["get_order"], or "all"')
    return (EVERY,) if value == "all" else value


def _variable(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        raise ValueError(f"{name!r} is no name for an environment variable; write for example API_KEY")
    return name


def _header(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
        raise ValueError(f"{name!r} is no name for a header; write for example Authorization")
    return name


ServerName = Annotated[str, AfterValidator(_single)]
"""What a server is called in the names of its tools: letters, digits, ``-`` and single ``_``."""
ToolName = Annotated[str, Limits(min_length=1, max_length=128)]
ToolNames = Annotated[tuple[ToolName, ...], BeforeValidator(_named)]
Variable = Annotated[str, AfterValidator(_variable)]
Header = Annotated[str, AfterValidator(_header)]


class ServerSettings(Section):
    """``[tools.NAME]``: a program that is started (``command``), or a server that is called (``url``).

    ``allow`` names the tools that may be called at all, ``approve`` those for which a person must agree
    when the model calls them. A started program sees nothing of this process's environment but PATH and
    HOME, and ``env``. ``read`` says that these tools only read, or (false) that none does, whatever the
    server claims. ``max_result`` is in characters.
    """

    command: tuple[str, ...] = ()
    url: Url | None = None
    env: dict[Variable, Secret] = Field(default_factory=dict)
    headers: dict[Header, Secret] = Field(default_factory=dict)
    allow: ToolNames
    approve: ToolNames = ()
    read: bool | None = None
    timeout: Seconds = Field(30.0, gt=0, le=3600)
    key_argument: str | None = Field(None, min_length=1, max_length=128)
    max_result: int = Field(20_000, ge=200, le=1_000_000)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.command) == (self.url is not None):
            raise ValueError('needs either command = ["program", "argument"] or url = "https://..."')
        if self.command and not self.command[0].strip():
            raise ValueError("the first word of command is the program to start; it is empty")
        if self.command and self.headers:
            raise ValueError("headers go with url; a started program gets its secrets through env")
        if self.url and self.env:
            raise ValueError(
                "env goes with command; a server that is called gets its secrets through headers"
            )
        return self

    @model_validator(mode="after")
    def _approves_what_is_allowed(self) -> Self:
        from bot.config.faults import hint

        for name in self.approve:
            if name != EVERY and not self.allows(name):
                raise ValueError(f"approve names {name!r}, which allow does not{hint(name, self.allow)}")
        return self

    def allows(self, tool: str) -> bool:
        """Whether the tool may be called at all."""
        return EVERY in self.allow or tool in self.allow

    def asks(self, tool: str) -> bool:
        """Whether a person must agree before the model's call."""
        return EVERY in self.approve or tool in self.approve

    @property
    def keys(self) -> tuple[str, ...]:
        """The names under which a tool may take our key."""
        return KEYS if self.key_argument is None else (self.key_argument,)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must never be shown, whoever repeats it."""
        return tuple(value.get_secret_value() for value in (*self.env.values(), *self.headers.values()))
