"""Who says what: the parts that `extract.attributions` puts together."""
