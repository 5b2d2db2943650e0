"""The web server's log without what a reader searched for."""

from typing import Any

from gunicorn.glogging import Logger


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn comes without types.
    """gunicorn names the address of a request that fails; here it does so without the query."""

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        super().exception(msg, *map(_without_query, args), **kwargs)


def _without_query(argument: Any) -> Any:
    return argument.partition("?")[0] if isinstance(argument, str) else argument
