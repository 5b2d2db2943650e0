"""Ctrl-C, SIGTERM and a closed terminal as one wish: stop."""

import signal
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """Remembers that somebody said stop; while ``interrupts`` it also raises ``KeyboardInterrupt``.

    Remembering matters: an exception raised by a signal is lost where it meets a destructor.
    """

    def __init__(self, *, interrupts: bool = True) -> None:
        self.to_stop = False
        self.interrupts = interrupts
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for number in SIGNALS:
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue  # As nohup asks for.
            self._handlers[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.to_stop = True  # No lock here: a signal may come while one is held.
        if self.interrupts:
            raise KeyboardInterrupt

    def no_more_interrupts(self) -> None:
        """Only remember from now on; raises ``KeyboardInterrupt`` for a wish that was lost."""
        self.interrupts = False
        if self.to_stop:
            raise KeyboardInterrupt
