"""The verbs behind make: run, test, proof, bench, stop, status, manage."""

import sys

from portal.launch import benchmark, control, suite, supervisor
from portal.launch.console import Halt, say

VERBS = {
    "run": supervisor.run,
    "test": suite.test,
    "proof": suite.proof,
    "bench": benchmark.bench,
    "install": lambda arguments: 0,
    "stop": control.stop,
    "status": control.status,
    "manage": control.manage,
}


def main(arguments: list[str]) -> int:
    """Run one verb; a halt is its sentence and the end code 1."""
    if not arguments or arguments[0] not in VERBS:
        say(f"用法：python3 -m portal.launch {'|'.join(VERBS)}")
        return 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Halt as halt:
        say(str(halt))
    except PermissionError as error:
        say(f"不能使用 {error.filename}（没有权限）；请用当初启动门户的用户执行。")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
