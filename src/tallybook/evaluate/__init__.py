"""Accuracy as a command: each set is read, scored against its key, and its misses listed."""
