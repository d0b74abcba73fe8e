"""The style sheet: lengths in em of the font, so that everything grows with the text size.

Qt's em is the height of the font. Pixels stand only for hairlines, radii and focus rings: the ring takes its second
pixel from the margin, so that nothing moves when a widget gets the focus. A radius of more than half the height makes
Qt draw square corners: round ends stay a little under it.
"""

_FIELDS = "QLineEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit"


def _focused(names: str) -> str:
    return ", ".join(f"{name.strip()}:focus" for name in names.split(","))


_SHEET = """
QDialog, QWidget[kind="window"] { background: @window; }
QToolTip { background: @surface2; color: @text; border: 1px solid @border_strong; padding: 0.25em 0.4em; }
QMenuBar { background: @surface; border-bottom: 1px solid @border; padding: 0.1em 0.4em; }
QMenuBar::item { padding: 0.3em 0.65em; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @accent_soft; color: @accent_text; }
QMenu { background: @surface; border: 1px solid @border_strong; padding: 0.25em; }
QMenu::item { padding: 0.35em 1.8em 0.35em 0.5em; border-radius: 4px; }
QMenu::item:selected { background: @sel; color: @sel_text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 0.25em 0.5em; }
QMenu::icon { padding-left: 0.5em; }

@FIELDS { background: @surface; color: @text; placeholder-text-color: @text3; border: 1px solid @border_strong; border-radius: 6px; margin: 1px;
  selection-background-color: @sel; selection-color: @sel_text; }
@FOCUSED { border: 2px solid @focus; margin: 0; }
QLineEdit { padding: 0.25em 0.45em; min-height: 1.25em; }
QDateEdit, QTimeEdit, QSpinBox, QDoubleSpinBox { padding: 0.25em 0.45em; min-height: 1.06em; }
QComboBox { padding: 0.25em 1.9em 0.25em 0.55em; min-height: 1.25em; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { padding: 0; border: 0; margin: 0; min-height: 0; background: transparent; }
QPlainTextEdit, QTextEdit { padding: 0.2em 0.3em; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] { background: @surface2; }
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled, QSpinBox:disabled { color: @disabled; border-color: @border; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QComboBox[state="error"] { border-color: @err; }
QLineEdit QToolButton { padding: 0; border: 0; min-height: 0; background: transparent; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right;
  width: 1.6em; border: 0; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(@file_chevron); width: 0.85em; height: 0.85em; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border_strong; padding: 0.2em; outline: 0;
  selection-background-color: @sel; selection-color: @sel_text; }
QComboBox QAbstractItemView::item { padding: 0.3em 0.4em; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: 0; }

QPushButton { background: @surface; color: @text; border: 1px solid @border_strong; border-radius: 6px; margin: 1px;
  padding: 0.25em 0.9em; min-height: 1.25em; }
QPushButton:hover { background: @surface2; }
QPushButton:pressed, QPushButton:checked { background: @accent_soft; color: @accent_text; border-color: @accent_text; }
QPushButton:disabled { color: @disabled; border-color: @border; }
QPushButton:focus { border: 2px solid @focus; margin: 0; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:focus { background: @surface; color: @accent_text; border: 2px solid @focus; }
QPushButton[kind="primary"]:disabled { background: @surface2; color: @disabled; border-color: @border; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: @text2; }
QPushButton[kind="quiet"]:hover { background: @surface2; color: @text; }
QPushButton[kind="quiet"]:focus { border: 2px solid @focus; }
QPushButton[kind="quiet"]:checked { background: @accent_soft; color: @accent_text; }
QPushButton[narrow="true"] { padding: 0.25em 0.5em; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: @accent_text; padding: 0.25em 0.4em; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid @focus; }
QPushButton[kind="chip"] { background: @neutral_soft; color: @text; border: 1px solid @border_strong; border-radius: 0.65em;
  padding: 0.14em 0.5em; margin: 1px; min-height: 1.1em; }
QPushButton[kind="chip"]:hover { background: @surface2; }
QPushButton[kind="chip"]:focus { border: 2px solid @focus; margin: 0; }
QPushButton[kind="filter"] { border-radius: 0.85em; color: @text2; padding: 0.25em 0.7em; }
QPushButton[kind="filter"]:hover { color: @text; }
QPushButton[kind="filter"][on="true"], QPushButton[kind="filter_remove"] { background: @accent_soft; color: @accent_text;
  border-color: @accent_text; }
QPushButton[kind="filter"][on="true"] { border-top-right-radius: 0; border-bottom-right-radius: 0; margin-right: 0; }
QPushButton[kind="filter_remove"] { border-radius: 0.85em; border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: 0;
  margin-left: 0; padding: 0.25em 0.4em; }
QPushButton[kind="filter"]:focus, QPushButton[kind="filter_remove"]:focus { border: 2px solid @focus; margin: 0; }
QFrame#filter_values { background: @surface; border: 1px solid @border_strong; border-radius: 8px; }
QPushButton[kind="field"] { text-align: left; font-weight: 400; color: @text3; }
QPushButton::menu-indicator { image: url(@file_chevron); width: 0.85em; height: 0.85em;
  subcontrol-origin: padding; subcontrol-position: center right; right: 0.5em; }

QCheckBox, QRadioButton { spacing: 0.5em; padding: 0.25em; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: @focus; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 1em; height: 1em; border: 1px solid @border_strong; background: @surface; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 0.5em; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent; image: url(@file_check); }
QRadioButton::indicator:checked { background: @accent; border-color: @accent; image: url(@file_dot); }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }

QFrame[kind="card"], QWidget[kind="card"] { background: @surface; border: 1px solid @border; border-radius: 10px; }
QFrame[kind="line"] { background: @border; border: 0; max-height: 1px; min-height: 1px; }
QLineEdit, QMenu, QComboBox, QListWidget, QCheckBox { icon-size: 1em; }
QLabel { background: transparent; }
QLabel[tone="text2"] { color: @text2; }
QLabel[tone="text3"] { color: @text3; }
QLabel[tone="accent"] { color: @accent_text; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="err"] { color: @err; }
QLabel[tone="info"] { color: @info; }

QFrame#infoBar { background: @info_soft; border: 0; border-bottom: 1px solid @border; }
QFrame#infoBar[tone="warn"] { background: @warn_soft; }
QFrame#infoBar[tone="err"] { background: @err_soft; }
QFrame#topBar, QFrame#sideBar, QFrame#statusBar { background: @surface; border: 0; }
QFrame#topBar { border-bottom: 1px solid @border; }
QFrame#sideBar { border-right: 1px solid @border; }
QFrame#statusBar { border-top: 1px solid @border; }
QFrame#toast { background: @surface; border: 1px solid @border_strong; border-radius: 8px; }
QFrame#palette { background: @surface; border: 1px solid @border_strong; border-radius: 10px; }

QAbstractScrollArea { background: @surface; border: 1px solid @border; border-radius: 6px; }
QPlainTextEdit, QTextEdit { border-color: @border_strong; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QListWidget::item { padding: 0.35em 0.3em; }
QTableView, QTreeView, QListView { background: @surface; color: @text; placeholder-text-color: @text3; gridline-color: @grid; outline: 0;
  selection-background-color: @sel; selection-color: @sel_text; }
QListView, QTableWidget, QTableView#bulk_preview { margin: 1px; }
QListView:focus, QTableWidget:focus, QTableView#bulk_preview:focus { border: 2px solid @focus; margin: 0; }
QTableView[kind="plain"], QListView[kind="plain"] { border: 0; margin: 0; border-radius: 0; background: transparent; }
QListView#navigation, QListView#navigation:focus { background: transparent; border: 0; outline: 0; margin: 0; }
QComboBox QAbstractItemView:focus { border: 1px solid @border_strong; margin: 0; }
QHeaderView { background: @surface2; border: 0; }
QTableWidget QHeaderView::section, QTableView[kind="lines"] QHeaderView::section { background: @surface2; color: @text; border: 0; font-weight: 600; padding: 0.4em 0.5em; }
QTableWidget::item { padding: 0 0.3em; }
QTableView#bulk_preview::item { padding: 0 0.5em; }
QTableCornerButton::section { background: @surface2; border: 0; }

QTabBar::tab { padding: 0.4em 0.8em; border: 2px solid transparent; border-bottom: 2px solid transparent; color: @text2; }
QTabBar::tab:selected { color: @accent_text; border-bottom-color: @accent_text; }
QTabBar::tab:hover { color: @text; }
QTabBar::scroller { width: 3em; }
QTabBar:focus { border: 2px solid @focus; border-radius: 6px; }
QTabWidget::pane { border: 0; border-top: 1px solid @border; }
QGroupBox { border: 0; margin-top: 1.6em; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }
QProgressBar { border: 1px solid @border_strong; border-radius: 6px; background: @surface2; text-align: center; color: @text; }
QProgressBar::chunk { background: @accent_soft; border-radius: 5px; }
QSplitter::handle { background: transparent; }

QScrollBar:vertical { background: transparent; width: 0.75em; margin: 0.1em; border: 0; }
QScrollBar:horizontal { background: transparent; height: 0.75em; margin: 0.1em; border: 0; }
QScrollBar::handle { background: @border_strong; border-radius: 0.25em; }
QScrollBar::handle:vertical { min-height: 2em; }
QScrollBar::handle:horizontal { min-width: 2em; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
""".replace("@FIELDS", _FIELDS).replace("@FOCUSED", _focused(_FIELDS))


def style_sheet(colours: dict[str, str], files: dict[str, str]) -> str:
    """The sheet of one theme; `files` are the paths of the recoloured arrow, tick and dot by name."""
    sheet = _SHEET
    for name, path in files.items():
        sheet = sheet.replace(f"@file_{name}", path)
    for token in sorted(colours, key=len, reverse=True):  # the longest first: text2 before text
        sheet = sheet.replace(f"@{token}", colours[token])
    return sheet
