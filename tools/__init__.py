"""Recipes that make the data of the package; not needed at run time."""
