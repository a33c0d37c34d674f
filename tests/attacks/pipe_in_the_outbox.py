import ctypes
import os

os.mkfifo("/outbox/training.json")
ctypes.CDLL(None)._exit(0)
