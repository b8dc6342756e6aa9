"""Reading: whatever names reports (files, folders, globs, "-") into Reports and Problems."""

from tallybook.read.content import read_content
from tallybook.read.door import Raw, Reader, ReadOptions, find_readers
from tallybook.read.places import read_where

__all__ = ["Raw", "ReadOptions", "Reader", "find_readers", "read_content", "read_where"]
