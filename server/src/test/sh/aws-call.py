"""A call of the AWS command line that a running aws-warm.py executes: `aws-call.py SOCKET AWS ARGUMENTS...`. Where it is gone, AWS itself is run."""
import os
import socket
import sys

address, aws, *arguments = sys.argv[1:]
with socket.socket(socket.AF_UNIX) as server:
    try:
        server.connect(address)
    except OSError:
        os.execv(aws, [aws] + arguments)
    words = [os.getcwdb(), b"%d" % len(arguments)] + [os.fsencode(argument) for argument in arguments]
    request = b"\0".join(words + [name + b"=" + value for name, value in os.environb.items()])
    socket.send_fds(server, [request[:1]], [0, 1, 2])
    server.sendall(request[1:])
    server.shutdown(socket.SHUT_WR)
    code = server.recv(16)
sys.exit(int(code) if code else "aws-warm.py: the call ended without an exit code")
