"""The AWS command line, started once for many calls: `aws-warm.py AWS SCRIPT` loads the Python program AWS, prints the path of a command that
stands for it, and serves that command's calls until the process SCRIPT ends.

Each call is a fork of this process that runs the program's own file, with the caller's arguments, directory, environment and open files: what a
new process would do, but for the second that it takes to load. Only modules are shared: nothing was called before the fork, and there are no
threads that it could cut off.
"""
import os
import runpy
import selectors
import shlex
import signal
import socket
import sys
import tempfile


def load(aws):
    """Imports what the program imports, and what it would import at its first call. Returns what that put into the environment."""
    before = dict(os.environ)
    runpy.run_path(aws, run_name="loaded")
    import awscli.clidriver
    awscli.clidriver.create_clidriver()
    if len(os.listdir("/proc/self/task")) > 1:
        sys.exit("a fork would lose its threads")
    return {name: value for name, value in os.environ.items() if before.get(name) != value}


def publish(directory, aws):
    """Makes the command: a client of the socket beside it, in the same Python without its libraries."""
    words = [sys.executable, "-IS", os.path.abspath("aws-call.py"), os.path.join(directory, "socket"), aws]
    command = os.path.join(directory, "aws")
    with open(command, "w") as file:
        file.write("#!/bin/sh\nexec " + shlex.join(words) + ' "$@"\n')
    os.chmod(command, 0o700)
    return command


def detach():
    """Goes on in the background, and holds none of the script's files."""
    if os.fork() > 0:
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    os.close(nothing)


def serve(listener, script, run):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for calls: their clients hear of their ends
    ready = selectors.DefaultSelector()
    ready.register(listener, selectors.EVENT_READ)
    ready.register(script, selectors.EVENT_READ)
    while not any(key.fileobj == script for key, _ in ready.select()):
        connection, _ = listener.accept()
        if os.fork() == 0:
            ready.close()
            listener.close()
            os.close(script)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                run(connection)
            finally:
                os._exit(1)  # it ended by itself, or else nobody reads what it says: the directory is not its to remove
        connection.close()


def call(connection, aws, added):
    """Runs the program as the caller would have, and tells it the exit code."""
    first, files, _, _ = socket.recv_fds(connection, 1, 3)
    directory, count, *words = (first + connection.makefile("rb").read()).split(b"\0")
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(directory)
    os.environb.clear()
    os.environb.update(word.split(b"=", 1) for word in words[int(count):])
    os.environ.update(added)
    sys.argv = [aws] + [os.fsdecode(word) for word in words[:int(count)]]
    code = ended(aws)
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(b"%d" % code)
    os._exit(code)


def ended(aws):
    try:
        runpy.run_path(aws, run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def main(aws, script):
    added = load(aws)
    sys.path[0] = os.path.dirname(aws)
    script = os.pidfd_open(int(script))
    with tempfile.TemporaryDirectory() as directory, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.join(directory, "socket"))
        listener.listen()
        print(publish(directory, aws), flush=True)
        detach()
        serve(listener, script, lambda connection: call(connection, aws, added))


main(*sys.argv[1:])
