"""Hands over to the command line."""

import sys

from p2i_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
