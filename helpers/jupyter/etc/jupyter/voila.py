"""How Voilà serves the workshop's pages: with `make page`, and inside a running JupyterLab.

Installing this project puts the file where Voilà looks for it. The variable c is Voilà's configuration.
"""

from typing import Any


def give_cookie(handler: Any, notebook: Any, cwd: str) -> None:
    """Let a page end its kernel when it is closed: it may ask for that with this cookie alone, and Voilà sets none."""
    handler.xsrf_token  # noqa: B018


c = get_config()  # noqa: F821

c.VoilaConfiguration.template = "workshop"  # beside this folder, in share: asks no other machine for anything
c.VoilaConfiguration.file_denylist = [".*"]  # or everybody gets the pictures beside a notebook, without a token
c.VoilaConfiguration.show_tracebacks = True  # or an error only says that it needs this switch
c.VoilaConfiguration.prelaunch_hook = give_cookie

# A kernel ends when its page is closed; where the browser could not say so, ten minutes later. None ends while its page
# is open. (Inside JupyterLab its own settings hold.)
c.MappingKernelManager.cull_idle_timeout = 600  # seconds
c.MappingKernelManager.cull_interval = 60

# Or the terminal says, when the first page opens, that the default is too long and has been changed to this.
c.Voila.tornado_settings = {"ws_ping_timeout": 30_000}  # milliseconds
