"""Trouble in one sentence, for a terminal."""

from django.db import DatabaseError


def in_one_sentence(error: Exception) -> str:
    """Return what went wrong, for somebody who did not write the code."""
    if isinstance(error, DatabaseError):
        said = str(error).strip().partition("\n")[0].rstrip(".")
        return f"The database cannot be used: {said}."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'A file'} cannot be used: {error.strerror}."
    return str(error)
