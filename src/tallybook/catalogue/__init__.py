"""Knowledge of the world as data: measures, parties, places, sources, conventions."""
