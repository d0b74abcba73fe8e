"""Workbooks: plain sheets in, .xlsx bytes out; written row by row by our own writer, so that the same sheets give the same bytes."""
