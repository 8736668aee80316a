// A picture whose edges can be pulled outwards, with a pointer or the arrow keys: how far an outpainting goes on.

const SIDES = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }; // and where they are pulled to
const COARSE = 64, FINE = 8; // pixels that an arrow key moves an edge by, alone and with Shift
const MOST_TALL = 460; // CSS pixels

/** url: of the picture; width, height: its own pixels; values: {left, right, up, down} in pixels, most: of each side;
 * words: {edges, edge, left, ...}; changed: called with a side and its pixels, while it is pulled. */
function edges({ url, alt, width, height, values, most, words, changed }) {
  const now = { left: 0, right: 0, up: 0, down: 0, ...values };
  const canvas = element("div", { class: "edges-canvas" });
  const picture = element("img", { src: url, alt, draggable: "false" });
  const root = element("div", { class: "edges", role: "group", "aria-label": words.edges }, canvas);
  const handles = Object.fromEntries(Object.keys(SIDES).map((side) => [side, handle(side)]));
  canvas.append(picture, ...Object.values(handles));
  let scale = 1; // CSS pixels a pixel; stays while an edge is pulled

  function fit() {
    const [wide, tall] = [width + now.left + now.right, height + now.up + now.down];
    const room = Math.max(160, root.clientWidth - 90); // so that there is somewhere to pull to
    scale = Math.min(room / (wide + 0.3 * width), MOST_TALL / (tall + 0.3 * height));
    lay();
  }

  function lay() {
    const px = (count) => `${count * scale}px`;
    Object.assign(canvas.style, { width: px(width + now.left + now.right), height: px(height + now.up + now.down) });
    Object.assign(picture.style, { left: px(now.left), top: px(now.up), width: px(width), height: px(height) });
    for (const [side, button] of Object.entries(handles)) {
      const label = filled(words.edge, { side: words[side], count: now[side] });
      button.setAttribute("aria-valuenow", now[side]);
      button.setAttribute("aria-valuetext", label);
      button.title = label;
      button.firstChild.textContent = now[side] ? `+${now[side]}` : "";
    }
  }

  function set(side, count) {
    now[side] = Math.round(Math.min(most, Math.max(0, count)) / FINE) * FINE;
    lay();
    changed(side, now[side]);
  }

  function handle(side) {
    const [across, down] = SIDES[side];
    let start = null;
    return element("div", {
      class: `edges-handle edges-${side}`, role: "slider", tabindex: 0, "aria-label": words[side],
      "aria-valuemin": 0, "aria-valuemax": most, "aria-orientation": across ? "horizontal" : "vertical",
      pointerdown: (event) => {
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        start = { x: event.clientX, y: event.clientY, count: now[side] };
      },
      pointermove: (event) => {
        if (start) set(side, start.count + ((event.clientX - start.x) * across + (event.clientY - start.y) * down) / scale);
      },
      pointerup: () => { start = null; fit(); },
      pointercancel: () => { start = null; fit(); },
      keydown: (event) => {
        const step = event.shiftKey ? FINE : COARSE;
        const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        const move = moves[event.key];
        if (event.key === "Home") set(side, 0);
        else if (move && move[0] * across + move[1] * down) set(side, now[side] + (move[0] * across + move[1] * down) * step);
        else return;
        event.preventDefault();
        event.stopPropagation();
        fit();
      },
    }, element("span", { "aria-hidden": "true" }));
  }

  const sizes = new ResizeObserver(() => fit());
  sizes.observe(root);
  /** From outside: somebody typed the numbers. */
  root.take = (given) => { Object.assign(now, given); fit(); };
  return root;
}
