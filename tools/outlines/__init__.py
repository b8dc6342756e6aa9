"""The recipe of the map's outlines: `python -m tools.outlines --gpkg FILE`."""
