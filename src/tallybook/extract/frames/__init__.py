"""The closed set of frames: the ways in which a sentence counts something."""
