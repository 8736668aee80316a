// The page side of helpers/widgets/grid.py: what an experiment will cost, a button that draws it, its pictures in tables.
//
// A cell is filled when it is near sight, and its thumbnail is asked for then; so thousands of them stall nothing. What
// is known of all cells stands in traits, a letter each, and a page that is loaded again has it at once.

const MADE = "mu"; // letters of cells with a picture
const STATES = { w: "waiting", d: "drawing", r: "refused", f: "failed", i: "impossible" };
const SIZES = ["small", "medium", "large"];
const NEAR = "600px"; // how far from sight a cell is filled
const MOST_URLS = 3000; // thumbnails that are kept: about 24 MB
const MOST_LARGE = 6;
const ASK_AFTER = 60; // milliseconds of rest: while somebody scrolls fast, not every row is asked for
const SILENT_AFTER = 2500; // milliseconds without an answer, after which the page says why that may be
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const shelves = new Map(); // by the grid's name: its thumbnails, for all views of it, and for those that come late

class View {
  constructor(model, el) {
    Object.assign(this, {
      model, words: model.get("_texts"), plan: model.get("_plan"), id: fresh(), thumbs: shelves.get(model.get("_name")),
      larges: new Urls(MOST_LARGE), facts: new Map(), // of the cells that were shown large, by their number
      broken: new Map(), // why a picture has no thumbnail, by number
      cells: new Map(), // those of the tab, by number; what is in them only once they come near
      near: new Set(), at: 0, // number of the cell that Tab leads to
      zoomed: null, state: {},
    });
    el.append(element("style", {}, `.jp-OutputArea-child:has(.${model.get("_name")}), .${model.get("_name")} { display: none; }`));
    el.append(this.build());
    const all = () => this.showCells();
    this.listeners = {
      "change:_state": () => this.showState(), "change:_cells": all, "change:_stars": all, "change:_reasons": all,
      "change:_unasked": () => this.showCells(Object.keys(model.get("_unasked")).map(Number)),
      "change:_tab": () => this.showTab(), "change:_size": () => this.showSize(),
      "msg:custom": (message, buffers) => this.told(message, buffers),
    };
    for (const [name, listener] of Object.entries(this.listeners)) model.on(name, listener);
    this.showSize();
    this.showTab();
    this.showState();
  }

  remove() {
    for (const [name, listener] of Object.entries(this.listeners)) this.model.off(name, listener);
    this.observer?.disconnect();
    clearTimeout(this.asking);
    clearTimeout(this.waiting);
    this.larges.clear();
  }

  send(message) {
    this.model.send({ view: this.id, ...message });
  }

  /** Send something that is answered by `heard`; until then the page says after a while why nothing happens. */
  ask(message) {
    this.send(message);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.showSilent(true), SILENT_AFTER);
  }

  heard() {
    clearTimeout(this.waiting);
    this.showSilent(false);
  }

  showSilent(silent) {
    for (const place of [this.silent, this.zoomSilent]) place.textContent = silent ? this.words.silent : "";
  }

  // ---------------------------------------------------------------------------------------------------- what there is

  build() {
    const { words, plan } = this;
    const button = (label, click, more = {}) => element("button", { type: "button", click, ...more }, label);
    this.draw = button("", () => this.pressDraw(), { class: "grid-draw" });
    this.stop = button(words.stop, () => (this.stop.disabled = true, this.ask({ do: "stop" })));
    this.stopHint = element("span", { class: "grid-quiet" }, words.stop_hint);
    this.progress = element("progress", { "aria-label": words.progress, max: 1 });
    this.said = element("span", { class: "grid-words" });
    this.live = element("span", { class: "grid-unseen", role: "status" });
    this.alert = element("div", { class: "grid-alert" });
    this.silent = element("div", { class: "grid-silent", role: "status" });
    this.sizes = SIZES.map((size) => button(words[size], () => this.setSize(size)));
    const sizes = element("div", { class: "grid-sizes", role: "group", "aria-label": words.size },
      element("span", { class: "grid-quiet", "aria-hidden": "true" }, words.size), ...this.sizes);
    this.tabs = plan.tabs.labels.map((label, i) => button(label, () => this.setTab(i),
      { role: "tab", id: `grid-${this.id}-${i}`, "aria-controls": `grid-${this.id}`, dir: "auto", title: label }));
    const tabs = plan.tabs.name && element("div", { class: "grid-tabs" },
      plan.tabs.title && element("span", { class: "grid-quiet", "aria-hidden": "true" }, plan.tabs.title),
      element("div", { role: "tablist", "aria-label": plan.tabs.name, keydown: (event) => this.pressedTab(event) }, ...this.tabs));
    this.panel = element("div", { class: "grid-panel", id: `grid-${this.id}`, keydown: (event) => this.pressed(event),
      ...(tabs ? { role: "tabpanel" } : {}) });
    this.keys = element("p", { class: "grid-quiet grid-keys" }, words.keys);
    return (this.root = ownKeys(element("div", { class: "workshop-grid mathjax_ignore tex2jax_ignore", tabindex: -1 },
      element("div", { class: "grid-row grid-head" }, element("div", { class: "grid-title", dir: "auto" }, plan.title), sizes),
      element("div", { class: "grid-row" }, this.draw, this.stop, this.progress, this.said, this.stopHint, this.live),
      this.silent, this.alert, tabs, this.panel, this.keys, asleep(words.asleep), this.buildZoom(button))));
  }

  buildZoom(button) {
    const { words, plan } = this;
    this.zoomTitle = element("div", { class: "grid-zoom-title", role: "heading", "aria-level": 2, "aria-live": "polite", dir: "auto" });
    this.zoomSilent = element("div", { class: "grid-silent", role: "status" });
    this.image = element("img", { alt: "" });
    this.zoomWhy = element("div", { class: "grid-zoom-why" });
    this.rating = [1, 2, 3, 4, 5].map((stars) => button("☆", () => this.rate(this.zoomed, stars === this.starsOf(this.zoomed) ? 0 : stars),
      { class: "grid-star", "aria-label": filled(words.star, { stars }) }));
    this.rates = element("div", { role: "group", "aria-label": words.rating, class: "grid-rates" }, ...this.rating);
    this.prompt = element("div", { class: "grid-prompt", dir: "auto", tabindex: 0, role: "group", "aria-label": words.prompt });
    this.caption = element("div", { class: "grid-quiet" });
    this.lines = element("dl", {});
    const arrow = (sign, name, step) => button(sign, () => this.go(...step), { class: "grid-arrow", title: words[name], "aria-label": words[name] });
    this.arrows = plan.flows
      ? [arrow("←", "left", [-1, 0]), arrow("→", "right", [1, 0])]
      : [arrow("←", "left", [-1, 0]), arrow("↑", "up", [0, -1]), arrow("↓", "down", [0, 1]), arrow("→", "right", [1, 0])];
    return (this.zoom = element("dialog", { class: "grid-zoom", "aria-label": words.zoom, close: () => this.closed(),
      keydown: (event) => this.pressedZoom(event),
      click: (event) => event.target === this.zoom && this.zoom.close() },
      element("div", { class: "grid-zoom-inside" },
        element("div", { class: "grid-row grid-zoom-head" }, this.zoomTitle, element("span", { class: "grid-space" }), ...this.arrows,
          button("✕", () => this.zoom.close(), { "aria-label": words.close, title: words.close })),
        element("div", { class: "grid-zoom-body" },
          element("figure", {}, this.image, this.zoomWhy),
          element("div", { class: "grid-zoom-side" }, this.rates, this.prompt, this.caption, this.lines, this.zoomSilent,
            element("p", { class: "grid-quiet grid-keys" }, this.tabs.length > 1 ? words.zoom_tab_keys : words.zoom_keys))))));
  }

  // ---------------------------------------------------------------------------------------------------- what is going on

  showState() {
    const state = this.model.get("_state");
    const before = this.state;
    this.state = state;
    const hadFocus = [this.draw, this.stop].some((one) => one === document.activeElement);
    if (state.presses !== before.presses || state.running) this.draw.disabled = false;
    if (state.presses !== before.presses || state.stopping !== before.stopping || state.running !== before.running) this.heard();
    this.draw.textContent = state.draw;
    this.draw.hidden = !state.draw;
    const offered = state.running && !state.blocked;
    this.stop.hidden = !offered;
    this.stop.disabled = state.stopping;
    this.stopHint.hidden = !state.running || state.stopping; // the line above says so then
    this.stopHint.textContent = state.blocked || this.words.stop_hint;
    this.progress.hidden = !state.running;
    Object.assign(this.progress, { max: state.of, value: state.done });
    this.said.textContent = state.words;
    if (this.live.textContent !== state.told) this.live.textContent = state.told;
    this.showAlert(state.alert);
    // What had the focus may be gone; Tab is to go on from there, and not from the top of the page.
    const stays = [this.draw, this.stop].find((one) => !one.hidden && !one.disabled);
    if (hadFocus && document.activeElement !== stays) (stays ?? this.cells.get(this.at)?.button)?.focus({ preventScroll: true });
  }

  showAlert(html) {
    if (html === this.alertShown) return;
    this.alertShown = html;
    this.alert.innerHTML = html; // escaped there
    if (html) {
      this.alert.append(element("button", { type: "button", class: "grid-dismiss", "aria-label": this.words.dismiss,
        title: this.words.dismiss, click: () => this.send({ do: "dismiss" }) }, "×"));
    }
  }

  pressDraw() {
    this.draw.disabled = true;
    this.ask({ do: "draw" });
  }

  told(message, buffers) {
    if ("thumbs" in message) {
      for (const [at, why] of Object.entries(message.broken)) this.broken.set(Number(at), why);
      this.showCells([...message.thumbs, ...Object.keys(message.broken).map(Number)]);
    } else if ("forget" in message) {
      for (const at of message.forget) this.larges.drop(at), this.facts.delete(at), this.broken.delete(at);
      this.showCells(message.forget);
    } else if ("zoom" in message) {
      this.heard();
      this.facts.set(message.zoom, { ...message.facts, broken: message.broken, shown: this.letter(message.zoom) });
      if (buffers?.length) this.larges.put(message.zoom, buffers[0], new Set([this.zoomed]));
      if (message.zoom === this.zoomed) this.showZoom();
    }
  }

  // ---------------------------------------------------------------------------------------------------------- the grid

  get columns() {
    return this.plan.columns.labels.length;
  }

  get rows() {
    return this.plan.rows.labels.length;
  }

  get tab() {
    return Math.max(0, Math.min(this.model.get("_tab"), this.plan.tabs.labels.length - 1));
  }

  letter(at) {
    return this.model.get("_cells")[at];
  }

  starsOf(at) {
    return Number(this.model.get("_stars")[at] ?? 0);
  }

  reason(at) {
    const { said, of } = this.model.get("_reasons");
    return said?.[of[at]] ?? "";
  }

  /** Where a cell stands: its tab, row and column. */
  placed(at) {
    const [tab, rest] = [Math.floor(at / (this.rows * this.columns)), at % (this.rows * this.columns)];
    return { tab, row: Math.floor(rest / this.columns), column: rest % this.columns };
  }

  number({ tab, row, column }) {
    return (tab * this.rows + row) * this.columns + column;
  }

  /** Its values, each with the name of its axis. */
  name(at) {
    const { tab, row, column } = this.placed(at);
    const parts = [[this.plan.rows, row], [this.plan.columns, column], [this.plan.tabs, tab]].filter(([axes]) => axes.name)
      .map(([{ title, labels }, place]) => title ? filled(this.words.place, { title, label: labels[place] }) : labels[place]);
    return parts.join(" · ") || this.words.no_axis;
  }

  setTab(tab) {
    this.model.set("_tab", tab);
    this.model.save_changes();
    this.showTab();
  }

  setSize(size) {
    this.model.set("_size", size);
    this.model.save_changes();
    this.showSize();
  }

  showSize() {
    const size = this.model.get("_size");
    for (const name of SIZES) this.root.classList.toggle(`grid-${name}`, name === size);
    this.sizes.forEach((button, i) => button.setAttribute("aria-pressed", String(SIZES[i] === size)));
    this.pad();
  }

  /** What is built is the tab one looks at. */
  showTab() {
    if (this.built === this.tab) return;
    this.built = this.tab;
    const { plan } = this;
    this.tabs.forEach((button, i) => {
      button.setAttribute("aria-selected", String(i === this.tab));
      button.tabIndex = i === this.tab ? 0 : -1;
    });
    if (plan.tabs.name) this.panel.setAttribute("aria-labelledby", this.tabs[this.tab].id);
    this.at = this.number({ ...this.placed(this.at), tab: this.tab });
    this.observer?.disconnect();
    this.cells.clear();
    this.near.clear();
    this.panel.replaceChildren(plan.flows ? this.buildFlow() : this.buildTable());
    this.scroll = this.panel.firstElementChild;
    this.observer = new IntersectionObserver((seen) => this.seen(seen), { root: this.scroll, rootMargin: NEAR });
    for (const cell of this.cells.values()) this.observer.observe(cell.root);
    this.fill(this.at);
    this.cells.get(this.at).button.tabIndex = 0;
    this.pad();
  }

  buildTable() {
    const { rows, columns } = this.plan;
    const head = (words, scope, more = {}) => element("th", { scope, ...more }, element("div", { dir: "auto", title: words }, words));
    const over = columns.title && element("tr", {}, element("td", { class: "grid-corner" }),
      head(columns.title, "colgroup", { colspan: columns.labels.length, class: "grid-over" }));
    const heads = element("tr", {}, rows.title ? head(rows.title, "col", { class: "grid-corner" }) : element("td", { class: "grid-corner" }),
      ...columns.labels.map((words) => words ? head(words, "col") : element("td")));
    const body = rows.labels.map((words, row) => element("tr", {}, head(words, "row"),
      ...columns.labels.map((_, column) => element("td", {}, this.cell({ tab: this.tab, row, column })))));
    return element("div", { class: "grid-scroll" },
      element("table", { "aria-label": this.words.grid }, element("thead", {}, over, heads), element("tbody", {}, ...body)));
  }

  buildFlow() {
    const { columns } = this.plan;
    return element("div", { class: "grid-scroll" }, columns.title && element("div", { class: "grid-over" }, columns.title),
      element("ul", { class: "grid-flow", "aria-label": this.words.grid }, ...columns.labels.map((words, column) =>
        element("li", {}, this.cell({ tab: this.tab, row: 0, column }),
          words && element("div", { class: "grid-caption", dir: "auto", title: words }, words)))));
  }

  cell(place) {
    const at = this.number(place);
    const root = element("div", { class: "grid-cell", "data-at": at });
    this.cells.set(at, { root });
    return root;
  }

  /** So that what is scrolled to, and the title over the columns, does not lie under the heads. */
  pad() {
    if (!this.scroll) return;
    const head = this.scroll.querySelector("thead"), side = this.scroll.querySelector("tbody th");
    const [high, wide] = [(head?.offsetHeight ?? 0) + 6, (side?.offsetWidth ?? 0) + 6];
    this.scroll.style.scrollPadding = `${high}px 6px 6px ${wide}px`;
    this.scroll.style.setProperty("--grid-heads", `${wide + 6}px`);
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const at = Number(target.dataset.at);
      if (isIntersecting) this.near.add(at), this.fill(at);
      else this.near.delete(at);
    }
    this.askSoon();
  }

  /** Put into a cell what it shows, the first time it comes near. */
  fill(at) {
    const cell = this.cells.get(at);
    if (!cell || cell.button) return;
    cell.image = element("img", { alt: "", draggable: "false" });
    cell.why = element("span", { class: "grid-why" });
    cell.badge = element("span", { class: "grid-badge" });
    cell.stars = element("span", { class: "grid-stars", "aria-hidden": "true" });
    cell.button = element("button", { type: "button", class: "grid-button", tabindex: at === this.at ? 0 : -1,
      focus: () => this.focused(at), click: () => this.open(at) }, cell.image, cell.why, cell.badge, cell.stars);
    cell.root.append(cell.button);
    this.paint(at, cell);
  }

  /** These, or all that have been filled. */
  showCells(numbers = this.cells.keys()) {
    for (const at of numbers) this.paint(at, this.cells.get(at));
    this.askSoon();
    if (this.zoomed !== null) this.showZoom();
  }

  paint(at, cell) {
    if (!cell?.button) return; // of another tab, or not near yet
    const { words } = this;
    const [letter, stars, url, broken] = [this.letter(at), this.starsOf(at), this.thumbs.get(at), this.broken.get(at)];
    const why = MADE.includes(letter) ? broken && filled(words.broken, { why: broken }) : this.reason(at);
    const now = `${letter} ${stars} ${url} ${why}`;
    if (now === cell.shown) return;
    cell.shown = now;
    const made = MADE.includes(letter);
    const name = this.name(at);
    cell.button.dataset.state = made ? (url || broken ? "made" : "coming") : STATES[letter];
    cell.image.hidden = !made || !url;
    if (made && url) cell.image.src = url;
    else cell.image.removeAttribute("src");
    cell.image.alt = made ? filled(words.alt, { place: name }) : "";
    cell.why.replaceChildren(...(made ? [why ?? ""] : [element("b", {}, words[STATES[letter]]), why && element("span", { dir: "auto" }, why)].filter(Boolean)));
    cell.why.hidden = made && !broken;
    cell.badge.textContent = letter === "u" ? words.reused : "";
    cell.badge.hidden = letter !== "u";
    cell.stars.textContent = stars ? `★${stars}` : "";
    cell.button.title = made ? name : `${words[STATES[letter]]}${why ? `: ${why}` : ""}`;
    if (made && url) cell.button.removeAttribute("aria-label");
    else cell.button.setAttribute("aria-label", `${name}: ${made ? why ?? words.drawing : cell.button.title}`);
    cell.button.setAttribute("aria-description", stars ? filled(words.star, { stars }) : "");
  }

  askSoon() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.askThumbs(), ASK_AFTER);
  }

  /** What is missing of what is near; it takes the place of what was asked for before. */
  askThumbs() {
    const at = [...this.near].filter((one) => MADE.includes(this.letter(one)) && !this.thumbs.urls.has(one) && !this.broken.has(one));
    at.sort((one, other) => one - other);
    const wanted = at.join();
    if (wanted && wanted !== this.wanted) this.send({ do: "want", at });
    this.wanted = wanted;
  }

  focused(at) {
    if (at === this.at) return;
    const before = this.cells.get(this.at)?.button;
    if (before) before.tabIndex = -1;
    this.at = at;
    this.cells.get(at).button.tabIndex = 0;
  }

  /** To a cell of this tab, which comes into sight. */
  move(at) {
    this.fill(at);
    this.focused(at);
    const { root, button } = this.cells.get(at);
    root.scrollIntoView({ block: "nearest", inline: "nearest" });
    button.focus({ preventScroll: true });
  }

  /** The cell so many columns and rows away; the cell itself where there is none. */
  neighbour(at, across, down) {
    const { tab, row, column } = this.placed(at);
    const to = { tab, row: row + down, column: column + across };
    const inside = to.row >= 0 && to.row < this.rows && to.column >= 0 && to.column < this.columns;
    return inside ? this.number(to) : at;
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest(".grid-button")) return;
    const { tab, row } = this.placed(this.at);
    if (event.key in KEYS) {
      const [across, down] = KEYS[event.key];
      this.move(this.plan.flows && down ? this.inFlow(down) : this.neighbour(this.at, across, down));
    } else if (event.key === "Home") this.move(this.number({ tab, row, column: 0 }));
    else if (event.key === "End") this.move(this.number({ tab, row, column: this.columns - 1 }));
    else if (/^[0-5]$/.test(event.key)) this.rate(this.at, Number(event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The cell above or below, where they flow. */
  inFlow(down) {
    const top = (at) => this.cells.get(at).root.offsetTop;
    const first = this.number({ tab: this.tab, row: 0, column: 0 });
    let wide = 1;
    while (wide < this.columns && top(first + wide) === top(first)) wide += 1;
    const to = this.at + down * wide;
    return to >= first && to < first + this.columns ? to : this.at;
  }

  pressedTab(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.setTab(Math.max(0, Math.min(this.tab + steps[event.key], this.tabs.length - 1)));
    this.tabs[this.tab].focus();
  }

  rate(at, stars) {
    if (MADE.includes(this.letter(at))) this.send({ do: "rate", at, stars });
  }

  // ---------------------------------------------------------------------------------------------------- one of them, large

  open(at) {
    this.zoomed = at;
    this.showZoom();
    if (!this.zoom.open) this.zoom.showModal();
    this.zoomTitle.setAttribute("tabindex", -1);
    this.zoomTitle.focus();
  }

  closed() {
    const at = this.zoomed; // the browser has gone back to where it was opened
    this.zoomed = null;
    this.heard();
    this.move(at);
  }

  go(across, down) {
    this.goTo(this.neighbour(this.zoomed, across, down));
  }

  goTo(at) {
    if (at === this.zoomed) return;
    if (this.placed(at).tab !== this.tab) this.setTab(this.placed(at).tab);
    this.fill(at);
    this.focused(at);
    this.zoomed = at;
    this.showZoom();
  }

  /** To the same place in another tab. */
  goTab(step) {
    const place = this.placed(this.zoomed);
    const tab = place.tab + step;
    if (tab >= 0 && tab < this.tabs.length) this.goTo(this.number({ ...place, tab }));
  }

  showZoom() {
    const { words, zoomed: at } = this;
    const letter = this.letter(at);
    const made = MADE.includes(letter);
    const known = this.facts.get(at);
    if (known?.shown !== letter && this.asked !== `${at} ${letter}`) {
      this.asked = `${at} ${letter}`;
      this.ask({ do: "zoom", at });
    }
    if (this.zoomTitle.textContent !== this.name(at)) this.zoomTitle.textContent = this.name(at);
    const url = made && (this.larges.get(at) ?? this.thumbs.get(at));
    this.image.hidden = !url;
    if (!url) this.image.removeAttribute("src");
    else if (this.image.getAttribute("src") !== url) this.image.src = url;
    this.image.alt = known?.alt || (made ? filled(words.alt, { place: this.name(at) }) : "");
    const why = made ? known?.broken && filled(words.broken, { why: known.broken }) : known?.why || this.reason(at);
    this.zoomWhy.hidden = Boolean(url);
    this.zoomWhy.replaceChildren(...(made ? [why || ""] : [element("b", {}, words[STATES[letter]]), element("div", { dir: "auto" }, why)]));
    this.zoomWhy.dataset.state = made ? "coming" : STATES[letter];
    this.rates.hidden = !made;
    this.rating.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i < this.starsOf(at)));
      button.textContent = i < this.starsOf(at) ? "★" : "☆";
    });
    this.prompt.textContent = known?.prompt ?? "";
    this.prompt.hidden = !known?.prompt;
    this.caption.replaceChildren(...(known?.caption ?? []).map((line) => element("div", {}, line)));
    this.lines.replaceChildren(...(known?.lines ?? []).flatMap(([name, value]) =>
      [element("dt", {}, name), element("dd", { dir: "auto" }, value)]));
    const steps = this.plan.flows ? [[-1, 0], [1, 0]] : [[-1, 0], [0, -1], [0, 1], [1, 0]];
    this.arrows.forEach((arrow, i) => (arrow.disabled = this.neighbour(at, ...steps[i]) === at));
  }

  pressedZoom(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scrolls = this.prompt.contains(event.target) && this.prompt.scrollHeight > this.prompt.clientHeight;
    if (event.key in KEYS && !scrolls) this.go(...KEYS[event.key]);
    else if (event.key === "PageUp") this.goTab(-1);
    else if (event.key === "PageDown") this.goTab(1);
    else if (/^[0-5]$/.test(event.key)) this.rate(this.zoomed, Number(event.key));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Once for each grid, before anything of it is shown: whatever arrives from now on is kept. */
function initialize({ model }) {
  const name = model.get("_name");
  const thumbs = new Urls(MOST_URLS);
  const none = new Set();
  const unasked = () => {
    for (const [at, bytes] of Object.entries(model.get("_unasked"))) thumbs.put(Number(at), bytes, none);
  };
  shelves.set(name, thumbs);
  unasked();
  model.on("change:_unasked", unasked);
  model.on("msg:custom", (message, buffers) => {
    (message.thumbs ?? []).forEach((at, i) => thumbs.put(at, buffers[i], none));
    (message.forget ?? []).forEach((at) => thumbs.drop(at));
  });
  return () => {
    thumbs.clear();
    shelves.delete(name);
  };
}

function render({ model, el }) {
  const view = new View(model, el);
  return () => view.remove();
}

export default { initialize, render };
