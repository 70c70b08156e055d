// Where the person types: sending, replying, changing, and files that are refused unread.

import { excerpt, sentence } from "./draw.js";
import { drawer } from "./drawer.js";

export function compose({ send, edit, attach }) {
  const form = document.querySelector("#composer");
  const text = form.querySelector("#text");
  const about = form.querySelector("#about");
  const what = form.querySelector("#about-what");
  const problem = form.querySelector("#trouble");
  const examples = form.querySelector("#examples");
  const longest = Number(document.body.dataset.longest);
  const keyboard = matchMedia("(pointer: fine)");
  let target = null;
  let changeLast = () => {};

  function set(value) {
    text.value = value;
    fit();
  }

  function fit() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 3}px`;
    if (examples) examples.hidden = text.value !== "";
    drawer.keepUnfinished(target?.kind === "edit" ? "" : text.value);
  }

  function aim(kind, id, words) {
    target = { kind, id };
    about.className = kind;
    about.hidden = false;
    what.textContent = words;
    text.focus();
  }

  function forgetTarget() {
    if (target?.kind === "edit") set("");
    target = null;
    about.hidden = true;
  }

  function submit() {
    const typed = text.value;
    trouble("");
    if (typed.trim() === "") return;
    if ([...typed].length > longest) return trouble(sentence("too-long"));
    const { kind, id } = target ?? {};
    target = null;
    about.hidden = true;
    set("");
    if (kind === "edit") void edit(id, typed);
    else void send(typed, kind === "reply" ? id : null);
  }

  function trouble(words) {
    problem.textContent = words;
  }

  function refuse(event, files) {
    if (!files?.length) return;
    event.preventDefault();
    const { type } = files[0];
    void attach(type.startsWith("image/") ? "photo" : type.startsWith("audio/") ? "voice" : "file");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    if (keyboard.matches) text.focus();
    else text.blur();  // The phone's keyboard would hide what comes back.
  });
  text.addEventListener("input", fit);
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && (keyboard.matches || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && target) {
      forgetTarget();
    } else if (event.key === "ArrowUp" && text.value === "") {
      changeLast();
    }
  });
  form.querySelector("#about-nothing").addEventListener("click", () => {
    forgetTarget();
    text.focus();
  });
  examples?.addEventListener("click", (event) => {
    const { example } = event.target.dataset;
    if (!example) return;
    set(example);
    text.focus();
  });
  document.addEventListener("paste", (event) => refuse(event, event.clipboardData?.files));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => refuse(event, event.dataTransfer?.files));
  set(drawer.unfinished());

  return {
    trouble,
    reply: (id, article) => aim("reply", id, excerpt(article)),
    change(id, words) {
      set(words);
      aim("edit", id, "");
      fit();
    },
    restore(typed) {
      if (text.value === "") set(typed);
    },
    onChangeLast(callback) {
      changeLast = callback;
    },
  };
}
