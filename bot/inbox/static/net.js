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

export const one = (id) => `/api/inbox/conversations/${encodeURIComponent(id)}`;
