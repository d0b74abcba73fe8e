"""Native charts as XML: columns by month, ranked bars; every one carries the text that a screen reader says."""

from collections.abc import Sequence

from p2i_desktop.reports.excel import cells, styles
from p2i_desktop.reports.excel.model import Chart, Series
from p2i_desktop.reports.excel.sheets import RELATIONS

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def drawing_xml(charts: Sequence[Chart]) -> str:
    """Where the charts of a sheet lie; chart n is the relation rId<n>."""
    parts = []
    for n, chart in enumerate(charts, 1):
        (left, top), (wide, high) = chart.anchor, chart.size
        parts.append(
            f"<xdr:twoCellAnchor>{_corner('from', left, top)}{_corner('to', left + wide, top + high)}"
            f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{n + 1}" name="{cells.attribute(chart.title)}" descr="{cells.attribute(chart.alt)}"/>'
            "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
            '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
            f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{RELATIONS}" r:id="rId{n}"/></a:graphicData></a:graphic>'
            "</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
        )
    return f'<xdr:wsDr xmlns:xdr="{_PLACE}" xmlns:a="{_DRAW}">{"".join(parts)}</xdr:wsDr>'


def _corner(name: str, column: int, row: int) -> str:
    return f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"


def chart_xml(chart: Chart, language: str) -> str:
    """The part of one chart."""
    series = "".join(_series(i, one) for i, one in enumerate(chart.series))
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters(900)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAW}" xmlns:r="{RELATIONS}"><c:lang val="{language}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:title>{_words(chart.title, 1200)}<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        f'<c:plotArea><c:layout/><c:barChart><c:barDir val="{"bar" if chart.horizontal else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{60 if chart.horizontal else 80}"/><c:axId val="111111"/><c:axId val="222222"/></c:barChart>'
        f'{_categories(chart)}{_values(chart)}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _series(index: int, series: Series) -> str:
    if series.outline:
        paint = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{series.color}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
            f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{series.color}"/></a:solidFill></a:ln>'
        )
    else:
        paint = f'<a:solidFill><a:srgbClr val="{series.color}"/></a:solidFill>'
    points = "".join(f'<c:pt idx="{i}"><c:v>{cells.xml(text)}</c:v></c:pt>' for i, text in enumerate(series.categories))
    numbers = "".join(f'<c:pt idx="{i}"><c:v>{v!r}</c:v></c:pt>' for i, v in enumerate(series.values) if v is not None)
    count = f'<c:ptCount val="{len(series.values)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{cells.xml(series.name_ref)}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{cells.xml(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{paint}</c:spPr><c:invertIfNegative val="0"/><c:dLbls>{_letters(800)}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{cells.xml(series.categories_ref)}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{cells.xml(series.values_ref)}</c:f><c:numCache><c:formatCode>{cells.xml(series.format)}</c:formatCode>{count}{numbers}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _categories(chart: Chart) -> str:
    order, place = ("maxMin", "l") if chart.horizontal else ("minMax", "b")
    return (
        f'<c:catAx><c:axId val="111111"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/><c:axPos val="{place}"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="78828F"/></a:solidFill></a:ln></c:spPr>{_letters(900)}'
        '<c:crossAx val="222222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def _values(chart: Chart) -> str:
    place = "t" if chart.horizontal else "l"
    unit = f'<c:title>{_words(chart.unit, 900)}<c:overlay val="0"/></c:title>' if chart.unit else ""
    form = chart.series[0].format if chart.series else "General"
    return (
        f'<c:valAx><c:axId val="222222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="{place}"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="E3E7EC"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>{unit}'
        f'<c:numFmt formatCode="{cells.attribute(form)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(900)}<c:crossAx val="111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _letters(size: int) -> str:
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{styles.INK}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


def _words(text: str, size: int) -> str:
    return (
        f'<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" sz="{size}" b="1"><a:solidFill><a:srgbClr val="{styles.INK}"/></a:solidFill></a:rPr><a:t>{cells.xml(text)}</a:t></a:r></a:p></c:rich></c:tx>'
    )
