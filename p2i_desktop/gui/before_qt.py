"""Python's own `__import__`, kept before Qt comes.

Qt puts one of its own in its place, with which each later import is slower; the window puts this one back. The services
and the database come later still: the frame is painted before they are asked for.
"""

import builtins

PLAIN_IMPORT = builtins.__import__
