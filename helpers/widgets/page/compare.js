// Two pictures, compared: beside each other, or one over the other with an edge that a slider moves.

/** one, other: {url, alt, label}; words: {compare_beside, compare_slider, compare_edge}; how: "beside" or "slider".
 * changed: called with the way that a person chose. */
function comparison(one, other, words, how = "beside", changed = () => {}) {
  const root = element("div", { class: "compare" });
  const picture = ({ url, alt }) => element("img", { src: url, alt, draggable: "false" });
  const figure = (side) => element("figure", {}, picture(side), element("figcaption", {}, side.label));
  const build = {
    beside: () => element("div", { class: "compare-beside" }, figure(one), figure(other)),
    slider: () => {
      const edge = element("input", { type: "range", min: 0, max: 100, value: 50, class: "compare-edge",
        "aria-label": words.compare_edge, input: () => stack.style.setProperty("--compare-edge", `${edge.value}%`) });
      const stack = element("div", { class: "compare-stack" }, picture(one), picture(other), element("i"), edge);
      const labels = element("div", { class: "compare-labels", "aria-hidden": "true" },
        element("span", {}, one.label), element("span", {}, other.label));
      return element("div", {}, stack, labels);
    },
  };
  const buttons = Object.keys(build).map((way) => element("button", { type: "button", click: () => (show(way), changed(way)) },
    words[`compare_${way}`]));
  const place = element("div");
  function show(way) {
    place.replaceChildren(build[way]());
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(Object.keys(build)[i] === way)));
  }
  root.append(element("div", { class: "compare-ways" }, buttons), place);
  show(how);
  return root;
}
