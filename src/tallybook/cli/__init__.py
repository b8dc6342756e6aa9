"""The command line. The one door to Typer and Rich."""
