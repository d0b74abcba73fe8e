"""What a chart on the screen shows: values with the records behind them, as plain values."""

from dataclasses import dataclass

from p2i_desktop.i18n import Texts


@dataclass(frozen=True)
class Point:
    """One value: its number (None: not yet, drawn as "–"), how it is printed, what names it to `activated`."""

    value: int | None
    printed: str
    key: str = ""


@dataclass(frozen=True)
class Series:
    """Values of one kind, one for each category."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class ChartData:
    """A chart: its title, the names of its categories, one or two series; the first is the one that counts."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    long_categories: tuple[str, ...] = ()

    def spoken(self, at: int) -> str:
        """`October: 52, 41 in 2025`, for screen readers."""
        name = (self.long_categories or self.categories)[at]
        return f"{name}: " + ", ".join(f"{series.name} {series.points[at].printed}" for series in self.series)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Titles and rows of the chart as a table."""
        names = self.long_categories or self.categories
        rows = [[name, *(series.points[at].printed for series in self.series)] for at, name in enumerate(names)]
        return ["", *(series.name for series in self.series)], rows

    def values(self) -> tuple[list[str], list[list[str | int | None]]]:
        """The same with the numbers themselves, for worksheets."""
        titles, rows = self.table()
        points = [[series.points[at].value for series in self.series] for at in range(len(rows))]
        return titles, [[row[0], *numbers] for row, numbers in zip(rows, points, strict=True)]

    def summary(self, texts: Texts) -> str:
        """Total, highest and lowest of the first series."""
        if not self.series or not self.categories:
            return texts._("No data")
        known = [(point.value, at) for at, point in enumerate(self.series[0].points) if point.value is not None]
        if not known:
            return texts._("No data")
        names = self.long_categories or self.categories
        (high, high_at), (low, low_at) = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
        return texts._("Total {total}; highest {high} ({high_name}), lowest {low} ({low_name})").format(
            total=texts.number(sum(value for value, _ in known)),
            high=texts.number(high), high_name=names[high_at], low=texts.number(low), low_name=names[low_at],
        )  # fmt: skip


def nice_top(highest: int, steps: int = 4) -> tuple[int, int]:
    """(top of the axis, step): at most `steps` + 1 round whole steps that hold the highest value."""
    if highest <= 0:
        return 1, 1
    unit = 1
    while True:
        for factor in (1, 2, 5):
            step = unit * factor
            if step * (steps + 1) >= highest:
                return -(-highest // step) * step, step
        unit *= 10
