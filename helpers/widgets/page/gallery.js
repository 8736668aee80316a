// The page side of helpers/widgets/gallery.py: a search, a window onto the list, and one picture shown large.
//
// The list may have thousands of pictures. Elements exist for those in sight alone; what stands in them is asked for by
// numbers, and their thumbnails by name. What is searched, chosen, ticked and compared lives in the kernel: a page that
// is loaded again shows it all.

const CELL = 124; // pixels: how narrow a cell may be
const PICTURE = 132; // pixels: how high its picture is
const ROW = PICTURE + 26 + 8; // picture, line below it, gap
const GAP = 8;
const BEYOND = 2; // rows that are ready above and below those in sight
const MOST_TILES = 3000; // of which the page remembers what they are
const MOST_URLS = 600; // thumbnails that are kept: about 5 MB
const MOST_LARGE = 8;
const ASK_AFTER = 90; // milliseconds of rest: while somebody scrolls fast, not every row is asked for
const ASK_LATEST = 500; // milliseconds: somebody who scrolls on and on sees something, too
const USES = ["prompt", "seed", "all", "remix", "edit"];

class View {
  constructor(model, el) {
    Object.assign(this, {
      model, words: model.get("_texts"), id: fresh(), thumbs: new Urls(MOST_URLS), previews: new Urls(MOST_LARGE),
      tiles: new Map(), // by their place in the list
      cells: new Map(), // those in sight, by their place in the list
      broken: new Map(), // why a picture has no thumbnail, by name
      unseen: new Map(), // why a picture cannot be shown large, by name
      at: 0, // place of the cell that Tab leads to
      top: 0, // where the list was scrolled to
      state: {}, large: {},
    });
    el.append(this.build());
    this.listeners = {
      "change:_state": () => this.showState(), "change:_large": () => this.showLarge(),
      "change:_export": () => this.showExport(), "change:_way": () => this.showCompared(),
      "msg:custom": (message, buffers) => this.told(message, buffers),
    };
    for (const [name, listener] of Object.entries(this.listeners)) model.on(name, listener);
    this.observer = new ResizeObserver(() => this.layout());
    this.observer.observe(this.scroll);
    this.showState();
    this.showLarge();
    this.showExport();
  }

  remove() {
    for (const [name, listener] of Object.entries(this.listeners)) this.model.off(name, listener);
    this.observer.disconnect();
    clearTimeout(this.asking);
    clearTimeout(this.typing);
    this.thumbs.clear();
    this.previews.clear();
  }

  send(message) {
    this.model.send({ view: this.id, revision: this.state.revision, ...message });
  }

  // ---------------------------------------------------------------------------------------------------- what there is

  build() {
    const { words } = this;
    const button = (label, click, more = {}) => element("button", { type: "button", click, ...more }, label);
    const message = (more) => () => this.send(more);
    this.search = element("input", { type: "search", placeholder: words.search_hint, input: () => this.typed() });
    this.favourites = element("input", { type: "checkbox", change: () => this.ask_search() });
    this.stars = element("select", { change: () => this.ask_search() }, ...[0, 1, 2, 3, 4, 5].map((stars) =>
      element("option", { value: stars }, stars ? filled(words.at_least, { stars }) : words.any_stars)));
    this.models = element("select", { change: () => this.ask_search() }, element("option", { value: "" }, words.any_model));
    this.refreshButton = button(words.refresh, message({ do: "refresh" }));
    const bar = element("div", { class: "gallery-row gallery-bar", role: "search" },
      this.field(words.search, this.search, "gallery-search"), this.field(words.stars, this.stars),
      this.field(words.model, this.models), this.field(words.favourites, this.favourites, "gallery-check"),
      this.refreshButton);

    this.counted = element("span", { class: "gallery-counted", role: "status" });
    this.said = element("span", { class: "gallery-quiet gallery-told", role: "status" });
    this.undos = [0, 1].map(() => button("", message({ do: "undo" }), { class: "gallery-undo" }));
    this.ticked = element("span", { class: "gallery-quiet", role: "status" });
    this.compareButton = button(words.compare, message({ do: "compare" }));
    this.unpick = button(words.unpick, message({ do: "unpick" }));
    const now = element("div", { class: "gallery-row gallery-now" }, this.counted, this.said, this.undos[0],
      element("span", { class: "gallery-space" }), this.ticked, this.compareButton, this.unpick);

    this.alert = element("div", { role: "alert" });
    this.empty = element("p", { class: "gallery-empty gallery-quiet" });
    this.compared = element("section", { class: "gallery-compare", "aria-label": words.compare });
    this.sheet = element("div", { class: "gallery-sheet", role: "list", "aria-label": words.pictures });
    this.scroll = element("div", { class: "gallery-scroll", scroll: () => this.scrolled(),
      keydown: (event) => this.pressed(event) }, this.sheet);
    this.keys = element("p", { class: "gallery-quiet gallery-keys" }, words.keys);

    this.exported = element("span", { role: "status" });
    this.exportPath = this.copyable(words.path);
    this.ofWhat = element("span", {});
    this.exports = ["sheet", "report"].map((kind) => button(words[kind], message({ do: "export", kind })));
    const take = element("div", { class: "gallery-row gallery-exports" }, this.ofWhat, ...this.exports, this.exported,
      this.exportPath);

    this.body = element("div", { class: "gallery-body" },
      element("div", { class: "gallery-list" }, this.empty, this.scroll, this.keys), this.buildLarge(button));
    return ownKeys(element("div", { class: "workshop-gallery mathjax_ignore tex2jax_ignore" },
      bar, now, this.alert, this.compared, this.body, take));
  }

  buildLarge(button) {
    const { words } = this;
    const mark = (marks) => this.send({ do: "mark", name: this.large.name, ...marks });
    this.image = element("img", { alt: "" });
    this.why = element("p", { class: "gallery-why" });
    this.prompt = element("div", { class: "gallery-prompt", dir: "auto" });
    this.caption = element("div", { class: "gallery-quiet" });
    this.facts = element("dl", {});
    this.favourite = button(`♥ ${words.favourite}`, () => mark({ favourite: !this.large.favourite }),
      { class: "gallery-favour" });
    this.rating = [1, 2, 3, 4, 5].map((stars) => button("☆",
      () => mark({ stars: this.large.stars === stars ? 0 : stars }),
      { class: "gallery-star", "aria-label": filled(words.star, { stars }) }));
    this.note = element("textarea", { rows: 2, dir: "auto",
      change: () => this.send({ do: "mark", name: this.noteOf, note: this.note.value }) });
    this.uses = USES.map((what) => button(words[`use_${what}`], () => this.send({ do: "use", what }),
      { title: what === "remix" && words.remix_hint }));
    this.line = this.copyable(words.line);
    this.path = this.copyable(words.path);
    const close = button("✕", () => this.close(), { "aria-label": words.close, title: words.close });
    const remove = button(words.delete, () => this.send({ do: "delete", name: this.large.name }));
    return (this.panel = element("section", { class: "gallery-large", "aria-label": words.large, hidden: true,
      keydown: (event) => event.key === "Escape" && (event.stopPropagation(), this.close()) },
      element("div", { class: "gallery-row" },
        this.favourite,
        element("div", { role: "group", "aria-label": words.rating, class: "gallery-rating" }, ...this.rating),
        element("span", { class: "gallery-space" }), close),
      element("figure", {}, this.image, this.why, element("figcaption", {}, this.prompt, this.caption)),
      element("div", { class: "gallery-row" }, ...this.uses, remove, this.undos[1]), this.facts, this.field(words.note, this.note, "gallery-wide"), this.line, this.path));
  }

  field(label, control, kind = "") {
    control.id = `gallery-${this.id}-${fresh()}`;
    return element("div", { class: `gallery-field ${kind}` }, element("label", { for: control.id }, label), control);
  }

  /** Words to take away, with a button that copies them. */
  copyable(label) {
    const taken = element("textarea", { rows: 1, readonly: true, spellcheck: "false" });
    const copy = element("button", { type: "button", click: async () => {
      taken.select();
      try {
        await navigator.clipboard.writeText(taken.value);
      } catch { // pages without https may not; they are selected, so this does it, or Ctrl+C
        document.execCommand("copy");
      }
      this.said.textContent = this.words.copied;
    } }, this.words.copy);
    const root = this.field(label, taken, "gallery-copy");
    root.append(copy);
    return root;
  }

  // ------------------------------------------------------------------------------------------------------- the search

  query() {
    return { words: this.search.value, favourites: this.favourites.checked, stars: Number(this.stars.value),
      model: this.models.value };
  }

  typed() {
    this.sent = "typing"; // what stands in the box is newer than what the kernel knows
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.ask_search(), 200);
  }

  ask_search() {
    clearTimeout(this.typing);
    this.sent = JSON.stringify(this.query());
    this.send({ do: "search", query: this.query() });
  }

  showQuery() {
    const { query, models } = this.state;
    const names = JSON.stringify(models);
    if (names !== this.modelNames) {
      this.modelNames = names;
      const now = this.models.value;
      this.models.replaceChildren(element("option", { value: "" }, this.words.any_model),
        ...models.map(([name, title]) => element("option", { value: name }, title)));
      this.models.value = now;
    }
    const same = JSON.stringify(query);
    if (this.sent && this.sent !== same) return;
    this.sent = "";
    if (this.search.value !== query.words) this.search.value = query.words;
    this.favourites.checked = query.favourites;
    this.stars.value = query.stars;
    if (query.model && ![...this.models.options].some((option) => option.value === query.model))
      this.models.append(element("option", { value: query.model }, query.model)); // not all are known yet
    this.models.value = query.model;
  }

  // ---------------------------------------------------------------------------------------------------- what is going on

  showState() {
    const { words } = this;
    const before = this.state;
    const state = (this.state = this.model.get("_state"));
    if (state.chosen === this.wished) this.wished = undefined;
    this.showQuery();
    this.counted.textContent = state.counted;
    if (this.said.textContent !== state.told && before.told !== state.told) this.said.textContent = this.said.title = state.told;
    for (const undo of this.undos) {
      undo.hidden = !state.deleted;
      undo.textContent = undo.title = state.deleted;
    }
    const picked = state.picked.length;
    this.ticked.textContent = picked ? filled(words.ticked, { count: picked }) : "";
    this.unpick.hidden = !picked;
    this.compareButton.disabled = picked !== 2;
    this.compareButton.title = picked === 2 ? "" : words.compare_hint;
    this.ofWhat.textContent = filled(picked ? words.of_picked : words.of_found, { count: (picked || state.count).toLocaleString() });
    this.empty.textContent = state.empty;
    this.empty.hidden = !state.empty;
    this.scroll.hidden = this.keys.hidden = !state.count;
    this.showAlert();
    this.showExport();
    if (state.listening !== before.listening) this.showLarge(); // what it offers depends on that
    if (state.revision !== before.revision) {
      this.tiles.clear();
      this.broken.clear(); // a file may be whole by now
      this.unseen.clear();
      this.previewsAsked = "";
      const searched = before.query && JSON.stringify(before.query) !== JSON.stringify(state.query);
      if (searched) this.scroll.scrollTop = this.top = this.at = 0;
    }
    if (state.chosen !== before.chosen && state.at >= 0) this.at = state.at;
    this.layout();
    for (const cell of this.cells.values()) this.showMarks(cell);
    this.showCompared();
    this.askPreviews();
  }

  showAlert() {
    const { what, todo } = this.state.alert;
    const now = what ? `${what}\n${todo}` : "";
    if (now === this.alertShown) return;
    this.alertShown = now;
    this.alert.replaceChildren(...(what ? [element("div", { class: "gallery-alert" },
      element("div", {}, element("b", {}, what), element("div", {}, todo)),
      element("button", { type: "button", click: () => this.send({ do: "dismiss" }) }, this.words.dismiss))] : []));
  }

  showExport() {
    const { busy, words, path } = this.model.get("_export");
    this.exported.textContent = words ?? "";
    this.exported.classList.toggle("gallery-busy", Boolean(busy));
    this.exportPath.hidden = !path;
    this.exportPath.querySelector("textarea").value = path ?? "";
    for (const button of this.exports) button.disabled = Boolean(busy) || !(this.state.picked?.length || this.state.count);
  }

  told(message, buffers) {
    if ("tiles" in message) {
      if (message.revision !== this.state.revision) return;
      if (this.tiles.size > MOST_TILES) this.tiles.clear();
      for (const tile of message.tiles) {
        this.tiles.set(tile.at, tile);
        const cell = this.cells.get(tile.at);
        if (cell) this.fill(cell, tile);
      }
      if (this.following) this.follow();
      this.ask();
    } else if ("tile" in message) { // its marks are others
      for (const [at, tile] of this.tiles) {
        if (tile.name !== message.tile.name) continue;
        Object.assign(tile, message.tile);
        if (this.cells.has(at)) this.fill(this.cells.get(at), tile);
      }
    } else if ("thumbs" in message) {
      const inSight = this.inSight();
      message.thumbs.forEach((name, i) => this.thumbs.put(name, buffers[i], inSight));
      for (const [name, why] of Object.entries(message.broken)) this.broken.set(name, why);
      for (const cell of this.cells.values()) this.showThumb(cell);
    } else if ("preview" in message) {
      const inSight = new Set([this.state.chosen, ...this.state.compared.map((one) => one.name)]);
      if (buffers?.length) this.previews.put(message.preview, buffers[0], inSight);
      else this.unseen.set(message.preview, message.why);
      this.showImage();
      this.showCompared();
    }
  }

  // ---------------------------------------------------------------------------------------------------------- the list

  /** Where everything is: after the width, the number of pictures or the picture that Tab leads to has changed. */
  layout() {
    const width = this.sheet.clientWidth;
    this.sheet.style.setProperty("height", `${Math.ceil(this.state.count / Math.max(1, this.columns ?? 1)) * ROW}px`);
    if (!width) return; // not on the page, or behind a tab: the list is shown when it has a width again
    this.columns = Math.max(1, Math.floor((width + GAP) / (CELL + GAP)));
    this.cellWidth = (width - (this.columns - 1) * GAP) / this.columns;
    const height = Math.ceil(this.state.count / this.columns) * ROW;
    this.sheet.style.height = `${height}px`;
    this.scroll.style.setProperty("--gallery-sheet", `${height}px`);
    this.at = Math.max(0, Math.min(this.at, this.state.count - 1));
    if (this.scroll.scrollTop !== this.top) this.scroll.scrollTop = this.top; // taken off the page and put back
    for (const [at, cell] of this.cells) this.place(cell, at);
    this.show();
    if (!this.tiles.size) this.ask(); // a new list: nobody is scrolling
  }

  scrolled() {
    if (!this.sheet.clientWidth) return;
    this.top = this.scroll.scrollTop;
    this.frame ||= requestAnimationFrame(() => ((this.frame = 0), this.show()));
  }

  /** Elements for what is in sight, and for where Tab leads to; for nothing else. */
  show() {
    const first = Math.max(0, Math.floor(this.top / ROW) - BEYOND) * this.columns;
    const rows = Math.ceil((this.top + this.scroll.clientHeight) / ROW) + BEYOND;
    const last = Math.min(this.state.count, rows * this.columns);
    for (const [at, cell] of this.cells) {
      if ((at >= first && at < last) || (at === this.at && at < this.state.count)) continue;
      cell.root.remove();
      this.cells.delete(at);
    }
    const wanted = new Set([this.at]);
    for (let at = first; at < last; at += 1) wanted.add(at);
    for (const at of [...wanted].sort((one, other) => one - other)) {
      if (at < this.state.count && !this.cells.has(at)) this.add(at);
    }
    for (const [at, cell] of this.cells) cell.button.tabIndex = at === this.at ? 0 : -1;
    this.askSoon();
  }

  add(at) {
    const image = element("img", { alt: "", draggable: "false" });
    const cell = { at, image, why: element("span", { class: "gallery-why", hidden: true }), tile: null };
    cell.button = element("button", { type: "button", class: "gallery-thumb", tabindex: -1,
      focus: () => this.focused(cell), click: () => cell.tile && this.choose(cell) }, image, cell.why);
    cell.tick = element("input", { type: "checkbox", tabindex: -1, change: () => this.pick(cell) });
    cell.marks = element("span", { class: "gallery-marks", "aria-hidden": "true" });
    cell.root = element("div", { class: "gallery-cell", role: "listitem" }, cell.button,
      element("div", { class: "gallery-line" }, cell.tick, cell.marks));
    this.cells.set(at, cell);
    this.place(cell, at);
    const after = [...this.cells.keys()].filter((other) => other > at);
    this.sheet.insertBefore(cell.root, after.length ? this.cells.get(Math.min(...after)).root : null);
    const tile = this.tiles.get(at);
    if (tile) this.fill(cell, tile);
  }

  place(cell, at) {
    cell.root.style.width = `${this.cellWidth}px`;
    cell.root.style.left = `${(at % this.columns) * (this.cellWidth + GAP)}px`;
    cell.root.style.top = `${Math.floor(at / this.columns) * ROW}px`;
    cell.root.setAttribute("aria-setsize", this.state.count);
    cell.root.setAttribute("aria-posinset", at + 1);
  }

  fill(cell, tile) {
    cell.tile = tile;
    cell.button.title = tile.alt;
    cell.tick.setAttribute("aria-label", filled(this.words.pick, { name: tile.name }));
    this.showThumb(cell);
    this.showMarks(cell);
  }

  showThumb(cell) {
    if (!cell.tile) return;
    const { name, alt } = cell.tile;
    const url = this.thumbs.get(name);
    const why = url ? "" : this.broken.get(name);
    if (cell.image.getAttribute("src") !== (url ?? null)) {
      if (url) cell.image.src = url;
      else cell.image.removeAttribute("src");
    }
    cell.image.hidden = Boolean(why);
    cell.image.alt = alt;
    cell.why.hidden = !why;
    cell.why.textContent = why ? filled(this.words.broken, { name, why }) : "";
  }

  showMarks(cell) {
    const { tile } = cell;
    if (!tile) return;
    const { words } = this;
    const marks = [tile.favourite && "♥", tile.stars && `★${tile.stars}`, tile.note && "✎"];
    cell.marks.textContent = marks.filter(Boolean).join(" ");
    cell.tick.checked = this.state.picked.includes(tile.name);
    cell.root.classList.toggle("gallery-picked", cell.tick.checked);
    cell.button.setAttribute("aria-current", String(tile.name === this.state.chosen));
    const spoken = [tile.favourite && words.favourite, tile.stars && filled(words.star, { stars: tile.stars }), tile.note && words.note];
    cell.button.setAttribute("aria-description", spoken.filter(Boolean).join(", "));
  }

  inSight() {
    return new Set([...this.cells.values()].map((cell) => cell.tile?.name));
  }

  askSoon() {
    clearTimeout(this.asking);
    this.restless ??= performance.now();
    const rest = Math.min(ASK_AFTER, this.restless + ASK_LATEST - performance.now());
    this.asking = setTimeout(() => this.ask(), Math.max(0, rest));
  }

  /** What is missing of what is in sight; it takes the place of what was asked for before. */
  ask() {
    this.restless = null;
    const places = [...this.cells.keys()].sort((one, other) => this.farness(one) - this.farness(other));
    const at = places.filter((place) => !this.tiles.has(place));
    const names = places.map((place) => this.tiles.get(place)?.name)
      .filter((name) => name && !this.thumbs.urls.has(name) && !this.broken.has(name));
    const wanted = JSON.stringify([at, names, this.state.revision]);
    if (wanted !== this.wanted && (at.length || names.length)) this.send({ do: "want", at, names });
    this.wanted = wanted;
  }

  /** Of a cell: 0 in sight, else how many pixels away; so that what is seen comes first. */
  farness(at) {
    const top = Math.floor(at / this.columns) * ROW;
    return Math.max(0, this.top - top - ROW, top - this.top - this.scroll.clientHeight);
  }

  choose(cell) {
    this.at = cell.at;
    this.following = false;
    this.bring = true;
    this.wish(cell.tile.name);
  }

  /** Ask for a picture to be shown large. Until the kernel says so, this is what is meant: keys may be faster than it. */
  wish(name) {
    this.wished = name;
    this.send({ do: "choose", name });
  }

  pick(cell) {
    if (cell.tile) this.send({ do: "pick", name: cell.tile.name });
  }

  close() {
    const inside = this.panel.contains(document.activeElement);
    this.send({ do: "choose", name: null });
    if (inside) this.move(this.at);
  }

  focused(cell) {
    if (this.at === cell.at) return;
    this.at = cell.at;
    for (const [at, one] of this.cells) one.button.tabIndex = at === this.at ? 0 : -1;
  }

  /** To another cell, which comes into sight. */
  move(to) {
    this.at = Math.max(0, Math.min(to, this.state.count - 1));
    const top = Math.floor(this.at / this.columns) * ROW;
    if (top < this.top) this.scroll.scrollTop = top;
    if (top + ROW > this.top + this.scroll.clientHeight) this.scroll.scrollTop = top + ROW - this.scroll.clientHeight;
    this.top = this.scroll.scrollTop;
    this.show();
    this.cells.get(this.at)?.button.focus({ preventScroll: true });
  }

  /** Where a picture is shown large, show the one that has been moved to, as soon as it is known which that is. */
  follow() {
    const tile = this.tiles.get(this.at);
    const chosen = this.wished ?? this.state.chosen;
    this.following = Boolean(chosen) && !tile;
    if (chosen && tile && tile.name !== chosen) this.wish(tile.name);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = this.cells.get(this.at);
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW)) * this.columns;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns, PageUp: -page,
      PageDown: page, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    const digit = /^[0-5]$/.test(event.key);
    if (step) {
      this.move(this.at + step);
      this.follow();
    } else if (!cell?.tile) return;
    else if (event.code === "KeyC") this.pick(cell); // by the key, not the letter: Korean keyboards give another one
    else if (event.code === "KeyF") this.send({ do: "mark", name: cell.tile.name, favourite: !cell.tile.favourite });
    else if (digit) this.send({ do: "mark", name: cell.tile.name, stars: Number(event.key) });
    else if (event.key === "Delete") this.send({ do: "delete", name: cell.tile.name });
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // --------------------------------------------------------------------------------------------- one picture, and two

  showLarge() {
    const { words } = this;
    const large = (this.large = this.model.get("_large"));
    const hadFocus = this.panel.contains(document.activeElement);
    this.panel.hidden = !large.name;
    this.body.classList.toggle("gallery-open", Boolean(large.name));
    if (!large.name) {
      if (hadFocus) this.move(this.at);
      return;
    }
    this.prompt.textContent = large.headline;
    this.caption.replaceChildren(...large.caption.map((line) => element("div", {}, line)));
    const facts = [[words.negative_prompt, large.negative_prompt], [words.seed, large.seed], ...large.settings];
    this.facts.replaceChildren(...facts.filter(([, value]) => value).flatMap(([name, value]) =>
      [element("dt", {}, name), element("dd", { dir: "auto" }, value)]));
    this.favourite.setAttribute("aria-pressed", String(large.favourite));
    this.rating.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i < large.stars));
      button.textContent = i < large.stars ? "★" : "☆";
    });
    if (this.noteOf !== large.name || document.activeElement !== this.note) this.note.value = large.note;
    this.noteOf = large.name;
    const useful = { prompt: large.prompt, seed: large.seed, all: large.prompt, remix: large.prompt, edit: true };
    this.uses.forEach((button, i) => (button.hidden = !this.state.listening || !useful[USES[i]]));
    this.line.hidden = this.state.listening || !large.line;
    this.line.querySelector("textarea").value = large.line;
    this.path.querySelector("textarea").value = large.path;
    this.showImage();
    this.askPreviews();
    if (this.bring) this.panel.scrollIntoView({ block: "nearest" }); // on a narrow page it stands below the list
    this.bring = false;
  }

  /** The preview; until it is there, the thumbnail in its place. */
  showImage() {
    const { name, alt } = this.large;
    if (!name) return;
    const why = this.unseen.get(name);
    const url = this.previews.get(name) ?? this.thumbs.get(name);
    if (url) this.image.src = url;
    else this.image.removeAttribute("src");
    this.image.alt = alt;
    this.image.hidden = Boolean(why);
    this.why.hidden = !why;
    this.why.textContent = why ? filled(this.words.broken, { name, why }) : "";
  }

  askPreviews() {
    const wanted = [this.state.chosen, ...this.state.compared.map((one) => one.name)].filter(Boolean);
    const names = wanted.filter((name) => !this.previews.urls.has(name) && !this.unseen.has(name));
    if (names.join("\n") === this.previewsAsked) return;
    this.previewsAsked = names.join("\n");
    if (names.length) this.send({ do: "previews", names });
  }

  showCompared() {
    const { words } = this;
    const { compared } = this.state;
    const sides = compared.map((one) => ({ ...one, url: this.previews.get(one.name), why: this.unseen.get(one.name) }));
    const way = this.model.get("_way");
    const now = JSON.stringify(sides);
    if (now === this.pair && way === this.way) return;
    const ready = sides.every((side) => side.url || side.why);
    const opened = ready && compared.length && !this.compared.childElementCount;
    const hadFocus = this.compared.contains(document.activeElement);
    Object.assign(this, { pair: now, way });
    this.compared.hidden = !compared.length;
    if (!compared.length || !ready) {
      this.compared.replaceChildren();
      if (hadFocus) this.move(this.at);
      return;
    }
    const end = element("button", { type: "button", class: "gallery-end",
      click: () => this.send({ do: "compare", end: true }) }, words.end_compare);
    const broken = sides.filter((side) => side.why).map(({ name, why }) =>
      element("p", { class: "gallery-why" }, filled(words.broken, { name, why })));
    const changed = (other) => {
      this.way = other; // it is shown already
      this.model.set("_way", other);
      this.model.save_changes();
    };
    this.compared.replaceChildren(end, ...(broken.length ? broken : [comparison(...sides, words, way, changed)]));
    if (opened) { // what has no height yet cannot be scrolled to
      Promise.allSettled([...this.compared.querySelectorAll("img")].map((image) => image.decode()))
        .then(() => this.compared.scrollIntoView({ block: "nearest" }));
    }
    if (opened || hadFocus) (this.compared.querySelector("input[type=range]") ?? end).focus({ preventScroll: true });
  }
}

function render({ model, el }) {
  const view = new View(model, el);
  return () => view.remove();
}

export default { render };
