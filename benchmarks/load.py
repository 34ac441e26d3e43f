"""Load on ``reportlint serve``: clients that post reports, how long answers take, and what memory does.

    python benchmarks/load.py FOLDER [--clients 50] [--seconds 60] [--jobs 2] [--bytes 20000] [--config FILE]

``FOLDER`` holds reports as ``.txt`` in UTF-8. The server runs as processes of its own and is only reached over the
loopback; memory is that of all its processes (Linux). Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import pathlib
import re
import statistics
import subprocess
import sys
import time


async def ask(port: int, body: bytes) -> int:
    """Post a text; the status of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = f"POST /api/check?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        writer.write(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = await reader.read()
        return int(answer[9:12])
    finally:
        writer.close()


async def client(port: int, bodies: list[bytes], number: int, until: float, seen: list[tuple[int, float]]) -> None:
    """Post one text after another."""
    while time.monotonic() < until:
        number += 1
        begun = time.monotonic()
        status = await ask(port, bodies[number * 7919 % len(bodies)])
        seen.append((status, time.monotonic() - begun))


def resident(pid: int) -> int:
    """Megabytes of a process and those it started."""
    total = 0
    for path in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            text = path.read_text()
        except OSError:
            continue
        fields = dict(re.findall(r"^(Pid|PPid|VmRSS):\s*(\d+)", text, re.M))
        if str(pid) in (fields.get("Pid"), fields.get("PPid")):
            total += int(fields.get("VmRSS", 0))
    return total >> 10


async def measured(port: int, pid: int, bodies: list[bytes], clients: int, seconds: float) -> dict[str, object]:
    """The outcome of one run."""
    seen: list[tuple[int, float]] = []
    until = time.monotonic() + seconds
    tasks = [asyncio.create_task(client(port, bodies, 1000 * n, until, seen)) for n in range(clients)]
    memory = []
    while time.monotonic() < until:
        memory.append(resident(pid))
        await asyncio.sleep(min(5, seconds / 4))
    await asyncio.gather(*tasks)
    times = sorted(took for _, took in seen)
    statuses = [status for status, _ in seen]
    return {
        "clients": clients,
        "seconds": seconds,
        "answers": {status: statuses.count(status) for status in sorted(set(statuses))},
        "per_second": round(len(seen) / seconds, 1),
        "median_ms": round(1000 * statistics.median(times)),
        "p95_ms": round(1000 * times[int(0.95 * (len(times) - 1))]),
        "worst_ms": round(1000 * times[-1]),
        "memory_mb": memory,
    }


def main() -> None:
    """Start a server, load it, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--clients", type=int, nargs="+", default=[50])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--bytes", type=int, default=20_000)
    parser.add_argument("--config", help="a configuration file for the server (default: none)")
    options = parser.parse_args()
    bodies = [
        path.read_bytes()[: options.bytes].decode("utf-8", "ignore").encode()
        for path in sorted(options.folder.glob("*.txt"))[:200]
    ]
    configuration = ["--config", options.config] if options.config else ["--no-config"]
    command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", *configuration, "--jobs", options.jobs]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert server.stdout
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found
        for clients in options.clients:
            outcome = asyncio.run(measured(int(found[1]), server.pid, bodies, clients, options.seconds))
            print(json.dumps(outcome), flush=True)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
