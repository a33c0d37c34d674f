import itertools
import os

for number in itertools.count():
    os.makedirs(f"/outbox/{number % 100}/{number}")
