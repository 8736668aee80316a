# Written for the oldest make in use: GNU make 3.81, which macOS ships, and a plain POSIX sh.

PYTHON ?= python3
lab: PORT ?= 8888
page: PORT ?= 8080

venv := .venv/bin/python
# Each stamp says: .venv holds what these files ask for. So a second `make lab` starts at once.
lab-ready := .venv/.lab-ready
test-ready := .venv/.test-ready

# The lock is complete and every file in it is a wheel with a hash: nothing to resolve, nothing to build.
# Python compiles a module when it is first imported, which is quicker than compiling all of them now.
pip-install := $(venv) -m pip install --quiet --disable-pip-version-check --no-compile --no-deps
locked := --only-binary :all: --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab page test stacks bench sheets lock clean

help: ## Say what can be made (this list)
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

lab: $(lab-ready) ## Set up when needed, then open the workshop in JupyterLab (PORT=8888)
	@# Jupyter prints the address at log level CRITICAL, so quiet logs keep it; the notebook is part of it by default_url.
	@# Without a display, Python might open a text browser in this very terminal.
	@set --; \
	if [ "$$(id -u)" = 0 ]; then set -- "$$@" --allow-root; fi; \
	if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$BROWSER" ]; then set -- "$$@" --no-browser; fi; \
	exec $(venv) -c '$(quiet-lab)' "$$@" --ip=127.0.0.1 --port=$(PORT) --ServerApp.root_dir="$(CURDIR)" \
		--LabApp.workspaces_dir="$(CURDIR)/.venv/share/jupyter/lab/workspaces" --ServerApp.log_level=ERROR --LabApp.log_level=ERROR --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

page: $(lab-ready) ## Set up when needed, then serve the studio as a web page (PORT=8080)
	@exec $(venv) -m helpers.page --port=$(PORT)

test: $(test-ready) ## Check style, run the tests, run every notebook
	$(venv) -m ruff check .
	$(venv) -m ruff format --check .
	@# Without nbval, whose imports take each worker five seconds.
	$(venv) -m pytest -p no:nbval -n auto --dist loadfile
	@# Kernels that start at once may take each other's ports, so conftest.py gives them none: 160 pairs all answered.
	$(venv) -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 -n auto --dist loadfile notebooks

stacks: $(lab-ready) ## Run the browser tests with other versions of Jupyter (many minutes; STACKS=lab45)
	$(venv) -m tests.stacks $(STACKS)

bench: $(test-ready) ## Measure the helpers' speed
	$(venv) -m tests.bench

sheets: $(lab-ready) ## Draw the practice pictures' contact sheets
	$(venv) -m helpers.practice.sheets

# The second lock holds only what the tests add: what the first holds is left out by name (uv lists those names
# at the end, after a blank line: they are cut off).
lock: $(lab-ready) ## Remake requirements.lock and tests/requirements.lock with the newest versions
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	$(venv) -m venv "$$tmp" && "$$tmp/bin/python" -m pip install --quiet uv && \
	export UV_CUSTOM_COMPILE_COMMAND='make lock' && \
	lock="$$tmp/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --only-binary :all: \
		--generate-hashes --no-emit-index-url --no-emit-find-links pyproject.toml" && \
	$(venv) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])' | \
	$$lock - -o requirements.lock && \
	$$lock --extra test -c requirements.lock -o "$$tmp/tests.lock" \
		$$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements.lock) && \
	sed '/^$$/,$$d' "$$tmp/tests.lock" > tests/requirements.lock

clean: ## Remove .venv and what running leaves behind
	rm -rf .venv .stacks .pytest_cache .ruff_cache
	rm -f notebooks/streamlit_app.py notebooks/ko/streamlit_app.py
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +

# A candidate counts only if it runs (a pyenv shim may not), has wheels in the lock (a newer one may not), and can
# make a venv (Debian's may not).
can-serve := import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

# JupyterLab's first question to a learner would be whether to fetch news from the web, and later ones about updates.
no-news := {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}

# Voilà sees to it that what Jupyter itself does in an old way is complained of at each start, to people who cannot help it.
quiet-lab := import voila, warnings; warnings.filterwarnings("ignore", category=DeprecationWarning, module="traitlets"); from jupyterlab.labapp import main; main()

# At each start a kernel warns that it speaks over loopback without encryption: no news for a learner.
quiet-kernel := c.IPKernelApp.log_level = "ERROR"

# What an install copies into .venv: a change of it must come there, too.
voila-files := helpers/jupyter/etc/jupyter/voila.py $(wildcard helpers/jupyter/share/jupyter/voila/templates/workshop/*)

$(lab-ready): requirements.lock pyproject.toml $(voila-files)
	@$(venv) -m pip --version >/dev/null 2>&1 || { \
	for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11 ""; do \
		"$$python" -c '$(can-serve)' >/dev/null 2>&1 && break; \
	done; \
	if [ -z "$$python" ]; then \
		version=$$("$(PYTHON)" --version 2>&1) || version=missing; \
		echo "The workshop needs Python 3.11 to 3.14 with its venv module, and $(PYTHON) here is $$version:" \
			"install one, or name it as in 'make lab PYTHON=/path/to/python3'." >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) (once, about half a minute) ..."; \
	"$$python" -m venv --clear .venv; }
	@$(pip-install) $(locked) -r requirements.lock
	@$(pip-install) --no-build-isolation -e .
	@mkdir -p .venv/share/jupyter/lab/settings
	@echo '$(no-news)' > .venv/share/jupyter/lab/settings/overrides.json
	@mkdir -p .venv/etc/ipython && echo '$(quiet-kernel)' > .venv/etc/ipython/ipython_kernel_config.py
	@touch $@

$(test-ready): $(lab-ready) tests/requirements.lock
	@$(pip-install) $(locked) -r tests/requirements.lock
	@touch $@
