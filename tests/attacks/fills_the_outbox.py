import itertools

block = bytes(2**20)
for number in itertools.count():
    with open(f"/outbox/{number}", "wb") as file:
        for _ in range(32):
            file.write(block)
