import json
from dataclasses import fields
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from quiz.content import EditionContent
from quiz.submission import read_submission
from reports.charts.dot_plot import END, START, Leaning, dot_plot
from reports.charts.fit_bars import MARGIN, WIDTH, fit_axis
from reports.charts.level_dots import level_dots
from reports.charts.narrow import EDGE, PAY_EDGE, narrow
from reports.charts.narrow import WIDTH as NARROW
from reports.charts.palette import PALETTE
from reports.charts.progression_map import (
    PADDING,
    ProgressionMap,
    Stop,
    crossings,
    progression_map,
    rows_of,
)
from reports.charts.range_bars import Amounts, pay_scale, range_bars
from reports.charts.scale import Scale, round_step, text_width, wrapped
from reports.html import print_document
from reports.labels import TRACKS
from reports.paths import LANES, stages_from
from reports.sections.cards import meter
from reports.sections.progression import ProgressionSection
from tests.builders import a_respondent, small_content
from tests.reports.builders import a_report

PERSONAS = Path(__file__).parent.parent / "personas"
FACT_TYPE = 9.5  # As in the template of the map.
AMOUNTS = st.one_of(st.none(), st.integers(0, 5_000_000))


def amounts(name: str = "Backend Engineer", **stated: int) -> Amounts:
    empty = dict.fromkeys(("low", "lower_quartile", "middle", "upper_quartile", "high"))
    return Amounts(name=name, note="", **(empty | stated))  # type: ignore[arg-type]


def test_a_scale_clips_what_lies_beyond_its_ends() -> None:
    scale = Scale(0, 100, 10, 210)

    assert [scale.at(value) for value in (-5, 0, 50, 100, 300)] == [10, 10, 110, 210, 210]


@given(st.floats(0.01, 1e7), st.integers(1, 12))
def test_a_round_step_cuts_a_span_into_no_more_parts_than_allowed(span: float, most: int) -> None:
    step = round_step(span, most)

    assert span / step <= most * (1 + 1e-6)


def test_a_long_label_is_wrapped_and_loses_no_word() -> None:
    lines = wrapped("Principal Backend Engineer", 110, 11.5)

    assert lines == ("Principal Backend", "Engineer")


def test_a_fit_bar_runs_from_zero_to_the_fit() -> None:
    axis = fit_axis([12.0, 88.0])

    bar = axis.bar(50, 40, 60)

    assert (bar.zero, bar.tip) == (MARGIN, WIDTH / 2)
    assert bar.low < bar.tip < bar.high


def test_a_fit_below_zero_is_drawn_to_the_left_of_zero() -> None:
    axis = fit_axis([-31.0, 70.0])

    bar = axis.bar(-20, -31, -10)

    assert bar.left == bar.tip < bar.zero
    assert axis.ticks[0].label == "−40"


@pytest.mark.parametrize("fits", [[0.0], [100.0], [42.5], [50.0, 50.0, 50.0], [-3.0, -3.0]])
def test_one_role_or_equal_fits_still_make_an_axis_with_every_bar_on_it(fits: list[float]) -> None:
    axis = fit_axis(fits)

    bars = [axis.bar(fit, fit, fit) for fit in fits]

    assert len({bar.tip for bar in bars}) == 1
    assert all(MARGIN <= place <= WIDTH - MARGIN for bar in bars for place in (bar.zero, bar.tip))
    assert all((bar.tip - bar.zero) * fit >= 0 for bar, fit in zip(bars, fits, strict=True))
    assert [tick.label for tick in axis.ticks] == list(dict.fromkeys(tick.label for tick in axis.ticks))


def test_a_fit_of_zero_is_a_bar_without_length() -> None:
    assert fit_axis([0.0]).bar(0, -5, 5).length == 0


def test_a_role_without_any_figure_keeps_its_row_and_gets_no_mark() -> None:
    rows = [amounts("Known", middle=100_000), amounts("Unknown")]
    scale, step = pay_scale(rows)

    known, unknown = range_bars(rows, scale, step, "USD").bars

    assert (known.middle_label, known.name) == ("$100k", "Known")
    assert (unknown.name, unknown.is_box, unknown.middle) == ("Unknown", False, None)


def test_a_dot_stands_where_the_preference_is() -> None:
    plot = dot_plot([Leaning("Data", "Features", "Data", 25, 10, 40, None)])

    row = plot.rows[0]
    assert row.x == START + (END - START) / 4
    assert row.low < row.x < row.high
    assert row.target is None
    assert row.value == "25"


def test_a_target_of_zero_is_drawn() -> None:
    plot = dot_plot([Leaning("Data", "Features", "Data", 25, 10, 40, 0)])

    assert plot.rows[0].target == START


def test_percentiles_become_a_box_on_the_shared_axis() -> None:
    rows = [amounts(low=60_000, lower_quartile=100_000, middle=130_000, upper_quartile=170_000, high=200_000)]
    scale, step = pay_scale(rows)

    bar = range_bars(rows, scale, step, "USD").bars[0]

    assert bar.is_box
    assert bar.low is not None and bar.box_start is not None and bar.middle is not None
    assert bar.low < bar.box_start < bar.middle
    assert bar.middle_label == "$130k"


def test_a_median_alone_is_a_ring_with_its_label_inside_the_picture() -> None:
    rows = [amounts(middle=240_000), amounts(middle=100_000)]
    scale, step = pay_scale(rows)

    chart = range_bars(rows, scale, step, "EUR")

    assert not chart.bars[0].is_box
    assert chart.bars[0].label_at < (chart.bars[0].middle or 0)
    assert chart.bars[1].middle_label == "€100k"


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=4))
def test_any_amounts_equal_zero_or_missing_stay_inside_the_picture(
    rows: list[tuple[int | None, int | None, int | None]],
) -> None:
    panels = [Amounts("Role", "", None, low, middle, high, None) for low, middle, high in rows]
    scale, step = pay_scale(panels)

    chart = range_bars(panels, scale, step, "USD")

    places = [x for bar in chart.bars for x in (bar.box_start, bar.middle) if x is not None]
    assert all(scale.start <= x <= scale.end for x in places)
    assert 1 <= len(chart.ticks) <= 8


def a_map(content: EditionContent, start: str) -> list[Stop]:
    return [
        Stop(
            key=stage.role.slug,
            name=stage.role.name,
            lane=TRACKS[stage.role.track],
            column=stage.column,
            comes_from=stage.arrival.from_role if stage.arrival else "",
            facts=("years unknown", "pay unknown"),
        )
        for stage in stages_from(content, start, a_respondent(content=content))
    ]


LANE_NAMES = [TRACKS[track] for track in LANES]


def test_managers_stand_in_a_lane_of_their_own_below() -> None:
    chart = progression_map(a_map(small_content(), "backend-engineer"), LANE_NAMES)

    boxes = {box.key: box for box in chart.boxes}
    assert [lane.name for lane in chart.lanes] == ["Individual contributor", "Management"]
    assert boxes["engineering-manager"].y > boxes["staff-engineer"].y
    assert boxes["senior-backend-engineer"].x > boxes["backend-engineer"].x


def test_an_arrow_leads_into_every_stage_but_the_first() -> None:
    chart = progression_map(a_map(small_content(), "backend-engineer"), LANE_NAMES)

    assert len(chart.arrows) == len(chart.boxes) - 1


def test_a_role_that_leads_nowhere_is_a_map_of_one() -> None:
    chart = progression_map(a_map(small_content(), "engineering-manager"), LANE_NAMES)

    assert [box.is_start for box in chart.boxes] == [True]
    assert chart.arrows == ()


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_no_shipped_map_of_a_scored_role_has_crossings_or_overlaps(shipped: EditionContent) -> None:
    for role in shipped.scored_roles:
        stops = a_map(shipped, role.slug)
        used = [lane for lane in LANE_NAMES if any(stop.lane == lane for stop in stops)]
        branches = [stop.key for stop in stops if stop.column == 1]
        best = min(crossings(stops, rows_of(stops, order), used) for order in permutations(branches))
        chart = progression_map(stops, LANE_NAMES)

        assert best == 0, role.slug
        assert len({(box.x, box.y) for box in chart.boxes}) == len(chart.boxes), role.slug
        assert all(box.x >= 0 and box.x + box.width <= chart.width for box in chart.boxes)
        assert all(box.y + box.height <= chart.height for box in chart.boxes)


def test_a_rating_fills_as_many_dots() -> None:
    assert [sum(dot.is_filled for dot in level_dots(rating).dots) for rating in range(5)] == [0, 1, 2, 3, 4]
    assert level_dots(3).text == "Level 3 of 4"


def test_chart_colours_are_those_of_the_tokens() -> None:
    tokens = (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")

    colours = [getattr(PALETTE, field.name) for field in fields(PALETTE) if field.name != "font"]
    assert all(f"{colour};" in tokens for colour in colours)


def test_equal_leanings_at_either_end_stay_on_the_axis() -> None:
    plot = dot_plot([Leaning("Data", "Features", "Data", position, 0, 100, 100) for position in (0, 0, 100)])

    assert [row.x for row in plot.rows] == [START, START, END]
    assert {(row.low, row.high, row.target) for row in plot.rows} == {(START, END, END)}
    assert [row.value for row in plot.rows] == ["0", "0", "100"]


def test_no_leaning_at_all_is_an_empty_axis() -> None:
    plot = dot_plot([])

    assert plot.rows == ()
    assert 0 < plot.axis_end < plot.height


def test_one_leaning_without_a_target_draws_no_diamond() -> None:
    assert dot_plot([Leaning("Data", "Features", "Data", 50, 40, 60, None)]).rows[0].target is None


def test_one_role_with_one_amount_still_has_an_axis_of_its_own() -> None:
    rows = [amounts(middle=100_000)]
    scale, step = pay_scale(rows)

    chart = range_bars(rows, scale, step, "USD")

    assert len(chart.ticks) >= 2
    assert scale.low <= 100_000 <= scale.high


def test_amounts_that_are_all_zero_or_all_missing_have_an_axis_too() -> None:
    for rows in ([amounts(middle=0), amounts(middle=0)], [amounts(), amounts()]):
        scale, step = pay_scale(rows)

        labels = [tick.label for tick in range_bars(rows, scale, step, "USD").ticks]

        assert scale.low < scale.high
        assert len(labels) >= 2


@pytest.mark.parametrize(
    ("value", "shown", "filled"),
    [(None, "unknown", 0), (0.0, "0", 0), (-13.2, "−13", 0), (100.0, "100", 100), (110.4, "110", 100)],
)
def test_a_meter_is_right_for_nothing_zero_less_and_more(
    value: float | None, shown: str, filled: float
) -> None:
    drawn = meter("Ready today", value, "line")

    assert (drawn.shown, drawn.filled) == (shown, filled)


@pytest.mark.django_db
@pytest.mark.same_on_any_database
@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_no_fact_on_the_map_of_a_persona_leaves_its_box(
    shipped: EditionContent, fonts: None, language: str
) -> None:
    face = TTFont(settings.FONT_DIR / "SourceSans3-Regular.ttf")
    letters, advances, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm

    with translation.override(language):
        maps = [map_of(path, shipped) for path in sorted(PERSONAS.glob("*.json"))]

    facts = [
        (box, line.text) for drawn in maps for box in drawn.boxes for line in box.lines if not line.is_name
    ]
    assert len(facts) > 50
    for box, text in facts:
        width = FACT_TYPE * sum(advances[letters[ord(letter)]][0] for letter in text) / unit
        assert PADDING + width <= box.width, text


def map_of(persona: Path, content: EditionContent) -> ProgressionMap:
    report = a_report(read_submission(json.loads(persona.read_text("utf-8")), content), content)
    return next(each.map for each in report.sections if isinstance(each, ProgressionSection))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_on_a_phone_every_dot_keeps_its_place_and_every_label_leaves_the_line_alone(
    positions: list[float],
) -> None:
    wide = dot_plot([Leaning("A name", "Low pole", "High pole", each, 0, 100, 50) for each in positions])

    chart = narrow(wide)

    for row, position in zip(chart.rows, positions, strict=True):
        assert abs(row.x - (EDGE + position / 100 * (NARROW - 2 * EDGE))) < 0.2
        assert (row.low, row.target, row.high) == (EDGE, NARROW / 2, NARROW - EDGE)
        assert all(line.y > row.y + 12 for line in (*row.low_pole, *row.high_pole))
    assert [row.y for row in chart.rows] == sorted({row.y for row in chart.rows})
    assert chart.width == NARROW


def test_on_a_phone_pay_keeps_its_axis_and_its_labels_apart() -> None:
    rows = [amounts(low=60_000, lower_quartile=100_000, middle=130_000, upper_quartile=170_000, high=900_000)]
    scale, step = pay_scale(rows)

    chart = narrow(range_bars([*rows, amounts(middle=900_000)], scale, step, "USD"))

    box, ring = chart.bars
    assert PAY_EDGE <= box.low < box.box_start < box.middle < box.box_start + box.box_width < box.high
    assert box.high <= NARROW - PAY_EDGE
    assert 0 <= ring.label_at <= NARROW - text_width(ring.middle_label, 11)
    places = [tick.at for tick in chart.ticks]
    assert all(b - a >= 36 for a, b in pairwise(places))


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_on_a_phone_every_stage_stands_once_below_the_one_it_follows(shipped: EditionContent) -> None:
    for role in shipped.scored_roles:
        stops = a_map(shipped, role.slug)
        chart = narrow(progression_map(stops, LANE_NAMES))
        boxes = {box.key: box for box in chart.boxes}

        assert boxes.keys() == {stop.key for stop in stops}, role.slug
        assert len({box.y for box in chart.boxes}) == len(boxes)
        assert all(box.x + box.width <= NARROW and box.y + box.height <= chart.height for box in chart.boxes)
        for stop in stops:
            if stop.comes_from:
                assert boxes[stop.key].y > boxes[stop.comes_from].y
                assert boxes[stop.key].x > boxes[stop.comes_from].x
        assert len(chart.arrows) == len(boxes) - 1


def test_what_has_no_narrow_form_says_so() -> None:
    with pytest.raises(TypeError, match="no narrow form of str"):
        narrow("a drawing")


def test_paper_holds_no_drawing_for_phones() -> None:
    assert "chart--narrow" not in print_document(a_report())
