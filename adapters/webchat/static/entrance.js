// An invitation link carries its code after "#", which browsers never send to a server's logs.

import { door } from "./door.js";

const code = document.querySelector("#invitation");

code.value = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
if (location.hash) history.replaceState(null, "", location.pathname + location.search);  // Out of the history.

door({
  form: document.querySelector("#entrance"),
  path: "/enter",
  fields: () => ({ invitation: code.value }),
});
