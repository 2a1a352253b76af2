"""What the test scripts in Python share: tests are collected in order, run, and told as TAP lines."""

import traceback

TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run_all():
    print(f"1..{len(TESTS)}")
    for number, function in enumerate(TESTS, 1):
        run(number, function)


def run(number, function):
    name = function.__name__.replace("_", " ")
    try:
        function()
        print(f"ok {number} - {name}", flush=True)
    except Exception:
        print(f"not ok {number} - {name}", flush=True)
        for line in traceback.format_exc().splitlines():
            print("# " + line, flush=True)
