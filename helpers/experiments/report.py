"""An experiment as one HTML file, for somebody who was not there: what was changed, what came of it, how to repeat it.

Nothing in it is fetched and nothing runs: a picture is enlarged by the address of the page (``#p7``), which CSS knows.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from helpers import export, markup
from helpers.experiments import discreet, source, summary
from helpers.experiments.estimate import duration
from helpers.experiments.plan import Cell, Plan, tabs
from helpers.experiments.summary import Measure, Totals
from helpers.text import say

if TYPE_CHECKING:
    from helpers.experiments.experiment import Experiment

MOST_BYTES = 3_300_000  # of all pictures together: in base64, and with the words, that stays below 5 MB
MOST_OF_ONE = 90_000  # bytes of a picture, where there are few
SHORT = 160  # letters of a reason in the grid; all of it stands in the table

STYLE = """
:root{color-scheme:light dark;--line:rgb(128 128 128/.35);--soft:rgb(128 128 128/.12)}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",
"Apple SD Gothic Neo","Malgun Gothic","Noto Sans CJK KR",sans-serif;
margin:0 auto;max-width:96rem;padding:1.5rem clamp(.8rem,3vw,2.5rem) 3rem;background:Canvas;color:CanvasText;
overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem} h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem} p,ul,dl{margin:.5rem 0;max-width:60rem} ul{padding-inline-start:1.3rem}
:lang(ko){word-break:keep-all}
.conclusion{border-inline-start:4px solid;padding:.1rem .8rem;margin:.8rem 0;font-size:1.1rem}
.conclusion p{white-space:pre-wrap;margin:.2rem 0}
a{color:LinkText} .soft{opacity:.78} .note{border-inline-start:4px solid #c77d0a;padding:.1rem .8rem}
dl{display:grid;grid-template-columns:fit-content(40%) 1fr;gap:.1rem 1rem}
dt{opacity:.78} dd{margin:0;white-space:pre-wrap}
.wide{overflow-x:auto;max-width:100%} table{border-collapse:collapse} th,td{padding:.25rem .8rem .25rem 0}
.grid{table-layout:auto} .grid th{font-weight:600;text-align:start;vertical-align:top;padding:.4rem}
.grid thead th{vertical-align:bottom} .grid td{padding:.4rem;min-width:9.5rem;max-width:21rem;vertical-align:top}
.grid tbody th{min-width:3.5rem;max-width:12rem;position:sticky;inset-inline-start:0;background:Canvas;z-index:1}
.grid td.axis{min-width:0;vertical-align:bottom;opacity:.78;font-size:.85rem;line-height:1.35}
.flow{list-style:none;padding:0;max-width:none;display:grid;gap:1.2rem;
grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}
.flow strong{display:block;margin-bottom:.2rem}
figure{margin:0;scroll-margin:6rem} img{display:block;width:100%;height:auto;border-radius:4px}
.grid img,.flow img{max-width:20rem} .open{display:block} .open:focus-visible{outline:3px solid;outline-offset:2px}
figcaption{font-size:.85rem;line-height:1.4;margin-top:.25rem}
.none{border:1px dashed var(--line);background:var(--soft);border-radius:4px;padding:.5rem;font-size:.85rem;
line-height:1.4} .none b{display:block}
.more{display:none}
figure:target{position:fixed;inset:0;z-index:9;background:Canvas;overflow:auto;padding:1rem clamp(.8rem,3vw,2.5rem);
display:grid;grid-template-columns:minmax(0,3fr) minmax(15rem,1fr);gap:0 1.5rem;align-content:start}
figure:target .more{display:block}
figure:target .bar{grid-column:1/-1;order:-1;display:flex;gap:1.5rem;margin-bottom:.7rem}
figure:target .brief{display:none} figure:target .open{cursor:default}
figure:target img{width:auto;max-width:100%;max-height:calc(100vh - 5rem);min-width:min(100%,60vh);object-fit:contain}
figure:target dl{font-size:.95rem}
@media(max-width:45rem){figure:target{grid-template-columns:1fr}}
.rows{font-size:.88rem;line-height:1.4} .rows th,.rows td{text-align:start;vertical-align:top;padding:.25rem .6rem;
border-bottom:1px solid var(--line);max-width:26rem;overflow-wrap:break-word}
.rows .number{text-align:end;font-variant-numeric:tabular-nums}
pre{background:var(--soft);border-radius:4px;padding:.8rem 1rem;overflow-x:auto;font-size:.9rem;line-height:1.45}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.6rem;font-size:.85rem}
@media print{
:root{color-scheme:light} @page{margin:12mm} body{padding:0;max-width:none;font-size:10pt} nav{display:none}
.wide{overflow:visible} .grid{table-layout:fixed;width:100%} .grid td,.grid tbody th{min-width:0;padding:.15rem}
.grid thead th:first-child{width:11%} .grid tbody th{position:static} tr,li,figure{break-inside:avoid}
h2,h3{break-after:avoid}
.flow{grid-template-columns:repeat(4,1fr)} figcaption,.none,.grid td.axis{font-size:7pt}
.rows{font-size:7.5pt} .rows th,.rows td{padding:.1rem .3rem;min-width:0}
pre{white-space:pre-wrap} a{color:inherit;text-decoration:none}
figure:target{position:static;display:block;padding:0} figure:target .more{display:none}
figure:target .brief{display:block}
}
"""


class AsHtml(Protocol):
    """What has a section of the report, such as the result of a vote."""

    def as_html(self) -> str:
        """Safe HTML."""


def report(
    experiment: Experiment,
    measure: Measure | None = None,
    results: Sequence[AsHtml] = (),
    conclusion: str = "",
) -> bytes:
    """The file. measure: what to measure on each picture; results: what else is to be told, such as a vote's;
    conclusion: what somebody makes of it, in words of their own."""
    plan, sums = experiment.plan, summary.totals(experiment)
    title = summary.title_of(experiment)
    seen = _all_seen(experiment, measure)
    body = "".join(
        (
            f"<header><h1>{e(title)}</h1>{_concluded(conclusion)}{_lead(experiment, sums)}</header><main>",
            _section("changed", _changed(plan)),
            _section("held", described((summary.name_of(n), v) for n, v in summary.held(plan).items()), _rest(plan)),
            _section("pictures", _grids(plan, seen)),
            _section("totals", described(totals_told(sums))),
            _section("results", *(one.as_html() for one in results)),
            _section("rows", _table(plan, seen)),
            _section("again", f"<p>{e(say('experiment_report.again_how'))}</p>", _code(experiment)),
            f"</main><footer>{e(say('experiment_report.footer'))}</footer>",
        )
    )
    return export.page(title, body, STYLE)


def e(words: object) -> str:
    """Words as HTML, without account numbers and keys."""
    return html.escape(discreet.discreet(str(words)))


def _section(name: str, *content: str) -> str:
    inner = "".join(content)
    return f'<section><h2 id="{name}">{e(say(f"experiment_report.{name}"))}</h2>{inner}</section>' if inner else ""


def described(facts: Iterable[tuple[str, str]]) -> str:
    """Names and values as a list."""
    inner = "".join(f"<dt>{e(name)}</dt><dd>{e(value)}</dd>" for name, value in facts)
    return f"<dl>{inner}</dl>" if inner else ""


def _rest(plan: Plan) -> str:
    """What is to be known of what stayed the same."""
    blanks = dict.fromkeys(blank for name in summary.WORDS for blank in summary.blanks(plan, name))
    told = [say("experiment_report.blanks", blanks=", ".join(blanks))] if blanks else []
    return f'<p class="soft">{e(" ".join([*told, say("experiment_report.rest")]))}</p>'


# ---- what it is


def _concluded(conclusion: str) -> str:
    """What somebody makes of it, its lines as they were written."""
    heading = f"<b>{e(say('experiment_report.conclusion'))}</b>"
    return f'<div class="conclusion">{heading}<p>{e(conclusion.strip())}</p></div>' if conclusion.strip() else ""


def _lead(experiment: Experiment, sums: Totals) -> str:
    """In two or three sentences: what this is, who made it, and how far it came."""
    modes = summary.modes(experiment.plan)
    where = ", ".join(say(f"experiment_report.in.{mode}") for mode in modes)
    made = say("experiment_report.made_by", models=summary.makers(experiment), where=where)
    days = summary.when(sums.first, sums.last)
    facts = [made, *([days] if days else []), summary.counts(experiment)]
    notes = [say("experiment_report.practice")] if "practice" in modes else []
    notes += [say("experiment_report.unfinished", count=sums.waiting)] if sums.waiting else []
    lines = "".join(f'<p class="note">{e(note)}</p>' for note in notes)
    return f"<p>{e(say('experiment_report.what'))}</p><p><strong>{e(' · '.join(facts))}</strong></p>{lines}"


def _changed(plan: Plan) -> str:
    """Each axis with its values, where it stands, and what it is."""
    items = "".join(_axis(plan, number) for number in range(len(plan.axes)))
    return f"<ul>{items}</ul>" if items else ""


def _axis(plan: Plan, number: int) -> str:
    axis = plan.axes[number]
    place = next(what for what in ("rows", "columns", "tabs") if number in getattr(plan.layout, what))
    key = "each" if place == "columns" and not plan.layout.rows else place
    values = ", ".join(f"<q>{e(one)}</q>" if axis.name in _QUOTED else e(one) for one in axis.labels)
    where, what = say(f"experiment_report.at.{key}"), summary.about(axis.name)
    told = f' <span class="soft">{e(what)}</span>' if what else ""
    return f"<li><strong>{e(summary.axis_title(plan, number))}</strong>: {values} ({e(where)}).{told}</li>"


_QUOTED = ("prompt", "negative_prompt")


_TOTALS = ("pictures", "reused", "refused", "failed", "impossible", "waiting", "price_usd", "seconds", "stars")


def total_names() -> list[str]:
    """What the sums are called, in the order in which they are told."""
    return [say(f"experiment_report.total.{name}") for name in _TOTALS]


def totals_told(sums: Totals) -> list[tuple[str, str]]:
    """The sums as names and values."""
    counted = {
        name: str(getattr(sums, name) or "") for name in ("reused", "refused", "failed", "impossible", "waiting")
    }
    said = counted | {
        "pictures": say("experiment_report.of", count=sums.pictures, cells=sums.cells),
        "price_usd": f"${sums.price_usd:,.2f}" if sums.price_usd else say("experiment.free"),
        "seconds": duration(sums.seconds) if sums.seconds else "",
        "stars": f"{sums.stars:g} / 5" if sums.stars else "",
    }
    return [(label, said[name]) for label, name in zip(total_names(), _TOTALS, strict=True) if said[name]]


# ---- the pictures


@dataclass(slots=True)
class Seen:
    """A cell as the page shows it; without the bytes of the picture, of which there may be gigabytes."""

    cell: Cell
    small: export.Small | None
    alt: str
    state: str  # in a word or two
    why: str  # there is nothing to be seen
    brief: str  # price and stars
    facts: list[tuple[str, str]]
    row: Mapping[str, Any]
    left_out: str
    measured: Mapping[str, Any]
    before: int = 0  # the number of the picture before it on the page; 0: it is the first
    after: int = 0


def _all_seen(experiment: Experiment, measure: Measure | None) -> dict[int, Seen]:
    """All cells by their numbers."""
    room = min(MOST_OF_ONE, MOST_BYTES // max(1, experiment.counts["made"]))
    cells = zip(experiment.cells, experiment.rows(), strict=True)
    seen = {cell.number: see(experiment, cell, row, room, measure) for cell, row in cells}
    in_order = (seen[cell.number] for _, rows in tabs(experiment.plan) for _, cells in rows for cell in cells)
    for one, other in pairwise(one for one in in_order if one.small):
        one.after, other.before = other.cell.number, one.cell.number
    return seen


def see(experiment: Experiment, cell: Cell, row: Mapping[str, Any], room: int, measure: Measure | None) -> Seen:
    """A cell with its picture in so many bytes. row: that of `Experiment.rows`."""
    picture, why = summary.picture_of(experiment, cell)
    small, measured = None, {}
    if picture:
        try:
            small = export.small(picture, room)
            measured = summary.measured(picture, measure)
        except OSError as error:
            why = discreet.reason(say("picture.unreadable", why=error))
    state = summary.state_of(experiment, cell)
    alt = f"{picture.alt} ({', '.join(cell.labels)})" if picture and cell.labels else picture.alt if picture else ""
    stars = stars_told(row["stars"])
    brief = [f"${row['price_usd']:.3f}" if row["price_usd"] else "", stars]
    facts = [
        *summary.values(experiment.plan, cell),
        *([(say("report.rating"), stars)] if stars else []),
        *([(say("report.note"), row["note"])] if row["note"] else []),
        *([(summary.name_of("prompt"), picture.request.prompt), *export.facts(picture)] if picture else []),
        *([(say("experiment_report.state"), state)] if row["reused"] else []),
        *((name, number(value)) for name, value in measured.items()),
    ]
    once = list(dict(reversed(facts)).items())[::-1]  # an axis is a fact, too: where it was named first
    left_out = ", ".join(picture.ignored) if picture else ""
    return Seen(cell, small, alt, state, why, " · ".join(filter(None, brief)), once, row, left_out, measured)


def stars_told(stars: int) -> str:
    return "★" * stars + "☆" * (5 - stars) if stars else ""


def number(value: Any) -> str:
    """A measured value in as many digits as one reads."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _grids(plan: Plan, seen: Mapping[int, Seen]) -> str:
    """The tabs one below the other, so that they print; with links to them where there are several."""
    grids = list(tabs(plan))
    axis = summary.axis_titles(plan, plan.layout.tabs)
    links = [f'<a href="#tab{number}">{e(title)}</a>' for number, (title, _) in enumerate(grids, 1)]
    out = f"<p>{e(say('experiment_report.enlarge'))}</p>"
    if len(grids) > 1:
        out += f'<nav aria-label="{e(axis)}">{e(axis)}: {" · ".join(links)}</nav>'
    for place, (title, rows) in enumerate(grids, 1):
        words = summary.named(plan, plan.layout.tabs, rows[0][1][0])
        heading = f'<h3 id="tab{place}">{e(words)}</h3>' if title else ""
        out += heading + (_grid(plan, rows, seen, title) if plan.layout.rows else _flow(plan, rows[0][1], seen))
    return out


def _grid(plan: Plan, rows: list[tuple[str, list[Cell]]], seen: Mapping[int, Seen], title: str) -> str:
    """Rows and columns, with their labels."""
    layout = plan.layout
    down, across = (summary.axis_titles(plan, places) for places in (layout.rows, layout.columns))
    heads = [plan.label(layout.columns, place) for place in plan.combinations(layout.columns)]
    corner = f'<td class="axis">{f"<div>{e(across)} →</div>" if across else ""}<div>{e(down)} ↓</div></td>'
    head = "".join(f'<th scope="col">{e(label)}</th>' for label in heads)
    body = "".join(
        f'<tr><th scope="row">{e(label)}</th>{"".join(f"<td>{figure(seen, cell)}</td>" for cell in cells)}</tr>'
        for label, cells in rows
    )
    name = e(" · ".join(filter(None, (title, down, across))))
    table = f'<table class="grid"><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="wide" tabindex="0" role="region" aria-label="{name}">{table}</div>'


def _flow(plan: Plan, cells: list[Cell], seen: Mapping[int, Seen]) -> str:
    """Pictures in lines that break where the page ends, each with its label."""
    items = (f"<li><strong>{e(_label(plan, cell))}</strong>{figure(seen, cell)}</li>" for cell in cells)
    return f'<ol class="flow">{"".join(items)}</ol>'


def _label(plan: Plan, cell: Cell) -> str:
    return summary.named(plan, plan.layout.columns, cell)


def figure(seen: Mapping[int, Seen], cell: Cell) -> str:
    """A picture with the way to enlarge it; or why there is none."""
    one = seen[cell.number]
    if one.small is None:
        why = one.why if len(one.why) <= SHORT else f"{one.why[:SHORT]}…"
        return f'<div class="none" id="p{cell.number}"><b>{e(one.state)}</b>{e(why)}</div>'
    bar = [f'<a href="#c{cell.number}">{e(say("experiment_report.close"))}</a>']
    for name, other in (("before", one.before), ("after", one.after)):
        bar += [f'<a href="#p{other}">{e(say(f"experiment_report.{name}"))}</a>'] if other else []
    lost = f"<div>{e(say('ignored', words=one.left_out))}</div>" if one.left_out else ""
    brief = f'<div class="brief">{f"<div>{e(one.brief)}</div>" if one.brief else ""}{lost}</div>'
    return (
        f'<div id="c{cell.number}"><figure id="p{cell.number}">{_image(one)}'
        f'<figcaption>{brief}<div class="more">{described(one.facts)}</div></figcaption>'
        f'<div class="more bar">{"".join(bar)}</div></figure></div>'
    )


def _image(one: Seen) -> str:
    assert one.small is not None
    size = f'width="{one.small.width}" height="{one.small.height}"'
    return f'<a class="open" href="#p{one.cell.number}"><img alt="{e(one.alt)}" {size} src="{one.small.source}"></a>'


# ---- the table


def _table(plan: Plan, seen: Mapping[int, Seen]) -> str:
    """One row a cell; a column in which nothing stands is left out."""
    rows = [dict(_columns(plan, one)) for one in seen.values()]
    heads = [name for name in dict.fromkeys(name for row in rows for name in row) if any(row.get(name) for row in rows)]
    numeric = {name for name in heads if all(_is_number(row.get(name, "")) for row in rows)}
    head = "".join(f'<th scope="col"{_class(name, numeric)}>{e(name)}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td{_class(name, numeric)}>{_linked(name, heads, row, one)}</td>' for name in heads)}</tr>"
        for row, one in zip(rows, seen.values(), strict=True)
    )
    table = f'<table class="rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    name = e(say("experiment_report.rows"))
    return f'<div class="wide" tabindex="0" role="region" aria-label="{name}">{table}</div>'


def _columns(plan: Plan, one: Seen) -> Iterator[tuple[str, str]]:
    row = one.row
    yield "#", str(row["number"])
    yield from summary.values(plan, one.cell)
    yield say("experiment_report.state"), one.state
    yield say("report.price"), f"${row['price_usd']:.3f}" if row["price_usd"] else ""
    yield say("report.seconds"), f"{row['seconds']:.1f}" if row["seconds"] else ""
    yield say("report.rating"), stars_told(row["stars"])
    yield say("report.note"), row["note"]
    for name, value in one.measured.items():
        yield name, number(value)
    yield say("report.left out"), one.left_out
    yield say("experiment_report.why"), one.why


def _is_number(words: str) -> bool:
    return words.lstrip("$-").replace(".", "", 1).replace("e+", "").isdigit() or not words


def _class(name: str, numeric: set[str]) -> str:
    return ' class="number"' if name in numeric else ""


def _linked(name: str, heads: Sequence[str], row: Mapping[str, str], one: Seen) -> str:
    """The words of a cell; the row's number leads to the picture."""
    words = e(row.get(name, ""))
    return f'<a href="#p{one.cell.number}">{words}</a>' if name == heads[0] else words


def _code(experiment: Experiment) -> str:
    code = e(markup.proper(source.call(experiment.plan, experiment.title)))
    return (
        f'<pre translate="no" tabindex="0" aria-label="{e(say("experiment_report.again"))}"><code>{code}</code></pre>'
    )
