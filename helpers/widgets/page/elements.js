// Small things that every page of ours is built with.

/** An element. Functions become listeners, true an empty attribute; false, null and undefined none, and what is falsy no child. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(Boolean));
  return made;
}

const fresh = () => Math.random().toString(36).slice(2, 14); // crypto.randomUUID wants https

/** Fill the blanks of a sentence. */
const filled = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "?");

/** A line that is seen until something in the page has the focus: before that, JupyterLab hears the keys. A page whose root
 * can have the focus (tabindex -1) gets it by a click anywhere on it. */
const asleep = (words) => element("p", { class: "page-asleep" }, words);

/** JupyterLab takes the arrows, letters and digits of whatever has the focus in an output for its own shortcuts, unless
 * it is told that they are meant here. Saving stays its own. */
function ownKeys(root) {
  root.dataset.lmSuppressShortcuts = "true";
  root.addEventListener("keydown", (event) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || !root.parentElement) return;
    event.preventDefault();
    event.stopPropagation();
    const { code, key, keyCode, ctrlKey, metaKey, shiftKey } = event;
    root.parentElement.dispatchEvent(new KeyboardEvent("keydown", { code, key, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true }));
  });
  return root;
}
