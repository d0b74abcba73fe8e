"""What is measured, with its anchor and its target."""

from tests.benchmarks.measure import Operation

# {path}: a file that is only read; {copy}: one that is written to; {folder}: where reports go.
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "start to the painted frame", ("starting", "frame", "{path}"), ("starting", "bare"), ratio=1.5,
        beside="bare window with a table",
    ),
    Operation(
        "start to the first painted rows", ("starting", "rows", "{path}"), ("starting", "bare_rows", "{path}"), ratio=2.5,
        beside="the same with a page by sqlite3",
    ),
    Operation(
        "memory at rest (PSS)", ("starting", "rest", "{path}"), ("starting", "bare"), metric="pss_mb", ratio=1.5, unit="MB",
        beside="bare window with a table",
    ),
    Operation(
        "open the register", ("listing", "ours_open", "{path}"), ("listing", "bare_open", "{path}"), metric="wall", ratio=2,
        beside="constants in a bare table",
    ),
    Operation(
        "jump to the last row", ("listing", "ours_end", "{path}"), ("listing", "bare_end", "{path}"), metric="wall", limit=33,
        beside="constants in a bare table",
    ),
    Operation(
        "filter by channel", ("listing", "ours_filter", "{path}"), ("listing", "bare_filter", "{path}"), metric="wall", ratio=3,
        beside="raw SQL page and paint",
    ),
    Operation(
        "sort by minutes", ("listing", "ours_sort", "{path}"), ("listing", "bare_sort", "{path}"), metric="wall", ratio=3,
        beside="raw SQL page and paint",
    ),
    Operation(
        "sort by organisation (no index)", ("listing", "ours_sort_names", "{path}"), ("listing", "bare_sort", "{path}"),
        metric="wall", beside="raw SQL page by an index", goal="shown only",
    ),
    Operation(
        "search the register", ("listing", "ours_search", "{path}"), ("listing", "bare_search", "{path}"), metric="wall",
        ratio=3, beside="raw FTS5 page and paint",
    ),
    Operation(
        "letter to hits (palette)", ("listing", "ours_letters", "{path}"), metric="slowest", limit=100,
    ),
    Operation(
        "save, CPU", ("saving", "ours_save", "{copy}"), ("saving", "bare_save", "{copy2}"), ratio=1.5,
        beside="sqlite3, same statements",
    ),
    Operation(
        "save, wall", ("saving", "ours_save", "{copy}"), ("saving", "bare_save", "{copy2}"), metric="wall", ratio=1.25,
        beside="sqlite3, same statements",
    ),
    Operation(
        "save by the verb, with rules", ("saving", "ours_verb", "{copy}"), ("saving", "bare_save", "{copy2}"),
        beside="sqlite3, same statements", goal="shown only",
    ),
    Operation(
        "undo of a save", ("saving", "ours_undo", "{copy}"), ("saving", "ours_save", "{copy2}"), ratio=2, beside="our save",
    ),
    Operation(
        "10,000 new records in one step", ("saving", "ours_bulk", "{path}", "{folder}"), ("saving", "bare_bulk", "{path}", "{folder}"),
        ratio=3, beside="executemany, rows and journal",
    ),
    Operation(
        "figures of a year", ("counting", "ours", "{path}"), ("counting", "bare", "{path}"), ratio=3,
        beside="raw rows of the same years",
    ),
    Operation(
        "facts of the annual report", ("counting", "facts", "{path}"), ("counting", "bare", "{path}"),
        beside="raw rows of the same years", goal="shown only",
    ),
    Operation(
        "annual report, PDF tagged", ("printing", "ours_pdf", "{path}", "{folder}"), ("printing", "bare_pdf", "{path}", "{folder}"),
        ratio=1.7, beside="QPainter, same words, untagged",
    ),
    Operation(
        "figures of a year, 3,000 workshops with 40 people", ("events", "ours", "{folder}"), limit=4_000, only=frozenset({"1k"}),
    ),
    Operation(
        "pack of a workshop, 500 people", ("packing", "ours", "{folder}"), metric="wall", limit=30_000, only=frozenset({"1k"}),
    ),
    Operation(
        "annual report, workbook", ("printing", "ours_xlsx", "{path}", "{folder}"), ("printing", "bare_xlsx", "{path}", "{folder}"),
        ratio=1.5, beside="zlib level 6 of the same XML",
    ),
    Operation(
        "timeline of 500 milestones, longest slot", ("gantt", "gantt", "{folder}"), metric="wall", limit=50, rounds=3,
        only=frozenset({"1k"}), goal="scrolled, zoomed, pulled: 50 ms",
    ),
    Operation(
        "longest slot of the window's thread", ("slots", "slots", "{copy}"), metric="wall", limit=100, rounds=3,
    ),
)  # fmt: skip
