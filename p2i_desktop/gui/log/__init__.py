"""The parts of the quick log: callers, tokens, co-advisors, last talks, drafts."""
