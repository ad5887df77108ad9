"""The ``[sms]`` section: the gateway that texts one-time codes to telephones."""

from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from bot.config.values import Secret, Section, Url

COUNTRY: Final = "must be a country's two letters, such as DE"


def _country(code: str) -> str:
    from importlib.util import find_spec

    if len(code) != 2 or not code.isascii() or not code.isupper():
        raise ValueError(COUNTRY)
    if find_spec("phonenumbers") is not None:  # else `available` says what to install
        from phonenumbers import SUPPORTED_REGIONS

        if code not in SUPPORTED_REGIONS:
            raise ValueError(f"there is no country {code!r} that has telephones; write for example DE")
    return code


class Sms(Section):
    """``[sms]``: a URL that sends texts for whoever shows the ``token``, or signs with the ``secret``.

    Texts go only to mobile numbers of ``countries``; the first is that of numbers written without one.
    Limits are as in ``[mail]``, and lower, because each text costs money.
    """

    url: Url
    token: Secret | None = None
    secret: Secret | None = None
    countries: tuple[Annotated[str, AfterValidator(_country)], ...] = Field(min_length=1)
    per_hour: int = Field(4, ge=1, le=1000)
    per_day: int = Field(10, ge=1, le=1000)
    all_per_hour: int = Field(60, ge=1, le=10_000)

    @model_validator(mode="after")
    def _proves_itself(self) -> Self:
        if self.token is None and self.secret is None:
            raise ValueError("needs token or secret, so that nobody else can send texts at your cost")
        return self
