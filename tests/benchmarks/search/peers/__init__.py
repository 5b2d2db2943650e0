"""The engines of the benchmark by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.benchmarks.search.peers.contract import Peer, PeerMissing

OURS = "newsroom"
FAST_PEERS = ("tantivy", "fts5")
STOCK = "stock_whoosh"
PEERS = (*FAST_PEERS, STOCK)
_CLASSES = {OURS: "Newsroom", "tantivy": "Tantivy", "fts5": "FTS5", STOCK: "StockWhoosh"}


def open_peer(name: str, folder: Path) -> Peer:
    """Return the engine of that name over a folder, which is made if it is not there.

    Raises ``PeerMissing`` when its package is not installed.
    """
    module = import_module(f"{__name__}.{name}")
    folder.mkdir(parents=True, exist_ok=True)
    peer: Peer = getattr(module, _CLASSES[name])(folder)
    return peer


def missing_peers() -> dict[str, str]:
    """Return the engines that cannot run here, each with what to do about it."""
    found = {}
    for name in PEERS:
        try:
            import_module(f"{__name__}.{name}")
        except PeerMissing as error:
            found[name] = str(error)
    return found
