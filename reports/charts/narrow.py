"""The same drawings for phones: labels above their rows, and the map as a tree. Made from the wide ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatch

from reports.charts import dot_plot as dots
from reports.charts import progression_map as stages
from reports.charts import range_bars as bars
from reports.charts.scale import Tick, text_width, wrapped

WIDTH, EDGE = 320.0, 18.0  # EDGE leaves room for half a mark, or half a label, at either end of an axis.
HEAD, POLES, POLE_GAP, FOOT = 33.0, 20.0, 14.0, 16.0  # Of a row of the profile, above and below its line.
POLE_TYPE = 12.0
HALF = WIDTH / 2 - 8  # Of a row, for one of its two poles.
PAY_EDGE = 34.0  # Half of a label such as "120 Tsd. $".
BAR_ROW, BAR_LINE = 66.0, 48.0  # Height of a row of pay, and where in it the bar lies.
TICK_TYPE, TICK_GAP = 11.0, 8.0
INDENT, STEM, BOX_GAP = 18.0, 9.0, 8.0  # Of the tree.


@singledispatch
def narrow(chart: object) -> object:
    """The drawing as phones show it, 320 units wide. Raises TypeError for one that has no such form."""
    raise TypeError(f"no narrow form of {type(chart).__name__}")


def moved(x: float, start: float, end: float, edge: float = EDGE) -> float:
    """The place on the narrow axis of one on an axis from ``start`` to ``end``."""
    return round(edge + (x - start) / (end - start) * (WIDTH - 2 * edge), 1)


@narrow.register
def narrow_profile(plot: dots.DotPlot) -> dots.DotPlot:
    """The preference profile: name above the line, the poles below its ends."""
    rows, y = [], 0.0
    for row in plot.rows:
        low, high = (poles(each, y + HEAD + POLES) for each in (row.low_pole, row.high_pole))
        rows.append(moved_dot(row, y + HEAD, low, high))
        y += HEAD + POLES + POLE_GAP * (max(len(low), len(high), 1) - 1) + FOOT
    return dots.DotPlot(tuple(rows), y + dots.BOTTOM, WIDTH, EDGE, WIDTH / 2, WIDTH - EDGE)


def poles(lines: Sequence[dots.PoleLine], y: float) -> tuple[dots.PoleLine, ...]:
    texts = wrapped(" ".join(line.text for line in lines), HALF, POLE_TYPE)
    return tuple(dots.PoleLine(text, y + POLE_GAP * index) for index, text in enumerate(texts))


def moved_dot(
    row: dots.Dot, y: float, low: tuple[dots.PoleLine, ...], high: tuple[dots.PoleLine, ...]
) -> dots.Dot:
    def at(x: float) -> float:
        return moved(x, dots.START, dots.END)

    target = None if row.target is None else at(row.target)
    return replace(
        row,
        y=y,
        x=at(row.x),
        low=at(row.low),
        high=at(row.high),
        target=target,
        low_pole=low,
        high_pole=high,
    )


@narrow.register
def narrow_pay(panel: bars.RangeBars) -> bars.RangeBars:
    """A panel of pay: name and note above the bar."""
    rows = tuple(
        moved_bar(bar, bars.TOP + BAR_ROW * index + BAR_LINE) for index, bar in enumerate(panel.bars)
    )
    marks = apart([Tick(pay_at(tick.at), tick.label) for tick in panel.ticks])
    return bars.RangeBars(rows, marks, bars.TOP + BAR_ROW * len(rows) + bars.BOTTOM, WIDTH)


def moved_bar(bar: bars.Bar, y: float) -> bars.Bar:
    start, width = bar.box_start, bar.box_width
    middle = None if bar.middle is None else pay_at(bar.middle)
    return replace(
        bar,
        y=y,
        low=None if bar.low is None else pay_at(bar.low),
        box_start=None if start is None else pay_at(start),
        box_width=None if start is None or width is None else round(pay_at(start + width) - pay_at(start), 1),
        middle=middle,
        label_at=bars.label_place(middle or 0.0, bar.middle_label, WIDTH),
        high=None if bar.high is None else pay_at(bar.high),
    )


def pay_at(x: float) -> float:
    return moved(x, bars.START, bars.END, PAY_EDGE)


def apart(marks: Sequence[Tick]) -> tuple[Tick, ...]:
    """Every mark, or every second, or third: as many as leave room between their labels."""
    room = max((text_width(mark.label, TICK_TYPE) for mark in marks), default=0.0) + TICK_GAP
    gap = marks[1].at - marks[0].at if len(marks) > 1 else room
    every = next((n for n in range(1, len(marks)) if n * gap >= room), max(1, len(marks)))
    return tuple(marks[::every])


@narrow.register
def narrow_map(wide: stages.ProgressionMap) -> stages.ProgressionMap:
    """The stages one below the other, each indented under the one that its arrow comes from."""
    boxes: dict[str, stages.Box] = {}
    arrows: list[stages.Arrow] = []
    for depth, box, arrow in walked(wide):
        shift = (stages.BOX_HEIGHT + BOX_GAP) * len(boxes) + stages.EDGE - box.y
        x = stages.EDGE + INDENT * depth
        lines = tuple(replace(line, y=line.y + shift) for line in box.lines)
        put = replace(box, x=x, y=box.y + shift, width=WIDTH - stages.EDGE - x, lines=lines)
        boxes[box.key] = put
        if arrow:
            arrows.append(elbow(boxes[origin(wide, arrow).key], put, is_next=arrow.is_next))
    height = (stages.BOX_HEIGHT + BOX_GAP) * len(boxes) - BOX_GAP + 2 * stages.EDGE
    return stages.ProgressionMap(tuple(boxes.values()), tuple(arrows), (), height, WIDTH)


def elbow(start: stages.Box, end: stages.Box, *, is_next: bool) -> stages.Arrow:
    """An arrow down from below the start's edge and right into the end."""
    x = start.x + STEM
    return stages.Elbow(x, start.y + start.height, x, end.x, end.y + end.height / 2, is_next)


def walked(wide: stages.ProgressionMap) -> Iterator[tuple[int, stages.Box, stages.Arrow | None]]:
    """Depth, box, and the arrow into it: each start before its ends, from the top of the map down."""
    into = {(arrow.end_x, arrow.end_y): arrow for arrow in wide.arrows}
    arrow_of = {box.key: into.get((box.x, box.y + box.height / 2)) for box in wide.boxes}

    def below(key: str, depth: int) -> Iterable[tuple[int, stages.Box, stages.Arrow | None]]:
        ends = [box for box in wide.boxes if (a := arrow_of[box.key]) and origin(wide, a).key == key]
        for box in sorted(ends, key=lambda box: box.y):
            yield depth, box, arrow_of[box.key]
            yield from below(box.key, depth + 1)

    for box in wide.boxes:
        if arrow_of[box.key] is None:
            yield 0, box, None
            yield from below(box.key, 1)


def origin(wide: stages.ProgressionMap, arrow: stages.Arrow) -> stages.Box:
    """The box that an arrow leaves at its right edge, half way down."""
    return next(
        box
        for box in wide.boxes
        if abs(box.x + box.width - arrow.x) < 1 and box.y + box.height / 2 == arrow.y
    )
