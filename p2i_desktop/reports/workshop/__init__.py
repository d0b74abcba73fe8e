"""The papers of a workshop: sheets to sign, badges, evaluation form, participants, record; and what was held, over all of them."""
