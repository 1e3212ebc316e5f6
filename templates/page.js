// Marks in the contents the place one is at.
const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

function mark() {
  const ended = scrollY + innerHeight > document.documentElement.scrollHeight - 4;
  const line = ended ? innerHeight : innerHeight / 3;
  const above = places.filter((place) => place.getBoundingClientRect().top < line);
  const here = links.get(above.at(-1)?.id);
  for (const link of links.values()) {
    if (link === here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; mark(); });
}, { passive: true });
mark();

// What is printed is shown: code does not stay folded on paper.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));

// What is copied holds formulas as their LaTeX, not as the letters of their MathML.
addEventListener("copy", (event) => {
  const chosen = getSelection();
  if (!chosen.rangeCount || !event.clipboardData) return;
  const range = chosen.getRangeAt(0);
  for (const [edge, set] of [["startContainer", "setStartBefore"], ["endContainer", "setEndAfter"]]) {
    const node = range[edge];
    const formula = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".formula[data-tex]");
    if (formula) range[set](formula);
  }
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  const formulas = copied.querySelectorAll(".formula[data-tex]");
  if (!formulas.length) return;
  for (const formula of formulas) formula.replaceWith(`$${formula.dataset.tex}$`);
  event.clipboardData.setData("text/plain", copied.textContent.replace(/[ \n]+/g, " ").trim());
  event.preventDefault();
});

// A figure enlarges over the page: by its button, and away again by Escape or a click.
const stage = document.createElement("dialog");
stage.className = "stage";
stage.addEventListener("click", () => stage.close());
document.body.append(stage);
for (const card of document.querySelectorAll("figure .card")) {
  const name = card.closest("figure").querySelector("figcaption .label")?.textContent.replace(/\.$/, "") ?? "figure";
  const button = Object.assign(document.createElement("button"), { className: "enlarge", type: "button", title: `Enlarge ${name}` });
  button.setAttribute("aria-label", `Enlarge ${name}`);
  button.addEventListener("click", () => {
    const back = Object.assign(document.createElement("button"), { type: "button", textContent: "Back to the page" });
    stage.setAttribute("aria-label", name);
    stage.replaceChildren(card.querySelector("img").cloneNode(), back);
    stage.showModal();
  });
  card.append(button);
}

// A part of a figure says what it is: to the pointer, and from one tab stop to the arrow keys.
for (const map of document.querySelectorAll("svg.areas")) answer(map);

function answer(map) {
  const areas = [...map.children];
  const words = areas.map((area) => { const title = area.firstElementChild; title.remove(); return title.textContent; });
  const centres = areas.map(centre);
  const figure = map.closest("figure");
  const hint = "Point at a region, or go here with Tab and from region to region with the arrow keys.";
  const said = Object.assign(document.createElement("output"), { className: "said", textContent: hint });
  said.setAttribute("aria-live", "off");
  figure.querySelector(".card").after(said);
  let here = 0;

  function show(index) {
    areas[here].classList.remove("here");
    here = index;
    areas[here].classList.add("here");
    said.textContent = words[here];
  }
  function hide() {
    areas[here].classList.remove("here");
    said.textContent = hint;
  }

  const name = figure.querySelector("figcaption .label").textContent.replace(/\.$/, "");
  map.removeAttribute("aria-hidden");
  for (const [key, value] of [["tabindex", 0], ["role", "application"], ["aria-label", `Regions of ${name}: arrow keys go from one to the next, Escape leaves`]]) map.setAttribute(key, value);
  map.addEventListener("pointerover", (event) => { const index = areas.indexOf(event.target); if (index >= 0) show(index); });
  map.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch" && document.activeElement !== map) hide(); });
  map.addEventListener("focus", () => { said.setAttribute("aria-live", "polite"); show(here); });
  map.addEventListener("blur", () => { said.setAttribute("aria-live", "off"); hide(); });
  map.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return map.blur();
    const index = next(event.key, here, centres);
    if (index === undefined) return;
    event.preventDefault();
    show(index);
  });
}

// The middle of the first outline of an area.
function centre(area) {
  const numbers = area.getAttribute("d").split("Z")[0].match(/\d+/g).map(Number);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(numbers.filter((_, index) => index % 2 === 0)), mean(numbers.filter((_, index) => index % 2 === 1))];
}

// Where a key leads: an arrow to the nearest area whose middle lies that way, the others by their order.
function next(key, here, centres) {
  const last = centres.length - 1;
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return { Home: 0, End: last, PageUp: Math.max(here - 1, 0), PageDown: Math.min(here + 1, last) }[key];
  let best = here;
  let least = Infinity;
  centres.forEach(([x, y], index) => {
    const [right, down] = [x - centres[here][0], y - centres[here][1]];
    const along = right * way[0] + down * way[1];
    const across = Math.abs(right * way[1] + down * way[0]);
    if (along <= 0 || across > 1.001 * along || along + across >= least) return;
    [best, least] = [index, along + across];
  });
  return best;
}
