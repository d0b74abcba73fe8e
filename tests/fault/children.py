"""Work in a forked child that may be killed, limited or another user: everything is imported before the fork."""

import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path


def forked(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Runs `work(say)` in a child; gives (process id, descriptor of what it says, a line each)."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        work(lambda text: _all(writing, f"{text}\n".encode()))
        status = 0
    except BaseException:  # noqa: BLE001 - the child must not run on into the test run
        _all(writing, traceback.format_exc().replace("\n", " | ").encode())
    finally:
        os._exit(status)


def _all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def said(pid: int, reading: int, *, kill: bool = False) -> list[str]:
    """What the child said, whole lines only, after its end (or its killing)."""
    if kill:
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(reading, "rb") as stream:
        text = stream.read().decode()
    _, status = os.waitpid(pid, 0)
    if not kill:
        assert status == 0, text
    return text.split("\n")[:-1]


def as_nobody(folder: Path) -> None:
    """Goes on as a user who owns nothing (root may do that), else takes the right to write from the folder."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    else:
        for path in folder.iterdir():
            path.chmod(0o400)
        folder.chmod(0o500)
