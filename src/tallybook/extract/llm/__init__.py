"""A second extractor: what a language model proposes, kept only where the text bears it out."""
