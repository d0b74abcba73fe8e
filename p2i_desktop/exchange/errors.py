"""Why a file of the outside world is not read."""


class Unreadable(Exception):  # noqa: N818
    """A file that is not what was expected; nothing was written. `kind` is the key of its words (`error_in`)."""

    def __init__(self, kind: str, name: str, **values: str) -> None:
        super().__init__(f"{kind}: {name}")
        self.kind = kind
        self.name = name
        self.values = {"name": name, **values}
