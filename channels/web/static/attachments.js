// Files of a message: pictures to look at, everything else to open.

import { h, icon } from "./dom.js";

export function attachments(files, url) {
  return h("div", { class: "attachments" }, ...files.map((file) => attachment(file, url)));
}

function attachment(file, url) {
  const props = { href: url(file.url), target: "_blank", rel: "noopener" };
  if (file.type.startsWith("image/")) {
    const picture = h("img", { src: url(file.url), alt: file.name, loading: "lazy", decoding: "async" });
    return h("a", { class: "picture", ...props }, picture);
  }
  return h(
    "a",
    { class: "document", ...props },
    icon("file"),
    h("span", { class: "file-name" }, file.name),
    h("span", { class: "file-size" }, size(file.size)),
  );
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
