"""An experiment in a folder of this machine: what is found there again."""

import pytest

from helpers.experiments import store
from helpers.experiments.store import LocalStore

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "at_once")


class TestFind:
    """What is in the folder already, by the records."""

    @pytest.fixture
    def reads(self, monkeypatch):
        """The records that were read."""
        found = []
        monkeypatch.setattr(
            store, "key_of_entry", lambda entry, read=store.key_of_entry: found.append(entry.name) or read(entry)
        )
        return found

    def test_each_record_is_read_once_where_all_names_are_alike(self, plan, folder, reads):
        given = {"model": "sdxl", "seed": 1, "cfg_scale": list(range(1, 13))}
        drawn = plan("a very long prompt about a red fox that walks in the snow", **given).run()
        reads.clear()
        assert plan(drawn.cells[0].request.prompt, title="again", **given).counts == {"made": 12}
        assert sorted(reads) == sorted(path.name for path in folder.glob("*.png"))

    def test_another_look_reads_only_what_is_new_or_changed(self, plan, folder, reads):
        made = plan(model="sdxl", seed=1, cfg_scale=[1, 2, 3]).run()
        there = LocalStore("other")
        assert all(there.find(cell) for cell in made.cells)
        changed = folder / there.find(made.cells[0])
        changed.with_suffix(".json").write_text("{}")
        reads.clear()
        with there.lock():
            assert [bool(there.find(cell)) for cell in made.cells] == [False, True, True]
        assert reads == [changed.name]

    def test_what_is_taken_away_or_changed_meanwhile_is_not_found(self, plan, folder):
        made = plan(model="sdxl", seed=1, cfg_scale=[1, 2, 3]).run()
        there = LocalStore("other")
        first, second, _ = (folder / there.find(cell) for cell in made.cells)
        first.with_suffix(".json").unlink()
        second.with_suffix(".json").write_text('{"request": {"prompt": "a wolf"}, "model_id": "sdxl", "seed": 1}')
        assert [bool(there.find(cell)) for cell in made.cells] == [False, False, True]

    @pytest.mark.parametrize("words", ["{", '{"request": {"a": ' + "[" * 700 + "]" * 700 + "}}"], ids=range(2))
    def test_a_damaged_record_is_no_hindrance(self, plan, folder, words):
        made = plan(model="sdxl", seed=1, cfg_scale=[1, 2]).run()
        (folder / made.outcome(made.cells[0]).file).with_suffix(".json").write_text(words)
        there = LocalStore("other")
        assert [bool(there.find(cell)) for cell in made.cells] == [False, True]
