"""The map: a frame on the world, the sheet behind it, and the marks on it, as parts of one SVG."""
