"""The notebooks, as fixtures: a test that takes `notebook` runs once for each, one that takes `twins` for each pair."""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
ENGLISH = {path.name: path for path in sorted(FOLDER.glob("*.ipynb"))}
KOREAN = {path.name: path for path in sorted(FOLDER.glob("ko/*.ipynb"))}


def staged(path):
    """The text git would commit, since a learner may have run the notebooks; the file's own where there is no git."""
    command = ["git", "show", f":./{path.relative_to(ROOT).as_posix()}"]
    try:
        return subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return path.read_text("utf-8")


class Notebook(NamedTuple):
    path: Path
    content: dict

    @classmethod
    def read(cls, path):
        return cls(path, json.loads(staged(path)))

    def cells(self, *types):
        """The text of each cell of these types."""
        return ["".join(cell["source"]) for cell in self.content["cells"] if cell["cell_type"] in types]


@pytest.fixture
def names():
    """The file names in English and in Korean."""
    return set(ENGLISH), set(KOREAN)


@pytest.fixture(
    params=sorted([*FOLDER.glob("*.ipynb"), *FOLDER.glob("[!.]*/*.ipynb")]),
    ids=lambda path: str(path.relative_to(FOLDER)),
)
def notebook(request):
    return Notebook.read(request.param)


@pytest.fixture(params=sorted(ENGLISH.keys() & KOREAN.keys()))
def twins(request):
    return Notebook.read(ENGLISH[request.param]), Notebook.read(KOREAN[request.param])
