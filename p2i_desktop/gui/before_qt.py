"""What must be in before Qt: the database, which after Qt costs a fifth more, and Python's own `__import__`.

Qt puts an `__import__` of its own in its place, with which each later import is slower; the window puts this one back.
"""

import builtins

import p2i_desktop.services.office  # noqa: F401 - for its time of arrival

PLAIN_IMPORT = builtins.__import__
