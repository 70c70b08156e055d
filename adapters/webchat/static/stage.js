// The demo's clock and what happens out of sight.

import { day, hour } from "./draw.js";
import { post } from "./posts.js";

const now = document.querySelector("#now");
const list = document.querySelector("#glimpses");
const last = document.querySelector("#last-glimpse");
let offset = now ? Date.parse(now.dateTime) - Date.now() : 0;
let seen = 0;

function tick() {
  const at = new Date(Date.now() + offset);
  now.dateTime = at.toISOString();
  const shown = `${day(at)}\n${hour(at)}`;
  if (now.textContent !== shown) now.textContent = shown;
}

function glimpse({ number, at, text }) {
  if (number <= seen) return;
  seen = number;
  list.querySelector(".none")?.remove();
  const line = document.createElement("li");
  const time = document.createElement("time");
  time.dateTime = at;
  time.textContent = hour(at);
  line.append(time, ` ${text}`);
  list.prepend(line);
  last.textContent = `${hour(at)} ${text}`;
}

export function startStage(source) {
  if (!now) return;
  source.addEventListener("stage", (event) => {
    offset = Date.parse(JSON.parse(event.data).now) - Date.now();
    tick();
  });
  source.addEventListener("glimpse", (event) => glimpse(JSON.parse(event.data)));
}

if (now) {
  tick();
  setInterval(tick, 1000);
  document.querySelector(".clock").addEventListener("click", (event) => {
    const { step } = event.target.dataset;
    if (step) void post("stage/advance", { step });
  });
  document.querySelector("#backstage").open = matchMedia("(min-width: 56rem)").matches;
}
