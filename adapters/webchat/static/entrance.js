// An invitation link carries its code after "#", which browsers never send to a server's logs.

import { newId } from "./drawer.js";

const form = document.querySelector("#entrance");
const code = document.querySelector("#invitation");
const trouble = document.querySelector("#trouble");
const update = newId();

code.value = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
if (location.hash) history.replaceState(null, "", location.pathname + location.search);  // Out of the history.

function tell(words) {
  trouble.textContent = words;
  trouble.hidden = words === "";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  tell("");
  try {
    const response = await fetch("/enter", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ update_id: update, invitation: code.value }),
    });
    if (response.ok) location.assign("/");
    else tell((await response.json()).sentence);
  } catch {
    tell(document.querySelector("#words-unreachable").textContent);
  }
});
