// A form that opens or shuts the conversation: one post, and a sentence when it does not go through.
// Its button waits for this script: sent by the browser itself, a code would be in the address.

import { newId } from "./drawer.js";

// `fields()` is what the form sends beside its update id; `passed(response)` says whether it went through.
export function door({ form, path, fields = () => ({}), passed = (response) => response.ok, then = () => {} }) {
  const trouble = document.querySelector("#trouble");
  const update = newId();  // The same when it is sent again: its response may have been lost.

  function tell(words) {
    trouble.textContent = words;
    trouble.hidden = words === "";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    tell("");
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ update_id: update, ...fields() }),
      });
      if (!passed(response)) return tell((await response.json()).sentence);
      then();
      location.replace("/");
    } catch {
      tell(document.querySelector("#words-unreachable").textContent);
    }
  });
  form.querySelector("button").disabled = false;
}
