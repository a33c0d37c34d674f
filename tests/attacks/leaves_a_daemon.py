import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            with open("/outbox/late.txt", "a") as file:
                file.write("{mark}\n")
            time.sleep(0.05)
    os._exit(0)
