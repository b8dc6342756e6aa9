"""Serving: the page on an address of this machine until it is stopped. The door to uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Thread
from typing import Final

import uvicorn

from tallybook.errors import TallybookError, UsageError
from tallybook.queries import Desk
from tallybook.queries.pasting import Drafts
from tallybook.web.app import create_app
from tallybook.web.charting import LIBRARY
from tallybook.web.rendering import Renderer
from tallybook.web.settings import Settings

PORT: Final = 8391
"""Where the page is looked for where nothing else is said."""
_TRIES: Final = 20


def bind(host: str, port: int | None) -> socket.socket:
    """A socket that listens there. port: None takes the first free one from PORT on, 0 any.

    UsageError where the address cannot be had.
    """
    tries = range(PORT, PORT + _TRIES) if port is None else (port,)
    reason = ""
    for each in tries:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, each))
            found.listen(128)
            return found
        except OSError as error:
            found.close()
            reason = error.strerror or str(error)
        except OverflowError:
            found.close()
            raise UsageError(f"--port: {each} is no port; give one from 1 to 65535") from None
    raise UsageError(
        f"{host}, port {tries[0]}: {reason}; name another with --port, or --port 0 for any"
    )


def serve(desk: Desk, settings: Settings, on: socket.socket, ready: Callable[[], None]) -> None:
    """Serves until a signal stops it. ready: called once the page answers."""
    app = create_app(desk, settings)
    drafts: Drafts = app.state.drafts
    renderer: Renderer = app.state.renderer
    Thread(target=_warm, args=(renderer, drafts), name="tallybook-warming", daemon=True).start()
    LIBRARY.begin()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    server = _Server(config, ready)
    with closing(on):
        server.run(sockets=[on])


def _warm(renderer: Renderer, drafts: Drafts) -> None:
    renderer.prepare()
    with suppress(TallybookError):  # told to whoever pastes first
        drafts.warm()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
