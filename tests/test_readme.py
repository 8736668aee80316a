"""What README.md promises is there: its files, its pictures, its commands."""

import re
from pathlib import Path

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
