"""web: the page. FastAPI and Jinja have their one door here; what is shown comes from `queries`."""

from tallybook.web.app import create_app
from tallybook.web.settings import Settings

__all__ = ["Settings", "create_app"]
