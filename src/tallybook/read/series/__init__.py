"""Files of figures, day by day, into rows: each with its text as it stands in the file."""

from tallybook.read.series.reading import read_rows

__all__ = ["read_rows"]
