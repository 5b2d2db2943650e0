"""The site's secret key: made once, kept in the data folder, readable by its owner only."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MIN_LENGTH = 50


def secret_key(path: Path) -> str:
    """Return the key in ``path``, making it (mode 0600) the first time.

    Two processes starting at once agree: the file appears whole, under a name that only one wins.
    Raises ``ImproperlyConfigured`` for a key too short to protect sessions, and where none can be
    read or made.
    """
    try:
        if not path.exists():
            _create(path)
        key = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be used: {error.strerror}.") from error
    if len(key) < MIN_LENGTH:
        raise ImproperlyConfigured(f"{path} holds no usable key. Delete it to make a new one.")
    return key


def _create(path: Path) -> None:
    # Made readable by its owner only, under a name nobody else has.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # Another process was first; its key is the one.
    finally:
        Path(draft).unlink()
