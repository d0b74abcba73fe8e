"""The papers about support plans: the plan to sign, its progress, the minutes of a meeting, the evaluation of both sides."""
