"""What README.md promises is there: its files, its pictures, its commands."""

import re
from pathlib import Path

import pytest
from PIL import Image

from helpers import verbs
from helpers.practice.service import invoke
from tests.conftest import image_file
from tests.links import broken

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_links_lead_somewhere():
    assert broken(README.read_text("utf-8"), README) == []


def test_commands_can_be_made():
    blocks = re.findall(r"^ *```.*?\n(.*?)^ *```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"^[ $]*make +([a-z]+)", "".join(blocks), re.MULTILINE))
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert named, "README.md shows no make command"
    assert named <= set(targets)


@pytest.mark.usefixtures("english", "folder", "unconnected")
def test_its_code_runs_as_it_stands(monkeypatch, tmp_path, capsys):
    code, painting, looking_back, experiments = re.findall(
        r"^```python\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    first, _, next_cell = painting.rpartition("\ninpaint")
    exec(compile(first, "README.md", "exec"), names)
    names["pad"].invert()  # in place of a hand that paints
    exec(compile(f"inpaint{next_cell}", "README.md", "exec"), names)
    exec(compile(looking_back, "README.md", "exec"), names)
    assert len(names["foxes"]) >= 1 and (tmp_path / "foxes.html").stat().st_size > 5000
    with Image.open(tmp_path / "rabbit.png") as rabbit:
        assert rabbit.size == (1024, 1024)
    monkeypatch.setattr(invoke, "_draw", lambda *_: (image_file(), {}))  # fifteen more would take as many seconds
    exec(compile(experiments, "README.md", "exec"), names)
    assert names["grid"].counts == {"made": 12} and names["rungs"].counts == {"made": 3}
    assert (tmp_path / "grid.html").exists() and (tmp_path / "compared.html").exists()
    told = capsys.readouterr().out
    assert "Stable Image Search and Replace, practice mode" in told and "stable-image-core: ready" in told


def test_every_function_has_a_line():
    table = README.read_text("utf-8").partition("| Function |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)\(", table))
    functions = {name for name, value in vars(verbs).items() if getattr(value, "__module__", "") == verbs.__name__}
    assert named == {name for name in functions if not name.startswith("_")} - {"catalogue"}
