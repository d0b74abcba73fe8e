"""What the page of buddy plans is made of: the matrix, the pair that is marked, the dialogs of pairs, programmes, centres."""
