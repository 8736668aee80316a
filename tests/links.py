"""Find what a Markdown text links to, and which of it is not there. Web addresses are left alone: no network."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

CODE = re.compile(r"^ *(```|~~~).*?^ *\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)
TARGET = re.compile(
    r"""\]\( *<?(?P<inline>[^)\s>]+)        # [text](target "title"), ![text](target)
      | ^\ {0,3}\[[^\]]+\]:\s*(?P<named>\S+)   # [name]: target
      | (?:src|href)=["'](?P<html>[^"']+)      # <img src="target">""",
    re.MULTILINE | re.VERBOSE,
)
WEB = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def targets(markdown: str) -> list[str]:
    """What the text links to, code aside."""
    return [match[match.lastgroup] for match in TARGET.finditer(CODE.sub("", markdown))]


def anchors(page: Path) -> set[str]:
    """The `#names` in a page. JupyterLab makes them of a notebook's headings, GitHub of a Markdown file's."""
    text = page.read_text("utf-8")
    notebook = page.suffix == ".ipynb"
    if notebook:
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    found = set(re.findall(r"""<[^>]+\b(?:id|name)=["']([^"']+)""", text))
    for heading in re.findall(r"^#{1,6} +(.+?)[ #]*$", re.sub(r"(?ms)^ *(```|~~~).*?^ *\1", "", text), re.MULTILINE):
        shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*`]", r"\1", heading).strip()
        found.add(shown.replace(" ", "-") if notebook else re.sub(r"[^\w -]", "", shown.lower()).replace(" ", "-"))
    return found


def broken(markdown: str, page: Path) -> list[str]:
    """The links of a text, found in `page`, that lead nowhere."""
    wrong = []
    for target in targets(markdown):
        if WEB.match(target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path) if path else page
        if path.startswith("/") or not file.exists() or (anchor and anchor not in anchors(file)):
            wrong.append(target)
    return wrong
