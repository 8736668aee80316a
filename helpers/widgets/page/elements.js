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
