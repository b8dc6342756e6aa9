"""Upkeep: what follows from many items, kept right as items come and go."""

from tallybook.upkeep.cells import Cells
from tallybook.upkeep.clusters import Clusters, Placed

__all__ = ["Cells", "Clusters", "Placed"]
