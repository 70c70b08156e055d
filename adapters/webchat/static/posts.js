// Posts leave one at a time, in order, and stay in the queue until the server has taken them.
// Each carries its own update id, so sending one again can never count twice.

import { drawer, newId } from "./drawer.js";

const here = document.body.dataset.here ?? "";
const queue = drawer.posts();
const settled = new Map();
let busy = false;
let delay = 1000;
let timer = 0;
let tell = () => {};

export function onState(callback) {
  tell = callback;
}

export function waiting() {
  return queue.filter((post) => post.path === "say");
}

// Resolves to {ok, answer}: taken, or refused for good with the server's sentence.
export function post(path, body) {
  const item = { path, body: { update_id: newId(), ...body } };
  queue.push(item);
  drawer.keepPosts(queue);
  void work();
  return new Promise((resolve) => settled.set(item.body.update_id, resolve));
}

export async function work() {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  while (queue.length > 0) {
    const outcome = await attempt(queue[0]);
    if (outcome === null) {
      tell(false);
      timer = setTimeout(work, delay);
      delay = Math.min(delay * 2, 30000);
      break;
    }
    delay = 1000;
    tell(true);
    const [item] = queue.splice(0, 1);
    drawer.keepPosts(queue);
    const key = item.body.update_id;
    settled.get(key)?.(outcome);
    settled.delete(key);
  }
  busy = false;
}

async function attempt(item) {
  try {
    const response = await fetch(`/${item.path}${here}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(item.body),
    });
    if (response.status >= 500 || response.status === 429) return null;
    const answer = await response.json().catch(() => ({}));
    return { ok: response.ok, answer };
  } catch {
    return null;
  }
}

addEventListener("online", () => {
  delay = 1000;
  void work();
});
