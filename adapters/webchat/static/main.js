// The conversation: draws what the stream brings, and posts what the person does.

import { compose } from "./composer.js";
import { tellDays } from "./days.js";
import { draw, sentence } from "./draw.js";
import { drawer } from "./drawer.js";
import { onState, post, waiting, work } from "./posts.js";
import { startStage } from "./stage.js";

const log = document.querySelector("#log");
const newer = document.querySelector("#newer");
const typing = document.querySelector("#typing span");
const offline = document.querySelector("#offline span");
const here = document.body.dataset.here;
const title = document.title;
// How long an answer is said to be on its way: a text may wait for the model that reads it.
const PATIENCE = here ? 8000 : 60000;
const messages = new Map();
let cursor = 0;
let ready = false;
let unseen = 0;
let typingTimer = 0;
let awaited = false;  // The person just did something: what comes next is for them to see.

const composer = compose({
  send: say,
  edit: (id, text) => settle(post("edit", { message_id: id, text }), () => keep(id, text)),
  attach: (kind) => settle(post("attach", { kind })),
});

// -- What the stream brings.

function connect(retry = 2000) {
  const source = new EventSource(`/stream${here}${here ? "&" : "?"}after=${cursor}`);
  source.addEventListener("open", () => {
    reached(true);
    retry = 2000;
    void work();
  });
  source.addEventListener("message", (event) => {
    cursor = Number(event.lastEventId);
    show(JSON.parse(event.data));
  });
  source.addEventListener("ready", (event) => settleHistory(JSON.parse(event.data)));
  source.addEventListener("over", leave);
  startStage(source);
  source.addEventListener("error", () => {
    reached(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => connect(Math.min(retry * 2, 30000)), retry);
  });
}

// Logged out, here or in another tab: nothing of it stays on the screen, nor in the tab.
function leave() {
  drawer.empty();
  location.replace("/");
}

function settleHistory({ empty }) {
  if (ready) return;
  ready = true;
  for (const item of waiting()) showWaiting(item.body);
  tellDays(log, now());
  log.setAttribute("aria-busy", "false");
  log.setAttribute("aria-live", "polite");
  log.scrollTop = log.scrollHeight;
  document.scrollingElement.scrollTop = document.scrollingElement.scrollHeight;  // Under a large zoom.
  if (empty) void post("arrive", {});
}

function show(message) {
  if (message.by === "me") drawnWaiting(message.key)?.remove();
  messages.set(message.id, message);
  const before = document.getElementById(`m-${message.id}`);
  const focused = before?.contains(document.activeElement);
  const following = atBottom();
  if (message.deleted && message.by === "bot") {
    before?.remove();
    if (ready) tellDays(log, now());
    return;
  }
  const article = draw(message, wordsOf(message));
  if (before) before.replaceWith(article);
  else insert(article);
  offerChange();
  document.body.classList.toggle("choosing", log.lastElementChild.querySelector(".choices button") !== null);
  if (message.by !== "me") hideTyping();
  if (message.by === "bot") rested();
  if (focused) article.focus({ preventScroll: true });
  if (!ready) return;
  tellDays(log, now());
  if (!before) article.classList.add("fresh");
  if (!before && message.by !== "me") count(message);
  if (before && article !== log.lastElementChild) return;
  if (following || message.by === "me" || (awaited && !before)) reveal(article);
  else if (!before) newer.hidden = false;
  if (message.by === "bot") awaited = false;
}

function rested() {
  for (const button of log.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

function insert(article) {
  const after = [...log.querySelectorAll("article")].find((other) => Number(other.dataset.id ?? Infinity) > Number(article.dataset.id));
  log.insertBefore(article, after ?? null);
}

function wordsOf(message) {
  return message.by === "me" ? drawer.words(message.id) ?? drawer.words(message.key) : null;
}

const atBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;

// A long message is read from its top; a short one is shown whole.
function reveal(article) {
  const top = article.offsetTop - 8;
  const bottom = article.offsetTop + article.offsetHeight + 16 - log.clientHeight;
  log.scrollTop = Math.min(top, article === log.lastElementChild ? log.scrollHeight : bottom);
}

function showTyping() {
  typing.hidden = false;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hideTyping, PATIENCE);
}

function hideTyping() {
  clearTimeout(typingTimer);
  typing.hidden = true;
}

// Out of reach, no answer is on its way; what was just sent stays in sight above the notice.
function reached(yes) {
  const following = atBottom();
  offline.hidden = yes;
  if (!yes) hideTyping();
  if (following) log.scrollTop = log.scrollHeight;
}

// An answer that takes its time is announced.
function awaitBot() {
  awaited = true;
  clearTimeout(typingTimer);
  if (!offline.hidden) return;
  typingTimer = setTimeout(showTyping, 700);
}

function count(message) {
  if (!document.hidden || message.silent) return;
  unseen += 1;
  document.title = `(${unseen}) ${title}`;
}

// -- What the person does.

async function settle(posted, done = () => {}) {
  const { ok, answer } = await posted;
  if (ok) done(answer);
  else composer.trouble(answer.sentence ?? "");
  return ok;
}

async function say(text, replyTo) {
  awaitBot();
  const posted = post("say", { text, reply_to: replyTo });
  const item = waiting().at(-1);
  const key = item?.body.update_id;
  if (key) {
    drawer.keepWords(key, text);
    showWaiting(item.body);
  }
  if (await settle(posted)) return;
  drawnWaiting(key)?.remove();
  composer.restore(text);
}

function showWaiting({ update_id: key, text, reply_to: replyTo }) {
  if (drawnWaiting(key)) return;
  const at = now().toISOString();
  const article = draw({ id: `w-${key}`, by: "me", at, reply_to: replyTo }, text);
  delete article.dataset.id;
  article.querySelector(".waiting").hidden = false;
  article.querySelector(".reply").hidden = true;
  log.append(article);
  tellDays(log, now());
  reveal(article);
}

// The demo has a clock of its own.
const now = () => new Date(document.querySelector("#now")?.dateTime ?? Date.now());

const drawnWaiting = (key) => document.getElementById(`m-w-${key}`);

function keep(id, text) {
  drawer.keepWords(id, text);
  const message = messages.get(id);
  if (message) show({ ...message, edited: true });
}

// Only the last message that the person typed may be changed in a tap.
function offerChange() {
  const mine = [...messages.values()].filter((message) => message.by === "me" && !message.deleted);
  const last = mine.sort((a, b) => Number(a.id) - Number(b.id)).at(-1);
  for (const { id } of mine) {
    const article = document.getElementById(`m-${id}`);
    const shown = id === last.id;
    article.querySelector(".change").hidden = !shown || wordsOf(last) === null;
    article.querySelector(".take-back").hidden = !shown;
  }
}

// Until the bot redraws the message, the choice made stays and the others fold away.
async function tap(button, article) {
  const group = article.querySelector(".choices");
  if (group.classList.contains("made") || button.hasAttribute("aria-disabled")) return;
  awaitBot();
  if (button.matches(".quiet")) return aside(button, article);
  group.classList.add("made");
  button.setAttribute("aria-pressed", "true");
  const others = article.querySelector(".others");
  others.hidden = group.querySelectorAll("button").length === 1;
  const taken = await settle(post("tap", { token: button.dataset.token, message_id: article.dataset.id }));
  if (!taken) unfold(article);
}

// What is done beside the main choices leaves them where they are: it only rests until the bot answers.
async function aside(button, article) {
  button.setAttribute("aria-disabled", "true");
  const taken = await settle(post("tap", { token: button.dataset.token, message_id: article.dataset.id }));
  if (!taken) rested();
}

function unfold(article) {
  article.querySelector(".choices").classList.remove("made");
  article.querySelector("[aria-pressed]").removeAttribute("aria-pressed");
  article.querySelector(".others").hidden = true;
}

function goTo(event, link) {
  event.preventDefault();
  const article = document.querySelector(link.hash);
  if (!article) return;
  reveal(article);
  article.focus({ preventScroll: true });
}

log.addEventListener("click", (event) => {
  const link = event.target.closest(".quoted");
  if (link) return goTo(event, link);
  const button = event.target.closest("button");
  const article = event.target.closest("article");
  if (!button || !article) return;
  const { id } = article.dataset;
  if (button.dataset.token) void tap(button, article);
  else if (button.matches(".others")) unfold(article);
  else if (button.matches(".reply")) composer.reply(id, article);
  else if (button.matches(".change")) composer.change(id, wordsOf(messages.get(id)));
  else if (button.matches(".take-back")) void settle(post("delete", { message_id: id }));
});
composer.onChangeLast(() => log.querySelector(".change:not([hidden])")?.click());
log.addEventListener("scroll", () => {
  if (atBottom()) newer.hidden = true;
});
newer.addEventListener("click", () => {
  newer.hidden = true;
  if (!log.lastElementChild) return;
  reveal(log.lastElementChild);
  log.lastElementChild.focus({ preventScroll: true });
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  document.title = title;
  tellDays(log, now());
});
onState(reached);

connect();
