"""What `Experiment.save` writes: opened by somebody who was not there, and read back in a later session."""

import base64
import csv
import io
import json
import re
import warnings

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers import BadValue, FileThere, export, past_experiments, read_rows
from helpers.experiments import discreet, report, sheet, source, summary, table
from helpers.experiments.manifest import Outcome
from helpers.models.catalogue import MODELS
from helpers.practice.service import invoke
from helpers.tasks import Inpaint
from tests.conftest import image_file
from tests.experiments.service import Service, environment, picture, running
from tests.test_export import Reader

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "at_once")

ENDINGS = (".html", ".png", ".csv", ".json")
EVIL = '<script>alert(1)</script><img src=x onerror="alert(1)">" onload="x'
ACCOUNT = "123456789012"
SECRETS = (
    f"arn:aws:sts::{ACCOUNT}:assumed-role/Student/jane.doe@example.com",
    "AKIAIOSFODNN7EXAMPLE",
    "/home/jane doe/pictures/fox.png",
    r"C:\Users\jane\fox.png",
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/x",
)


@pytest.fixture
def drawn(plan):
    """Makes an experiment and draws it."""

    def make(prompt="a fox", **more):
        return plan(prompt, **more).run()

    return make


def html_of(made, tmp_path, **more):
    path = made.save(tmp_path / "report.html", **more)
    return path.read_text("utf-8"), Reader(path.read_text("utf-8"))


def end(made, cell, **facts):
    made.manifest.end(cell.key, Outcome(**facts))


# ---- the report


class TestReport:
    def test_somebody_who_was_not_there_learns_what_was_done(self, drawn, tmp_path):
        made = drawn(
            "a {red|blue} fox",
            negative_prompt="blurry",
            title="Foxes",
            model="sdxl",
            steps=20,
            seed=[1, 2],
            cfg_scale=[3, 9],
        )
        made.rate(made.cell(seed=2, cfg_scale=9), 4)
        _, page = html_of(made, tmp_path)
        for words in (
            *("Foxes", "Stable Diffusion XL 1.0", "in practice mode", "8 made", "a … fox", "blurry", "20"),
            *("red, blue", "1, 2", "3, 9", "(rows)", "8 of 8", "no cost", "★★★★☆", "guidance (cfg_scale): 9"),
            *("changed in the prompt", "stands in for the models named", "cfg_scale=[3, 9]"),
        ):
            assert words in page.words

    def test_rows_and_columns_have_heads_and_pictures_alt_texts(self, drawn, tmp_path):
        made = drawn(seed=[1, 2], cfg_scale=[3, 5, 9], model="sdxl", tabs=None)
        _, page = html_of(made, tmp_path)
        scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
        assert scopes.count("row") == 2 and scopes.count("col") >= 3
        pictures = [attributes for tag, attributes in page.tags if tag == "img"]
        assert len(pictures) == 6
        assert len({attributes["alt"] for attributes in pictures}) == 6
        assert pictures[0]["alt"] == "A picture made for the prompt: a fox (1, 3)"

    def test_every_link_leads_somewhere_and_every_name_is_there_once(self, drawn, tmp_path):
        made = drawn("a {red|blue} fox", model="sdxl", seed=[1, 2], cfg_scale=[3, 9, 99])
        _, page = html_of(made, tmp_path)
        names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(names) == len(set(names))
        assert {a["href"].removeprefix("#") for tag, a in page.tags if tag == "a"} <= set(names)

    def test_a_tab_is_a_section_of_its_own(self, drawn, tmp_path):
        made = drawn("a {red|blue} fox", model="sdxl", seed=[1, 2], cfg_scale=[3, 9])
        _, page = html_of(made, tmp_path)
        assert [tag for tag, _ in page.tags].count("h3") == 2

    def test_one_axis_flows(self, drawn, tmp_path):
        _, page = html_of(drawn(seed=range(4)), tmp_path)
        assert [tag for tag, _ in page.tags].count("li") == 5  # what was changed, and four pictures
        assert "seed: 3" in page.words and "a picture each" in page.words

    def test_what_has_no_picture_says_why_in_its_place(self, drawn, tmp_path):
        made = drawn(model="sdxl", seed=[1, 2, 3], cfg_scale=[7, 99])
        made.manifest.forget(made.cells[2].key)  # or else its picture would stay what holds
        end(made, made.cells[0], state="refused", reason="The filter said no.", remedy="Other words.")
        end(made, made.cells[2], state="failed", reason="It broke.")
        (tmp_path / "pictures" / made.outcome(made.cells[4]).file).unlink()
        _, page = html_of(made, tmp_path)
        for words in (
            "The filter said no. Other words.",
            "It broke.",
            "99",
            "Not possible",
            "is not in the folder",
        ):
            assert words in page.words
        assert [tag for tag, _ in page.tags].count("img") == 0

    def test_a_picture_that_cannot_be_looked_at(self, drawn, tmp_path, folder):
        made = drawn(seed=[1, 2])
        (folder / made.outcome(made.cells[0]).file).write_bytes(b"words")
        _, page = html_of(made, tmp_path)
        assert "cannot be shown" in page.words and [tag for tag, _ in page.tags].count("img") == 1

    @pytest.mark.parametrize(
        "damage",
        [
            *({"request": {"prompt": ""}}, {"request": {"prompt": "x", "task": {"name": "nonsense"}}}),
            {"request": {"prompt": "x", "task": {"name": "inpaint", "image": {"sha256": "/a"}}}},
            *({"request": {"prompt": "x", "model": ["x"]}}, {"seconds": None}, {"seconds": float("nan")}),
        ],
    )
    def test_a_damaged_record_hides_its_picture_and_nothing_else(self, drawn, tmp_path, folder, damage):
        made = drawn(seed=[1, 2])
        sidecar = (folder / made.outcome(made.cells[0]).file).with_suffix(".json")
        sidecar.write_text(json.dumps(json.loads(sidecar.read_bytes()) | damage))
        _, page = html_of(made, tmp_path)
        assert f"{sidecar.name} is no record" in page.words and [tag for tag, _ in page.tags].count("img") == 1
        for ending in (".png", ".csv", ".json"):
            assert made.save(tmp_path / f"report{ending}", measure=lambda _: {"one": 1}).exists()

    def test_it_says_which_file_is_gone(self, drawn, folder):
        made = drawn(image=image_file(size=(64, 64)), seed=[1, 2, 3])
        files = [folder / made.outcome(cell).file for cell in made.cells]
        files[0].with_suffix(".json").unlink()
        files[1].unlink()
        record, picture_, none = (summary.picture_of(made, cell)[1] for cell in made.cells)
        assert "record" in record and "any more" in picture_ and none == ""
        for input_ in (folder / "inputs").iterdir():
            input_.unlink()
        _, why = summary.picture_of(made, made.cells[2])
        assert "made from" in why and files[2].name in why
        assert summary.picture_of(made, made.cells[1])[1] == picture_, "whatever else is gone"

    @pytest.mark.parametrize("when", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-05:00"])
    def test_a_damaged_time_is_left_out(self, drawn, tmp_path, folder, when):
        made = drawn(seed=[1, 2])
        for sidecar in folder.glob("*.json"):
            sidecar.write_text(json.dumps(json.loads(sidecar.read_bytes()) | {"made_at": when}))
        _, page = html_of(made, tmp_path)
        assert [tag for tag, _ in page.tags].count("img") == 2
        assert summary.totals(made).first == min(made.outcome(cell).at for cell in made.cells)

    def test_what_is_left_out_reused_and_unfinished(self, plan, drawn, tmp_path, monkeypatch):
        monkeypatch.setattr(invoke, "_draw", lambda *_: (image_file(), {"understood": (), "ignored": ("xyz",)}))
        drawn(seed=[1])
        made = plan(seed=[1, 2])
        _, page = html_of(made, tmp_path)
        for words in ("Left out of the picture: xyz", "there already", "Still to be drawn: 1", "Not drawn yet"):
            assert words in page.words

    def test_nothing_is_fetched_and_nothing_runs(self, drawn, tmp_path):
        made = drawn([EVIL, f"{EVIL} two"], title=EVIL, model="sdxl", seed=[1, 2])
        end(made, made.cells[0], state="refused", reason=EVIL)
        made.rate(made.cells[1], 1)
        words, page = html_of(made, tmp_path, measure=lambda _: {EVIL: EVIL})
        assert not {"script", "link", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
        assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
        assert all(a["src"].startswith("data:image/webp;base64,") for tag, a in page.tags if tag == "img")
        assert not re.search(r"https?://|url\(|@import", words)
        assert "default-src 'none'" in words

    @pytest.mark.parametrize("hostile", ["x" * 9_000, "\u202eevil", "🦊" * 200, "\ud83d half", "$a$ and $b$"])
    def test_odd_prompts_do_no_harm(self, drawn, tmp_path, hostile):
        made = drawn([hostile, "a fox"], model="sdxl")
        for ending in ENDINGS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of letters that no font has
                assert made.save(tmp_path / f"odd{ending}").stat().st_size

    def test_it_speaks_the_learners_language(self, drawn, tmp_path, each_language):
        words, page = html_of(drawn(seed=[1, 2]), tmp_path)
        assert f'lang="{each_language}"' in words
        assert {"en": "What was changed", "ko": "바꾼 것"}[each_language] in page.words

    def test_what_was_measured_and_what_people_thought(self, drawn, tmp_path):
        class Votes:
            def as_html(self):
                return "<p>red won 7 of 9</p>"

        made = drawn(seed=[1, 2])
        _, page = html_of(made, tmp_path, measure=lambda one: {"width": one.size[0]}, results=[Votes()])
        assert "width" in page.words and "red won 7 of 9" in page.words
        assert [row["width"] for row in summary.rows(made, lambda one: {"width": one.size[0]})] == [6, 6]

    def test_what_cannot_be_looked_at_is_not_measured(self, drawn, folder):
        made = drawn(seed=[1, 2])
        (folder / made.outcome(made.cells[0]).file).write_bytes(b"words")
        rows = summary.rows(made, lambda one: {"width": one.size[0]})
        assert [row["width"] for row in rows] == [None, 6]
        assert "cannot be shown" in rows[0]["reason"] and rows[1]["reason"] == ""

    def test_prices_of_bedrock(self, drawn, tmp_path, monkeypatch, folder):
        def answer(asked):
            refused = {"seeds": [], "finish_reasons": ["Filter reason: prompt"], "images": []}
            return 200, refused if asked["seed"] == 2 else picture(asked)

        with running(Service(answer=answer)) as service:
            for name, value in environment(service, folder).items():
                monkeypatch.setenv(name, value)
            made = drawn(seed=[1, 2, 3])
            _, page = html_of(made, tmp_path)
        assert "$0.080" in page.words and "$0.16" in page.words
        assert "Refused" in page.words and "on Amazon Bedrock" in page.words
        assert "stands in" not in page.words
        assert 'connect("bedrock")' in page.words

    def test_a_hundred_large_pictures_stay_below_five_megabytes(self, drawn, tmp_path, monkeypatch):
        noise = np.random.default_rng(1).integers(0, 256, (1024, 1024, 3), dtype=np.uint8)
        out = io.BytesIO()
        Image.fromarray(noise).save(out, "PNG", compress_level=0)
        monkeypatch.setattr(invoke, "_draw", lambda *_: (out.getvalue(), {"understood": (), "ignored": ()}))
        made = drawn(seed=[1])
        room = report.MOST_BYTES // 100
        small = export.small(made.pictures[0], room)  # busier than any picture
        assert len(small.source) * 100 < 4_500_000

    def test_from_one_picture_to_the_next_as_they_stand_on_the_page(self, drawn):
        made = drawn("a {red|blue} fox", model="sdxl", seed=[1, 2], cfg_scale=[3, 9])  # a grid for each guidance
        seen = report._all_seen(made, None)
        order, place = [], next(one for one in seen.values() if not one.before)
        while place:
            order.append(place.cell.labels)
            place = seen.get(place.after)
        assert order[:3] == [("red", "1", "3"), ("blue", "1", "3"), ("red", "2", "3")] and len(order) == 8

    def test_few_pictures_are_large(self, make_picture):
        assert export.small(make_picture(data=image_file(size=(1024, 512))), report.MOST_OF_ONE).width == 1024


class TestWordsForAnOutsider:
    def test_where_words_were_changed_the_prompt_has_blanks(self, drawn):
        made = drawn("a {red|blue} fox, {summer|winter}", negative_prompt="{dark|pale} snow", model="sdxl")
        held = summary.held(made.plan)
        assert (held["prompt"], held["negative_prompt"]) == ("a … fox, …", "… snow")
        titles = [summary.axis_title(made.plan, number) for number in range(3)]
        assert titles[:2] == ["changed in the prompt (1)", "changed in the prompt (2)"]
        assert titles[2] == "changed in the negative prompt"

    def test_words_with_a_name_are_called_by_it(self, drawn, tmp_path):
        made = drawn("a {colour: red|blue} fox, {summer|winter}", model="sdxl", seed=[1, 2])
        assert summary.axis_keys(made.plan) == ["colour", "prompt 2", "seed"]
        assert summary.axis_title(made.plan, 0) == "colour"
        assert summary.held(made.plan)["prompt"] == "a [colour] fox, …"
        assert "Where the prompt has [colour], …, words were changed." in html_of(made, tmp_path)[1].words

    def test_several_prompts_before_words_in_braces(self, drawn):
        made = drawn(["a fox", "a wolf"], negative_prompt="{dark|pale} snow", model="sdxl")
        assert summary.axis_keys(made.plan) == ["prompt", "negative_prompt 1"]
        assert summary.held(made.plan)["negative_prompt"] == "… snow"

    def test_the_conclusion_stands_under_the_title_as_plain_words(self, drawn, tmp_path):
        words, page = html_of(drawn(seed=[1]), tmp_path, conclusion=f"The seed decides.\n{EVIL}")
        assert words.index("</h1>") < words.index("The seed decides.") < words.index("<main>")
        assert EVIL in page.words and EVIL not in words

    def test_a_file_that_is_there_is_an_error_of_the_kit(self, drawn, tmp_path):
        made = drawn(seed=[1])
        with pytest.raises(FileThere) as found:
            made.save(made.save(tmp_path / "one.html"))
        assert isinstance(found.value, FileExistsError) and "one.html" in found.value.cause


# ---- what anybody may see


class TestDiscretion:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_no_account_no_key_no_folder(self, drawn, tmp_path, folder, ending):
        made = drawn(seed=[1, 2, 3])
        end(made, made.cells[0], state="failed", reason="; ".join(SECRETS))
        words = made.save(tmp_path / f"report{ending}").read_bytes().decode("utf-8", "replace")
        for secret in (ACCOUNT, "AKIA", "jane", "/home", "Users", str(tmp_path), str(folder)):
            assert secret not in words

    def test_a_model_that_is_named_by_an_arn(self, drawn, tmp_path):
        arn = f"arn:aws:bedrock:us-west-2:{ACCOUNT}:provisioned-model/abc"
        made = drawn(model=["sd3.5-large", arn])
        for ending in (".html", ".csv", ".json"):
            assert ACCOUNT not in made.save(tmp_path / f"report{ending}").read_text("utf-8")

    @pytest.mark.parametrize("words", ["black/white", "a fox and/or a wolf", "1/2 of 3/4", "10:30 / 11:00"])
    def test_words_of_a_person_stay(self, words):
        assert discreet.discreet(words) == discreet.reason(words) == words

    def test_of_a_file_the_name_stays(self):
        said = discreet.reason("[Errno 28] No space left on device: '/home/jane doe/pictures/fox 1.png'")
        assert said == "[Errno 28] No space left on device: 'fox 1.png'"

    def test_what_a_picture_file_holds_besides_pixels_does_not_get_out(self, drawn, tmp_path, monkeypatch):
        info = PngInfo()
        info.add_text("Comment", "secret-comment")
        secret = image_file(pnginfo=info)
        monkeypatch.setattr(invoke, "_draw", lambda *_: (secret, {"understood": (), "ignored": ()}))
        made = drawn(seed=[5])
        sources = re.findall(r"base64,([^\"]+)", made.save(tmp_path / "r.html").read_text("utf-8"))
        assert all(b"secret-comment" not in base64.b64decode(one) for one in sources)


# ---- files


class TestFiles:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_nothing_is_overwritten_and_nothing_left_behind(self, drawn, tmp_path, ending, monkeypatch):
        made = drawn(seed=[1, 2])
        mine = tmp_path / f"mine{ending}"
        mine.write_text("mine")
        with pytest.raises(FileExistsError, match="another name"):
            made.save(mine)
        assert mine.read_text() == "mine"
        with pytest.raises(FileNotFoundError, match="no such folder"):
            made.save(tmp_path / "no" / f"such{ending}")

        def fail(*_):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
            patch.setattr("os.replace", fail)
            made.save(tmp_path / f"full{ending}")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([mine.name, "pictures"])

    @pytest.mark.parametrize("name", ["report.pdf", "report", "report.htm"])
    def test_other_endings(self, drawn, tmp_path, name):
        with pytest.raises(BadValue, match=r"\.html"):
            drawn(seed=[1]).save(tmp_path / name)

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_an_experiment_that_was_not_drawn_says_so(self, plan, tmp_path, ending):
        with pytest.raises(BadValue, match=r"2 waiting.*run\(\)"):
            plan(seed=[1, 2]).save(tmp_path / f"empty{ending}")
        assert not list(tmp_path.glob("empty*"))

    def test_of_a_past_session(self, drawn, tmp_path):
        drawn("a {red|blue} fox", seed=[1, 2], title="Foxes", model="sdxl").save(tmp_path / "then.json")
        past_experiments()[0].save(tmp_path / "now.json")
        assert json.loads((tmp_path / "now.json").read_text()) == json.loads((tmp_path / "then.json").read_text())


# ---- the contact sheet


def opened(path):
    found = Image.open(io.BytesIO(path.read_bytes()))
    found.load()
    return found


class TestContactSheet:
    def test_it_has_the_grid_and_its_words(self, drawn, tmp_path):
        made = drawn("a {red|blue} fox", model="sdxl", seed=[1, 2, 3], title="Foxes")
        found = opened(made.save(tmp_path / "sheet.png"))
        assert found.width > 2 * sheet.SIDES[0] and found.height > 3 * sheet.SIDES[0]
        assert found.text["Title"] == "Foxes"
        assert "red, blue" in found.text["Description"]

    def test_what_has_no_picture_is_grey(self, drawn, tmp_path):
        made = drawn(seed=[1, 2], model="sdxl")
        end(made, made.cells[0], state="refused", reason="no")
        found = opened(made.save(tmp_path / "sheet.png"))
        assert (238, 238, 238) in {colour for _, colour in found.getcolors(100_000)}

    def test_many_tabs_stand_one_below_the_other(self, drawn, tmp_path):
        few = opened(drawn(seed=[1, 2], cfg_scale=[3, 5], model="sdxl").save(tmp_path / "few.png"))
        more = drawn("a {red|blue|green} fox", seed=[1, 2], cfg_scale=[3, 5], model="sdxl", tabs="red | blue | green")
        assert opened(more.save(tmp_path / "more.png")).height > 2.5 * few.height

    def test_a_large_grid_has_smaller_pictures_and_one_too_large_is_refused(self, plan, monkeypatch):
        wide = plan(model="sdxl", seed=[1, 2], cfg_scale=[one / 10 for one in range(100)])
        assert Image.open(io.BytesIO(sheet.contact_sheet(wide))).width <= export.MOST_SIDE
        with pytest.raises(BadValue, match=r"16,?000"):
            sheet.contact_sheet(plan(model="sdxl", seed=[1, 2], cfg_scale=[one / 10 for one in range(300)]))

    def test_labels_without_letters_are_numbers_and_said_so(self, drawn, tmp_path, monkeypatch):
        made = drawn({"𒀀𒀁": "a fox", "wolf": "a wolf"}, model="sdxl")
        with pytest.warns(UserWarning, match="no font with the letters of 1 label"):
            path = made.save(tmp_path / "sheet.png")
        assert "[1] 𒀀𒀁" in opened(path).text["Description"]


# ---- tables


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "'=already", "＝1"]


class TestTables:
    def test_csv_is_for_excel_and_runs_nothing(self, drawn, tmp_path):
        made = drawn(FORMULAS, model="sdxl")
        path = made.save(tmp_path / "rows.csv")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(FORMULAS)
        assert all(row["prompt"].startswith("'") for row in read)
        assert [row["prompt"] for row in read_rows(path)] == FORMULAS

    @pytest.mark.parametrize("ending", [".csv", ".json"])
    def test_rows_come_back(self, drawn, tmp_path, ending):
        made = drawn("a {red|파란} fox", model="sdxl", seed=[1, 2], cfg_scale=[3, 7.5, 99])
        made.rate(made.cells[0], 5)
        end(made, made.cells[1], state="refused", reason="no,\n“quoted”")
        assert read_rows(made.save(tmp_path / f"rows{ending}")) == made.rows()

    def test_pandas_reads_both(self, drawn, tmp_path):
        pandas = pytest.importorskip("pandas")
        made = drawn("a {빨간|파란} fox", seed=[1, 2], model="sdxl")
        frame = pandas.read_csv(made.save(tmp_path / "rows.csv"))
        assert list(frame["빨간 | 파란"]) == ["빨간", "빨간", "파란", "파란"]
        assert list(frame["seconds"]) == [row["seconds"] for row in made.rows()]
        rows = json.loads(made.save(tmp_path / "rows.json").read_text("utf-8"))["rows"]
        assert list(pandas.DataFrame(rows)["seed"]) == [1, 2, 1, 2]

    def test_json_says_what_it_is_and_how_it_was_made(self, drawn, tmp_path):
        made = drawn(seed=[1, 2], model="sdxl", title="Foxes")
        found = json.loads(made.save(tmp_path / "rows.json").read_text("utf-8"))
        assert (found["schema"], found["version"]) == (table.SCHEMA, table.VERSION)
        assert found["axes"] == [{"name": "seed", "labels": ["1", "2"]}]
        assert found["held"]["prompt"] == "a fox" and found["totals"]["pictures"] == 2
        assert "experiment(" in found["call"]

    @pytest.mark.parametrize(
        "words",
        [
            *("", "[]", "{}", '{"schema": "image-experiment", "version": 99, "rows": []}', "[" * 100_000),
            *(f'{{"schema": "image-experiment", "version": 1, "rows": {rows}}}' for rows in ("5", "null", "[[]]")),
        ],
        ids=range(8),
    )
    def test_other_files_are_told_apart(self, tmp_path, words):
        (tmp_path / "other.json").write_text(words)
        with pytest.raises(BadValue, match="save"):
            read_rows(tmp_path / "other.json")

    @pytest.mark.parametrize(
        "words",
        [
            *(b"", b"hello\nworld\n", b"\xff\xfe\x00", b"number\nabc\n", b"a\n" + b"x" * 200_000),
            *(b"number,state\nabc,made\n", b"number,state\n1\n", b"number,state\n1,made,2\n"),
            *(b"number,state,number\n1,made,1\n", b"number,state\n\xc2\xb2,made\n", b'number,state\n1,"made\n'),
            *(b"number,state\n" + b"1" * 5000 + b",made\n", b"number,state,seconds\n1,made,two\n"),
        ],
        ids=range(13),
    )
    def test_other_tables_are_told_apart(self, tmp_path, words):
        (tmp_path / "other.csv").write_bytes(words)
        with pytest.raises(BadValue, match="save"):
            read_rows(tmp_path / "other.csv")

    def test_a_file_that_is_not_there_is_an_os_error(self, tmp_path):
        for ending in (".csv", ".json"):
            with pytest.raises(FileNotFoundError):
                read_rows(tmp_path / f"none{ending}")

    def test_what_a_spreadsheet_has_left_of_the_columns_is_read(self, tmp_path):
        (tmp_path / "mine.csv").write_text("number,state,seconds,guidance\n1,made,0.5,7\n\n2,refused,,9\n")
        assert read_rows(tmp_path / "mine.csv") == [
            {"number": 1, "state": "made", "seconds": 0.5, "guidance": 7},
            {"number": 2, "state": "refused", "seconds": None, "guidance": 9},
        ]


# ---- the call that makes it again


class TestCall:
    @pytest.mark.parametrize(
        ("given", "more"),
        [
            ("a fox", {}),
            ("a fox", {"seed": range(3)}),
            ("a {red|blue} fox, {day|night}", {"negative_prompt": "{x|y}", "seed": [1, 2], "title": "T"}),
            (["a fox", 'a "wolf"\n'], {"model": "sdxl", "cfg_scale": [3, None, 7.5], "style": "watercolor"}),
            ("a fox", {"model": ["sdxl", "sd3.5-large"], "style": [None, "oil", "ink"]}),
            ("a fox", {"model": "nova-canvas", "size": [(320, 320), (640, 320)], "rows": "size"}),
            ("a fox", {"model": "nova-canvas", "width": 320, "height": 640, "seed": {"lucky": 7, "other": 8}}),
            ("a {red|blue} fox", {"seed": [1, 2], "rows": "red | blue", "columns": "seed"}),
            ("a fox", {"cfg_scale": np.linspace(3, 5, 3), "model": "sdxl"}),
            ("a fox", {"mode": ["practice"], "seed": [1, 2]}),
        ],
    )
    def test_it_plans_the_same(self, plan, given, more):
        made = plan(given, **more)
        code = source.call(made.plan, made.title)
        again = run(code)
        assert again.plan.id == made.plan.id and again.title == made.title
        assert again.plan.layout == made.plan.layout

    def test_also_of_a_past_session(self, drawn):
        made = drawn("a fox", model="nova-canvas", size=[(320, 320), (640, 320)], cfg_scale=[None, 3])
        past = past_experiments()[0]
        assert source.call(past.plan) == source.call(made.plan)
        assert run(source.call(past.plan)).plan.id == made.plan.id

    @pytest.mark.parametrize(
        "more", [{"image": "mine.png", "strength": [0.2, 0.8]}, {"image": ["mine.png", "yours.png"]}]
    )
    def test_pictures_that_go_in_are_named_by_their_files(self, drawn, tmp_path, monkeypatch, more):
        monkeypatch.chdir(tmp_path)
        for name, colour in (("mine.png", (9, 9, 9)), ("yours.png", (0, 0, 250))):
            (tmp_path / name).write_bytes(image_file(size=(128, 128), colour=colour))
        made = drawn("a fox", model="sdxl", **more)
        code = source.call(made.plan)
        assert "pictures/inputs/" in code
        again = run(code)
        assert [cell.key for cell in again.cells] == [cell.key for cell in made.cells]

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    @pytest.mark.parametrize("many", [False, True])
    def test_by_the_names_that_those_have_in_the_folder(self, plan, folder, at_once, kind, many):
        given = [image_file(kind, (128, 128), colour) for colour in ((9, 9, 9), (0, 0, 250))[: 1 + many]]
        made = plan("a fox", model="sdxl", image=given if many else given[0], strength=[0.2, 0.8]).run()
        named = set(re.findall(r"pictures/inputs/(\w+\.\w+)", source.call(made.plan)))
        assert named == {path.name for path in (folder / "inputs").iterdir()}

    def test_of_two_choices_with_the_same_words(self, plan):
        made = plan("a {red|blue} fox and a {red|blue} dog", rows="red | blue (2)")
        again = run(source.call(made.plan))
        assert (again.plan.id, again.plan.layout) == (made.plan.id, made.plan.layout)

    def test_a_task(self, drawn, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        white = image_file(size=(128, 128), colour=(255, 255, 255))
        made = drawn("a fox", task=Inpaint(image_file(size=(128, 128)), white, grow_mask=3), seed=[1, 2])
        again = run(source.call(made.plan))
        assert again.plan.id == made.plan.id


def run(code):
    """The experiment that a report's code plans."""
    names = {}
    head, _, call = code.partition("\nexperiment(")
    exec(head, names)
    return eval(f"experiment({call}", names)


def test_the_sums_count_a_picture_once(drawn):
    made = drawn(["a fox", "a fox"], model="sdxl")
    sums = summary.totals(made)
    assert (sums.cells, sums.pictures, sums.drawn) == (2, 2, 1)


def test_every_axis_that_has_a_name_is_explained_in_both_languages(each_language):
    for name in ("seed", "cfg_scale", "steps", "negative_prompt", "strength", "sampler", "style_preset", "style"):
        assert summary.about(name)


def test_the_catalogue_has_what_the_lead_names(drawn):
    assert summary.makers(drawn(model=["sdxl", "sd3.5-large"])) == ", ".join(
        MODELS[name].title for name in ("sdxl", "sd3.5-large")
    )
