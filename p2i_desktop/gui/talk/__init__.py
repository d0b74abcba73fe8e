"""One consultation in full: its form, in the pane of the register and in a window of its own."""
