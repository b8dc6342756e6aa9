"""Words, sentences, names and trees of a language; what other floors read text with."""
