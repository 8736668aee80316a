// Small pictures that came from the kernel, as addresses that an <img> can show.

/** Addresses of pictures, by name; the ones that were used longest ago go first. */
class Urls {
  constructor(most) {
    Object.assign(this, { most, urls: new Map() });
  }

  get(name) {
    const url = this.urls.get(name);
    if (url) this.urls.delete(name), this.urls.set(name, url);
    return url;
  }

  /** inSight: names that stay, whatever their age. */
  put(name, bytes, inSight) {
    if (this.urls.has(name)) return;
    this.urls.set(name, URL.createObjectURL(new Blob([bytes], { type: "image/webp" })));
    for (const [old, url] of this.urls) {
      if (this.urls.size <= this.most) break;
      if (inSight.has(old)) continue;
      URL.revokeObjectURL(url);
      this.urls.delete(old);
    }
  }

  drop(name) {
    URL.revokeObjectURL(this.urls.get(name));
    this.urls.delete(name);
  }

  clear() {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
  }
}
