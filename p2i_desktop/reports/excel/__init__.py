"""Workbooks: plain sheets in, .xlsx bytes out; openpyxl gives the shape, the rows are streamed into it by our own writer."""
