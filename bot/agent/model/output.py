"""The two ways in which the model may end a turn; everything in them is checked again on our side."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field


def _share(value: object) -> object:
    """Take 85 and "85%" for 0.85: models do, and a retry costs a request."""
    if isinstance(value, str):
        text = value.strip().rstrip("%").strip()
        value = float(text) if text.replace(".", "", 1).isdigit() else value
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 < value <= 100:
        return value / 100
    return value


class Answering(BaseModel):
    """Answer the contact."""

    # The text comes last: what it is judged by is known before its first word, so it may be shown growing.
    asking: bool = False
    sources: list[str] = Field(default_factory=list, max_length=50)
    confidence: Annotated[float, BeforeValidator(_share)] = Field(ge=0, le=1, allow_inf_nan=False)
    text: str = Field(min_length=1, max_length=12_000)


class Escalating(BaseModel):
    """Ask for a person of the team."""

    reason: str = Field(min_length=1, max_length=2_000)
    category: str = Field("unknown_answer", max_length=200)


Output = Answering | Escalating
