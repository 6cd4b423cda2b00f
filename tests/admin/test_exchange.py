"""Tables out and in: nothing is lost on the way, and what can't be taken is named by row and column."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.editions.naming import shortened
from quiz.exchange.cells import guarded, unguarded
from quiz.exchange.plan import plan
from quiz.exchange.read import Refused, read
from quiz.exchange.spell import as_csv, as_json
from quiz.models import Edition, Item, Wording
from quiz.packs.names import Name
from quiz.packs.rows import KEYS, stored_rows
from roles.models import Figure, Role, Source, Statement, Step
from tests.admin.conftest import member_of

TABLES = "/admin/quiz/contentpack/"


def look(client: Client, text: str, **more: str) -> Any:
    """Pastes a table and looks at what saving it would do."""
    return client.post(TABLES, {"text": text, "kind": "", **more})


def save(client: Client, looked: Any, **more: str) -> Any:
    """Presses Save below the difference."""
    cleaned = looked.context["form"].cleaned_data
    fields = {name: cleaned[name] for name in ("kind", "as_of", "source")}
    posted = fields | {"text": looked.context["text"], "reviewed": looked.context["plan"].digest, "save": "1"}
    return client.post(TABLES, posted | more)


def everything() -> dict[Name, Any]:
    return {name: row for label in KEYS for name, (_, row) in stored_rows(label).items()}


def reasons(response: Any) -> list[tuple[int, str, str]]:
    return [(p.line, p.column, p.reason) for p in response.context["plan"].problems]


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
FORMULAS = st.builds("".join, st.tuples(st.sampled_from(["", "'", "''"]), st.sampled_from("=+-@"), TEXTS))


@given(text=TEXTS | FORMULAS | st.text("'=+-@\t\r ", max_size=6))
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str):
    cell = guarded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text


@settings(max_examples=200)
@given(rows=st.lists(st.tuples(TEXTS | FORMULAS, st.integers(0, 99)), min_size=1, max_size=5))
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_table_comes_back_as_it_was(delimiter: str, rows: list[tuple[str, int]]):
    written = [
        {
            "role": ["r"],
            "kind": "benefit",
            "key": f"k{n}",
            "text": text or "-",
            "position": at,
            "source": ["s"],
        }
        for n, (text, at) in enumerate(rows)
    ]

    found = read(as_csv("roles.statement", written, delimiter).encode(), "roles.statement")

    assert found.problems == ()
    assert [dict(entry.given) for entry in found.entries] == written


@pytest.mark.parametrize("label", KEYS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_taken_away_changes_nothing_when_it_comes_back(
    editor: Client, draft: None, label: str, form: str
):
    Wording.objects.create(slug="headline-one", text="{role}: that’s you")
    before = stored_rows(label)
    assert before
    sent = editor.get(f"{TABLES}download/?kind={label}&format={form}")

    looked = editor.post(TABLES, {"kind": label, "file": SimpleUploadedFile(f"table.{form}", sent.content)})

    found = looked.context["plan"]
    assert found.problems == ()
    assert found.touched == 0
    assert len(found.rows) == len(before)


def test_roles_with_all_that_belongs_to_them_come_back_whole(editor: Client, draft: None):
    before = everything()
    sent = editor.get(f"{TABLES}download/?kind=whole-roles&format=json").content
    Role.objects.filter(slug="tech-lead").delete()

    looked = editor.post(TABLES, {"file": SimpleUploadedFile("roles.json", sent)})
    save(editor, looked)

    assert everything() == before


def test_one_salary_source_is_refreshed_for_six_figures_in_three_posts(editor: Client, draft: None):
    source = Source.objects.get(slug="so-2025")
    figures = list(Figure.objects.filter(source=source, kind="self-reported-median")[:6])
    keys = [str(figure.pk) for figure in figures]
    action = {"action": "as_table", "_selected_action": keys}
    page = editor.post("/admin/roles/figure/", action, follow=True)
    table = page.context["form"].initial["text"]
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    lines = ["slug\tmiddle\tas of", *(f"{row['slug']}\t{int(row['middle']) + 1000:,}\t2026" for row in rows)]

    looked = look(editor, "\n".join(lines))
    response = save(editor, looked)

    assert response.status_code == 302
    assert len(looked.context["changed"]) == 6
    told = looked.content.decode()
    assert all(figures_name(figure) in told for figure in figures) and "<td>as of</td>" in told
    for figure in figures:
        fresh = Figure.objects.get(pk=figure.pk)
        assert (fresh.middle, fresh.as_of, fresh.note) == (figure.middle + 1000, "2026", figure.note)


def figures_name(figure: Figure) -> str:
    return f"{figure.occupation.title}, {figure.place.name if figure.place else 'worldwide'} ({figure.slug})"


def test_rows_that_belong_to_a_role_are_told_by_its_name(editor: Client, draft: None):
    statement = Statement.objects.filter(role__slug="tech-lead", kind="benefit").first()
    rows = {
        "role,dimension,target": "tech-lead,data,1",
        "role,skill,level": "tech-lead,mentoring,2",
        "role,kind,key,text": f"tech-lead,benefit,{statement.key},Anew.",
        "from role,to role,note": "tech-lead,engineering-manager,Anew.",
        "language,kind,key,field,text": "de,role,tech-lead,summary,Neu.",
    }

    titles = [
        row.title
        for headings, cells in rows.items()
        for row in look(editor, f"{headings}\n{cells}").context["changed"]
    ]

    assert titles == [
        "Tech Lead: Data",
        "Tech Lead: Mentoring",
        f"Tech Lead: benefit “{shortened(statement.text)}”",
        "Tech Lead to Engineering Manager",
        "Tech Lead: summary, German",
    ]


def test_what_all_rows_share_is_said_once(editor: Client, draft: None):
    figures = Figure.objects.filter(kind="self-reported-median")[:2]
    table = "slug,middle\n" + "\n".join(f"{figure.slug},{figure.middle + 1}" for figure in figures)

    looked = look(editor, table, as_of="2026-05", source="editors")
    save(editor, looked)

    assert {f.as_of for f in Figure.objects.filter(pk__in=[f.pk for f in figures])} == {"2026-05"}
    assert Figure.objects.get(pk=figures[0].pk).source.slug == "editors"


def test_looking_saves_nothing(editor: Client, draft: None):
    before = everything()

    looked = look(editor, "slug,name\ntech-lead,Lead of Tech", kind="roles.role")

    assert looked.context["changed"][0].changes[0].new == "Lead of Tech"
    assert everything() == before


HALF_BAD = """slug,occupation,kind,place,currency,period,low,middle,high,as_of,source
good-one,{occupation},average,US,USD,year,,100000,,2026,editors
low-above-high,{occupation},range,US,USD,year,200000,,100000,2026,editors
without-a-source,{occupation},average,US,USD,year,,100000,,2026,
without-a-kind,{occupation},,US,USD,year,,100000,,2026,editors
not-a-number,{occupation},average,US,USD,year,,lots,,2026,editors
good-two,{occupation},range,US,USD,year,100000,,200000,2026,editors
of-nobody,nobody-at-all,average,US,USD,year,,100000,,2026,editors
good-one,{occupation},average,US,USD,year,,100000,,2026,editors
no-such-day,{occupation},average,US,USD,year,,100000,,2026-02-30,editors
good-three,{occupation},average,US,USD,year,,100000,,2026,editors
"""


@pytest.fixture
def half_bad(draft: None) -> str:
    return HALF_BAD.format(occupation=Figure.objects.first().occupation.slug)


def test_every_bad_row_is_named_by_row_and_column_and_nothing_is_saved(editor: Client, half_bad: str):
    before = everything()

    looked = look(editor, half_bad)

    assert [(line, column) for line, column, _ in reasons(looked)] == [
        (3, "low"),
        (4, "source"),
        (5, "kind"),
        (6, "middle"),
        (8, "occupation"),
        (9, "slug"),
        (10, "as_of"),
    ]
    said = {line: reason for line, _, reason in reasons(looked)}
    assert said[3] == "The low figure is above the high one. Swap them or correct one."
    assert said[5].startswith("It can’t be empty. Write one of these: percentiles, base-range, ")
    assert said[6] == "“lots” is not a whole number."
    assert "There is no “nobody-at-all”." in said[8]
    assert said[9] == "Row 2 is the same one."
    response = save(editor, looked)
    assert "Nothing was saved." in response.content.decode()
    assert everything() == before


def test_the_good_rows_are_saved_if_that_is_asked_for(editor: Client, half_bad: str):
    count = Figure.objects.count()

    response = save(editor, look(editor, half_bad), bad="leave")

    assert response.status_code == 302
    assert Figure.objects.count() == count + 3


@pytest.mark.parametrize(
    ("table", "line", "column", "words"),
    [
        ("role,dimension,target,weight\ntech-lead,data,101,1", 2, "target", "less than or equal to 100"),
        ("role,skill,level,weight\ntech-lead,databases,5,1", 2, "level", "less than or equal to 4"),
        ("slug,level\ntech-lead,wizard", 2, "level", "not a valid choice"),
        ("slug,name\ntech-lead,Backend Engineer", 2, "name", "Another row has “Backend Engineer” already."),
        ("slug,source\ntech-lead,editor", 2, "source", "Is “editors” meant?"),
        ("slug,is_scored\ntech-lead,perhaps", 2, "is_scored", "Write yes or no."),
        ("slug,name\nall-new,All New", 2, "discipline", "A new row needs it."),
        ("slug,name\ntech-lead,X\ntech-lead,Y", 3, "slug", "Row 2 is the same one."),
        ("slug,name\ntech-lead,X,more", 2, "", "more cells than there are headings"),
    ],
)
def test_a_row_is_refused_with_its_reason(
    editor: Client, draft: None, table: str, line: int, column: str, words: str
):
    found = reasons(look(editor, table, kind="" if "role" in table else "roles.role"))

    assert (line, column) in [(at, where) for at, where, _ in found]
    assert any(words in reason for _, _, reason in found)


def test_a_circle_of_promotions_is_refused_by_name(editor: Client, draft: None):
    step = Step.objects.filter(kind="promotion").first()
    ends = f"{step.to_role.slug},{step.from_role.slug}"
    table = f"from role,to role,kind,note,source\n{ends},promotion,Back.,editors"

    ((line, column, reason),) = reasons(look(editor, table))

    assert (line, column) == (2, "to_role")
    assert "lead round in a circle" in reason and step.from_role.slug in reason


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("table.csv", "slug,name\n")
    return archive.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"slug,name\n" + b"x" * 5_000_000, "5,000,010 bytes; at most 2,300,000"),
        (b"slug,name\n" + b"a\n" * 1_200_000, "2,400,010 bytes; at most 2,300,000"),
        (b"slug,name\n" + b"a,b\n" * 20_000, "more than 10,000 rows"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 50_000, "nested too deeply"),
        (zipped(), "archive or a spreadsheet file"),
        (b"\x1f\x8b\x08\x00rest", "archive or a spreadsheet file"),
        (b"slug,name\n\xff\xfe,b\n", "Byte 10 is not UTF-8"),
        (b"slug,name\n\x00,b\n", "not text"),
        (b"   \n", "nothing in it"),
        (b"slug,salary\na,b\n", "have no column “salary”"),
        (b"name\nb\n", "There is no column slug"),
        (b"slug,slug\na,b\n", "there twice"),
        (b'slug,name\n"a,b\n', "Line 2 can’t be read"),
        (b"[1, NaN]", "NaN is not a number"),
        (b"[]", "no list of rows"),
        (b"[{", "not JSON at line 1"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(editor: Client, draft: None, raw: bytes, words: str):
    before = Role.objects.count()

    response = editor.post(TABLES, {"kind": "roles.role", "file": SimpleUploadedFile("table.csv", raw)})

    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors["file"])
    assert Role.objects.count() == before


def test_headings_that_fit_no_table_ask_for_it():
    with pytest.raises(Refused, match="Choose it from the list"):
        read(b"slug,name\na,b\n")


def test_an_excel_file_with_a_byte_order_mark_and_semicolons_is_read(editor: Client, draft: None):
    looked = look(editor, "\ufeffSlug;As of\nnothing-here;2026", kind="roles.figure")

    assert {column for _, column, _ in reasons(looked)} >= {"occupation", "kind", "source"}


def test_a_draft_that_moved_since_the_look_is_looked_at_again(editor: Client, draft: None):
    looked = look(editor, "slug,best_for\ntech-lead,like it so", kind="roles.role")
    Role.objects.filter(slug="tech-lead").update(best_for="like it otherwise")

    response = save(editor, looked)

    assert "The draft has changed since you looked at this." in response.content.decode()
    assert Role.objects.get(slug="tech-lead").best_for == "like it otherwise"


def test_a_formula_is_kept_as_text_on_the_way_out_and_in(editor: Client, draft: None):
    statement = Statement.objects.first()
    Statement.objects.filter(pk=statement.pk).update(text='=HYPERLINK("http://example.org")')

    sent = editor.get(f"{TABLES}download/?kind=roles.statement&format=csv").content.decode()

    cells = [cell for row in csv.reader(io.StringIO(sent)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://example.org")' in cells
    assert plan(read(sent.encode(), "roles.statement")).touched == 0


def test_a_table_rewords_no_question_that_readers_are_asked_now(editor: Client, published: Edition):
    """Its own page asks what that means for the answers given so far."""
    reworded = "slug,a_text,why\ncoach-or-build,Coach children,A better reason."

    ((line, column, reason),) = reasons(look(editor, reworded, kind="quiz.item"))
    elsewhere = look(editor, "slug,why\ncoach-or-build,A better reason.", kind="quiz.item")

    assert (line, column) == (2, "a_text") and "Reword it on its own page" in reason
    assert reasons(elsewhere) == [] and elsewhere.context["plan"].touched == 1


def test_a_table_rewords_what_nobody_is_asked_yet(editor: Client, draft: None):
    looked = look(editor, "slug,a_text\ncoach-or-build,Coach children", kind="quiz.item")

    assert reasons(looked) == [] and looked.context["plan"].touched == 1


def test_questions_go_out_and_in_as_json(editor: Client, draft: None):
    item = Item.objects.filter(kind="agreement").first()
    rows = [
        (name, {**row, "why": "A better reason."})
        for name, (pk, row) in stored_rows("quiz.item").items()
        if pk == item.pk
    ]

    save(editor, look(editor, as_json(rows)))

    item.refresh_from_db()
    assert item.why == "A better reason."


def test_who_may_only_look_saves_nothing(draft: None, stranger: Client):
    reviewer = member_of("Reviewer")
    looked = look(reviewer, "slug,best_for\ntech-lead,like it so", kind="roles.role")

    assert stranger.get(TABLES).status_code == 302
    assert stranger.get(f"{TABLES}download/?kind=roles.role&format=csv").status_code == 302
    assert "You may look, but not save" in looked.content.decode()
    save(reviewer, looked)
    assert Role.objects.get(slug="tech-lead").best_for != "like it so"
    assert save(member_of("Author"), looked).status_code == 302


@pytest.mark.parametrize("asked", ["", "?kind=auth.user&format=csv", "?kind=roles.role&format=xlsx"])
def test_a_table_that_is_not_there_is_not_found(editor: Client, draft: None, asked: str):
    assert editor.get(f"{TABLES}download/{asked}").status_code == 404


@pytest.mark.parametrize("is_changed", [False, True])
def test_the_difference_of_all_figures_takes_no_more_queries_than_any_page(
    editor: Client, draft: None, django_assert_max_num_queries, is_changed: bool
):
    figures = Figure.objects.values_list("slug", "currency")
    sent = "slug,currency,sample_size\n" + "\n".join(f"{slug},{currency},7" for slug, currency in figures)
    sent = sent if is_changed else editor.get(f"{TABLES}download/?kind=roles.figure&format=csv").text
    look(editor, sent)  # What is read once per process is nobody's page.

    with django_assert_max_num_queries(10 + 4):  # And one for each kind of row that figures name.
        response = look(editor, sent)

    assert response.context["plan"].problems == ()
    assert response.context["plan"].touched == is_changed * len(figures)


def test_a_bad_table_takes_no_more_queries_than_a_good_one(
    editor: Client, half_bad: str, django_assert_max_num_queries
):
    look(editor, half_bad)

    with django_assert_max_num_queries(10 + 4):
        look(editor, half_bad)


def test_json_comes_back_with_all_its_rows():
    rows = [(Name("roles.place", ("DE",)), {"code": "DE", "name": "=Germany"})]

    found = read(json.dumps(json.loads(as_json(rows))).encode())

    assert [dict(entry.given) for entry in found.entries] == [{"code": "DE", "name": "=Germany"}]
