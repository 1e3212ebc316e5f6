"""What was made before and need not be made again: a content-addressed store on disk."""

from report.cache.store import NoStore, Store, open_store
from report.cache.workspace import workspace

__all__ = ["NoStore", "Store", "open_store", "workspace"]
