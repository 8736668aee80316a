// The page side of helpers/widgets/voting.py: two pictures, and which of them is better.
//
// Pictures come by names that say nothing, and a pair can be judged only once both are seen. What was voted lives in the
// kernel: a page that is loaded again goes on where it was.

const VOTES = ["left", "same", "right", "skip"];
const KEYS = { // by the key, not the letter: Korean keyboards give other ones
  Digit1: "left", Numpad1: "left", ArrowLeft: "left", Digit2: "same", Numpad2: "same", ArrowDown: "same",
  Digit3: "right", Numpad3: "right", ArrowRight: "right", Digit4: "skip", Numpad4: "skip", Backspace: "undo", KeyU: "undo",
};
const SIGNS = { left: "1 ←", same: "2 ↓", right: "3 →", skip: "4", undo: "⌫" };
const MOST_URLS = 12; // pictures that are kept: about 1 MB

class View {
  constructor(model, el) {
    Object.assign(this, { model, words: model.get("_texts"), urls: new Map(), broken: new Map(), state: {} });
    el.append(this.build());
    // What stays in the notebook for the time after.
    const name = model.get("_name");
    el.append(element("style", {}, `.jp-OutputArea-child:has(.${name}), .${name} { display: none; }`));
    this.listeners = { "change:_state": () => this.show(), "msg:custom": (message, buffers) => this.told(message, buffers) };
    for (const [event, listener] of Object.entries(this.listeners)) model.on(event, listener);
    this.show();
  }

  remove() {
    for (const [event, listener] of Object.entries(this.listeners)) this.model.off(event, listener);
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
  }

  build() {
    const { words } = this;
    const button = (label, click, more = {}) => element("button", { type: "button", click, ...more }, label);
    const sign = (what) => element("kbd", { "aria-hidden": "true" }, SIGNS[what]);
    this.votes = VOTES.map((what) => button(words[what], () => this.vote(what), { class: `voting-${what}` }));
    this.undo = button(words.undo, () => this.model.send({ do: "undo" }), { class: "voting-undo" });
    [...this.votes, this.undo].forEach((one, i) => one.append(" ", sign([...VOTES, "undo"][i])));
    this.reveal = button(words.show, () => this.asked());
    this.larger = button(words.larger, () => this.enlarge(), { "aria-pressed": "false" });

    this.progress = element("span", { class: "voting-progress" });
    this.meter = element("progress", { max: 1, value: 0, "aria-label": words.progress });
    this.said = element("span", { class: "voting-quiet", role: "status" });
    this.seen = element("p", { class: "voting-note" }, words.seen);
    this.alert = element("div", { role: "alert" });
    this.condition = element("div", { class: "voting-condition", dir: "auto" });
    this.sides = [0, 1].map(() => {
      const image = element("img", { alt: "", draggable: "false" });
      const why = element("p", { class: "voting-why" });
      const label = element("bdi", {});
      const mark = element("b", {}, `✓ ${words.chosen}`);
      return { image, why, label, mark, root: element("figure", {}, image, why, element("figcaption", {}, label, " ", mark)) };
    });
    this.pictures = element("div", { class: "voting-pictures", role: "group", tabindex: 0, "aria-label": words.pictures },
      ...this.sides.map((side) => side.root));

    // Asked before the result is shown while there are pairs left.
    this.sure = button(words.show_now, () => this.model.send({ do: "reveal" }));
    this.warning = element("div", { class: "voting-warning", role: "group", "aria-label": words.show, hidden: true },
      element("p", {}, words.warning),
      element("div", { class: "voting-row" }, this.sure, button(words.not_now, () => this.unasked())));

    this.done = element("div", { class: "voting-done" }, element("p", {}, words.done));
    this.showEnd = button(words.show_end, () => this.model.send({ do: "reveal" }));
    this.done.append(this.showEnd);

    this.result = element("div", { class: "voting-result", tabindex: -1, role: "region", "aria-label": words.result });
    this.goOn = button(words.go_on, () => this.model.send({ do: "go on" }));
    this.back = button(`‹ ${words.previous}`, () => this.look(-1));
    this.forth = button(`${words.next} ›`, () => this.look(1));
    this.place = element("span", { role: "status" });
    this.steps = element("div", { class: "voting-row" }, this.back, this.forth, this.place);

    this.head = element("div", { class: "voting-row" }, this.progress, this.meter, this.said);
    this.question = element("div", { class: "voting-question" }, words.question);
    this.bar = element("div", { class: "voting-bar" }, ...this.votes.slice(0, 3));
    this.under = element("div", { class: "voting-row voting-under" }, this.votes[3], this.undo, this.larger, this.reveal, this.goOn);
    return ownKeys((this.root = element("div", {
      class: "workshop-voting mathjax_ignore tex2jax_ignore", tabindex: -1, keydown: (event) => this.pressed(event),
    }, this.head, this.seen, this.alert, this.result, this.steps, this.question, this.condition, this.bar, asleep(words.asleep),
    this.pictures,
    this.done, this.under, this.warning)));
  }

  // ---------------------------------------------------------------------------------------------------- what people do

  pressed(event) {
    const what = KEYS[event.code] ?? KEYS[event.key];
    if (!what || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (this.state.stage === "result") {
      const step = { left: -1, right: 1 }[event.key.startsWith("Arrow") ? what : ""];
      if (!step) return;
      this.look(step);
    } else if (what === "undo") this.model.send({ do: "undo" });
    else this.vote(what);
    event.preventDefault();
    event.stopPropagation();
  }

  /** Nothing is judged that was not seen; what cannot be shown can be skipped. */
  vote(choice) {
    const { stage, pair } = this.state;
    if (stage === "voting" && (choice === "skip" || this.ready())) this.model.send({ do: "vote", pair: pair.number, choice });
  }

  look(by) {
    this.model.send({ do: "look", number: (this.state.pair.at ?? 0) + by });
  }

  asked() {
    if (this.state.revealed) return this.model.send({ do: "reveal" });
    this.warning.hidden = false;
    this.sure.focus();
  }

  unasked() {
    this.warning.hidden = true;
    this.reveal.focus();
  }

  enlarge() {
    const large = this.root.classList.toggle("voting-large");
    this.larger.setAttribute("aria-pressed", String(large));
  }

  // ----------------------------------------------------------------------------------------------------- what is shown

  show() {
    const before = this.state;
    const state = (this.state = this.model.get("_state"));
    const { stage } = state;
    const hadFocus = this.root.contains(document.activeElement);
    const on = (stages, ...elements) => elements.forEach((one) => (one.hidden = !stages.includes(stage)));
    on(["voting"], this.question, this.bar, this.votes[3]);
    on(["voting", "done"], this.head);
    on(["voting", "result"], this.pictures, this.condition, this.larger);
    on(["done"], this.done);
    on(["result"], this.result, this.steps);
    this.undo.hidden = stage === "result" || !state.done;
    this.reveal.hidden = stage !== "voting" || !state.done;
    this.goOn.hidden = stage !== "result" || state.finished;
    this.seen.hidden = stage === "result" || !state.revealed;
    if (stage !== "voting" || state.done !== before.done) this.warning.hidden = true;
    this.progress.textContent = stage === "done" ? "" : state.progress;
    this.meter.value = state.share;
    const told = [state.told, stage === "voting" && state.told ? state.progress : ""].filter(Boolean).join(" ");
    if (this.said.textContent !== told) this.said.textContent = told;
    this.showAlert();
    this.showPair();
    if (state.result !== before.result || stage !== before.stage) {
      if (state.result) this.result.innerHTML = state.result; // made and escaped in the kernel
      else this.result.replaceChildren(element("p", { role: "status" }, this.words.counting));
    }
    if (hadFocus) this.keepFocus(before.stage);
  }

  /** What had the focus may be hidden now; the keys must go on to work. */
  keepFocus(before) {
    const { stage } = this.state;
    const active = document.activeElement;
    const lost = !this.root.contains(active) || !active.checkVisibility();
    if (stage === before && !lost) return;
    const next = { voting: this.pictures, done: this.showEnd, result: this.result }[stage];
    next.focus({ preventScroll: true });
    if (stage !== before) ({ voting: this.head, done: this.done, result: this.result })[stage].scrollIntoView({ block: "nearest" });
  }

  showPair() {
    const { pair, stage, next } = this.state;
    const sides = pair.sides ?? [];
    this.condition.textContent = pair.condition ?? "";
    this.pictures.hidden ||= !sides.length;
    this.place.textContent = pair.said ?? "";
    this.back.disabled = !pair.at;
    this.forth.disabled = pair.at === undefined || pair.at >= pair.count - 1;
    sides.forEach((side, i) => {
      const { image, why, label, mark, root } = this.sides[i];
      const url = this.urls.get(side.key);
      const broken = this.broken.get(side.key);
      if (url !== image.getAttribute("src")) {
        if (url) image.src = url;
        else image.removeAttribute("src");
      }
      image.alt = side.alt;
      image.hidden = Boolean(broken);
      why.hidden = !broken;
      why.textContent = broken ?? "";
      label.textContent = side.label ?? "";
      mark.hidden = !side.chosen;
      label.parentElement.hidden = !side.label;
      root.classList.toggle("voting-chosen", Boolean(side.chosen));
    });
    for (const button of this.votes.slice(0, 3)) button.setAttribute("aria-disabled", String(!this.ready()));
    this.ask([...sides.map((side) => side.key), ...(stage === "voting" ? next : [])]);
  }

  ready() {
    return (this.state.pair.sides ?? []).every((side) => this.urls.has(side.key));
  }

  ask(keys) {
    const missing = keys.filter((key) => !this.urls.has(key) && !this.broken.has(key));
    const wanted = missing.join();
    if (missing.length && wanted !== this.wanted) this.model.send({ do: "pictures", keys: missing });
    this.wanted = wanted;
    this.inUse = new Set(keys);
  }

  told(message, buffers) {
    if (!("picture" in message)) return;
    const { picture, why } = message;
    if (why) this.broken.set(picture, why);
    else if (!this.urls.has(picture)) this.urls.set(picture, URL.createObjectURL(new Blob([buffers[0]], { type: "image/webp" })));
    for (const [old, url] of this.urls) {
      if (this.urls.size <= MOST_URLS) break;
      if (this.inUse.has(old)) continue;
      URL.revokeObjectURL(url);
      this.urls.delete(old);
    }
    this.showPair();
  }

  showAlert() {
    const { what, todo } = this.state.alert;
    const now = what ? `${what}\n${todo}` : "";
    if (now === this.alertShown) return;
    this.alertShown = now;
    this.alert.replaceChildren(...(what ? [element("div", { class: "voting-alert" },
      element("div", {}, element("b", {}, what), element("div", {}, todo)),
      element("button", { type: "button", click: () => this.model.send({ do: "dismiss" }) }, this.words.dismiss))] : []));
  }
}

function render({ model, el }) {
  const view = new View(model, el);
  return () => view.remove();
}

export default { render };
