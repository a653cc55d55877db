// A little quicker with this; complete without it.
"use strict";

// On a page, hovering or focusing a statement lights its words, and the other way round.
const sayings = new Map();
for (const saying of document.querySelectorAll("[data-statement]")) sayings.set(saying.dataset.statement, saying);
if (sayings.size) {
  const segments = [...document.querySelectorAll("[data-of]")].map((it) => [it, new Set(it.dataset.of.split(" "))]);
  const light = (id) => {
    for (const [segment, of] of segments) segment.classList.toggle("hot", of.has(id));
    for (const [of, saying] of sayings) saying.classList.toggle("hot", of === id);
  };
  for (const [id, saying] of sayings) {
    for (const event of ["mouseenter", "focusin"]) saying.addEventListener(event, () => light(id));
    for (const event of ["mouseleave", "focusout"]) saying.addEventListener(event, () => light(""));
  }
  for (const [segment, of] of segments) {
    segment.addEventListener("mouseenter", () => light([...of].at(-1)));
    segment.addEventListener("mouseleave", () => light(""));
    segment.addEventListener("click", () => {
      const saying = sayings.get([...of].at(-1));
      if (saying && getSelection().isCollapsed) saying.focus();
    });
  }
}

// A mark on the time line leads to a card; one that stands in a fold is unfolded.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// Keys: j and k go through what the page lists, / searches, o opens, ? tells.
const list = () => [...document.querySelectorAll(".row a.go, .card, .saying")];
const isTyping = (at) => at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const all = list();
  const now = all.findIndex((it) => it === document.activeElement || it.contains(document.activeElement));
  if (event.key === "j" || event.key === "k") {
    const next = all[Math.max(0, Math.min(all.length - 1, now + (event.key === "j" ? 1 : -1)))];
    if (next) {
      if (!next.hasAttribute("tabindex") && next.tagName !== "A") next.tabIndex = -1;
      next.focus();
      next.scrollIntoView({ block: "center" });
    }
  } else if (event.key === "o" && now >= 0) {
    const link = all[now].matches("a") ? all[now] : all[now].querySelector("a.stance, a");
    if (link) link.click();
  } else if (event.key === "/") {
    document.querySelector("[data-key='/']")?.focus();
  } else {
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    button.click();
  }
  event.preventDefault();
});

// Selected words of a page become those of the source, the cue or the content.
for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const words = getSelection().toString().trim().replace(/\s+/g, " ");
    if (words) button.form.elements[button.dataset.take].value = words;
  });
}

// Files can be dropped where they are chosen.
const drop = document.querySelector(".drop");
if (drop) {
  const over = (is) => (event) => { event.preventDefault(); drop.classList.toggle("over", is); };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    drop.querySelector("input").files = event.dataTransfer.files;
  });
}

// How far a batch of pages is, as it goes.
const told = document.querySelector("[data-events]");
if (told) {
  const bar = document.querySelector("progress");
  const events = new EventSource(told.dataset.events);
  const tell = (event) => {
    const [, done, all, words] = event.data.match(/^(\d+) (\d+) (.*)$/);
    bar.max = all;
    bar.value = done;
    told.textContent = words;
  };
  events.addEventListener("progress", tell);
  events.addEventListener("done", (event) => { tell(event); events.close(); location.reload(); });
}
