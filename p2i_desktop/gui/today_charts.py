"""The two charts of Today as plain values: consultations per month, and the topics with the most; and the days in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from p2i_desktop.domain.advice import Topic
from p2i_desktop.gui.columns import label
from p2i_desktop.gui.look.chart_data import ChartData, Point, Series
from p2i_desktop.i18n import Texts

if TYPE_CHECKING:
    from p2i_desktop.services.figures import Span
    from p2i_desktop.services.overview import Today

MOST_TOPICS = 5


def month_chart(today: Today, year: int, texts: Texts) -> ChartData:
    """Consultations per month of the year and of the one before; months to come have no value."""
    months = today.months
    this = tuple(Point(m.this, texts.number(m.this), f"{m.month:02d}") for m in months)
    last = tuple(Point(m.last, texts.number(m.last), f"{m.month:02d}") for m in months)
    return ChartData(
        texts._("Consultations per month"),
        tuple(texts.month_short(m.month) for m in months),
        (Series(str(year), this), Series(str(year - 1), last)),
        tuple(texts.month(m.starts.year, m.month) for m in months),
    )


def topic_chart(today: Today, year: int, texts: Texts) -> ChartData:
    """The topics with the most consultations."""
    topics = [topic for topic in today.topics if topic.this][:MOST_TOPICS]
    names = tuple(label(Topic, topic.topic, texts) or texts._("not given") for topic in topics)
    this = tuple(Point(topic.this, texts.number(topic.this), topic.topic) for topic in topics)
    title = texts._("Topics {year}").format(year=year)
    return ChartData(title, names, (Series(str(year), this),) if names else ())


def period_text(span: Span, texts: Texts) -> str:
    """The days that are counted, and with which they are compared."""
    days = f"{texts.day_month(span.period.starts)} – {texts.day_month(span.period.ends)}"
    if span.running:
        return texts._("{days}, compared with the same days of {year}").format(days=days, year=span.year - 1)
    return texts._("{days}, compared with {year}").format(days=days, year=span.year - 1)
