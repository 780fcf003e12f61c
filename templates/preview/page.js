// The page is whole without this but for what is large: cards and printed questions are put in as they come into sight.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const articles = [...document.querySelectorAll("article")];
const filters = { deck: byId("deck"), kind: byId("kind"), type: byId("type") };
const search = byId("search");
const shows = ["card", "sheet", "terminal", "reasons"].map((name) => byId(`show-${name}`));
const night = byId("night");
const phone = byId("phone");

// Cards: each side is a document of its own, as in Anki, so that no style leaks and a phone's width is a phone's. ------

// What Anki's own reviewer adds to a note type's styling, as far as it can be seen on our cards.
const REVIEWER = "html{overflow:hidden}body{margin:20px;overflow-wrap:break-word}img{max-width:100%}";
const WINDOW = 7; // a hundredth of the height of a window, in pixels
const heights = new Map(); // so that a card that comes back into sight moves nothing

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const frame = target.ownerDocument.defaultView?.frameElement;
    const inside = Math.ceil(target.getBoundingClientRect().height);
    if (frame && inside) {
      const height = inside + frame.offsetHeight - frame.clientHeight; // with its border
      frame.style.minHeight = `${height}px`; // the least, for front and back are made equally high
      heights.set(frame.title, height);
    }
  }
});

function shade(frame) {
  const body = frame.contentDocument?.body;
  if (body) body.className = `card card1${night.checked ? " nightMode night_mode" : ""}`;
}

/** The card with its pictures and sounds, which Anki keeps as files, in it. A picture is measured by Anki's window. */
function withMedia(html) {
  const sized = (image) => image.replace(/max-height: (\d+)vh/, (found, share) => `max-height: ${share * WINDOW}px`);
  const filled = (image) => image.replace(/src="([^"]+)"/, (found, name) => `src="${data.media[name]}"`);
  return html
    .replace(/<img [^>]+>/g, (image) => filled(sized(image)))
    .replace(/\[sound:([^\]]+)\]/g, (found, name) => `<audio controls src="${data.media[name]}"></audio>`);
}

function frameOf(html, title) {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("sandbox", "allow-same-origin"); // to be measured from here; inside, nothing can run
  frame.srcdoc =
    `<!doctype html><html lang="${root.lang}"><meta charset="utf-8"><style>${REVIEWER}${data.css}</style>` +
    `<body><div id="qa">${withMedia(html)}</div></body></html>`;
  if (heights.has(title)) frame.style.minHeight = `${heights.get(title)}px`;
  frame.addEventListener("load", () => {
    shade(frame);
    sized.observe(frame.contentDocument.documentElement);
  });
  return frame;
}

function fill(article) {
  const sides = article.querySelector(".sides");
  if (sides && !sides.firstChild) {
    for (const [index, name] of ["Front", "Back"].entries()) {
      const figure = document.createElement("figure");
      const caption = document.createElement("figcaption");
      caption.textContent = name;
      figure.append(caption, frameOf(data.cards[article.id][index], `${name} of ${article.id}`));
      sides.append(figure);
    }
  }
  const print = article.querySelector(".print");
  if (print && !print.firstChild) print.innerHTML = data.sheets[print.dataset.sheet];
}

function clear(article) {
  for (const part of article.querySelectorAll(".sides, .print")) {
    if (part.offsetHeight) part.style.minHeight = `${part.offsetHeight}px`; // what is in sight is not to move
    part.replaceChildren();
  }
}

/** Forget the heights of what is out of sight: it is to be shown at another width. */
function forget() {
  heights.clear();
  for (const part of document.querySelectorAll(".sides, .print")) part.style.minHeight = "";
}

addEventListener("resize", forget);
phone.addEventListener("input", forget);

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) (isIntersecting ? fill : clear)(target);
  },
  { rootMargin: "1500px 0px" },
);
for (const article of articles) near.observe(article);

// Filter and view ------------------------------------------------------------------------------------------------------

let words; // what is searched in, read when somebody first searches

function fits(article, index, wanted) {
  return (
    Object.entries(filters).every(([name, { value }]) => !value || article.dataset[name] === value) &&
    wanted.every((word) => words[index].includes(word))
  );
}

function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length) words ??= articles.map((article) => article.textContent.toLowerCase());
  let count = 0;
  for (const [index, article] of articles.entries()) {
    article.hidden = !fits(article, index, wanted);
    count += !article.hidden;
  }
  for (const fact of document.querySelectorAll(".fact")) fact.hidden = !fact.querySelector("article:not([hidden])");
  byId("nothing").hidden = count > 0 || articles.length === 0;
  const all = articles.length.toLocaleString("en");
  const noun = articles.length === 1 ? "question" : "questions";
  byId("count").textContent = count < articles.length ? `${count.toLocaleString("en")} of ${all} ${noun}` : `${all} ${noun}`;
}

function view() {
  for (const show of shows) root.classList.toggle(`no-${show.id.slice("show-".length)}`, !show.checked);
  root.classList.toggle("phone", phone.checked);
  root.classList.toggle("night", night.checked);
  document.querySelectorAll("iframe").forEach(shade);
}

search.addEventListener("input", filter);
for (const select of Object.values(filters)) select.addEventListener("input", filter);
for (const box of [...shows, night, phone]) box.addEventListener("input", view);
byId("all").addEventListener("click", () => {
  for (const field of [search, ...Object.values(filters)]) field.value = "";
  filter();
  search.focus();
});

// Keys -----------------------------------------------------------------------------------------------------------------

const visible = () => articles.filter((article) => !article.hidden);
const top = (article) => article.getBoundingClientRect().top;
const edge = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;

/** The first question of which something can be seen, or that has the focus. */
function current(shown) {
  const focused = document.activeElement.closest("article");
  return focused ? shown.indexOf(focused) : shown.findIndex((each) => each.getBoundingClientRect().bottom > edge() + 1);
}

// A question is held where it was put, while what stands above it gets its size: until somebody scrolls, or for a while.
let held = null;

function hold() {
  if (held) scrollBy({ top: top(held.article) - held.offset, behavior: "instant" });
}

function put(article, offset) {
  clearTimeout(held?.timer);
  held = { article, offset, timer: setTimeout(release, 4000) };
  root.style.overflowAnchor = "none"; // or the browser would correct what is corrected here
  hold();
}

function release() {
  held = null;
  root.style.overflowAnchor = "";
}

new ResizeObserver(hold).observe(byId("questions"));
for (const type of ["wheel", "touchstart", "pointerdown"]) addEventListener(type, release, { passive: true });

function step(by) {
  const shown = visible();
  const place = current(shown);
  const begins = !document.activeElement.closest("article") && place >= 0 && top(shown[place]) > edge() - 1;
  const next = shown[Math.min(shown.length - 1, Math.max(0, begins && by > 0 ? place : place + by))];
  if (!next) return;
  next.focus({ preventScroll: true });
  put(next, edge());
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => night.click(),
  p: () => phone.click(),
  "/": () => {
    byId("controls").open = true;
    search.focus();
    search.select();
  },
};

document.addEventListener("keydown", (event) => {
  release();
  const typing = event.target.closest("input:not([type=checkbox]), select");
  if (event.key === "Escape" && typing) typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

// What was chosen, and where one was, outlasts a reload ----------------------------------------------------------------

const memory = `quizgen preview ${location.pathname}`;
const texts = [search, ...Object.values(filters)];
const boxes = [...shows, night, phone];

function save() {
  const shown = visible();
  const here = shown[shown.findIndex((each) => each.getBoundingClientRect().bottom > edge() + 1)];
  const kept = {
    values: texts.map((field) => field.value),
    checks: boxes.map((box) => box.checked),
    here: here && [here.id, top(here)],
    focus: document.activeElement.id,
  };
  try {
    sessionStorage.setItem(memory, JSON.stringify(kept));
  } catch {} // without a memory, the page begins anew
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(memory));
  } catch {
    return null;
  }
}

function restore(kept) {
  byId("controls").open = matchMedia("(min-width: 60rem)").matches;
  night.checked = matchMedia("(prefers-color-scheme: dark)").matches;
  texts.forEach((field, index) => (field.value = kept?.values[index] ?? ""));
  if (kept) boxes.forEach((box, index) => (box.checked = kept.checks[index]));
}

function goBack(kept) {
  const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
  const article = kept?.here && byId(kept.here[0]);
  if (!article || article.hidden || (location.hash && !again)) return;
  if (kept.focus) byId(kept.focus)?.focus({ preventScroll: true });
  put(article, kept.here[1]);
}

history.scrollRestoration = "manual";
const before = remembered();
restore(before);
view();
filter();
goBack(before);
addEventListener("pagehide", save);

// News of the watcher --------------------------------------------------------------------------------------------------

if ("watched" in root.dataset) {
  const problems = byId("problems");
  const news = new EventSource("/news");
  let shown = root.dataset.watched;
  news.addEventListener("message", (event) => {
    const { page, html } = JSON.parse(event.data);
    problems.innerHTML = html; // made by the watcher, in which all that an author wrote is text
    root.classList.remove("stopped");
    if (page !== shown) {
      shown = page;
      location.reload();
    }
  });
  news.addEventListener("error", () => root.classList.add("stopped"));
}
