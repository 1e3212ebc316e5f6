from report.page import literals


def test_numbers_in_prose_are_found_with_their_line() -> None:
    found = literals("It is 0.51 or 51%.\n\n- a\n- 1,196 rows and 576 columns\n")
    assert [(one.text, one.line) for one in found] == [("0.51", 1), ("51%", 1), ("1,196", 4), ("576", 4)]


def test_numbers_in_tags_formulas_and_code_are_not() -> None:
    prose = "{{ x | number(100) }} $0.25$ `0.5`\n\n$$ 1.5 $$\n\n```\n0.75\n```\n\n"
    assert literals(prose + "{% call given(a[123]) %}two of 12{% endcall %}") == ()
