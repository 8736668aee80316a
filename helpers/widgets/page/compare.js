// Two pictures, compared: beside each other, or one over the other with an edge that a slider moves.

/** one, other: {url, alt, label}; words: {compare_beside, compare_slider, compare_edge}; how: "beside" or "slider".
 * changed: called with the way that a person chose. */
function comparison(one, other, words, how = "beside", changed = () => {}) {
  const picture = ({ url, alt }) => element("img", { src: url, alt, draggable: "false" });
  const label = (side, tag) => element(tag, { dir: "auto", title: side.label }, side.label);
  const figure = (side) => element("figure", {}, picture(side), label(side, "figcaption"));
  const build = {
    beside: () => element("div", { class: "compare-beside" }, figure(one), figure(other)),
    slider: () => {
      // JupyterLab takes the arrows of whatever has the focus, unless it is told that they are meant here.
      const edge = element("input", { type: "range", min: 0, max: 100, step: 1, value: 50, class: "compare-edge",
        "aria-label": words.compare_edge, "data-lm-suppress-shortcuts": "true", input: () => moved() });
      const line = element("i", { "aria-hidden": "true" });
      const stack = element("div", { class: "compare-stack" }, picture(one), picture(other), line, edge);
      const labels = element("div", { class: "compare-labels" }, label(one, "span"), label(other, "span"));
      const moved = () => {
        stack.style.setProperty("--compare-edge", `${edge.value}%`);
        edge.setAttribute("aria-valuetext", `${edge.value} %`);
      };
      moved();
      return element("div", {}, stack, labels);
    },
  };
  const ways = Object.keys(build);
  const buttons = ways.map((way) =>
    element("button", { type: "button", click: () => (show(way), changed(way)) }, words[`compare_${way}`]));
  const place = element("div");
  function show(way) {
    place.replaceChildren(build[way]());
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(ways[i] === way)));
  }
  show(ways.includes(how) ? how : "beside");
  return element("div", { class: "compare" }, element("div", { class: "compare-ways" }, buttons), place);
}
