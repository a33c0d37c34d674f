with open("big", "wb") as file:
    for _ in range(4096):
        file.write(bytes(2**20))
