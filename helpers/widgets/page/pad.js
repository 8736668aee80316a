// The page side of helpers/widgets/pad.py: a sheet of ink, and views of it.
//
// A `Sheet` belongs to one widget and is shared by all its views on this page. It paints at once and sends each
// finished stroke as one numbered message. What the kernel says is taken over when it has answered all of them.

const BLANK = ""; // the step without any ink
const SHEET_WIDTH = 768; // CSS pixels
const SHEET_HEIGHT = 640;
const LEAST_WIDTH = 600; // of the bars beside a narrow picture
const MOST_ZOOM = 16;
const MARGIN = 48; // CSS pixels, which the crosshair keeps to the edge of what is seen
const HALF = 128; // from this level of 255 on, a pixel is masked
const SVG = "http://www.w3.org/2000/svg";

// Paths of 24 x 24, drawn as lines.
const ICONS = {
  brush: "M20 4 10 14M13 17c0 3-3 4-8 4 2-2 1-3 2-5s4-2 6 1z",
  eraser: "m4 15 9-9 6 6-8 8H8zM9 10l6 6M11 20h9",
  rectangle: "M4 6h16v12H4z",
  move: "M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
};
const TOOLS = { brush: "B", eraser: "E", rectangle: "R", move: "H" }; // and their keys
const LOOKS = ["stripes", "checker", "orange", "blue"];
// Okabe and Ito's colours, which colour-blind people tell apart; two of them together show on any picture.
const ORANGE = "#e69f00", BLUE = "#0072b2", PALE = "#f4e9a6";
const CHECKER = [[[0, 0], [1, 0], [1, 1], [0, 1]], [[1, 1], [2, 1], [2, 2], [1, 2]]]; // corners, in cells
const STRIPES = [[[0, 0], [1, 0], [0, 1]], [[2, 0], [2, 1], [1, 2], [0, 2]]];

// ---------------------------------------------------------------------------------------------------- small helpers

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const middle = (one, other) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/** A canvas as the bytes of a PNG file, at once: toBlob takes its time, and a click on "Run" would overtake it. */
function png(image) {
  const [, base64] = image.toDataURL("image/png").split(",");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

// -------------------------------------------------------------------------------------------------------- the sheet

class Sheet {
  constructor(model) {
    this.model = model;
    this.kind = model.get("_kind");
    this.limits = model.get("_limits");
    this.client = fresh(); // who this page is, among those that show the widget
    this.sent = 0; // messages so far, and how many of them were answered
    this.answered = 0;
    this.files = new Map(); // name of a step -> the bytes of its file
    this.views = new Set();
    this.painting = false; // a stroke is under way
    this.news = ""; // what to say when the next picture is here
    this.steps = model.get("_steps");
    this.noticed = model.get("_notice").number;
    model.on("change", () => this.hear());
    model.on("msg:custom", (message, buffers) => this.receive(message, buffers));
    this.adopt();
  }

  say(key, facts = {}) {
    return filled(this.model.get("_text")[key] ?? key, facts);
  }

  /** Say something in the live region of every view. */
  tell(sentence, bad = false) {
    this.said = { sentence, bad };
    this.views.forEach((view) => view.announce(sentence, bad));
  }

  // --- to and from the kernel

  /** Send a message. file: bytes, its only buffer. */
  post(content, file) {
    const message = { ...content, client: this.client, number: ++this.sent };
    try {
      this.model.send(message, undefined, file ? [file] : []);
    } catch {
      setTimeout(() => this.tell(this.say("unsent"), true)); // after what is said of the stroke itself
    }
  }

  hear() {
    const [client, number] = this.model.get("_seen");
    if (client === this.client) this.answered = Math.max(this.answered, number);
    if (this.answered >= this.sent && !this.painting) this.adopt();
    const notice = this.model.get("_notice");
    if (notice.number === this.noticed) return;
    this.noticed = notice.number;
    this.news = ""; // of a picture that was refused
    this.tell(notice.text, true);
  }

  /** Take over what the kernel says; called only when it has heard all that this page said, and between strokes. */
  adopt() {
    const before = this.steps.now;
    this.steps = this.model.get("_steps");
    this.words = this.model.get("words");
    this.feather = this.model.get("feather") ?? 0;
    const another = this.model.get("_preview") !== this.preview;
    if (another || !this.ink) this.begin();
    if (this.steps.now !== this.shown) {
      const foreign = before !== this.steps.now && !another && this.views.size > 0;
      this.draw(this.steps.now).then(() => foreign && this.tellShare("changed"));
    }
    this.views.forEach((view) => (another ? view.rebuild() : view.update()));
  }

  receive(message, buffers) {
    if (message.kind !== "ink") return;
    this.files.set(message.name, buffers[0]);
    if (message.name === this.shown && this.loading) this.draw(this.shown).then(() => this.wanted?.());
  }

  /** A sheet of the picture's size, without ink. */
  begin() {
    const [width, height] = this.model.get("_work");
    this.preview = this.model.get("_preview");
    this.ink = canvas(width, height);
    this.pencil = this.ink.getContext("2d", { willReadFrequently: true });
    this.files.clear();
    this.shown = BLANK;
    this.loading = false;
    this.tell(this.news || this.say(width ? `start_${this.kind}` : "start_empty"));
    this.news = "";
  }

  get ready() {
    return this.ink.width > 0 && !this.loading;
  }

  get idle() {
    return this.ready && !this.painting;
  }

  get scale() {
    return (this.model.get("_size")[0] || 1) / (this.ink.width || 1); // pixels of the picture in one of the ink
  }

  // --- steps

  /** Show the ink of a step. It resolves when it is drawn, or another is wanted. */
  async draw(name) {
    this.shown = name;
    this.loading = true; // nothing can be painted meanwhile: it would be painted on another step
    const file = this.files.get(name);
    if (name !== BLANK && !file) {
      this.post({ kind: "need", name });
      return new Promise((done) => (this.wanted = done));
    }
    const image = name === BLANK ? null : await createImageBitmap(new Blob([file], { type: "image/png" }));
    if (this.shown !== name) return;
    this.pencil.globalCompositeOperation = "source-over";
    this.pencil.clearRect(0, 0, this.ink.width, this.ink.height);
    if (image) this.pencil.drawImage(image, 0, 0);
    this.loading = false;
    this.changed();
  }

  /** The ink has changed for good: one step, and one message. */
  commit(key) {
    const name = fresh();
    const file = png(this.ink);
    const past = [...this.steps.past, this.steps.now].slice(-this.limits.steps);
    this.steps = { now: name, past, future: [], count: this.steps.count + 1 };
    this.shown = name;
    this.files.set(name, file);
    for (const known of this.files.keys()) if (known !== name && !past.includes(known)) this.files.delete(known);
    this.post({ kind: "ink", name }, file);
    this.changed();
    this.views.forEach((view) => view.update());
    this.tellShare(key);
  }

  undo() {
    const { now, past, future, count } = this.steps;
    if (!past.length) return;
    const steps = { now: past.at(-1), past: past.slice(0, -1), future: [now, ...future], count: count - 1 };
    this.turn("undo", "undone", steps);
  }

  redo() {
    const { now, past, future, count } = this.steps;
    if (!future.length) return;
    const steps = { now: future[0], past: [...past, now], future: future.slice(1), count: count + 1 };
    this.turn("redo", "redone", steps);
  }

  async turn(kind, key, steps) {
    if (!this.idle) return;
    this.steps = steps;
    this.post({ kind });
    this.views.forEach((view) => view.update());
    await this.draw(steps.now);
    this.tellShare(key);
  }

  clear() {
    if (!this.idle || !this.part()) return;
    this.pencil.clearRect(0, 0, this.ink.width, this.ink.height);
    this.commit("cleared");
  }

  invert() {
    if (!this.idle) return;
    this.pencil.globalCompositeOperation = "source-out";
    this.fill();
    this.commit("inverted");
  }

  // --- ink

  fill() {
    this.pencil.fillStyle = "white";
    this.pencil.fillRect(0, 0, this.ink.width, this.ink.height);
    this.pencil.globalCompositeOperation = "source-over";
  }

  /** A piece of a stroke, in pixels of the ink. */
  line(from, to, width, erase) {
    const pencil = this.pencil;
    pencil.globalCompositeOperation = erase ? "destination-out" : "source-over";
    Object.assign(pencil, { strokeStyle: "white", lineWidth: width, lineCap: "round", lineJoin: "round" });
    pencil.beginPath();
    pencil.moveTo(from.x, from.y);
    pencil.lineTo(to.x, to.y + (distance(from, to) ? 0 : 0.01)); // a line of no length is not drawn
    pencil.stroke();
    const reach = width / 2 + 2;
    const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const [right, bottom] = [Math.max(from.x, to.x), Math.max(from.y, to.y)];
    const low = [left - reach, top - reach].map(Math.floor);
    const high = [right + reach, bottom + reach].map(Math.ceil);
    this.touched(...low, ...high);
  }

  /** A stroke begins. False, and nothing happens, while the sheet is being drawn. */
  start() {
    this.painting = this.ready;
    return this.painting;
  }

  /** A rectangle between two corners: masked as a whole; in a sketch its four lines. */
  rectangle(one, other, width) {
    const pencil = this.pencil;
    const [left, top] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
    const [across, down] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
    pencil.globalCompositeOperation = "source-over";
    Object.assign(pencil, { strokeStyle: "white", fillStyle: "white", lineWidth: width, lineJoin: "round" });
    if (this.kind === "mask") pencil.fillRect(Math.round(left), Math.round(top), Math.round(across), Math.round(down));
    else pencil.strokeRect(left, top, across, down);
  }

  /** Grow the part of the sheet that the stroke has touched, and show it. */
  touched(left, top, right, bottom) {
    const area = [left, top, right, bottom];
    const [west, north, east, south] = this.area ?? area;
    this.area = [Math.min(west, left), Math.min(north, top), Math.max(east, right), Math.max(south, bottom)];
    this.changed(area);
  }

  /** Finish a stroke. In a mask there is black and white alone: the soft rim of a brush goes. */
  finish() {
    if (this.kind === "mask" && this.area) {
      const [left, top, right, bottom] = this.area;
      const [x, y] = [Math.max(0, left), Math.max(0, top)];
      const [width, height] = [Math.min(right, this.ink.width) - x, Math.min(bottom, this.ink.height) - y];
      if (width > 0 && height > 0) this.sharpen(x, y, width, height);
    }
    this.area = undefined;
    this.painting = false;
    this.commit("stroke");
  }

  sharpen(x, y, width, height) {
    const pixels = this.pencil.getImageData(x, y, width, height);
    const levels = pixels.data;
    for (let index = 3; index < levels.length; index += 4) levels[index] = levels[index] >= HALF ? 255 : 0;
    this.pencil.putImageData(pixels, x, y);
  }

  /** Give up the stroke that is being painted. */
  giveUp() {
    this.area = undefined;
    this.painting = false;
    this.draw(this.steps.now);
    this.tell(this.say("given_up"));
    this.hear(); // what came meanwhile
  }

  changed(area) {
    this.views.forEach((view) => view.paint(area));
  }

  /** How much of the sheet is covered, 0 to 1. */
  part() {
    const { width, height } = this.ink;
    if (!width) return 0;
    const levels = this.pencil.getImageData(0, 0, width, height).data;
    let sum = 0;
    for (let index = 3; index < levels.length; index += 4) sum += levels[index];
    return sum / (255 * width * height);
  }

  /** Say what happened, and how much of the sheet is covered now. */
  tellShare(key) {
    const part = this.part();
    const percent = part > 0 && part < 0.01 ? this.say("little") : Math.round(100 * part);
    const share = this.say(`share_${this.kind}`, { percent });
    this.tell(this.say(key, { share, number: this.steps.count }));
  }

  inked(spot) {
    return this.pencil.getImageData(Math.floor(spot.x), Math.floor(spot.y), 1, 1).data[3] >= HALF;
  }

  set(name, value) {
    this[name] = value;
    this.post({ kind: name, value });
    this.views.forEach((view) => view.update());
  }

  // --- files from the disk

  /** Put another picture on the pad. */
  async openPicture(file) {
    this.tell(this.say("reading"));
    const { bytes, news, why } = await prepared(file, this.limits, (key, facts) => this.say(key, facts));
    if (why) return this.tell(why, true);
    this.news = news;
    this.post({ kind: "picture" }, bytes);
  }

  /** Start from a mask, or from a drawing. */
  async openInk(file) {
    const image = await decoded(file);
    if (!image) return this.tell(this.say("unreadable", { name: file.name }), true);
    if (!this.idle) return;
    const { width, height } = this.ink;
    const sketch = this.kind === "sketch";
    const scale = Math.min(width / image.width, height / image.height);
    const [across, down] = sketch ? [image.width * scale, image.height * scale] : [width, height];
    const other = canvas(width, height).getContext("2d");
    if (sketch) Object.assign(other, { fillStyle: "white" }).fillRect(0, 0, width, height);
    other.drawImage(image, (width - across) / 2, (height - down) / 2, across, down);
    const pixels = other.getImageData(0, 0, width, height);
    toInk(pixels.data, sketch);
    this.pencil.putImageData(pixels, 0, 0);
    if (!sketch) this.sharpen(0, 0, width, height);
    this.commit("opened");
  }
}

/** Turn pixels into ink: of a mask what is light, or see-through if anything is; of a sketch what is dark. */
function toInk(levels, sketch) {
  let clear = false;
  for (let index = 3; index < levels.length; index += 4) clear ||= levels[index] < 255;
  for (let index = 0; index < levels.length; index += 4) {
    const light = 0.299 * levels[index] + 0.587 * levels[index + 1] + 0.114 * levels[index + 2];
    const ink = sketch ? 255 - light : clear ? 255 - levels[index + 3] : light;
    levels.fill(255, index, index + 3);
    levels[index + 3] = ink;
  }
}

// --------------------------------------------------------------------------------------------------------- the view

class View {
  constructor(sheet, root) {
    this.sheet = sheet;
    this.tool = "brush";
    this.look = LOOKS[0];
    this.pointers = new Map(); // fingers on the glass
    this.id = fresh();
    root.classList.add("workshop-pad");
    root.dataset.kind = sheet.kind;
    ownKeys(root);
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", this.say(sheet.kind));
    root.addEventListener("keydown", (event) => this.takeBack(event));
    this.root = root;
    this.rebuild();
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(root.parentElement);
    sheet.views.add(this);
    this.announce(sheet.said.sentence, sheet.said.bad);
  }

  remove() {
    this.sizes.disconnect();
    this.sheet.views.delete(this);
    URL.revokeObjectURL(this.address);
  }

  say(key, facts) {
    return this.sheet.say(key, facts);
  }

  get mask() {
    return this.sheet.kind === "mask";
  }

  // --- what there is to see

  /** Everything anew, for another picture. */
  rebuild() {
    const { width, height } = this.sheet.ink;
    if (!this.sized) this.size = this.mask ? Math.max(2, Math.round(Math.min(width, height) / 16)) : 6;
    this.sized = Boolean(width); // of a pad without a picture nobody chose it
    this.zoom = 1;
    this.shift = { x: 0, y: 0 };
    this.spot = { x: Math.floor(width / 2), y: Math.floor(height / 2) };
    const above = element("div", { class: "pad-above" }, this.upper(), this.settings());
    this.root.replaceChildren(above, this.board(), this.lower(), this.region(), ...this.alternative());
    this.fit();
    this.update();
  }

  /** Above the picture: what changes the ink, and under it with what. */
  upper() {
    const { sheet } = this;
    this.tools = Object.entries(TOOLS).map(([name, key]) =>
      this.button(name, () => this.choose(name), { icon: true, key, "data-tool": name, "aria-pressed": "false" }));
    this.back = this.button("undo", () => sheet.undo(), { icon: true, only: true, key: "Ctrl+Z" });
    this.forth = this.button("redo", () => sheet.redo(), { icon: true, only: true, key: "Ctrl+Shift+Z" });
    return element("div", { class: "pad-bar" },
      element("div", { class: "pad-group", role: "group", "aria-label": this.say("tools") }, ...this.tools),
      element("div", { class: "pad-group" }, this.back, this.forth),
      element("div", { class: "pad-group" },
        this.mask && this.button("invert", () => sheet.invert()),
        this.button("clear", () => sheet.clear())));
  }

  settings() {
    const { width, height } = this.sheet.ink;
    const most = Math.max(16, Math.round(Math.min(width, height) / (this.mask ? 4 : 16)));
    const size = this.slider("size", 1, most, this.size, "[ ]", (value) => this.resize(value));
    return element("div", { class: "pad-bar" }, size, ...(this.mask ? this.appearance() : []));
  }

  /** How soft the mask's edge is, and how it is shown. */
  appearance() {
    const { sheet } = this;
    const feather = this.slider("feather", 0, sheet.limits.feather, sheet.feather, "",
      (value) => this.soften(value), (value) => sheet.set("feather", value));
    const options = LOOKS.map((name) => element("option", { value: name }, this.say(`look_${name}`)));
    const look = element("select", { change: (event) => this.dress(event.target.value) }, ...options);
    look.value = this.look;
    const words = this.say("strength");
    const strength = element("input", {
      type: "range", min: 20, max: 100, value: 65, class: "pad-strength", title: words, "aria-label": words,
      input: () => this.root.style.setProperty("--pad-strength", strength.value / 100),
    });
    return [feather, element("div", { class: "pad-field" }, element("label", {}, this.say("look"), look), strength)];
  }

  /** Below the picture: how much of it is seen, and files. */
  lower() {
    const { sheet } = this;
    this.percent = this.button("fit", () => this.zoomTo(1), { key: "0", class: "pad-percent" });
    const zoom = element("div", { class: "pad-group" },
      this.button("zoom_out", () => this.zoomTo(this.zoom / 1.5), { icon: true, only: true, key: "-" }),
      this.percent,
      this.button("zoom_in", () => this.zoomTo(this.zoom * 1.5), { icon: true, only: true, key: "+" }));
    const inside = sheet.model.get("_inside");
    const files = this.mask
      ? [
          !inside && this.opener("open_picture", (file) => sheet.openPicture(file)),
          this.opener("open_mask", (file) => sheet.openInk(file)),
        ]
      : [this.opener("open_sketch", (file) => sheet.openInk(file))];
    return element("div", { class: "pad-bar" }, zoom, element("div", { class: "pad-group pad-end" }, ...files));
  }

  /** A button. only: its icon alone is seen; key: the key that does the same. */
  button(name, press, { icon: drawn, only, key, ...more } = {}) {
    const words = this.say(name);
    const title = key ? `${words} (${key})` : words;
    return element("button", { type: "button", click: press, title, "aria-label": words, ...more },
      drawn && icon(name), !only && element("span", {}, words));
  }

  /** A slider with its name and its value in pixels. moved, released: called with it, while it moves and at the end. */
  slider(name, low, high, value, key, moved, released = () => {}) {
    const shown = element("span", { class: "pad-value", "aria-hidden": "true" }); // the slider itself says it
    const input = element("input", { type: "range", min: low, max: high, value, title: key,
      input: () => moved(Number(input.value)), change: () => released(Number(input.value)) });
    this[`${name}Field`] = { input, show: (count) => {
      input.value = count;
      shown.textContent = this.say("pixels", { count: Math.round(count * (name === "size" ? this.sheet.scale : 1)) });
      input.setAttribute("aria-valuetext", shown.textContent);
    } };
    return element("label", { class: "pad-field" }, this.say(name), input, shown);
  }

  /** A button that asks for a file. */
  opener(name, open) {
    const input = element("input", {
      type: "file", accept: "image/png,image/jpeg,image/webp", hidden: true,
      change: () => {
        if (input.files.length) open(input.files[0]);
        input.value = ""; // so that the same file can be opened again
      },
    });
    return element("span", {}, this.button(name, () => input.click()), input);
  }

  /** What is painted on: the picture, the ink over it, and the marks of brush and rectangle above both. */
  board() {
    const { sheet } = this;
    const { width, height } = sheet.ink;
    URL.revokeObjectURL(this.address);
    const file = new Blob(sheet.preview ? [sheet.preview] : [], { type: "image/webp" });
    this.address = URL.createObjectURL(file);
    const picture = file.size > 0 && element("img", { src: this.address, alt: "", draggable: "false" });
    this.layer = canvas(width, height);
    this.brush = this.layer.getContext("2d");
    this.stage = element("div", { class: "pad-stage", "aria-hidden": "true" }, picture, this.layer);
    this.ring = element("div", { class: "pad-ring", hidden: true });
    this.box = element("div", { class: "pad-box", hidden: true });
    this.pane = element("div", {
      class: "pad-pane", tabindex: 0, role: "application",
      "aria-label": this.say(`canvas_${sheet.kind}`), "aria-describedby": `${this.id}-keys`,
      pointerdown: (event) => this.down(event), pointermove: (event) => this.move(event),
      pointerup: (event) => this.up(event), pointercancel: (event) => this.up(event, true),
      pointerleave: () => this.pen || this.hideRing(),
      keydown: (event) => this.key(event), keyup: (event) => event.key === " " && !this.locked && this.penUp(),
      focus: () => this.pane.matches(":focus-visible") && this.showRing(),
      blur: () => { this.penUp(); this.hideRing(); },
      contextmenu: (event) => event.preventDefault(),
    }, this.stage, this.ring, this.box);
    // Listened to in a way that may hold the page's own zooming back.
    this.pane.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    return this.pane;
  }

  region() {
    this.status = element("div", { class: "pad-status", role: "status", "aria-live": "polite" }, this.said ?? "");
    const keys = element("details", { class: "pad-keys" },
      element("summary", {}, this.say("help")),
      element("p", { id: `${this.id}-keys` }, this.say("keys")));
    return element("div", { class: "pad-foot" }, this.status, keys);
  }

  alternative() {
    if (!this.mask || this.sheet.model.get("_inside")) return [];
    this.wording = element("input", { type: "text", placeholder: this.say("words_hint"), maxlength: 10000,
      input: () => this.sheet.set("words", this.wording.value) });
    return [element("label", { class: "pad-words" }, this.say("words"), this.wording)];
  }

  announce(sentence, bad = false) {
    this.said = sentence;
    this.status.textContent = sentence;
    this.status.classList.toggle("pad-bad", Boolean(bad));
  }

  // --- keeping up

  /** Everything but the ink, as the sheet has it. */
  update() {
    const { sheet } = this;
    this.back.setAttribute("aria-disabled", String(!sheet.steps.past.length));
    this.forth.setAttribute("aria-disabled", String(!sheet.steps.future.length));
    this.tools.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool)));
    this.pane.dataset.tool = this.tool;
    this.sizeField.show(this.size);
    if (!this.mask) return;
    if (this.wording && this.wording.value !== sheet.words) this.wording.value = sheet.words;
    this.soften(sheet.feather);
  }

  /** As large as the page has room for. */
  fit() {
    const { width, height } = this.sheet.ink;
    const room = Math.min(SHEET_WIDTH, this.root.parentElement.clientWidth - 6); // its focus ring needs some, too
    this.root.classList.toggle("pad-empty", !width);
    if (!width || room <= 0) return;
    const scale = Math.min(room / width, SHEET_HEIGHT / height);
    [this.width, this.height] = [Math.round(width * scale), Math.round(height * scale)];
    for (const part of [this.pane, this.stage]) {
      part.style.width = `${this.width}px`;
      part.style.height = `${this.height}px`;
    }
    this.root.style.maxWidth = `${Math.max(LEAST_WIDTH, this.width) + 6}px`;
    this.place();
    this.dress(this.look);
    this.update();
  }

  /** Show the mask another way. */
  dress(look) {
    this.look = look;
    const cell = Math.max(1, Math.round((6 * this.sheet.ink.width) / this.width)); // six pixels of the screen
    const [stripes, checker] = [pattern(this.brush, cell, STRIPES), pattern(this.brush, cell, CHECKER)];
    this.fill = this.mask ? { stripes, checker, orange: ORANGE, blue: BLUE }[look] : "black";
    this.paint();
  }

  /** Show the sheet's ink: what lies in an area, as it is; or all of it, as soft along its edge as it will be. */
  paint(area) {
    const { brush, layer } = this;
    if (!layer.width) return; // there is no picture yet
    const [left, top, right, bottom] = area ?? [0, 0, layer.width, layer.height];
    const soft = !area && this.deviation > 0;
    brush.save();
    brush.beginPath();
    brush.rect(left, top, right - left, bottom - top);
    brush.clip();
    brush.clearRect(left, top, right - left, bottom - top);
    brush.filter = soft ? `blur(${this.deviation}px)` : "none"; // Safari has no such thing, and shows it sharp
    brush.drawImage(this.sheet.ink, 0, 0);
    brush.filter = "none";
    brush.globalCompositeOperation = "source-in";
    brush.fillStyle = this.fill ?? "black";
    brush.fillRect(left, top, right - left, bottom - top);
    brush.restore();
  }

  /** Show how soft the edge will be. The kernel blurs just so: half the width of the edge is the deviation. */
  soften(pixels) {
    this.featherField.show(pixels);
    const deviation = pixels / 2 / this.sheet.scale; // in pixels of the ink
    if (deviation === this.deviation) return;
    this.deviation = deviation;
    this.paint();
  }

  choose(tool) {
    this.penUp();
    this.tool = tool;
    this.update();
    this.hideRing();
    this.announce(this.say(tool));
  }

  resize(size) {
    const { min, max } = this.sizeField.input;
    this.size = clamp(Math.round(size), Number(min), Number(max));
    this.sizeField.show(this.size);
    if (!this.ring.hidden) this.showRing();
  }

  // --- zooming

  place() {
    this.shift.x = clamp(this.shift.x, this.width * (1 - this.zoom), 0);
    this.shift.y = clamp(this.shift.y, this.height * (1 - this.zoom), 0);
    this.stage.style.transform = `translate(${this.shift.x}px, ${this.shift.y}px) scale(${this.zoom})`;
    this.percent.textContent = this.say("zoomed", { percent: Math.round(100 * this.zoom) });
    this.percent.setAttribute("aria-label", `${this.percent.textContent}, ${this.say("fit")}`);
  }

  /** at: the place in the pane that stays where it is; left out, its middle. */
  zoomTo(zoom, at = { x: this.width / 2, y: this.height / 2 }) {
    const next = clamp(zoom, 1, MOST_ZOOM);
    const ratio = next / this.zoom;
    this.shift = { x: at.x - (at.x - this.shift.x) * ratio, y: at.y - (at.y - this.shift.y) * ratio };
    this.zoom = next;
    this.place();
    this.hideRing();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoomTo(this.zoom * Math.exp(-event.deltaY / 300), this.inPane(event));
  }

  inPane(event) {
    const frame = this.pane.getBoundingClientRect();
    return { x: event.clientX - frame.left - this.pane.clientLeft, y: event.clientY - frame.top - this.pane.clientTop };
  }

  /** Pixels of the ink -> of the pane. */
  onScreen(point) {
    const scale = (this.width / this.layer.width) * this.zoom;
    return { x: point.x * scale + this.shift.x, y: point.y * scale + this.shift.y };
  }

  /** Where an event happened, in pixels of the ink. */
  onSheet(event) {
    const at = this.inPane(event);
    const scale = (this.width / this.layer.width) * this.zoom;
    return { x: (at.x - this.shift.x) / scale, y: (at.y - this.shift.y) / scale };
  }

  // --- mouse, pen and fingers

  down(event) {
    event.preventDefault(); // no text is selected, and no mouse imitated
    this.pane.focus({ preventScroll: true, focusVisible: false });
    if (!this.sheet.ink.width) return;
    if (event.pointerType === "touch") this.pointers.set(event.pointerId, this.inPane(event));
    if (this.pointers.size === 2) return this.startPinch();
    if (this.pointers.size > 2 || this.pinch || this.pen) return;
    this.pane.setPointerCapture(event.pointerId);
    if (event.button === 1 || this.tool === "move") this.pan = this.inPane(event);
    else if (event.button === 0 || event.button === 5) this.penDown(this.onSheet(event), event);
  }

  move(event) {
    if (this.pointers.has(event.pointerId)) this.pointers.set(event.pointerId, this.inPane(event));
    if (this.pinch) return this.movePinch();
    if (this.pan) return this.movePan(event);
    if (this.early === event.pointerId) this.penDown(this.onSheet(event), event);
    if (this.pen?.pointer === event.pointerId) {
      const all = event.getCoalescedEvents?.() ?? [];
      for (const one of all.length ? all : [event]) this.penTo(this.onSheet(one), this.pressed(one));
    }
    if (event.pointerType !== "touch") this.showRing(this.onSheet(event));
  }

  up(event, lost = false) {
    this.pointers.delete(event.pointerId);
    if (this.pinch && !this.pointers.size) this.pinch = null;
    this.pan = this.early = null;
    if (this.pen?.pointer === event.pointerId) lost ? this.penLost() : this.penUp();
    if (event.pointerType === "touch") this.hideRing();
  }

  movePan(event) {
    const at = this.inPane(event);
    this.shift = { x: this.shift.x + at.x - this.pan.x, y: this.shift.y + at.y - this.pan.y };
    this.pan = at;
    this.place();
  }

  startPinch() {
    if (this.pen) this.penLost();
    const [one, other] = this.pointers.values();
    this.pan = null;
    this.pinch = { at: middle(one, other), apart: distance(one, other) };
  }

  movePinch() {
    if (this.pointers.size < 2) return; // one finger was lifted; the other does nothing until it is, too
    const [one, other] = this.pointers.values();
    const [at, apart] = [middle(one, other), Math.max(1, distance(one, other))];
    this.shift = { x: this.shift.x + at.x - this.pinch.at.x, y: this.shift.y + at.y - this.pinch.at.y };
    this.zoomTo((this.zoom * apart) / this.pinch.apart, at);
    this.pinch = { at, apart };
  }

  /** How wide a pen draws in a sketch: as hard as it is pressed. */
  pressed(event) {
    return event.pointerType === "pen" && !this.mask && event.pressure ? this.size * (0.3 + event.pressure) : this.size;
  }

  // --- a stroke, however it is made

  penDown(point, event) {
    this.early = this.sheet.start() ? null : event?.pointerId; // too early: it begins when the sheet is drawn
    if (!this.sheet.painting) return;
    const erase = this.tool === "eraser" || event?.button === 5; // the other end of a pen
    this.pen = { from: point, last: point, erase, pointer: event?.pointerId, box: this.tool === "rectangle" && !erase };
    if (!this.pen.box) this.sheet.line(point, point, event ? this.pressed(event) : this.size, erase);
  }

  penTo(point, width = this.size) {
    if (!this.pen.box) this.sheet.line(this.pen.last, point, width, this.pen.erase);
    this.pen.last = point;
    if (this.pen.box) this.showBox(this.onScreen(this.pen.from), this.onScreen(point));
  }

  penUp() {
    const pen = this.pen;
    this.pen = this.locked = null;
    this.box.hidden = true;
    if (!pen) return;
    if (pen.box && !distance(pen.from, pen.last)) return this.sheet.giveUp();
    if (pen.box) this.sheet.rectangle(pen.from, pen.last, this.size);
    this.sheet.finish();
  }

  penLost() {
    this.pen = this.locked = null;
    this.box.hidden = true;
    this.sheet.giveUp();
  }

  // --- the keyboard

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const tool = Object.keys(TOOLS).find((name) => TOOLS[name] === event.key.toUpperCase());
    const keys = {
      ArrowLeft: () => this.walk(-1, 0, event), ArrowRight: () => this.walk(1, 0, event),
      ArrowUp: () => this.walk(0, -1, event), ArrowDown: () => this.walk(0, 1, event),
      " ": () => event.repeat || this.pen || this.penDown(this.spot),
      Enter: () => event.repeat || this.lock(),
      Escape: () => this.pen && this.penLost(),
      "[": () => this.resize(Math.min(this.size - 1, this.size / 1.25)),
      "]": () => this.resize(Math.max(this.size + 1, this.size * 1.25)),
      "+": () => this.zoomAtSpot(1.5), "=": () => this.zoomAtSpot(1.5),
      "-": () => this.zoomAtSpot(1 / 1.5), 0: () => this.zoomTo(1),
    };
    const act = tool ? () => this.choose(tool) : keys[event.key];
    if (!act || !this.sheet.ink.width) return;
    event.preventDefault();
    act();
  }

  /** Put the brush down until Enter is pressed again. */
  lock() {
    if (this.pen) return this.penUp();
    if (this.tool === "move") return;
    this.penDown(this.spot);
    this.locked = true;
    this.announce(this.say("pen_down"));
  }

  zoomAtSpot(factor) {
    this.zoomTo(this.zoom * factor, this.onScreen(this.spot));
    this.showRing();
  }

  /** Move the crosshair. */
  walk(across, down, { shiftKey: little }) {
    const step = little ? 1 : Math.max(1, Math.round(this.size / 2));
    const { width, height } = this.layer;
    const { x, y } = this.spot;
    this.spot = { x: clamp(x + across * step, 0, width - 1), y: clamp(y + down * step, 0, height - 1) };
    if (this.pen) this.penTo(this.spot);
    const at = this.onScreen(this.spot);
    this.shift.x += clamp(at.x, MARGIN, this.width - MARGIN) - at.x; // what lies ahead stays in sight
    this.shift.y += clamp(at.y, MARGIN, this.height - MARGIN) - at.y;
    this.place();
    this.showRing();
    clearTimeout(this.telling); // a held key would have it say every place on the way
    if (!this.pen) this.telling = setTimeout(() => this.tellPlace(), 400);
  }

  tellPlace() {
    const { scale } = this.sheet;
    const [x, y] = [Math.round(this.spot.x * scale), Math.round(this.spot.y * scale)];
    this.announce(this.say(this.sheet.inked(this.spot) ? "place_in" : "place", { x, y }));
  }

  /** Undo and redo, wherever in the pad the focus is; a field for text has its own. */
  takeBack(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.type === "text") return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    key === "y" || event.shiftKey ? this.sheet.redo() : this.sheet.undo();
  }

  // --- marks

  /** The brush's outline, under the pointer; without one at the crosshair of the keyboard. */
  showRing(point) {
    const at = this.onScreen(point ?? this.spot);
    const painting = this.tool === "brush" || this.tool === "eraser";
    const wide = painting ? Math.max(4, this.size * (this.width / this.layer.width) * this.zoom) : point ? 0 : 1;
    this.ring.hidden = !wide;
    this.ring.classList.toggle("pad-crossed", !point);
    Object.assign(this.ring.style, { left: `${at.x}px`, top: `${at.y}px`, width: `${wide}px`, height: `${wide}px` });
  }

  hideRing() {
    this.ring.hidden = true;
  }

  showBox(one, other) {
    this.box.hidden = false;
    Object.assign(this.box.style, {
      left: `${Math.min(one.x, other.x)}px`, top: `${Math.min(one.y, other.y)}px`,
      width: `${Math.abs(one.x - other.x)}px`, height: `${Math.abs(one.y - other.y)}px`,
    });
  }
}

/** A pattern of two colours. pieces: the corners of what is in the second one, on a tile of 2 x 2 cells. */
function pattern(brush, cell, pieces) {
  const tile = canvas(2 * cell, 2 * cell);
  const context = tile.getContext("2d");
  context.fillStyle = BLUE;
  context.fillRect(0, 0, 2 * cell, 2 * cell);
  context.fillStyle = PALE;
  for (const corners of pieces) {
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x * cell, y * cell);
    context.fill();
  }
  return brush.createPattern(tile, "repeat");
}

export default () => {
  let sheet;
  return {
    initialize({ model }) {
      sheet = new Sheet(model);
    },
    render({ el }) {
      const root = element("div");
      el.append(root);
      const view = new View(sheet, root);
      return () => view.remove();
    },
  };
};
