"""Many readers at once, each with a connection of its own and time to think between pages."""

from __future__ import annotations

import gzip
import http.client
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.pages.walk import Visit, walk

TIMEOUT_SECONDS = 30.0
_TYPING = {
    "HX-Request": "true",
    "HX-Trigger": "q",
    "HX-Current-URL": "/search",
    "Accept": "text/html",
}


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked: ``users`` readers who think ``think`` seconds on average."""

    port: int
    users: int
    think: float
    seconds: float
    warm_up: float
    seed: int


@dataclass(slots=True)
class Seen:
    """Seconds and compressed bytes of each answer by its kind; what was no good answer."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """One reader; what they saw before ``counted_from`` is not kept."""

    load: Load
    number: int
    counted_from: float
    seen: Seen = field(default_factory=Seen)

    def read(self) -> None:
        """Walk through the site until the time is over."""
        random = Random(f"{self.load.seed} {self.number}")
        ends = self.counted_from + self.load.seconds
        connection = connect(self.load.port)
        time.sleep(random.uniform(0, self.load.think))
        visits = walk(random)
        visit = next(visits)
        while time.monotonic() < ends:
            visit = visits.send(self._page(connection, visit))
            time.sleep(random.uniform(0.5, 1.5) * self.load.think)
        connection.close()

    def _page(self, connection: http.client.HTTPConnection, visit: Visit) -> str:
        started = time.monotonic()
        try:
            status, body = fetch(connection, visit)
        except (OSError, http.client.HTTPException) as error:
            self.seen.failures.append(f"{visit.address}: {error!r}")
            connection.close()
            return ""
        if status != http.client.OK:
            self.seen.failures.append(f"{visit.address}: {status}")
        elif started >= self.counted_from:
            self.seen.seconds[visit.kind].append(time.monotonic() - started)
            self.seen.sizes[visit.kind].append(len(body))
        return text(body)


def read_together(load: Load) -> Seen:
    """Let all readers read and return what they saw together."""
    counted_from = time.monotonic() + load.warm_up
    readers = [Reader(load, number, counted_from) for number in range(load.users)]
    threads = [threading.Thread(target=reader.read, daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _together([reader.seen for reader in readers])


def _together(parts: list[Seen]) -> Seen:
    whole = Seen()
    for part in parts:
        whole.failures += part.failures
        for kind, seconds in part.seconds.items():
            whole.seconds[kind] += seconds
            whole.sizes[kind] += part.sizes[kind]
    return whole


def connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)


def fetch(connection: http.client.HTTPConnection, visit: Visit) -> tuple[int, bytes]:
    """Return the status and the compressed body; a connection closed meanwhile is opened anew."""
    headers = {"Accept-Encoding": "gzip", **(_TYPING if visit.typing else {})}
    try:
        return _asked(connection, visit.address, headers)
    except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
        connection.close()
        return _asked(connection, visit.address, headers)


def _asked(
    connection: http.client.HTTPConnection, address: str, headers: dict[str, str]
) -> tuple[int, bytes]:
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    return response.status, response.read()


def text(body: bytes) -> str:
    """Return a body as text, decompressed if it was compressed."""
    plain = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    return plain.decode("utf-8", "replace")
