from conftest import Desk


def test_a_report_becomes_a_page(desk: Desk) -> None:
    assert "Exercise 1." in desk.render()
