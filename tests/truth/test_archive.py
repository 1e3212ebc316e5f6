import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from analyses.truth.archive import open_archive, read_dataset
from analyses.truth.likelihood import read_likelihood
from report import DataError, MissingFileError

ROWS, WIDTH = 60, 6
MODEL = "Family/1B/chat"


def _statements(negated: str = "") -> list[str]:
    return [f"The city of C{row // 2} is {negated}in L{row % 7}." for row in range(ROWS)]


def _write_csv(root, name="cities", label="1", columns="statement,label", skip=-1):
    (root / "datasets").mkdir(parents=True, exist_ok=True)
    texts = _statements("not " if "neg" in name else "")
    rows = [f"{text},{(row + 1) % 2}" for row, text in enumerate(texts) if row != skip]
    rows[0] = f"{rows[0][:-1]}{label}"
    (root / "datasets" / f"{name}.csv").write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")


def _values(seed: int = 0) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=(ROWS, WIDTH)).astype(np.float32))


def _folder(root: Path, name: str = "cities") -> Path:
    folder = root / "acts" / MODEL / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_shards(folder: Path, values: torch.Tensor, layer: int = 12) -> None:
    for start in range(0, len(values), 25):
        torch.save(values[start : start + 25].clone(), folder / f"layer_{layer}_{start}.pt")


@pytest.fixture
def shards(tmp_path):
    """An archive in the course's layout."""
    _write_csv(tmp_path)
    _write_shards(_folder(tmp_path), _values())
    return tmp_path


def _read(root: Path, name: str = "cities"):
    archive = open_archive(root)
    return read_dataset(archive, name, archive.layers[0])


def test_both_layouts_read_the_same(shards, tmp_path_factory):
    whole = tmp_path_factory.mktemp("whole")
    _write_csv(whole)
    save_file({"activations": _values()}, _folder(whole) / "layer_12.safetensors")
    one, other = _read(shards), _read(whole)
    assert np.array_equal(one.activations, _values().numpy())
    assert np.array_equal(one.activations, other.activations)
    assert open_archive(shards).model == open_archive(whole).model == "Family 1B chat"
    assert open_archive(shards).layers == (12,)
    assert open_archive(shards).width == WIDTH


def test_shards_are_sorted_as_numbers(tmp_path):
    values = torch.arange(130, dtype=torch.float32)[:, None].repeat(1, 2)
    folder = _folder(tmp_path)
    _write_shards(folder, values)
    from analyses.truth.tensors import layer_files, read_layer

    assert [path.stem for path in layer_files(folder, 12)][:3] == ["layer_12_0", "layer_12_25", "layer_12_50"]
    assert np.array_equal(read_layer(folder, 12)[:, 0], np.arange(130))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
@pytest.mark.parametrize("form", ["pt", "safetensors"])
def test_other_floats_are_read_as_float32(tmp_path, dtype, form):
    _write_csv(tmp_path)
    values = _values().to(dtype)
    if form == "pt":
        _write_shards(_folder(tmp_path), values)
    else:
        save_file({"activations": values}, _folder(tmp_path) / "layer_12.safetensors")
    read = _read(tmp_path).activations
    assert read.dtype == np.float32
    assert np.array_equal(read, values.to(torch.float32).numpy())


def test_labels_and_groups_follow_the_rows(shards):
    dataset = _read(shards)
    assert dataset.labels.tolist() == [1, 0] * 30
    assert dataset.groups.tolist() == [row // 2 for row in range(ROWS)]


def test_a_set_and_its_negation_share_their_groups_in_any_order(shards):
    _write_csv(shards, "neg_cities")
    path = shards / "datasets" / "neg_cities.csv"
    head, *rows = path.read_text().splitlines()
    path.write_text("\n".join([head, *rows[::-1]]) + "\n")
    _write_shards(_folder(shards, "neg_cities"), _values(1))
    assert np.array_equal(_read(shards, "neg_cities").groups, _read(shards).groups[::-1])


def test_spanish_words_and_nameless_pairs_are_grouped():
    import pandas as pd

    from analyses.truth.groups import count_groups, subjects

    words = pd.DataFrame(
        {
            "statement": [
                "The Spanish word 'a' means 'x'.",
                "The Spanish word 'b' does not mean 'y'.",
                "The Spanish word 'a' means 'z'.",
            ],
            "label": [1, 1, 0],
        }
    )
    assert count_groups(subjects(words)).tolist() == [0, 1, 0]
    nameless = pd.DataFrame({"statement": ["?"] * 7, "label": [1, 0, 0, 1, 0, 1, 1]})
    assert count_groups(subjects(nameless)).tolist() == [0, 0, 1, 2, 2, 3, 4], "a row without its partner stands alone"


def test_a_missing_row_leaves_the_other_pairs_together(tmp_path):
    _write_csv(tmp_path, skip=11)
    _write_shards(_folder(tmp_path), _values()[:-1])
    assert _read(tmp_path).groups.tolist() == [row // 2 for row in range(ROWS) if row != 11]


def test_cells_that_look_missing_stay_text(tmp_path):
    _write_csv(tmp_path, columns="city,label")
    (tmp_path / "datasets" / "cities.csv").write_text("statement,label,city\nx,1,nan\ny,0,NA\n")
    _write_shards(_folder(tmp_path), _values()[:2])
    assert _read(tmp_path).statements["city"].tolist() == ["nan", "NA"]


def test_the_model_with_most_datasets_is_read_and_the_others_are_named(shards):
    other = shards / "acts" / "Another" / "chat" / "unrelated"
    other.mkdir(parents=True)
    _write_shards(other, _values())
    archive = open_archive(shards)
    assert archive.model == "Family 1B chat"
    assert archive.others == ("Another chat",)


def test_sets_that_the_sheet_does_not_use_are_left_alone(shards):
    _write_shards(_folder(shards, "animals"), _values(), layer=3)
    assert open_archive(shards).names == ("cities",)
    (shards / "acts" / MODEL / "cities").rename(shards / "acts" / MODEL / "towns")
    for layer in (3, 12):
        _write_shards(_folder(shards, "animals"), _values(), layer=layer)
    assert open_archive(shards).names == ("animals", "towns")


def test_likelihood_is_optional_and_checked(shards):
    from analyses.truth.likelihood import write_likelihood

    folder = _folder(shards)
    assert read_likelihood(folder, ROWS) is None
    write_likelihood(folder, np.linspace(-9, -1, ROWS), np.full(ROWS, 7, dtype=np.int32))
    assert np.allclose(read_likelihood(folder, ROWS), np.linspace(-9, -1, ROWS))
    with pytest.raises(DataError, match="each of 59"):
        read_likelihood(folder, ROWS - 1)


def _lose_shard(root):
    (_folder(root) / "layer_12_25.pt").unlink()


def _widen_shard(root):
    torch.save(torch.zeros(25, WIDTH + 1), _folder(root) / "layer_12_25.pt")


def _cut_shard(root):
    path = _folder(root) / "layer_12_25.pt"
    path.write_bytes(path.read_bytes()[:300])


def _cut_safetensors(root):
    path = _folder(root) / "layer_12.safetensors"
    save_file({"activations": _values()}, path)
    path.write_bytes(path.read_bytes()[:-8])


def _rename_tensor(root):
    save_file({"values": _values()}, _folder(root) / "layer_12.safetensors")


def _whole_numbers(root):
    torch.save(torch.zeros(25, WIDTH, dtype=torch.int64), _folder(root) / "layer_12_25.pt")


def _list_for_tensor(root):
    torch.save([1.0, 2.0], _folder(root) / "layer_12_25.pt")


def _flat_tensor(root):
    torch.save(torch.zeros(25), _folder(root) / "layer_12_25.pt")


def _swap_shards(root):
    a, b = _folder(root) / "layer_12_25.pt", _folder(root) / "layer_12_50.pt"
    content = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(content)


def _put_nan(root):
    values = _values()[25:50].clone()
    values[3, 2] = float("nan")
    torch.save(values, _folder(root) / "layer_12_25.pt")


def _overflow(root):
    save_file({"activations": _values().double() * 1e300}, _folder(root) / "layer_12.safetensors")


def _no_csv(root):
    (root / "datasets" / "cities.csv").unlink()


def _no_column(root):
    _write_csv(root, columns="statement,truth")


def _label_seven(root):
    _write_csv(root, label="7")


def _label_words(root):
    _write_csv(root, label="true")


def _only_head(root):
    (root / "datasets" / "cities.csv").write_text("statement,label\n")


def _nothing(root):
    (root / "datasets" / "cities.csv").write_text("")


def _one_class(root):
    (root / "datasets" / "cities.csv").write_text("statement,label\n" + "x,1\n" * ROWS)


def _no_text(root):
    (root / "datasets" / "cities.csv").write_bytes(b"statement,label\n\xff\xfe,1\n")


def _ragged(root):
    (root / "datasets" / "cities.csv").write_text('statement,label\n"x,1\n')


def _short_csv(root):
    _write_csv(root, skip=4)


@pytest.mark.parametrize(
    ("spoil", "says", "where"),
    [
        (_lose_shard, "layer_12_25.pt is missing", "layer_12_50.pt"),
        (_widen_shard, "7 columns", "layer_12_25.pt"),
        (_cut_shard, "cut", "layer_12_25.pt"),
        (_cut_safetensors, "cut", "layer_12.safetensors"),
        (_rename_tensor, "called activations", "layer_12.safetensors"),
        (_whole_numbers, "tensor of floats", "layer_12_25.pt"),
        (_list_for_tensor, "a list", "layer_12_25.pt"),
        (_flat_tensor, r"shape \(25,\)", "layer_12_25.pt"),
        (_swap_shards, "should begin with row 35", "layer_12_50.pt"),
        (_put_nan, "row 3 holds NaN", "layer_12_25.pt"),
        (_overflow, "NaN or infinity", "layer_12.safetensors"),
        (_no_csv, "no such file", "cities.csv"),
        (_no_column, "'label' is missing", "cities.csv"),
        (_label_seven, "statement 1 has the label '7'", "cities.csv"),
        (_label_words, "the label 'true'", "cities.csv"),
        (_only_head, "no statements", "cities.csv"),
        (_nothing, "not a csv", "cities.csv"),
        (_one_class, "every statement has the label 1", "cities.csv"),
        (_no_text, "not a csv file in UTF-8", "cities.csv"),
        (_ragged, "not a csv", "cities.csv"),
        (_short_csv, "59 statements, but 60 rows", "cities.csv"),
    ],
)
def test_bad_data_are_refused_with_file_and_remedy(shards, spoil, says, where):
    spoil(shards)
    with pytest.raises(DataError, match=says) as caught:
        _read(shards)
    assert where in caught.value.place
    assert caught.value.remedy


def test_datasets_of_different_width_are_refused(shards):
    _write_csv(shards, "neg_cities")
    _write_shards(_folder(shards, "neg_cities"), torch.zeros(ROWS, WIDTH + 2))
    with pytest.raises(DataError, match="8 columns at layer 12, but cities has 6"):
        _read(shards, "neg_cities")


def test_datasets_without_a_common_layer_are_refused(shards):
    _write_csv(shards, "neg_cities")
    _write_shards(_folder(shards, "neg_cities"), _values(), layer=13)
    with pytest.raises(DataError, match=r"cities has \[12\]; neg_cities has \[13\]"):
        open_archive(shards)


def test_a_dataset_or_layer_that_is_not_there_is_named(shards):
    archive = open_archive(shards)
    with pytest.raises(DataError, match="'sp_en_trans' has no activations"):
        read_dataset(archive, "sp_en_trans", 12)
    with pytest.raises(DataError, match="no activations of layer 3"):
        read_dataset(archive, "cities", 3)


def test_a_folder_without_activations_is_refused(tmp_path):
    with pytest.raises(MissingFileError, match="no such folder"):
        open_archive(tmp_path / "nowhere")
    _write_csv(tmp_path)
    with pytest.raises(DataError, match="no activations under acts/"):
        open_archive(tmp_path)


class _Bomb:
    """Unpickling this makes the file it names: a stand-in for code that harms."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_code_in_a_pickle_is_never_run(shards):
    target = shards / "exploded"
    bomb = pickle.dumps(_Bomb(target))
    pickle.loads(bomb)
    assert target.exists(), "the bomb works"
    target.unlink()

    path = _folder(shards) / "layer_12_25.pt"
    torch.save(_Bomb(target), path)
    disguised = io.BytesIO(path.read_bytes())
    assert zipfile.is_zipfile(disguised)
    for content in (disguised.getvalue(), bomb):
        path.write_bytes(content)
        with pytest.raises(DataError, match="not run"):
            _read(shards)
        assert not target.exists()
