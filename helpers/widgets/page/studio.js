// The page side of helpers/widgets/studio.py: a form, what is going on, and the pictures.
//
// What a person has set lives here, so that Run sends what stands on the screen. What is going on lives in the kernel:
// a page that is loaded again shows it all, and asks for the pictures it has not got. A picture is known by a key.

let views = 0; // for ids of labels: several studios may be on one page
const NEW = "text-to-image";
const CHANGE = "search-replace"; // what "Change this picture" offers first: it needs words alone
const ELSEWHERE = ["negative_prompt", "seed", "count"]; // knobs that have a place of their own in the form
const FIRST = ["search", "select"]; // knobs that stand above the prompt
const ANSWER_WITHIN = 8000; // milliseconds until a page says that nobody answers
const EDGES = Object.keys(SIDES); // knobs that can be pulled, too

class View {
  constructor(model, el, signal) {
    Object.assign(this, { model, words: model.get("_texts"), id: `studio-${(views += 1)}` });
    this.tasks = new Map(model.get("_tasks").map((task) => [task.name, task]));
    this.others = new Map(); // by key: pictures of the gallery and of the disk that are used here
    this.previews = new Map(); // by key: {url, width, height}, or null while it is asked for
    this.chosen = null; // key of the picture that is shown large; null: the newest
    this.settings = {}; // knobs that were turned, by name
    this.prompts = {}; // by task: what is to be seen is something else for each of them
    this.models = {}; // by task: the one chosen
    this.slots = { sketch: "sketch" }; // by name: the key of the picture that goes in
    this.how = "beside"; // before and after
    this.look = null; // the picture that forms
    this.pads = {}; // by name: what is painted on
    this.parts = []; // how to take leave of the widgets shown within
    el.append(this.build());
    // What stays in the notebook for the time after, which would only show the same pictures twice now.
    const name = model.get("_name");
    el.append(element("style", {}, `.jp-OutputArea-child:has(.${name}), .${name} { display: none; }`));
    el.addEventListener("keydown", (event) => this.pressed(event), { signal });
    model.on("change:_state", () => this.showState());
    model.on("change:_shown", () => this.showPictures());
    model.on("change:_parts", () => this.showTab());
    model.on("msg:custom", (message, buffers) => this.told(message, buffers));
    this.restore(model.get("_form"));
    this.showState();
    this.showPictures();
    this.askPrice();
  }

  /** What had been set before the page was loaded again. */
  restore(form) {
    Object.assign(this.prompts, form.prompts);
    Object.assign(this.models, form.models);
    Object.assign(this.settings, form.settings);
    Object.assign(this.slots, form.slots);
    this.negative.value = form.negative ?? "";
    this.count.value = form.count ?? 1;
    if (form.seed !== null && form.seed !== undefined) this.keepSeed(form.seed);
    this.setTask(this.tasks.has(form.task) ? form.task : NEW);
  }

  // ------------------------------------------------------------------------------------------------------ the form

  build() {
    const { words } = this;
    const changed = () => this.changed();
    this.taskSelect = element("select", { change: () => this.choseTask() },
      ["new", "change", "enlarge"].map((group) => element("optgroup", { label: words[`group.${group}`] },
        [...this.tasks.values()].filter((task) => task.group === group).map((task) => this.taskOption(task)))));
    this.about = element("div", { class: "studio-quiet" });
    this.pictures = element("div");
    this.slotNote = element("div", { class: "studio-why studio-note", role: "status" });
    this.first = element("div");
    this.prompt = element("textarea", { rows: 4, input: changed });
    this.negative = element("textarea", { rows: 1, input: changed });
    this.select = element("select", { change: () => (this.setModel(), this.changed()) });
    this.modelAbout = element("div", { class: "studio-quiet studio-small" });
    this.count = element("input", { type: "number", min: 1, max: 50, value: 1, input: changed });
    this.knobs = element("div", { class: "studio-knobs" });
    this.why = element("div", { class: "studio-why", role: "status" });
    this.notes = element("div", { class: "studio-quiet", role: "status" });
    this.price = element("div", { class: "studio-price" });
    this.runButton = element("button", { class: "studio-run", type: "button", click: (event) => this.run(event) }, words.run);
    this.promptField = this.field(words.prompt, this.prompt);
    this.negativeField = this.field(words.negative_prompt, this.negative);
    this.styleField = this.buildStyles();
    this.seedField = this.buildSeed();
    const form = element("div", { class: "studio-form" },
      this.field(words.task, this.taskSelect), this.about, this.pictures, this.slotNote, this.first,
      this.promptField, this.styleField, this.negativeField,
      this.field(words.model, this.select), this.modelAbout,
      element("div", { class: "studio-row" }, this.seedField, this.field(words.count, this.count, "studio-narrow")),
      this.knobs,
      element("div", { class: "studio-row studio-bar" }, this.runButton,
        element("span", { class: "studio-quiet" }, words.keys), this.price),
      this.why, this.notes);
    return ownKeys(element("div", { class: "workshop-studio" }, form, this.buildRight()));
  }

  /** Another task begins with the picture that one looks at, and without old complaints. */
  choseTask() {
    this.slots.image = this.shownKey() ?? this.slots.image;
    if (this.model.get("_state").alert) this.send({ do: "dismiss" });
    this.setTask(this.taskSelect.value);
    this.changed();
  }

  taskOption(task) {
    const title = this.words[`task.${task.name}`];
    if (task.models.length) return element("option", { value: task.name }, title);
    return element("option", { value: task.name, disabled: true }, `${title}: ${this.words.no_model}`);
  }

  buildSeed() {
    const { words, id } = this;
    const changed = () => this.changed();
    const radio = (value) => element("input", { type: "radio", name: `${id}-seed`, id: `${id}-seed-${value}`, change: changed });
    [this.anySeed, this.keep] = [radio("new"), radio("keep")];
    this.anySeed.checked = true;
    this.seed = element("input", {
      type: "number", min: 0, step: 1, "aria-label": words.seed,
      input: () => ((this.keep.checked = this.seed.value !== ""), (this.anySeed.checked = !this.keep.checked), changed()),
    });
    return element("fieldset", { class: "studio-field studio-seed" }, element("legend", {}, words.seed),
      element("span", {}, this.anySeed, element("label", { for: this.anySeed.id }, words.seed_new)),
      element("span", {}, this.keep, element("label", { for: this.keep.id }, words.seed_keep), this.seed));
  }

  keepSeed(seed) {
    this.seed.value = seed;
    this.keep.checked = true;
  }

  /** Styles that are words of the prompt: where one is chosen, it stands there for everybody to see and change. */
  buildStyles() {
    const styles = this.model.get("_styles");
    this.style = element("select", { change: () => this.putStyle(styles[this.style.value]) },
      element("option", { value: "" }, this.words.no_style),
      styles.map((style, i) => element("option", { value: i }, style.title)));
    return this.field(this.words.style_words, this.style);
  }

  /** In the language of the prompt. */
  putStyle(style) {
    let text = this.prompt.value;
    for (const { en, ko } of this.model.get("_styles")) text = text.replace(`, ${en}`, "").replace(`, ${ko}`, "");
    const words = style && (/[가-힣]/.test(text) ? style.ko : style.en);
    this.prompt.value = words ? `${text.trimEnd()}, ${words}` : text;
    this.changed();
  }

  /** The style that the prompt names, also where somebody typed it, or took it away. */
  showStyle() {
    const styles = this.model.get("_styles");
    const found = styles.findIndex(({ en, ko }) => [en, ko].some((words) => this.prompt.value.includes(`, ${words}`)));
    this.style.value = found < 0 ? "" : String(found);
  }

  field(label, control, kind = "") {
    control.id ||= `${this.id}-${fresh()}`;
    return element("div", { class: `studio-field ${kind}` }, element("label", { for: control.id }, label), control);
  }

  /** Show what a task needs, and nothing else. What was set stays set where the other task has it, too. */
  setTask(name) {
    const { words } = this;
    if (this.task) this.prompts[this.task.name] = this.prompt.value;
    const task = (this.task = this.tasks.get(name));
    this.taskSelect.value = name;
    this.about.textContent = words[`about.${name}`];
    this.prompt.value = this.prompts[name] ?? this.usualPrompt(task);
    this.promptField.hidden = task.prompt === "none";
    this.promptField.firstChild.textContent = words[`prompt.${name}`] ?? words.prompt;
    this.prompt.placeholder = words[`hint.${name}`] ?? "";
    this.prompt.rows = task.group === "change" && name !== "image-to-image" ? 2 : 4;
    this.slots.image ||= this.shownKey();
    this.select.replaceChildren(...task.models.map((one) => element("option", { value: one.name }, [one.title, one.price].filter(Boolean).join(" · "))));
    if (task.models.some((one) => one.name === this.models[name])) this.select.value = this.models[name];
    this.setModel();
    this.slotNote.textContent = "";
    this.showSlots();
    this.showStyle();
    this.setTab(this.workbench() || "picture");
  }

  /** What the whole picture shows is known, where it is to be painted anew; what comes in a part's place is not. */
  usualPrompt(task) {
    const whole = ["image-to-image", "conservative-upscale", "creative-upscale"].includes(task.name);
    return whole ? (this.entry(this.slots.image ?? this.shownKey())?.prompt ?? "") : "";
  }

  offer() {
    return this.task.models.find((one) => one.name === this.select.value) ?? this.task.models[0] ?? { knobs: [], about: "" };
  }

  /** Show the chosen model's knobs, and no others. */
  setModel() {
    const offer = this.offer();
    const { knobs } = offer;
    const named = (name) => knobs.find((knob) => knob.name === name);
    this.models[this.task.name] = offer.name;
    this.modelAbout.textContent = offer.about;
    this.negativeField.hidden = !named("negative_prompt");
    this.seedField.hidden = !named("seed");
    if (named("seed")) this.seed.max = named("seed").high;
    this.styleField.hidden = this.task.prompt === "none" || Boolean(named("style_preset")) || this.task.name === "search-recolor";
    this.fields = new Map();
    const shown = (chosen) => knobs.filter((knob) => !ELSEWHERE.includes(knob.name) && chosen(knob.name)).map((knob) => this.knob(knob));
    this.first.replaceChildren(...shown((name) => FIRST.includes(name)));
    this.knobs.replaceChildren(...shown((name) => !FIRST.includes(name) && name !== "output_format"), ...shown((name) => name === "output_format"));
  }

  knob(knob) {
    const { name } = knob;
    const set = (value) => {
      if (value === "") delete this.settings[name];
      else this.settings[name] = value;
      if (EDGES.includes(name)) this.frame?.take({ [name]: Number(value) || 0 });
      this.changed();
    };
    const label = this.words[name] ?? name;
    const now = this.settings[name] ?? "";
    if (knob.choices.length) {
      const select = element("select", { change: () => set(select.value) },
        element("option", { value: "" }, this.words.own_choice),
        knob.choices.map((choice) => element("option", { value: choice }, choice)));
      select.value = knob.choices.includes(now) ? now : "";
      return this.field(label, select);
    }
    const words = knob.kind === "words";
    const input = element("input", words
      ? { type: "text", placeholder: this.words[`hint.${name}`] ?? "", input: () => set(input.value) }
      : {
          type: "number", min: knob.low, max: knob.high, step: knob.kind === "whole" ? 1 : "any",
          placeholder: `${knob.low} – ${knob.high}`, input: () => set(input.value === "" ? "" : Number(input.value)),
        });
    input.value = now;
    this.fields.set(name, input);
    return this.field(label, input);
  }

  // ------------------------------------------------------------------------------------ the pictures that go in

  showSlots() {
    this.pictures.replaceChildren(...this.task.slots.map((slot) => this.slot(slot)));
  }

  slot(slot) {
    const { words, task } = this;
    const key = this.slots[this.place(slot)];
    const shown = this.shownKey();
    const label = slot === "image" ? (words[`slot.${task.name}`] ?? words["slot.image"]) : words[`slot.${slot}`];
    const input = element("input", {
      type: "file", accept: "image/png,image/jpeg,image/webp", hidden: true, "aria-label": label,
      change: () => { if (input.files.length) this.openFile(slot, input.files[0]); input.value = ""; },
    });
    const said = key === "sketch" ? words.drawn_here : key ? (this.entry(key)?.title ?? "") : slot === "style_image" ? words.no_style_picture : words.no_picture;
    return element("fieldset", { class: "studio-slot" }, element("legend", {}, label),
      key && key !== "sketch" && this.image(key, said, "studio-thumb"),
      element("div", {}, element("div", { class: "studio-quiet studio-title" }, said),
        element("div", { class: "studio-row" },
          element("button", { type: "button", click: () => input.click() }, words.open), input,
          shown && shown !== key && element("button", { type: "button", click: () => this.take(slot, shown) }, words.take_shown),
          task.sketch && key !== "sketch" && element("button", { type: "button", click: () => this.take(slot, "sketch") }, words.draw_it))));
  }

  async openFile(slot, file) {
    this.slotNote.textContent = this.words.reading;
    const { bytes, news, why } = await prepared(file, this.model.get("_limits"), (name, facts) => filled(this.words[name], facts));
    this.slotNote.textContent = why ?? news;
    if (why) return;
    const key = `u${fresh()}`;
    this.others.set(key, { key, title: file.name, alt: file.name, prompt: "", caption: [], settings: {}, seed: null });
    this.previews.set(key, null);
    this.send({ do: "open", key }, bytes);
    if (slot === "image") this.chosen = key;
    this.take(slot, key);
    this.slotNote.textContent = news;
  }

  /** Under what name a slot's picture is kept: a sketch is another thing than the picture that is being changed. */
  place(slot) {
    return slot === "image" && this.task.sketch ? "sketch" : slot;
  }

  /** Have a picture go in. */
  take(slot, key) {
    this.slots[this.place(slot)] = key;
    this.showSlots();
    this.setTab(this.workbench() || this.tab);
    this.changed();
  }

  /** Go on with a picture: in the task that is set, or by words. */
  changeIt(one) {
    this.slots.image = one.key;
    this.setTask(this.task.slots.length && this.task.group !== "new" ? this.task.name : CHANGE);
    this.changed();
    this.taskSelect.focus();
  }

  // ------------------------------------------------------------------------------------------------- what is sent

  /** What stands on the screen. */
  form() {
    const names = this.offer().knobs.map((knob) => knob.name);
    const settings = Object.fromEntries(Object.entries(this.settings).filter(([name]) => names.includes(name)));
    if (names.includes("negative_prompt") && this.negative.value.trim()) settings.negative_prompt = this.negative.value;
    const seed = this.keep.checked && this.seed.value !== "" && names.includes("seed") ? Number(this.seed.value) : null;
    const count = this.count.value === "" ? 1 : Number(this.count.value);
    const pictures = Object.fromEntries(this.task.slots.map((slot) => [slot, this.slots[this.place(slot)] ?? ""]));
    if (this.task.mask) pictures.mask = "mask";
    const prompt = this.task.prompt === "none" ? "" : this.prompt.value;
    return { prompt, task: this.task.name, model: this.select.value, seed, count, settings, pictures };
  }

  changed() {
    this.showStyle();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { settings, models, slots } = this;
      const prompts = { ...this.prompts, [this.task.name]: this.prompt.value };
      const { task, count, seed } = this.form();
      this.model.set("_form", { task, count, seed, prompts, negative: this.negative.value, settings, models, slots });
      this.model.save_changes();
      this.askPrice();
    }, 250);
  }

  /** What it would cost, and what is missing; not before there is anything to say it of. */
  askPrice() {
    const { prompt, slots } = this.task;
    const words = FIRST.every((name) => !this.fields.has(name) || this.settings[name]?.trim());
    const painted = !this.task.mask || this.pads.mask?.get("_steps").count;
    const wide = !this.task.sides || EDGES.some((side) => this.settings[side]);
    const given = prompt !== "required" || this.prompt.value.trim();
    if (given && words && wide && painted && slots.every((slot) => this.slots[this.place(slot)])) this.send({ do: "price", form: this.form() });
    else this.why.textContent = this.price.textContent = this.notes.textContent = "";
  }

  send(message, file) {
    try {
      this.model.send(message, undefined, file ? [file] : []);
    } catch {
      this.showSilence(true); // its connection is closed: the kernel was restarted
    }
  }

  run(event) {
    if (event && event.detail > 1) return; // the second click of a double click
    this.asked = true; // and when it is taken, the results are shown
    this.why.textContent = "";
    const press = fresh();
    this.send({ do: "run", form: this.form(), press });
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.showSilence(true), ANSWER_WITHIN);
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.run();
    }
  }

  // ------------------------------------------------------------------------------------- the right side, in tabs

  buildRight() {
    const { words } = this;
    this.status = element("div", { class: "studio-status", role: "status", "aria-live": "polite" });
    this.stop = element("button", { type: "button", click: () => this.send({ do: "stop" }) }, words.stop);
    this.cancel = element("button", { type: "button", click: () => this.send({ do: "cancel" }) }, words.cancel);
    this.alert = element("div", { class: "studio-alert" });
    this.unsaved = element("div", { class: "studio-alert" });
    this.silent = element("div", { class: "studio-alert" });
    this.spent = element("div", { class: "studio-quiet" });
    this.large = element("figure", { class: "studio-large" });
    this.shelf = element("div", { class: "studio-shelf", role: "list", "aria-label": words.pictures, keydown: (event) => this.walkShelf(event) });
    this.places = {
      picture: element("div", {}, this.large, this.shelf, this.spent),
      mask: element("div", {}), sketch: element("div", {}), edges: element("div", {}), gallery: element("div", {}),
    };
    this.tabs = Object.fromEntries(Object.keys(this.places).map((name) => [name, this.tabButton(name)]));
    const bar = element("div", { class: "studio-tabs", role: "tablist", keydown: (event) => this.walkTabs(event) }, Object.values(this.tabs));
    for (const [name, place] of Object.entries(this.places)) {
      Object.assign(place, { id: `${this.id}-${name}`, role: "tabpanel", hidden: true });
      place.setAttribute("aria-labelledby", this.tabs[name].id);
    }
    return element("div", { class: "studio-right" },
      element("div", { class: "studio-row studio-now" }, this.status, this.stop, this.cancel),
      this.alert, this.silent, this.unsaved, bar, Object.values(this.places));
  }

  tabButton(name) {
    return element("button", {
      type: "button", role: "tab", id: `${this.id}-tab-${name}`, "aria-controls": `${this.id}-${name}`,
      click: () => this.setTab(name),
    }, this.words[`tab.${name}`]);
  }

  walkTabs(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const there = Object.keys(this.tabs).filter((name) => !this.tabs[name].hidden);
    const next = there[(there.indexOf(this.tab) + step + there.length) % there.length];
    this.setTab(next);
    this.tabs[next].focus();
  }

  walkShelf(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const buttons = [...this.shelf.querySelectorAll("button")];
    const next = step && buttons[buttons.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  }

  /** The tab that the task is done in, if it needs one. */
  workbench() {
    if (this.task.mask) return "mask";
    if (this.task.sides) return "edges";
    return this.task.sketch && this.slots.sketch === "sketch" ? "sketch" : "";
  }

  setTab(name) {
    if (name === "gallery" && this.tab !== name) this.send({ do: "gallery" });
    this.tab = name;
    this.showTab();
  }

  showTab() {
    const bench = this.workbench();
    for (const [name, button] of Object.entries(this.tabs)) {
      button.hidden = !["picture", "gallery", bench].includes(name);
      button.setAttribute("aria-selected", String(name === this.tab));
      button.tabIndex = name === this.tab ? 0 : -1;
      this.places[name].hidden = name !== this.tab;
    }
    if (this.tab === "mask") this.showMask();
    else if (this.tab === "sketch") this.showPart("sketch");
    else if (this.tab === "edges") this.showEdges();
    else if (this.tab === "gallery") this.showPart("gallery");
  }

  /** A widget of its own, shown within this one. */
  async showPart(name, below = () => []) {
    const given = this.model.get("_parts")[name];
    const place = this.places[name];
    if (!given || place.dataset.part === given) return;
    place.dataset.part = given;
    const manager = this.model.widget_manager;
    const part = await manager.get_model(given.replace("IPY_MODEL_", ""));
    const view = await manager.create_view(part);
    place.replaceChildren(view.el, ...below());
    this.pads[name] = part;
    const painted = () => this.changed();
    if (name !== "gallery") part.on("change:_steps", painted);
    this.parts.push(() => (part.off("change:_steps", painted), view.remove()));
    if (this.removed) this.leaveParts(); // meanwhile
  }

  showMask() {
    const key = this.slots.image;
    const { mask } = this.places;
    if (key) this.send({ do: "lay", key });
    mask.classList.toggle("studio-empty", !key);
    const none = () => element("p", { class: "studio-quiet studio-none" }, this.words.no_picture);
    this.showPart("mask", () => [none(), this.otherWays()]);
  }

  /** Instead of a brush: words, which another task takes, or numbers. */
  otherWays() {
    const { words } = this;
    const task = "search-replace";
    const [before, after] = words.in_words.split("{task}");
    const link = element("button", { type: "button", class: "studio-link",
      click: () => (this.setTask(task), this.changed(), this.taskSelect.focus()) }, words[`task.${task}`]);
    const inputs = Object.fromEntries(["left", "top", "width", "height"].map((name) => [name, element("input", { type: "number", min: 0, step: 1 })]));
    const paint = (erase) => this.send({
      do: "rectangle", erase, ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, Number(input.value)])),
    });
    return element("div", { class: "studio-ways" },
      element("p", {}, before, link, after),
      element("details", {}, element("summary", {}, words.rectangle),
        element("div", { class: "studio-row" },
          Object.entries(inputs).map(([name, input]) => this.field(words[`rectangle.${name}`], input, "studio-narrow")),
          element("button", { type: "button", click: () => paint(false) }, words["rectangle.paint"]),
          element("button", { type: "button", click: () => paint(true) }, words["rectangle.erase"]))));
  }

  showEdges() {
    const key = this.slots.image;
    const preview = key && this.preview(key);
    if (!preview) {
      this.frame = null;
      this.places.edges.replaceChildren(element("p", { class: "studio-quiet" }, key ? this.words.reading : this.words.no_picture));
      return;
    }
    if (this.frame && this.framed === key) return;
    this.framed = key;
    const values = Object.fromEntries(EDGES.map((side) => [side, this.settings[side] ?? 0]));
    const most = this.offer().knobs.find((knob) => knob.name === "left")?.high ?? 0;
    this.frame = edges({
      ...preview, alt: this.entry(key)?.alt ?? "", values, most, words: this.words,
      changed: (side, count) => {
        if (count) this.settings[side] = count;
        else delete this.settings[side];
        const field = this.fields.get(side);
        if (field) field.value = count || "";
        this.changed();
      },
    });
    this.places.edges.replaceChildren(this.frame);
  }

  // ---------------------------------------------------------------------------------------------------- what comes

  told(message, buffers) {
    clearTimeout(this.silence);
    this.showSilence(false);
    if ("price" in message) {
      this.price.textContent = message.price;
      this.why.textContent = message.why;
      this.notes.textContent = (message.notes ?? []).join(" ");
    } else if ("preview" in message) {
      this.hasCome(message, buffers);
    } else if ("use" in message) {
      this.used(message.use, message.picture);
    } else if ("look" in message && buffers?.length) {
      this.showLook(message, buffers[0]);
    }
  }

  hasCome({ preview: key, width, height, why }, buffers) {
    if (this.previews.get(key)) return;
    if (why) this.previews.set(key, { why });
    else this.previews.set(key, { url: URL.createObjectURL(new Blob([buffers[0]], { type: "image/webp" })), width, height });
    this.showPictures();
    if (Object.values(this.slots).includes(key)) this.showSlots();
    if (this.tab === "edges") this.showEdges();
  }

  showLook({ step, steps }, bytes) {
    const old = this.look?.url;
    if (old) setTimeout(() => URL.revokeObjectURL(old), 1000); // the page may still be reading it
    this.look = { step, steps, url: URL.createObjectURL(new Blob([bytes], { type: "image/webp" })) };
    if (!this.chosen && this.model.get("_state").drawing) this.showLarge();
  }

  showState() {
    const state = this.model.get("_state");
    this.status.textContent = state.status ?? "";
    this.status.classList.toggle("studio-busy", Boolean(state.drawing));
    this.stop.hidden = !state.to_come;
    this.cancel.hidden = state.waiting <= state.to_come; // else both would do the same
    if (this.asked && state.status) {
      this.asked = false;
      this.chosen = null;
      this.look = null;
      this.setTab("picture");
    } else if (state.alert) {
      this.asked = false;
    }
    if (this.alertShown !== state.alert) this.showAlert(state.alert ?? "");
    if (this.unsavedShown !== state.unsaved) this.showUnsaved(state.unsaved ?? "");
    this.spent.textContent = state.spent ?? "";
    if (!state.drawing && this.look) {
      this.look = null;
      this.showLarge();
    }
  }

  /** A kernel that was restarted knows nothing of this page, and nobody else would say so. */
  showSilence(silent) {
    this.silent.replaceChildren(...(silent ? [element("div", { role: "alert", class: "studio-bad" }, this.words.no_answer)] : []));
  }

  showAlert(html) {
    this.alertShown = html;
    this.alert.innerHTML = html; // escaped there
    if (html) {
      this.alert.append(element("button", { type: "button", class: "studio-close", "aria-label": this.words.dismiss,
        title: this.words.dismiss, click: () => this.send({ do: "dismiss" }) }, "×"));
    }
  }

  showUnsaved(words) {
    this.unsavedShown = words;
    this.unsaved.replaceChildren(...(words ? [element("div", { role: "alert", class: "studio-bad" }, element("p", {}, words),
      element("button", { type: "button", click: () => this.send({ do: "save" }) }, this.words.save_again))] : []));
  }

  entry(key) {
    return this.model.get("_shown").find((one) => one.key === key) ?? this.others.get(key);
  }

  shownKey() {
    return (this.entry(this.chosen) ?? this.model.get("_shown")[0])?.key;
  }

  /** A picture as it has come; null while it has not, and then it is asked for. */
  preview(key) {
    if (!this.previews.has(key)) this.wanted = [...(this.wanted ?? []), key];
    if (this.wanted?.length === 1) {
      queueMicrotask(() => {
        this.send({ do: "want", keys: this.wanted });
        this.wanted.forEach((one) => this.previews.has(one) || this.previews.set(one, null));
        this.wanted = [];
      });
    }
    const found = this.previews.get(key);
    return found?.url ? found : null;
  }

  image(key, alt, kind) {
    return element("img", { alt, src: this.preview(key)?.url, class: kind });
  }

  showPictures() {
    const shown = this.model.get("_shown");
    this.showLarge();
    const large = this.shownKey();
    const small = shown.map((one) => {
      const button = element("button", {
        type: "button", "aria-pressed": String(one.key === large), title: one.title,
        click: () => ((this.chosen = one.key), this.showPictures(), this.showSlots()),
      }, this.image(one.key, one.alt));
      return element("div", { role: "listitem" }, button);
    });
    const focused = [...this.shelf.querySelectorAll("button")].indexOf(document.activeElement);
    this.shelf.replaceChildren(...small);
    if (this.newest !== shown[0]?.key && !this.chosen) this.shelf.scrollLeft = 0;
    this.newest = shown[0]?.key;
    if (focused >= 0) this.shelf.querySelectorAll("button")[focused]?.focus();
    if (!this.slots.image && shown.length) {
      this.slots.image = shown[0].key;
      this.showSlots();
    }
  }

  showLarge() {
    const { words, look } = this;
    const one = this.entry(this.chosen) ?? this.model.get("_shown")[0];
    if (look && !this.chosen && this.model.get("_state").drawing) {
      // One element for all of it: it shows the last look until the next one is there.
      this.forming ??= element("img", { alt: words.forming_alt, class: "studio-forming" });
      this.forming.src = look.url;
      this.large.replaceChildren(this.forming,
        element("figcaption", { class: "studio-quiet" }, look.step < look.steps ? filled(words.forming, look) : words.finishing,
          element("progress", { max: look.steps, value: look.step, "aria-label": words.forming_alt })));
    } else if (one) {
      this.large.replaceChildren(this.shownLarge(one), this.caption(one));
    } else {
      this.large.replaceChildren(element("p", { class: "studio-quiet" }, words.none_yet));
    }
  }

  /** The picture, and beside it the one that it was made of. */
  shownLarge(one) {
    const [after, before] = [this.preview(one.key), one.before && this.preview(one.before)];
    const why = this.previews.get(one.key)?.why;
    if (why) return element("p", { role: "alert" }, why);
    if (!before || !after) return this.image(one.key, one.alt);
    const { words } = this;
    const started = words[`slot.${one.task}`]; // of a new picture, which was not changed
    const size = (side) => (before.width === after.width ? "" : ` (${side.width} × ${side.height})`);
    const labels = { before: (started ?? words.before) + size(before), after: (started ? words["tab.picture"] : words.after) + size(after) };
    const alike = Math.abs((before.width * after.height) / (before.height * after.width) - 1) < 0.02;
    const shown = comparison({ url: before.url, alt: labels.before, label: labels.before },
      { url: after.url, alt: one.alt, label: labels.after }, words, alike ? this.how : "beside", (how) => (this.how = how));
    shown.classList.toggle("compare-unlike", !alike);
    return shown;
  }

  caption(one) {
    const { words } = this;
    const use = (label, action, title) => element("button", { type: "button", title, click: () => (action(), this.changed()) }, label);
    return element("figcaption", {},
      element("div", { class: "studio-prompt" }, one.title),
      one.caption.map((line) => element("div", { class: "studio-quiet" }, line)),
      element("div", { class: "studio-row studio-uses" },
        element("button", { type: "button", class: "studio-main", click: () => this.changeIt(one) }, words.change_it),
        one.prompt && use(words.use_prompt, () => this.usePrompt(one)),
        one.seed !== null && use(words.use_seed, () => this.keepSeed(one.seed)),
        use(words.use_all, () => this.useAll(one), words.use_all_hint),
        use(words.remix, () => this.useAll(one, false), words.remix_hint)));
  }

  /** Of a picture of the gallery. */
  used(what, one) {
    this.others.set(one.key, one);
    this.chosen = one.key;
    this.showPictures();
    const { tab } = this;
    if (what === "edit") return this.changeIt(one);
    if (what === "prompt") this.usePrompt(one);
    else if (what === "seed") this.keepSeed(one.seed);
    else this.useAll(one, what === "all");
    if (what === "prompt" || what === "seed") this.setTab(tab);
    this.changed();
    this.notes.textContent = this.words.taken;
  }

  usePrompt(one) {
    this.prompt.value = one.prompt;
    this.negative.value = one.settings.negative_prompt ?? "";
  }

  useAll(one, seed = true) {
    const { negative_prompt: negative, ...settings } = one.settings;
    if (this.tasks.has(one.task)) {
      this.prompts[one.task] = one.prompt;
      this.models[one.task] = one.model || this.models[one.task];
      this.settings = settings;
      if (one.before) this.slots[one.task === "control-sketch" ? "sketch" : "image"] = one.before;
      if (this.task.name === one.task) this.prompt.value = one.prompt;
      this.setTask(one.task);
      if (this.task.mask) this.send({ do: "lay", key: this.slots.image, mask_of: one.mask ?? one.key });
    }
    this.prompt.value = one.prompt;
    this.negative.value = negative ?? "";
    if (seed && one.seed !== null) this.keepSeed(one.seed);
    if (!seed) this.anySeed.checked = true;
  }

  /** A view that is gone would go on to save its own form with every stroke on a pad that others show. */
  leaveParts() {
    this.parts.splice(0).forEach((leave) => leave());
  }

  remove() {
    this.removed = true;
    this.leaveParts();
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    for (const preview of this.previews.values()) if (preview?.url) URL.revokeObjectURL(preview.url);
  }
}

function render({ model, el, signal }) {
  const controller = new AbortController();
  const view = new View(model, el, signal ?? controller.signal);
  return () => {
    controller.abort();
    view.remove();
  };
}

export default { render };
