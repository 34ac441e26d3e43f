"""A connection that does not wait for ever: for a request's head, or for a client to take its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

#: Seconds between two looks at a connection, and looks without progress that end it.
TICK = 2.5
PATIENCE = 4


class Connection(H11Protocol):
    """uvicorn's connection, ended where the other side has done nothing for ``TICK * PATIENCE`` seconds.

    uvicorn itself ends idle connections only once they have been answered: one
    that sends half a head, or never reads, would stay. While an answer is
    being made the application's own limits hold.
    """

    _watch: asyncio.TimerHandle | None = None
    _still = 0
    _unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch."""
        super().connection_made(transport)
        self._watch = self.loop.call_later(TICK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no longer."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        super().connection_lost(exc)

    def _look(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        stuck = unsent >= self._unsent if unsent else self.cycle is None or self.cycle.response_complete
        self._unsent = unsent
        self._still = self._still + 1 if stuck else 0
        if self._still >= PATIENCE:
            self.transport.abort()
            return
        self._watch = self.loop.call_later(TICK, self._look)
