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
