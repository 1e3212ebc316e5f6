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
