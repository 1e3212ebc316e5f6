"""What was made before and need not be made again: a content-addressed store on disk."""

from report.cache.pieces import Pieces, Recalled
from report.cache.store import NoStore, Store, open_store
from report.cache.workspace import workspace

__all__ = ["NoStore", "Pieces", "Recalled", "Store", "open_store", "workspace"]
