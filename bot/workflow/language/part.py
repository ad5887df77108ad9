"""What all parts of a workflow file have in common: frozen, spelled one way, no key that is not known."""

from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic import StringConstraints as Limits
from pydantic.alias_generators import to_camel

from bot.config.values import seconds

YEAR: Final = 366 * 86400


class Part(BaseModel):
    """A JSON object of the file. Keys are camelCase; ``source.py`` reads snake_case as the same."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, hide_input_in_errors=True
    )


Id = Annotated[str, Limits(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
"""A node's id: it goes into keys and buttons as ``run:node:visit``, so it holds no colon."""
Variable = Annotated[str, Limits(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,63}$")]
"""The name under which later nodes find a result."""
Words = Annotated[str, Limits(min_length=1, max_length=4000)]
"""A text for people, with ``{{variables}}`` in it."""
Short = Annotated[str, Limits(min_length=1, max_length=200)]
Duration = Annotated[
    float,
    BeforeValidator(seconds, json_schema_input_type=float | str),
    Field(gt=0, le=YEAR, allow_inf_nan=False),
]
"""Seconds; in the file a number of them, or text such as ``"10m"``."""
