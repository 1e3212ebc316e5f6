// Keeps the served page as the sheet is: takes up what a build changed, and says what stopped one.
(() => {
  const own = document.currentScript;
  let version = own.dataset.version;
  own.remove();
  const PLACE = "sheet-report place";
  const parse = async () => new DOMParser().parseFromString(await (await fetch("", { cache: "no-store" })).text(), "text/html");

  // ---- where the reader is, over a reload
  const kept = sessionStorage.getItem(PLACE);
  if (kept) {
    sessionStorage.removeItem(PLACE);
    restore(JSON.parse(kept));
  }
  history.scrollRestoration = kept ? "manual" : "auto";

  function restore({ anchor, offset, y, open }) {
    document.querySelectorAll("details").forEach((details, index) => { if (open.includes(index)) details.open = true; });
    const element = anchor && document.getElementById(anchor);
    scrollTo({ top: element ? element.getBoundingClientRect().top + scrollY - offset : y, behavior: "instant" });
  }

  function reload() {
    const above = [...document.querySelectorAll("main [id]")].filter((one) => one.getBoundingClientRect().top < innerHeight / 3);
    const near = above.at(-1);
    const open = [...document.querySelectorAll("details")].flatMap((details, index) => (details.open ? [index] : []));
    sessionStorage.setItem(PLACE, JSON.stringify({ anchor: near?.id, offset: near?.getBoundingClientRect().top, y: scrollY, open }));
    location.reload();
  }

  // ---- the page in place: what differs between two sources is changed in the document, if it stands there untouched
  const FRAGILE = "figure, nav, script, link, meta, base, dialog, details, h1, h2, h3, h4, h5, h6, svg.areas";
  const isFragile = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(FRAGILE) || node.querySelector(FRAGILE));
  let before = version ? new Promise((done) => addEventListener("load", () => setTimeout(() => done(source()), 200))) : Promise.resolve(null);
  before.then(() => { overlay.dataset.ready = "yes"; });

  async function source() {
    const read = await parse();
    const script = [...read.scripts].findLast((one) => "version" in one.dataset);
    const found = { page: read.documentElement, version: script.dataset.version };
    script.remove();
    return found;
  }

  function differences(old, now) {
    if (old.isEqualNode(now)) return [];
    const [left, right] = [[...old.childNodes], [...now.childNodes]];
    const shorter = Math.min(left.length, right.length);
    let head = 0;
    while (head < shorter && left[head].isEqualNode(right[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && left.at(-1 - tail).isEqualNode(right.at(-1 - tail))) tail += 1;
    const [gone, come] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
    const paired = gone.length === come.length && gone.every((one, index) => one.isEqualNode(come[index]) || isSameShell(one, come[index]));
    if (paired) return gone.flatMap((one, index) => differences(one, come[index]));
    return [{ parent: old, gone, come, next: left[left.length - tail] ?? null }];
  }

  function isSameShell(one, other) {
    return one.nodeType === Node.ELEMENT_NODE && one.cloneNode(false).isEqualNode(other.cloneNode(false));
  }

  // The node of the document that `node` of the old source became; null if there is none, or if it was changed since.
  function live(node, whole) {
    const path = [];
    for (let at = node; at.parentNode?.nodeType === Node.ELEMENT_NODE; at = at.parentNode) path.unshift([...at.parentNode.childNodes].indexOf(at));
    const found = path.reduce((at, index) => at?.childNodes[index], document.documentElement);
    return found?.nodeName === node.nodeName && (!whole || found.isEqualNode(node)) ? found : null;
  }

  function change(old, now) {
    if (!isSameShell(old, now)) return false;
    const changes = differences(old, now).map(({ parent, gone, come, next }) => ({
      fragile: [...gone, ...come].some(isFragile) || parent.nodeName === "SCRIPT",
      parent: live(parent, false),
      gone: gone.map((node) => live(node, true)),
      come,
      next: next && live(next, false),
      lost: next && !live(next, false),
    }));
    if (changes.some((one) => one.fragile || one.lost || !one.parent || one.gone.includes(null))) return false;
    for (const { parent, gone, come, next } of changes) {
      for (const node of gone) node.remove();
      for (const node of come) parent.insertBefore(document.importNode(node, true), next);
    }
    dispatchEvent(new Event("scroll"));
    return true;
  }

  let renewing = false;
  async function renew() {
    if (renewing) return;
    renewing = true;
    try {
      const old = await Promise.race([before, null]);
      const now = old && await source();
      if (!old || old.version !== version || !change(old.page, now.page)) return reload();
      version = now.version;
      before = Promise.resolve(now);
    } finally {
      renewing = false;
    }
    if (told.version !== version) renew();
  }

  // ---- what stopped a build, over the page
  const title = document.title;
  const overlay = document.createElement("div");
  const room = overlay.attachShadow({ mode: "open" });
  const note = (text) => { room.querySelector("output").textContent = text; };
  room.innerHTML = `<style>
    :host { all: initial; font: 16px/1.45 system-ui, sans-serif; color-scheme: light dark }
    section { position: fixed; inset: auto 0 0; max-height: 70vh; overflow: auto; z-index: 2147483647; padding: 1rem 1.5rem;
      background: #fff4f1; color: #2a1510; border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px #0005 }
    h2 { font-size: 1.1rem; margin: 0 0 .3rem; color: #b3261e; white-space: pre-wrap; overflow-wrap: anywhere }
    p { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
    pre { margin: .6rem 0; padding: .5rem; overflow: auto; background: #fff; border: 1px solid #e5c4bd; font: 14px/1.4 monospace }
    mark { background: #ffd9d2; color: inherit; font-weight: bold }
    button { float: right; font: inherit }
    output { position: fixed; right: .5rem; bottom: .5rem; padding: .2rem .6rem; background: #222; color: #fff; border-radius: 4px; font-size: 13px }
    output:empty, section:empty { display: none }
    @media print { :host { display: none } }
    @media (prefers-color-scheme: dark) {
      section { background: #2b1512; color: #ffe9e4 } h2 { color: #ff8a78 } pre { background: #1c0d0b; border-color: #6b342b } mark { background: #6b2a20 }
    }
  </style><section role="alert"></section><output></output>`;
  document.documentElement.append(overlay);

  function made(name, text, ...children) {
    const element = document.createElement(name);
    element.append(...(text === null ? [] : [text]), ...children);
    return element;
  }

  function say(fault) {
    document.title = fault ? `✗ ${fault.file || title}` : title;
    const where = fault && (fault.file && fault.line ? `${fault.file}:${fault.line}` : fault.file || fault.place);
    const shown = fault ? [made("h2", fault.message)] : [];
    if (where) shown.push(made("p", null, made("strong", where)));
    if (fault?.excerpt.length) {
      shown.push(made("pre", null, ...fault.excerpt.map(([number, text]) => made(number === fault.line ? "mark" : "span", `${String(number).padStart(5)}  ${text}\n`))));
    }
    if (fault?.remedy) shown.push(made("p", fault.remedy));
    if (fault?.trace) shown.push(made("details", null, made("summary", "Traceback"), made("pre", fault.trace)));
    const hide = made("button", "Hide");
    hide.addEventListener("click", () => room.querySelector("section").replaceChildren());
    room.querySelector("section").replaceChildren(...(fault ? [hide, ...shown] : []));
  }

  // ---- what the server tells
  let told = { version, fault: null };
  let patience;
  const events = new EventSource("events");
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (JSON.stringify(news.fault) !== JSON.stringify(told.fault)) say(news.fault);
    clearTimeout(patience);
    note("");
    overlay.dataset.building = news.building ? "yes" : "no";
    if (news.building) patience = setTimeout(() => note("building …"), 600);
    told = news;
    if (news.version && news.version !== version) renew();
  });
  events.addEventListener("error", () => { clearTimeout(patience); note("no word from build.py --watch"); });
})();
