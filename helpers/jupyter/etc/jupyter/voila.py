"""How Voilà serves the workshop's pages: with `make page`, and inside a running JupyterLab.

Installing this project puts the file where Voilà looks for it. The variable c is Voilà's configuration.
"""

c = get_config()  # noqa: F821

c.VoilaConfiguration.template = "workshop"  # beside this folder, in share: asks no other machine for anything
c.VoilaConfiguration.file_denylist = [".*"]  # or everybody gets the pictures beside a notebook, without a token
c.VoilaConfiguration.show_tracebacks = True  # or an error only says that it needs this switch

# A kernel ends when its page is closed. Where the browser could not say so, ten minutes later; with an open page, never.
# (Inside JupyterLab its own settings hold.)
c.MappingKernelManager.cull_idle_timeout = 600  # seconds
c.MappingKernelManager.cull_interval = 60
