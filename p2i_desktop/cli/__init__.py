"""The command line: parse, call a verb, print; without a command it opens the window."""

from p2i_desktop.cli.run import main

__all__ = ["main"]
