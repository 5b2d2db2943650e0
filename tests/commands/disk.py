"""A disk that is full, as far as a process can have it to itself."""

import resource
from contextlib import contextmanager

ENOUGH_TO_BEGIN = 1_000
"""Bytes that a file may have: its locks, its layout and its announcement begin every rebuild."""


@contextmanager
def full_disk():
    """Let the system refuse every write that makes a file longer than a beginning."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ENOUGH_TO_BEGIN, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
