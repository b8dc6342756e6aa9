"""Pages into blocks: every character gets a role, and the page's own cues fill its metadata."""

from tallybook.clean.blocks import find_blocks

__all__ = ["find_blocks"]
