import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", {port})),
    (socket.AF_INET, ("1.1.1.1", 53)),
    (socket.AF_UNIX, "\0{abstract}"),
):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(family, kind) as connection:
                connection.settimeout(1)
                connection.connect(address)
                connection.send(b"hello")
                print("REACHED", address, kind)
        except OSError:
            pass
print("TRIED")
