"""What the processes cost while nobody writes."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench import servers
from bench.founding import found, new_world
from bench.report import Budget, Figure
from bench.scale import Bench

GROUPS = 20
MEASURED_SECONDS = 20.0
_IDLE = Budget(2.0, 0.5)


def measure(bench: Bench, kind: str) -> Iterator[Figure]:
    """Web and worker together, in hundredths of a core, once they have come to rest."""
    url = bench.databases.create(kind)
    found(url, new_world(GROUPS))
    log = bench.log(f"idle-{kind}")
    with (
        servers.provider(log) as provider,
        servers.worker(url, provider.port, log) as worker,
        servers.gunicorn(servers.OUR_APP, url, log) as web,
    ):
        time.sleep(bench.scale.rest_seconds)
        before = [one.cpu_seconds() for one in (worker, web)]
        time.sleep(MEASURED_SECONDS)
        shares = [
            (one.cpu_seconds() - start) / MEASURED_SECONDS * 100
            for one, start in zip((worker, web), before, strict=True)
        ]
    note = f"worker {shares[0]:.2f}, web {shares[1]:.2f}"
    yield Figure(f"idle, share of a core, {kind}", sum(shares), "%", _IDLE, note)
