"""What sends mail, as the file may write it: who it comes from, and by which server."""

from pydantic import SecretStr

from channels.email.servers import smtp_server


def good_sender(text: str) -> str:
    """Return ``Shop <help@shop.example>`` as it was; raises ValueError for what is no address."""
    from channels.email.names import mailbox

    mailbox(text)
    return text


def good_server(url: SecretStr) -> SecretStr:
    """Return ``smtps://user:password@mail.example:465`` as it was; raises ValueError for no mail server."""
    smtp_server(url.get_secret_value())
    return url
