"""Every notebook is as a learner should find it: not run, small, and all its links lead somewhere."""

import re

import nbformat

from tests.links import broken

# Ids and regions change, and not every account has the same: they are chosen once, in notebook 01.
MODEL_ID = re.compile(r"\b(stability|amazon|anthropic|luma)\.(?!(com|ai)\b)[a-z]")
REGION = re.compile(r"\b[a-z]{2}(-gov|-iso[a-z]?)?-(central|(north|south)?(east|west)|north|south)-\d\b")


def test_there_are_notebooks(names):
    english, _ = names
    assert english, "no notebooks: the other tests here would pass without looking at anything"


def test_every_notebook_is_there_in_both_languages(names):
    english, korean = names
    assert english == korean


def test_format(notebook):
    content = notebook.content
    nbformat.validate(content)
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in content["cells"]]
    assert len(ids) == len(set(ids))


def test_any_jupyter_finds_the_kernel(notebook):
    assert notebook.content["metadata"]["kernelspec"]["name"] == "python3"


def test_nothing_was_run(notebook):
    assert "widgets" not in notebook.content["metadata"]
    for cell in notebook.content["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


def test_small(notebook):
    assert len(str(notebook.content)) < 200_000  # characters
    assert [cell for cell in notebook.cells("markdown", "code", "raw") if len(cell.splitlines()) > 30] == []


def test_links_lead_somewhere(notebook):
    assert [link for cell in notebook.cells("markdown") for link in broken(cell, notebook.path)] == []


def test_models_and_regions_are_chosen_in_notebook_01_alone(notebook):
    if notebook.path.name.startswith("01_"):
        return
    text = "\n".join(notebook.cells("markdown", "code", "raw"))
    assert [match[0] for pattern in (MODEL_ID, REGION) for match in pattern.finditer(text)] == []
