"""The window of a workshop and its parts."""
