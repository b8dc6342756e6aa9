"""The recipe of the gazetteer: `python -m tools.gazetteer --admin-names FOLDER`."""
