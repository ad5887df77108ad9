// Calls to our own server. Every write carries the header that no other site can send.

const HEADERS = { "X-Handoff-Inbox": "1" };

/** Fetch a fragment; null when it is gone or we were too late, and the page starts anew when signed out. */
export async function fragment(path, signal) {
  const response = await fetch(path, { headers: HEADERS, signal });
  if (response.status === 401) location.assign("/inbox");
  if (!response.ok) return null;
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content;
}

/** Write; gives {ok, status, data}. Never throws: a lost connection is status 0. */
export async function send(path, body = {}, method = "POST") {
  const headers = { ...HEADERS, "Content-Type": "application/json" };
  try {
    const options = { method, headers, body: method === "DELETE" ? undefined : JSON.stringify(body) };
    const response = await fetch(path, options);
    if (response.status === 401) location.assign("/inbox");
    return { ok: response.ok, status: response.status, data: await response.json().catch(() => ({})) };
  } catch {
    return { ok: false, status: 0, data: { message: "No connection. Nothing was sent; try again." } };
  }
}

/** Upload one file; gives what `send` gives. `told` hears which part of it is there, from 0 to 1. */
export function upload(path, file, told, signal) {
  const form = new FormData();
  form.append("file", file, file.name || "image.png");
  const request = new XMLHttpRequest(); // fetch does not say how far an upload is
  return new Promise((resolve) => {
    request.open("POST", path);
    for (const [name, value] of Object.entries(HEADERS)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => told(loaded / total));
    request.addEventListener("load", () => {
      const { status, response } = request;
      if (status === 401) location.assign("/inbox");
      resolve({ ok: status === 201, status, data: response ?? {} });
    });
    for (const name of ["error", "abort"]) request.addEventListener(name, () => resolve({ ok: false, status: 0, data: {} }));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

export const one = (id) => `/api/inbox/conversations/${encodeURIComponent(id)}`;
