// A message, as JSON, becomes text nodes: never markup.

const template = document.querySelector("#message");
const { lang, dataset } = document.documentElement;
const timeZone = dataset.timezone;
// English as Europe writes it: the day before the month, and 24 hours.
const locale = lang === "en" ? "en-GB" : lang;
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone });
const calendar = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone });

const inFull = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone });
const firstOfMonth = (said) => (lang === "fr" ? said.replace(/\b1 /, "1er ") : said);

export const sentence = (key) => document.querySelector(`[data-say="${key}"]`).textContent;
export const hour = (at) => clock.format(new Date(at));
export const day = (at) => firstOfMonth(calendar.format(new Date(at)));
export const wholeDay = (at) => firstOfMonth(inFull.format(new Date(at)));

const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const TAGS = { heading: "h2", paragraph: "p", quote: "blockquote" };
const SPANS = { phrase: "span", verbatim: "bdi", replaced: "mark" };

export function draw(message, words) {
  const article = template.content.firstElementChild.cloneNode(true);
  article.id = `m-${message.id}`;
  article.dataset.id = message.id;
  article.classList.add(message.by);
  if (message.language) article.querySelector(".words").lang = message.language;
  article.querySelector(".who").textContent = sentence(`who-${message.by}`);
  const time = article.querySelector("time");
  time.dateTime = message.at;
  time.textContent = hour(message.at);
  article.querySelector(".edited").hidden = !(message.edited && message.by !== "bot");
  article.querySelector(".reply").hidden = message.by === "me";
  fill(article, message, words);
  quote(article, message);
  return article;
}

function fill(article, message, words) {
  const body = article.querySelector(".words");
  if (message.deleted) {
    article.classList.add("gone");
    body.textContent = sentence("deleted");
    article.querySelector(".reply").hidden = true;
  } else if (message.by === "bot") {
    body.append(...(message.blocks ?? []).map(block));
    if (message.file) body.append(enclosed(message.file));
    choices(article.querySelector(".choices"), message.choices ?? []);
  } else {
    typed(body, message, words);
  }
}

function typed(body, message, words) {
  const line = document.createElement("p");
  line.className = words === null ? "absent" : "typed";
  line.dir = "auto";
  const missing = message.by === "me" ? "words-elsewhere" : "words-of-other";
  line.textContent = words?.replace(TURNING, "") ?? sentence(missing);
  body.append(line);
}

function block(shape) {
  if (shape.kind === "bullets") {
    const list = document.createElement("ul");
    list.append(...shape.items.map((item) => element("li", item)));
    return list;
  }
  const made = element(TAGS[shape.kind], shape.content);
  if (shape.emphasis) made.className = "emphasis";
  return made;
}

function element(tag, spans) {
  const made = document.createElement(tag);
  made.append(...spans.map(span));
  return made;
}

function span({ kind, text }) {
  const made = document.createElement(SPANS[kind]);
  made.className = kind === "replaced" && text.length <= 18 ? "replaced short" : kind;
  made.textContent = text;
  return made;
}

// The file stays in the page: an address that only this tab can open, with a link to keep it.
function enclosed({ name, type, description, content }) {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.className = "file";
  link.textContent = `${sentence("keep-file")} ${name}`;
  if (!type.startsWith("image/")) return link;
  const figure = document.createElement("figure");
  const picture = document.createElement("img");
  picture.src = address;
  picture.alt = description;
  figure.append(picture, link);
  return figure;
}

function choices(group, rows) {
  group.hidden = rows.length === 0;
  for (const row of rows) {
    const line = document.createElement("div");
    for (const choice of row) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = choice.weight;
      button.dataset.token = choice.token;
      button.textContent = choice.label;
      line.append(button);
    }
    group.append(line);
  }
}

function quote(article, message) {
  const about = message.reply_to && document.getElementById(`m-${message.reply_to}`);
  if (!about || about === document.querySelector("#log").lastElementChild) return;
  const link = article.querySelector(".quoted");
  link.href = `#${about.id}`;
  link.textContent = excerpt(about);
  link.hidden = false;
}

export function excerpt(article) {
  const said = article.querySelector("blockquote, .typed, .words");
  return said.textContent.trim().slice(0, 90);
}
