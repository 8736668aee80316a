"""A notebook and its Korean twin are one lesson: the same cells, the same code, another language around it."""

import io
import re
import tokenize

from IPython.core.inputtransformer2 import TransformerManager

HANGUL = re.compile("[가-힣]")
# What is not prose: code, tags, and where a link leads. And a language's own name, as the link to the twin shows it.
NOT_PROSE = re.compile(r"(?ms)^ *(```|~~~).*?^ *\1|`[^`]+`|<[^>]+>|(?<=\])\([^)]*\)|\w+:\S+|한국어|English")
WORD = re.compile(r"[^\W\d_]{2,}")


def code(cell):
    """The code without comments and layout. Strings stay: they must be the same in both languages."""
    python = TransformerManager().transform_cell(cell)  # %magics and !commands, as IPython reads them
    tokens = tokenize.generate_tokens(io.StringIO(python).readline)
    dropped = {tokenize.COMMENT, tokenize.NL}
    kept = [(token.type, token.string) for token in tokens if token.type not in dropped]
    # A comment in a line of its own may end in a NEWLINE token or not, depending on the Python version.
    return [token for token in kept if token != (tokenize.NEWLINE, "")]


def prose(cell):
    return NOT_PROSE.sub(" ", cell)


def test_there_are_twins(names):
    english, korean = names
    assert english & korean, "no twins: the other tests here would pass without looking at anything"


def test_same_cells_in_the_same_order(twins):
    english, korean = ([cell["cell_type"] for cell in twin.content["cells"]] for twin in twins)
    assert english == korean


def test_same_code_but_for_comments(twins):
    english, korean = ([code(cell) for cell in twin.cells("code")] for twin in twins)
    assert english == korean


def test_english_text_is_english(twins):
    english, _ = twins
    assert [cell for cell in english.cells("markdown") if HANGUL.search(prose(cell))] == []


def test_korean_text_is_korean(twins):
    _, korean = twins
    texts = [text for text in map(prose, korean.cells("markdown")) if WORD.search(text)]
    assert [text for text in texts if not HANGUL.search(text)] == []
