"""Tallybook: who said how many, of whom, where and when, and what follows from it."""

__version__ = "0.1.0"
