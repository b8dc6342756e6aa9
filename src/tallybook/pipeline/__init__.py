"""The way of the data: read, clean, extract, link, reconcile, store, as plain functions."""
