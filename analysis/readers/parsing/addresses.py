"""Addresses of pages: their host."""

from urllib.parse import urlsplit


def name_host(address: str) -> str:
    """The host of an address without `www.`; empty where it has none.

    >>> name_host("https://www.courier.example:8080/a"), name_host("www.courier.example"), name_host("//[x")
    ('courier.example', 'courier.example', '')
    """
    address = address.strip()
    try:
        host = urlsplit(address if "//" in address[:8] else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").strip(".") if "." in host else ""
