"""The other way of delivery, for comparison only: a DBOS job enqueued in the message's transaction.

The product sweeps its outbox into DBOS. Here the web process enqueues by itself, into the database
where the outbox is, and what it queues is taken already, so that the sweep leaves it alone until
its lease is over. Both processes are changed by patching, in this program's own processes alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from flask import Flask

from bot import delivery
from bot.store import dispatch, outbox, tables
from bot.store.dispatch import LEASE, Due
from bot.store.outbox import NewMessage


def create_app() -> Flask:
    """The product's application, whose outbox enqueues."""
    from bot import create_app as ours

    client = DBOSClient(
        system_database_url=os.environ["DATABASE_URL"], serializer=DBOSPortableJSONSerializer()
    )
    queue = outbox.queue

    def queue_and_enqueue(
        connection: sa.Connection, messages: Iterable[NewMessage], now: datetime
    ) -> int:
        wanted = list(messages)
        count = queue(connection, wanted, now)
        table = tables.outbox
        taken = (
            sa.update(table)
            .where(table.c.key.in_([message.key for message in wanted]))
            .values(taken_at=now, not_before=now + LEASE)
            .returning(table.c.id, table.c.taken_at, table.c.address)
        )
        for due in map(dispatch._due, connection.execute(taken).all()):
            client.enqueue_in_transaction(connection, _options(due), due.id, due.try_number)
        return count

    outbox.queue = queue_and_enqueue
    return ours()


def _options(due: Due) -> EnqueueOptions:
    return {
        "workflow_name": "deliver",
        "queue_name": delivery.QUEUE,
        "workflow_id": f"deliver:{due.id:012}:{due.try_number}",
        "queue_partition_key": due.address,
        "app_version": delivery.WORKFLOW_VERSION,
    }


def main() -> None:
    """The product's worker, whose engine keeps its tables where the outbox is."""
    from bot.cli import main as chama_bot

    delivery.system_database_url = lambda database_url: database_url
    chama_bot(["worker"])


if __name__ == "__main__":
    main()
