"""What a browser would post from an admin page: every field as it stands, with some changed."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Fields(HTMLParser):
    """Collects the successful controls of a page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        match tag:
            case "input" if name and given.get("type") not in ("submit", "checkbox", "radio"):
                self.values[name] = given.get("value") or ""
            case "input" if given.get("type") == "checkbox" and name and "checked" in given:
                self.values[name] = given.get("value") or "on"
            case "select":
                self.select = name
                self.values.setdefault(name, "")
            case "option" if "selected" in given:
                self.values[self.select] = given.get("value") or ""
            case "textarea":
                self.area = name
                self.values[name] = ""

    def handle_data(self, text: str) -> None:
        if self.area:
            self.values[self.area] += text.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def filled_in(page: HttpResponse, **changes: str) -> dict[str, str]:
    """The fields of a page as they would be posted, without the empty row of each inline."""
    fields = Fields()
    fields.feed(page.content.decode())
    kept = {name: value for name, value in fields.values.items() if "__prefix__" not in name}
    return kept | changes


def row_of(fields: dict[str, str], prefix: str, field: str, value: str) -> str:
    """The prefix of the inline row whose field has a value: "statements-3"."""
    for name, present in fields.items():
        if name.startswith(prefix) and name.endswith(f"-{field}") and present == value:
            return name.removesuffix(f"-{field}")
    raise AssertionError(f"No row of {prefix} has {value!r} in {field}.")


def with_new_row(fields: dict[str, str], prefix: str, **row: str) -> dict[str, str]:
    """One more row in an inline, as "Add another" makes it."""
    total = int(fields[f"{prefix}-TOTAL_FORMS"])
    named = {f"{prefix}-{total}-{field}": value for field, value in row.items()}
    return fields | {f"{prefix}-TOTAL_FORMS": str(total + 1)} | named
