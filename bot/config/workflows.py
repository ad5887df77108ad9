"""The ``[workflows.*]`` and ``[mail]`` sections: which workflows run, and how one-time codes are mailed."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.config.mail import good_sender, good_server
from bot.config.values import FilePath, Label, Secret, Section, Url


class Workflow(Section):
    """``[workflows.NAME]``: a file of ``docs/workflows.md``.

    ``queue`` decides what the workflow asks reviewers where neither its node nor the file names a queue.
    One that is not ``enabled`` begins no run; those that were begun go on.
    """

    file: FilePath
    enabled: bool = True
    queue: Label | None = None


class Mail(Section):
    """``[mail]``: how a workflow proves an address; what is not set is taken from ``[channels.email]``.

    ``per_hour`` is how many codes one contact, or one address, can have in an hour, ``all_per_hour`` how
    many all of them together: whoever opens page after page cannot have strangers mailed without end.
    ``per_day`` bounds how often anybody can guess at the codes of one address.
    """

    sender: Annotated[str, AfterValidator(good_sender)] | None = Field(None, alias="from", max_length=300)
    smtp_url: Annotated[Secret, AfterValidator(good_server)] | None = None
    resend_key: Secret | None = None
    resend_base: Url = "https://api.resend.com"
    per_hour: int = Field(6, ge=1, le=1000)
    per_day: int = Field(20, ge=1, le=1000)
    all_per_hour: int = Field(300, ge=1, le=10_000)
