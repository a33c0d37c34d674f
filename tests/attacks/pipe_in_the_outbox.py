import os

os.mkfifo("/outbox/training.json")
os._exit(0)
