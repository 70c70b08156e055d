// What this tab remembers by itself: words typed here, posts not yet taken, the unfinished text.
// sessionStorage ends with the tab; the server never keeps what a person types.

const name = (what) => `${document.body.dataset.drawer}:${what}`;

function read(what, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(name(what))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(what, value) {
  try {
    sessionStorage.setItem(name(what), JSON.stringify(value));
  } catch {
    // A full or forbidden storage: the page still works, it only forgets at a reload.
  }
}

export const drawer = {
  words: (key) => read(`words:${key}`, null),
  keepWords: (key, words) => write(`words:${key}`, words),
  posts: () => read("posts", []),
  keepPosts: (posts) => write("posts", posts),
  unfinished: () => read("unfinished", ""),
  keepUnfinished: (text) => write("unfinished", text),
  empty: () => sessionStorage.clear(),
};

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
