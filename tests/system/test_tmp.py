import time, sys
from datetime import UTC, datetime
from bot.delivery import Worker
from bot.store import outbox
from bot.store.database import writing
from bot.store.outbox import NewMessage, Part
from bot.conversation.effects import Purpose
from tests.system.installation import wait_for
import cProfile
def test_speed(inside, database_url):
    inside.clock = lambda: datetime.now(UTC)
    inside.now=datetime.now(UTC)
    inside.sender._clock = lambda: datetime.now(UTC)
    w = Worker(worker_id="i", database_url=database_url, engine=inside.engine, sender=inside.sender, pipeline=inside.pipeline, clock=lambda: datetime.now(UTC))
    w.start(); time.sleep(2)
    t=time.monotonic(); first=None
    with writing(inside.engine) as c:
        outbox.queue(c,[NewMessage(f"k{i}",f"+2547120{i:05}",(Part("thanks",{}),),Purpose.REPLY) for i in range(400)],inside.now)
    wait_for(lambda: len(inside.stub.calls)>=1); sys.stdout.write(f"first {time.monotonic()-t:.2f}\n")
    wait_for(lambda: len(inside.stub.calls)>=400, 60); sys.stdout.write(f"400 in {time.monotonic()-t:.2f}\n")
    for i in range(5):
        time.sleep(.37); t=time.monotonic(); n=len(inside.stub.calls)
        with writing(inside.engine) as c:
            outbox.queue(c,[NewMessage(f"one{i}",f"+2547129{i:05}",(Part("thanks",{}),),Purpose.REPLY)],datetime.now(UTC))
        wait_for(lambda: len(inside.stub.calls)>n); sys.stdout.write(f"latency {time.monotonic()-t:.2f}\n")
    w.stop()
