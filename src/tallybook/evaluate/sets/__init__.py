"""One module a set of known answers."""
