"""Parts that the plain install leaves out: named, with what installs them."""

from __future__ import annotations

from importlib.util import find_spec

from tallybook.errors import UsageError


def needs(extra: str, *modules: str) -> None:
    """UsageError where one of the modules is not installed; extra: what installs them all."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"this needs {', '.join(missing)}, which the plain install leaves out; "
            f"install with: pip install 'tallybook[{extra}]'"
        )
