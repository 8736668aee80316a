// The page side of helpers/widgets/studio.py: a form, what is going on, and the pictures.
//
// What a person has typed lives here, so that Run sends what stands on the screen. What is going on lives in the
// kernel: a page that is loaded again shows it all, and asks for the pictures it has not got.

let views = 0; // for ids of labels: several studios may be on one page

class View {
  constructor(model, el, signal) {
    Object.assign(this, { model, words: model.get("_texts"), id: `studio-${(views += 1)}`, urls: new Map() });
    this.chosen = null; // number of the picture that is shown large; null: the newest
    this.settings = {}; // knobs that were turned, by name
    el.append(this.build());
    el.addEventListener("keydown", (event) => this.pressed(event), { signal });
    model.on("change:_state", () => this.showState());
    model.on("change:_shown", () => this.showPictures());
    model.on("msg:custom", (message, buffers) => this.told(message, buffers));
    this.restore(model.get("_form"));
    this.showState();
    this.showPictures();
    this.askPrice();
  }

  /** What had been set before the page was loaded again. */
  restore(form) {
    this.prompt.value = form.prompt ?? "";
    if ([...this.select.options].some((option) => option.value === form.model)) this.select.value = form.model;
    this.settings = { ...form.settings };
    this.negative.value = this.settings.negative_prompt ?? "";
    delete this.settings.negative_prompt;
    this.seed.value = form.seed ?? "";
    this.keep.checked = form.seed !== null && form.seed !== undefined;
    this.count.value = form.count ?? 1;
    this.showKnobs();
  }

  // ------------------------------------------------------------------------------------------------------ the form

  build() {
    const { words } = this;
    this.prompt = element("textarea", { rows: 4, input: () => this.changed() });
    this.negative = element("textarea", { rows: 2, input: () => this.changed() });
    this.select = element("select", { change: () => (this.showKnobs(), this.changed()) },
      ...this.model.get("_models").map((one) => element("option", { value: one.name }, [one.title, one.price].filter(Boolean).join(" · "))));
    this.seed = element("input", { type: "number", min: 0, step: 1, input: () => this.typedSeed() });
    this.keep = element("input", { type: "checkbox", change: () => this.changed() });
    this.count = element("input", { type: "number", min: 1, max: 50, value: 1, input: () => this.changed() });
    this.knobs = element("div", { class: "studio-knobs" });
    this.why = element("div", { class: "studio-why", role: "status" });
    this.price = element("div", { class: "studio-price" });
    this.runButton = element("button", { class: "studio-run", type: "button", click: (event) => this.run(event) },
      words.run);
    this.negativeField = this.field(words.negative_prompt, this.negative);
    const form = element("div", { class: "studio-form" },
      this.field(words.prompt, this.prompt),
      this.negativeField,
      this.field(words.model, this.select),
      element("div", { class: "studio-row" },
        this.field(words.seed, this.seed), this.field(words.seed_keep, this.keep, "studio-check"),
        this.field(words.count, this.count)),
      this.knobs,
      element("div", { class: "studio-row studio-bar" }, this.runButton,
        element("span", { class: "studio-quiet" }, words.keys)),
      this.price, this.why);
    return element("div", { class: "workshop-studio" }, form, this.buildRight());
  }

  buildRight() {
    const { words } = this;
    this.status = element("div", { class: "studio-status", role: "status", "aria-live": "polite" });
    this.stop = element("button", { type: "button", click: () => this.send({ do: "stop" }) }, words.stop);
    this.cancel = element("button", { type: "button", click: () => this.send({ do: "cancel" }) }, words.cancel);
    this.alert = element("div", { class: "studio-alert" });
    this.spent = element("div", { class: "studio-quiet" });
    this.large = element("figure", { class: "studio-large" });
    this.shelf = element("div", { class: "studio-shelf", role: "list", "aria-label": words.pictures });
    return element("div", { class: "studio-right" },
      element("div", { class: "studio-row studio-now" }, this.status, this.stop, this.cancel),
      this.alert, this.large, this.shelf, this.spent);
  }

  field(label, control, kind = "") {
    control.id ||= `${this.id}-${fresh()}`;
    return element("div", { class: `studio-field ${kind}` }, element("label", { for: control.id }, label), control);
  }

  offer() {
    return this.model.get("_models").find((one) => one.name === this.select.value) ?? { knobs: [] };
  }

  /** Show the chosen model's knobs, and no others; what was set stays set where the other model has the knob, too. */
  showKnobs() {
    const knobs = this.offer().knobs;
    this.negativeField.hidden = !knobs.some((knob) => knob.name === "negative_prompt");
    const seed = knobs.find((knob) => knob.name === "seed");
    if (seed) this.seed.max = seed.high;
    this.knobs.replaceChildren(
      ...knobs.filter((knob) => !["negative_prompt", "seed", "count"].includes(knob.name)).map((knob) => this.knob(knob)));
  }

  knob(knob) {
    const set = (value) => {
      if (value === "") delete this.settings[knob.name];
      else this.settings[knob.name] = value;
      this.changed();
    };
    const label = this.words[knob.name] ?? knob.name;
    const now = this.settings[knob.name] ?? "";
    if (knob.choices.length) {
      const select = element("select", { change: () => set(select.value) },
        element("option", { value: "" }, this.words.own_choice),
        ...knob.choices.map((choice) => element("option", { value: choice }, choice)));
      select.value = knob.choices.includes(now) ? now : "";
      return this.field(label, select);
    }
    const step = knob.kind === "whole" ? 1 : "any";
    const input = element("input", {
      type: "number", min: knob.low, max: knob.high, step, placeholder: `${knob.low} – ${knob.high}`,
      input: () => set(input.value === "" ? "" : Number(input.value)),
    });
    input.value = now;
    return this.field(label, input);
  }

  typedSeed() {
    this.keep.checked = this.seed.value !== "";
    this.changed();
  }

  /** What stands on the screen. */
  form() {
    const names = this.offer().knobs.map((knob) => knob.name);
    const settings = Object.fromEntries(Object.entries(this.settings).filter(([name]) => names.includes(name)));
    if (names.includes("negative_prompt") && this.negative.value.trim()) settings.negative_prompt = this.negative.value;
    const seed = this.keep.checked && this.seed.value !== "" ? Number(this.seed.value) : null;
    const count = this.count.value === "" ? 1 : Number(this.count.value);
    return { prompt: this.prompt.value, model: this.select.value, seed, count, settings };
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.model.set("_form", this.form());
      this.model.save_changes();
      this.askPrice();
    }, 250);
  }

  askPrice() {
    if (this.prompt.value.trim()) this.send({ do: "price", form: this.form() });
    else this.why.textContent = this.price.textContent = "";
  }

  // -------------------------------------------------------------------------------------------------------- asking

  send(message) {
    this.model.send(message);
  }

  run(event) {
    if (event && event.detail > 1) return; // the second click of a double click
    this.send({ do: "run", form: this.form(), press: fresh() });
  }

  pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.run();
    }
  }

  // ---------------------------------------------------------------------------------------------------- what comes

  told(message, buffers) {
    if ("price" in message) {
      this.price.textContent = message.price;
      this.why.textContent = message.why;
    } else if ("preview" in message && buffers?.length) {
      const old = this.urls.get(message.preview);
      if (old && old !== "asked") return;
      this.urls.set(message.preview, URL.createObjectURL(new Blob([buffers[0]], { type: "image/webp" })));
      this.showPictures();
    }
  }

  showState() {
    const state = this.model.get("_state");
    this.status.textContent = state.status ?? "";
    this.status.classList.toggle("studio-busy", Boolean(state.drawing));
    this.stop.hidden = !state.to_come;
    this.cancel.hidden = !state.waiting;
    if (this.alertShown !== state.alert) this.alert.innerHTML = this.alertShown = state.alert ?? ""; // escaped there
    this.spent.textContent = state.spent ?? "";
  }

  showPictures() {
    const shown = this.model.get("_shown");
    const missing = shown.map((one) => one.number).filter((number) => !this.urls.has(number));
    missing.forEach((number) => this.urls.set(number, "asked"));
    if (missing.length) this.send({ do: "want", numbers: missing });
    const large = shown.find((one) => one.number === this.chosen) ?? shown[0];
    this.showLarge(large);
    const small = shown.map((one) => {
      const button = element("button", {
        type: "button", "aria-pressed": String(one === large), title: one.prompt,
        click: () => ((this.chosen = one.number), this.showPictures()),
      }, this.image(one));
      return element("div", { role: "listitem" }, button);
    });
    const focused = [...this.shelf.querySelectorAll("button")].indexOf(document.activeElement);
    this.shelf.replaceChildren(...small);
    if (focused >= 0) this.shelf.querySelectorAll("button")[focused]?.focus();
  }

  image(one) {
    const url = this.urls.get(one.number);
    return element("img", { alt: one.alt, src: url === "asked" ? undefined : url });
  }

  showLarge(one) {
    if (!one) {
      this.large.replaceChildren(element("p", { class: "studio-quiet" }, this.words.none_yet));
      return;
    }
    const { words } = this;
    const use = (label, action) => element("button", { type: "button", click: () => (action(), this.changed()) }, label);
    this.large.replaceChildren(
      this.image(one),
      element("figcaption", {},
        element("div", { class: "studio-prompt" }, one.prompt),
        ...one.caption.map((line) => element("div", { class: "studio-quiet" }, line)),
        element("div", { class: "studio-row" },
          use(words.use_prompt, () => this.usePrompt(one)),
          one.seed !== null && use(words.use_seed, () => this.useSeed(one)),
          use(words.use_all, () => this.useAll(one)))));
  }

  usePrompt(one) {
    this.prompt.value = one.prompt;
    this.negative.value = one.settings.negative_prompt ?? "";
  }

  useSeed(one) {
    this.seed.value = one.seed;
    this.keep.checked = true;
  }

  useAll(one) {
    this.usePrompt(one);
    if (one.seed !== null) this.useSeed(one);
    if ([...this.select.options].some((option) => option.value === one.model)) this.select.value = one.model;
    this.settings = { ...one.settings };
    delete this.settings.negative_prompt;
    this.showKnobs();
  }
}

function render({ model, el, signal }) {
  const controller = new AbortController();
  const view = new View(model, el, signal ?? controller.signal);
  return () => {
    controller.abort();
    clearTimeout(view.timer);
    for (const url of view.urls.values()) if (url !== "asked") URL.revokeObjectURL(url);
  };
}

export default { render };
