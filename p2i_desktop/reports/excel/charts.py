"""Native charts: columns by month, ranked bars, each with the values it shows for readers that do not calculate."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from p2i_desktop.reports.excel import styles
from p2i_desktop.reports.excel.cells import clean
from p2i_desktop.reports.excel.model import Chart, Series

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.chart.series import Series as DrawnSeries
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText
    from openpyxl.chart.title import Title
    from openpyxl.drawing.spreadsheet_drawing import TwoCellAnchor

_AXIS, _GRID = "78828F", "E3E7EC"


def native(chart: Chart) -> "BarChart":
    """The chart as openpyxl adds it to a worksheet; the text for screen readers is put in by book.py."""
    from openpyxl.chart import BarChart
    from openpyxl.chart.legend import Legend

    made = BarChart(gapWidth=60 if chart.horizontal else 80, varyColors=False)
    made.type = "bar" if chart.horizontal else "col"
    made.title = _title(chart.title, 1200)
    made.roundedCorners = False
    made.series = [_series(i, one) for i, one in enumerate(chart.series)]
    made.legend = Legend(legendPos="b", overlay=False, txPr=_letters(900)) if len(chart.series) > 1 else None
    made.anchor = _anchor(chart)
    _axes(made, chart)
    return made


def _anchor(chart: Chart) -> "TwoCellAnchor":
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    (left, top), (wide, high) = chart.anchor, chart.size
    return TwoCellAnchor(
        "oneCell", _from=AnchorMarker(col=left, row=top), to=AnchorMarker(col=left + wide, row=top + high)
    )


def _series(index: int, series: Series) -> "DrawnSeries":
    from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.series import Series as DrawnSeries
    from openpyxl.chart.series import SeriesLabel

    def texts(reference: str, values: Sequence[str]) -> StrRef:
        points = [StrVal(i, clean(value)) for i, value in enumerate(values)]
        return StrRef(reference, StrData(len(points), points))

    numbers = [NumVal(i, v=value) for i, value in enumerate(series.values) if value is not None]
    return DrawnSeries(
        idx=index,
        order=index,
        tx=SeriesLabel(texts(series.name_ref, [series.name])),
        spPr=_paint(series),
        invertIfNegative=False,
        dLbls=DataLabelList(
            txPr=_letters(800), showLegendKey=False, showVal=True, showCatName=False, showSerName=False,
            showPercent=False, showBubbleSize=False,
        ),
        cat=AxDataSource(strRef=texts(series.categories_ref, series.categories)),
        val=NumDataSource(NumRef(series.values_ref, NumData(series.format, len(series.values), numbers))),
    )  # fmt: skip


def _paint(series: Series) -> "GraphicalProperties":
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties
    from openpyxl.drawing.line import LineProperties

    if not series.outline:
        return GraphicalProperties(solidFill=series.color)
    hatched = PatternFillProperties("wdUpDiag")
    hatched.fgClr, hatched.bgClr = ColorChoice(srgbClr=series.color), ColorChoice(srgbClr="FFFFFF")
    return GraphicalProperties(pattFill=hatched, ln=LineProperties(w=9525, solidFill=series.color))


def _axes(made: "BarChart", chart: Chart) -> None:
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    names, values = made.x_axis, made.y_axis
    for axis, place in ((names, "l" if chart.horizontal else "b"), (values, "t" if chart.horizontal else "l")):
        axis.delete = False  # the default of openpyxl hides the axis in newer Excel
        axis.axPos = place
        axis.tickLblPos = "nextTo"
        axis.crosses = "autoZero"
        axis.txPr = _letters(900)
    names.scaling.orientation = "maxMin" if chart.horizontal else "minMax"  # the first row on top
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(w=9525, solidFill=_AXIS))
    values.scaling.min = 0
    values.crossBetween = "between"
    values.number_format = chart.series[0].format if chart.series else "General"
    values.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    values.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(w=6350, solidFill=_GRID)))
    if chart.unit:
        values.title = _title(chart.unit, 900)


def _letters(size: int) -> "RichText":
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    look = ParagraphProperties(defRPr=CharacterProperties(sz=size, solidFill=styles.INK))
    return RichText(p=[Paragraph(look, endParaRPr=CharacterProperties(), r=())])


def _title(text: str, size: int) -> "Title":
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    look = CharacterProperties(sz=size, b=True, solidFill=styles.INK)
    words = Paragraph(
        ParagraphProperties(defRPr=CharacterProperties(sz=size, b=True)), r=[RegularTextRun(look, clean(text))]
    )
    return Title(Text(rich=RichText(p=[words])), overlay=False)
