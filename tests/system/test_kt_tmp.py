import time, threading
from tests.system.test_killed import *
from tests.system.test_killed import kill_web as kw, kill_worker as kwo
import tests.system.test_killed as tk
from tests.system.conftest import installation
def test_t(installation):
    t0=time.monotonic()
    def log(*a): sys.stdout.write(f"{time.monotonic()-t0:.2f} {a}\n")
    installation.found(*(chama.constitution() for chama in CHAMAS)); log("found")
    stub, stream = installation.stub, Stream(installation); stub.delay_seconds=.1
    ow=tk.wait_for_work
    def w(d):
        log("wait", d is stub.calls, len(d)); ow(d); log("done", d is stub.calls, len(d))
    tk.wait_for_work=w
    senders = [threading.Thread(target=stream.run) for _ in range(SENDERS)]
    killers=[threading.Thread(target=kw,args=(installation,stream.taken)),threading.Thread(target=kwo,args=(installation,stub.calls))]
    for t in (*senders,*killers): t.start()
    for t in killers: t.join()
    tk.wait_for_work=ow
    log("killed")
    with installation.running("serve","worker"):
        log("running")
        stream.is_over.set()
        for t in senders: t.join()
        log("senders joined", len(stub.calls))
        while not is_all_sent(installation):
            time.sleep(.3); log(len(stub.calls))
        log("sent")
        print(open(installation.directory/"worker.log").read()[-3000:])
