"""The rooms of the case file: its drawers, what moves a case, its note, what happened."""
