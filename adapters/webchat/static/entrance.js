// Whoever has no session has nothing in this tab: a tab that slept while another logged out wakes here.
//
// An invitation link carries its code after "#", which browsers never send to a server's logs.

import { door } from "./door.js";
import { drawer } from "./drawer.js";

drawer.empty();

const code = document.querySelector("#invitation");

code.value = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
if (location.hash) history.replaceState(null, "", location.pathname + location.search);  // Out of the history.

door({
  form: document.querySelector("#entrance"),
  path: "/enter",
  fields: () => ({ invitation: code.value }),
});
