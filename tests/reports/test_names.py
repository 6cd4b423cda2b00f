import pytest

from reports.names import printed_name


@pytest.mark.parametrize(
    "name", ["Ingrid", "Łukasz Żółć", "Αθηνά", "Дмитрий Иванов", "Nguyễn Thị Minh", "O'Neil"]
)
def test_latin_greek_and_cyrillic_names_are_printed(name: str) -> None:
    assert printed_name(name).text == name


@pytest.mark.parametrize("name", ["山田太郎", "محمد", "😀 Bo", "אבי"])
def test_a_name_that_would_print_as_boxes_is_left_out_with_a_note(name: str) -> None:
    printed = printed_name(name)

    assert printed.text == ""
    assert printed.note.startswith("Your name is left out")


def test_controls_that_turn_text_around_are_taken_out() -> None:
    assert printed_name("Eve\u202eliame\u202c\u200b\x00\nSmith").text == "Eveliame Smith"


def test_no_name_is_no_note() -> None:
    assert printed_name("").note == ""
