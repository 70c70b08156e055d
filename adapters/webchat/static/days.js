// Where the day changes between two messages, it is told: an hour alone misleads a day later.

import { wholeDay } from "./draw.js";

export function tellDays(log, now) {
  for (const told of log.querySelectorAll(".day")) {
    if (!told.nextElementSibling?.matches("article")) told.remove();
  }
  let last = wholeDay(now);
  for (const article of log.querySelectorAll("article")) {
    const day = wholeDay(article.querySelector("time").dateTime);
    const before = article.previousElementSibling;
    const told = before?.matches(".day") ? before : null;
    if (day === last) told?.remove();
    else if (told === null) article.before(line(day));
    else if (told.textContent !== day) told.textContent = day;
    last = day;
  }
}

function line(day) {
  const made = document.createElement("p");
  made.className = "day";
  made.textContent = day;
  return made;
}
