// Makes addresses in text clickable, in what the assistant and the team write. Works on text, never on markup.

import { h } from "./dom.js";

const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,:;!?)\]]/g;

export function link(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest("a, code")) found.push(walker.currentNode);
  }
  for (const node of found) {
    const parts = split(node.data);
    if (parts.length > 1) node.replaceWith(...parts);
  }
  return root;
}

function split(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const [address] = match;
    parts.push(text.slice(from, match.index));
    parts.push(h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, address));
    from = match.index + address.length;
  }
  return [...parts, text.slice(from)];
}
