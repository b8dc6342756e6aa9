"""printing: a tally's document as PDF. The door to typst."""

from tallybook.web.printing.setting import NotSet, set_pdf
from tallybook.web.printing.sheet import sheet_of

__all__ = ["NotSet", "set_pdf", "sheet_of"]
