// Pictures from the learner's own disk, made no larger than the models take them and the connection carries them.
// limits: pixels of a picture, and bytes of a message; at 10 MiB Jupyter closes the connection without a word.

function canvas(width, height) {
  const made = document.createElement("canvas");
  [made.width, made.height] = [width, height];
  return made;
}

const encoded = (image, type, quality) => new Promise((done) => image.toBlob(done, type, quality));

/** The largest size of that shape with at most so many pixels. */
function within(width, height, pixels) {
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)));
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
}

/** The pixels of a file; null where it is no picture. */
async function decoded(file) {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}

/** The file to send: a photograph stays one, all else loses nothing, unless it were too heavy for the connection. */
async function packed(image, type, limits) {
  const photograph = type === "image/jpeg";
  const blob = await encoded(image, photograph ? type : "image/png", 0.95);
  if (blob.size <= limits.bytes) return { blob, heavy: false };
  return { blob: await encoded(image, "image/jpeg", 0.9), heavy: true };
}

/** A picture of the disk, ready to be sent: {bytes, news}, or {why} where it cannot be. say: (key, facts) => words. */
async function prepared(file, limits, say) {
  const image = await decoded(file);
  if (!image) return { why: say("unreadable", { name: file.name }) };
  const { width, height } = image;
  const [new_width, new_height] = within(width, height, limits.pixels);
  const small = canvas(new_width, new_height);
  small.getContext("2d").drawImage(image, 0, 0, new_width, new_height);
  const { blob, heavy } = await packed(small, file.type, limits);
  const [megabytes, most] = [(blob.size / 1e6).toFixed(1), (limits.bytes / 1e6).toFixed(0)];
  const facts = { width, height, new_width, new_height, megabytes, most, name: file.name };
  if (blob.size > limits.bytes) return { why: say("too_heavy", facts) };
  const news = say(new_width < width ? "shrunk" : heavy ? "as_jpeg" : "picture_ready", facts);
  return { bytes: await blob.arrayBuffer(), news };
}
