// Leaving a device: the server forgets the session, then the tab what was typed in it.

import { door } from "./door.js";
import { drawer } from "./drawer.js";

door({
  form: document.querySelector("#leaving"),
  path: "/leave",
  // 403: the session ended by itself; what was typed here still has to go.
  passed: (response) => response.ok || response.status === 403,
  then: () => drawer.empty(),
});
