"""Certificates of attendance: one page a person, each in the language of that person."""
