"""What was made before and need not be made again: a content-addressed store on disk.

`report.cache.pieces` recalls results, figures and verdicts; `report.cache.stamp` tells that nothing changed at all.
"""

from report.cache.store import NoStore, Store, open_store
from report.cache.workspace import workspace

__all__ = ["NoStore", "Store", "open_store", "workspace"]
