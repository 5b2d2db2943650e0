"""Typed reading of environment variables; a bad value stops the start with one sentence."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Read ``1`` or ``0``; anything else raises ``ImproperlyConfigured``."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value == "1"


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Read one of ``allowed``; with an empty default, where others reach us, it must be set."""
    value = text(name, default)
    if not value:
        raise ImproperlyConfigured(
            f"{name} must be chosen, because others can reach the site: {' or '.join(allowed)}."
        )
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def languages(name: str, default: Sequence[str], allowed: Collection[str]) -> tuple[str, ...]:
    """Read primary language tags between commas, each one of ``allowed``, in any case."""
    tags = text(name, ",".join(default)).casefold().split(",")
    chosen = tuple(dict.fromkeys(tag.strip() for tag in tags))
    for tag in chosen:
        if tag not in allowed:
            raise ImproperlyConfigured(
                f"{name} must be language tags between commas like en,fr; {tag!r} is none"
                " whose language can be told."
            )
    return chosen


def folder(name: str, default: Path) -> Path:
    """Read an absolute folder path and make the folder, readable by its owner only."""
    path = Path(text(name, str(default))).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path, not {str(path)!r}.")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: cannot make {path}: {error.strerror}.") from error
    return path


def url(name: str, default: str) -> SplitResult:
    """Read the site's address: ``http`` or ``https``, a host, perhaps a port, and nothing else."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        parts, usable = urlsplit(""), False
    if not usable or parts.path.strip("/") or parts.query or parts.username:
        raise ImproperlyConfigured(f"{name} must look like https://example.org, not {value!r}.")
    return parts


def address(name: str, default: str) -> tuple[str, int]:
    """Read ``HOST:PORT``; an IPv6 host stands in brackets."""
    value = text(name, default)
    try:
        parts = urlsplit(f"//{value}")
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if not host or not port or parts.path:
        raise ImproperlyConfigured(f"{name} must look like 127.0.0.1:8000, not {value!r}.")
    return host, port
