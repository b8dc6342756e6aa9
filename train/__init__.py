"""The recipe of the parser: from treebanks to the weights that the package ships."""
