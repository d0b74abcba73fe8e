"""The parts of the procurement file: its frame, its small tables and the dialogs behind them."""
