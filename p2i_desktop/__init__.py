"""P2I Desktop: the casebook of a competence centre for innovation procurement."""

__version__ = "0.1.0"
