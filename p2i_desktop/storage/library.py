"""The database library that the program runs with; asked without loading anything else."""

import sqlite3

VERSION = sqlite3.sqlite_version
