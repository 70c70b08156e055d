// Leaving a device: the server forgets the session, then the tab what was typed in it.

import { drawer, newId } from "./drawer.js";

const form = document.querySelector("#leaving");
const trouble = document.querySelector("#trouble");
const update = newId();

function tell(words) {
  trouble.textContent = words;
  trouble.hidden = words === "";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  tell("");
  try {
    const response = await fetch("/leave", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ update_id: update }),
    });
    // 403: the session ended by itself; what was typed here still has to go.
    if (!response.ok && response.status !== 403) return tell((await response.json()).sentence);
    drawer.empty();
    location.replace("/");
  } catch {
    tell(document.querySelector("#words-unreachable").textContent);
  }
});
