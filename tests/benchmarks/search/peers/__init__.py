"""The engines of the benchmark by name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.benchmarks.search.peers.contract import Peer, PeerMissing

OURS = "newsroom"
STOCK = "stock_whoosh"
PEERS = ("tantivy", "tantivy_approximate", "fts5", STOCK)
READERS = {"tantivy_approximate": "tantivy"}
"""Engines that only read the index of another one."""
_CLASSES = {
    OURS: ("newsroom", "Newsroom"),
    "tantivy": ("tantivy", "Tantivy"),
    "tantivy_approximate": ("tantivy", "ApproximateTantivy"),
    "fts5": ("fts5", "FTS5"),
    STOCK: ("stock_whoosh", "StockWhoosh"),
}


def open_peer(name: str, folder: Path) -> Peer:
    """Return the engine of that name over a folder, which is made if it is not there.

    Raises ``PeerMissing`` when its package is not installed.
    """
    module, class_ = _CLASSES[name]
    folder.mkdir(parents=True, exist_ok=True)
    peer: Peer = getattr(import_module(f"{__name__}.{module}"), class_)(folder)
    return peer


def index_folder(name: str, folder: Path) -> Path:
    """Return where in ``folder`` the index lies that the engine writes or reads."""
    return folder / READERS.get(name, name)


def missing_peers() -> dict[str, str]:
    """Return the engines that cannot run here, each with what to do about it."""
    found = {}
    for name in PEERS:
        try:
            import_module(f"{__name__}.{_CLASSES[name][0]}")
        except PeerMissing as error:
            found[name] = str(error)
    return found
