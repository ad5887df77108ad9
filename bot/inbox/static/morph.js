// Makes what is on the page like what the server drew, touching only what differs.
//
// Nodes are matched by data-key (or id), so a node that stays is the same node: it keeps focus, hover,
// selection and what was typed. What a person controls (typed text, opened details, a chosen option) is never overwritten,
// and what has data-own is drawn by the page alone.

const OWN = new Set(["open", "value", "checked", "selected"]);

const key = (node) => (node.nodeType === 1 ? node.dataset.key || node.id || "" : "");
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);

export function morph(from, to) {
  const focused = document.activeElement;
  children(from, to);
  if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
}

function children(from, to) {
  const wanted = new Set([...to.childNodes].map(key).filter(Boolean));
  const known = new Map();
  for (const node of [...from.childNodes]) {
    const name = key(node);
    if (name && !wanted.has(name)) node.remove();
    else if (name) known.set(name, node);
  }
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const match = at && alike(at, next) ? at : known.get(key(next));
    if (!match || !alike(match, next)) {
      from.insertBefore(document.importNode(next, true), at);
      continue;
    }
    at = pastText(at, match);
    if (match === at) at = at.nextSibling;
    else from.insertBefore(match, at);
    patch(match, next);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** Drop text before a node we want: moving the node instead would lose its place in scrolling. */
function pastText(at, match) {
  while (at && at !== match && at.nodeType === 3) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
  return at;
}

export function patch(node, next) {
  if (node.isEqualNode(next)) return;
  if (node.nodeType !== 1) {
    node.data = next.data;
    return;
  }
  if ("own" in node.dataset) return;
  for (const { name } of [...node.attributes]) {
    if (!next.hasAttribute(name) && !OWN.has(name)) node.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (node.getAttribute(name) !== value && !OWN.has(name)) node.setAttribute(name, value);
  }
  if (node.nodeName !== "TEXTAREA") children(node, next);
}
