"""A journal that several kernels append to: nothing lost, nothing read twice, nothing torn."""

import threading

import pytest

from helpers.journal import Journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "lines.jsonl"


def test_what_one_writes_another_reads_once(path):
    one, two = Journal(path), Journal(path)
    assert two.news() == (False, [])
    one.append({"a": 1})
    one.append({"b": "여우\n"})
    assert two.news() == (False, [{"a": 1}, {"b": "여우\n"}])
    assert two.news() == (False, [])
    two.append({"c": 3})
    assert two.news() == (False, [{"c": 3}])
    assert one.news() == (False, [{"a": 1}, {"b": "여우\n"}, {"c": 3}])


def test_a_line_that_was_cut_off_costs_only_itself(path):
    Journal(path).append({"a": 1})
    with path.open("ab") as file:
        file.write(b'{"b": ')
    reader = Journal(path)
    assert reader.news() == (False, [{"a": 1}])
    Journal(path).append({"c": 3})
    assert reader.news() == (False, [{"c": 3}])


@pytest.mark.parametrize("nonsense", [b"words\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"\0\n"])
def test_nonsense_is_passed_over(path, nonsense):
    path.parent.mkdir()
    path.write_bytes(nonsense + b'{"a": 1}\n')
    assert Journal(path).news() == (False, [{"a": 1}])


def test_another_file_in_its_place_is_read_from_its_beginning(path):
    journal = Journal(path)
    journal.append({"a": 1})
    journal.news()
    path.unlink()
    assert journal.news() == (True, [])
    assert journal.news() == (False, [])
    Journal(path).append({"b": 2})
    assert journal.news() == (False, [{"b": 2}])
    path.write_bytes(b"{}\n")  # shorter than before
    assert journal.news() == (True, [{}])


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        Journal(tmp_path / "file" / "lines.jsonl").append({})
    assert Journal(tmp_path).news() == (False, [])  # a folder


def test_many_at_once(path):
    writers = [
        threading.Thread(target=lambda n=n: [Journal(path).append({"n": n, "i": i}) for i in range(50)])
        for n in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    _, lines = Journal(path).news()
    assert sorted((line["n"], line["i"]) for line in lines) == [(n, i) for n in range(4) for i in range(50)]
