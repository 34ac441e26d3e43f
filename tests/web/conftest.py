"""One server for the tests of the web face."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from serving import Running, running

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def server() -> Iterator[Running]:
    """A server with small limits and one worker."""
    with running() as found:
        yield found
