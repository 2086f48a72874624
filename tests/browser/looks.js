// What looks.py asks of an opened page. Each function gives back the faults it finds, in words.
window.looks = (() => {
  const ERRORS = ".govuk-error-summary, .scp-problems";
  const everything = [...document.body.querySelectorAll("*")];
  const dialog = document.querySelector("dialog:modal"); // keeps every key to itself while it is open

  function named(element) {
    return element.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  }

  // A heading of its own, a title that says the same or more, and says of errors that there are some.
  function headings() {
    const found = [], headings = document.querySelectorAll("h1");
    if (headings.length !== 1) found.push(`there are ${headings.length} headings of the first level`);
    if (document.title.startsWith("Error: ") !== Boolean(document.querySelector(ERRORS)))
      found.push(`the title is “${document.title}”`);
    return found;
  }

  // With errors on a page its reader is taken to them before anything else.
  function start() {
    const errors = document.querySelector(ERRORS);
    return errors && document.activeElement !== errors ? ["the list of errors has not the focus"] : [];
  }

  // The reader's own spacing of WCAG 1.4.12.
  function space(isWide) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = isWide ? [sheet] : [];
  }

  // What may be moved sideways on its own: a table of records, with the keys too.
  const SCROLLS = ".scp-scroll:not(:has(.scp-stack)), #changelist .results";

  function fits(text, element) {
    if (!element || element.matches(SCROLLS)) return true;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const isCutting = style.overflowX !== "visible" || style.clipPath !== "none";
    if (isCutting && (box.width <= 1 || box.height <= 1)) return true; // for ears alone, on purpose
    if (isCutting && text.right > box.right + 1) return false;
    if (["hidden", "clip"].includes(style.overflowY) && text.bottom > box.bottom + 1) return false;
    return fits(text, element.parentElement);
  }

  // Each piece of text that stands out at a side or is cut off.
  function misfits() {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, parent = text.parentElement, range = document.createRange();
      if (!text.data.trim() || !parent.checkVisibility()) continue;
      if (parent.closest(`${SCROLLS}, .govuk-skip-link, .skip-to-content-link, option`)) continue;
      range.selectNodeContents(text);
      if (![...range.getClientRects()].every(box => fits(box, parent)))
        found.push(`“${text.data.trim()}” does not fit`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page scrolls sideways, ${scrollWidth} in ${clientWidth}`);
    return found;
  }

  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  function shown(selector) {
    return everything.filter(element => element.matches(selector) && (!dialog || dialog.contains(element))
      && element.checkVisibility({ visibilityProperty: true }));
  }

  // How each element looks; a box to tick is drawn before its label.
  function look(element) {
    const drawn = [getComputedStyle(element)];
    for (const label of element.labels || []) drawn.push(getComputedStyle(label, "::before"));
    return drawn.map(style => [style.outline, style.boxShadow, style.backgroundColor,
      style.borderColor, style.borderWidth, style.clipPath, style.position, style.color].join()).join();
  }

  let before, walked;

  function rest() {
    const top = document.createElement("span"); // where a walk begins that nothing has led into the page
    top.tabIndex = -1;
    (dialog || document.body).prepend(top);
    top.focus();
    top.remove();
    before = new Map(everything.map(element => [element, look(element)]));
    walked = [];
  }

  // Whether the eye would have to go back: up, and not to the next column.
  function isAbove(at, last) {
    const here = at.getBoundingClientRect(), there = last.getBoundingClientRect();
    return here.bottom <= there.top && here.left < there.right && getComputedStyle(last).position !== "absolute";
  }

  // The faults of where the Tab key has stopped; null where the walk is over.
  function stop() {
    const at = document.activeElement, found = [];
    if (at === document.body || at === walked[0]) return null;
    const box = at.getBoundingClientRect();
    const isSeen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
    const top = document.elementFromPoint(
      Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
      Math.min(Math.max((Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2, 0), innerHeight - 1));
    const labels = [...(at.labels || [])];
    const isOnTop = top && [at, ...labels].some(part => part.contains(top) || top.contains(part));
    if (!isSeen || !isOnTop) found.push(`the focus is hidden on ${named(at)}`);
    if (look(at) === before.get(at)) found.push(`the focus does not show on ${named(at)}`);
    const last = walked.at(-1);
    if (!last && !dialog && !at.matches(".govuk-skip-link, .skip-to-content-link"))
      found.push("the first stop does not lead past the menu");
    if (last && isAbove(at, last)) found.push(`the order jumps up to ${named(at)}`);
    walked.push(at);
    return found;
  }

  // One of a set of radio buttons is enough: the arrow keys reach the others.
  function unreached() {
    const names = new Set(walked.filter(at => at.type === "radio").map(at => at.name));
    return shown(CONTROLS)
      .filter(control => !control.disabled && !isForEarsAlone(control) && !walked.includes(control))
      .filter(control => !(control.type === "radio" && names.has(control.name)))
      .map(control => `no key reaches ${named(control)}`);
  }

  // What would need a script to do anything.
  function dead() {
    return shown(`button:not([type=submit]), input[type=button], a[href="#"], a[href^="javascript:"]`)
      .map(control => `without scripts nothing comes of ${named(control)}`);
  }

  function hasEdge(element) {
    const parts = [getComputedStyle(element)];
    for (const label of element.labels || []) parts.push(getComputedStyle(label, "::before"));
    return parts.some(style => ["Top", "Right", "Bottom", "Left"].some(
      side => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1));
  }

  // In the reader's own colours there are no backgrounds: an edge shows where to press and to write.
  function edgeless() {
    return shown(`input:not([type=hidden]), select, textarea, button, .govuk-button, .button`)
      .filter(control => !isDrawnByBrowser(control) && !isForEarsAlone(control) && !hasEdge(control))
      .filter(control => !getComputedStyle(control).textDecorationLine.includes("underline"))
      .map(control => `${named(control)} has no edge`);
  }

  function isDrawnByBrowser(control) {
    const { appearance, opacity } = getComputedStyle(control);
    if (control.type === "file") return true; // the button within it
    return control.matches("[type=checkbox], [type=radio]") && appearance !== "none" && opacity === "1";
  }

  function isForEarsAlone(control) {
    return control.getBoundingClientRect().width <= 1;
  }

  function unseenFocus() {
    rest();
    return shown(CONTROLS).filter(control => {
      control.focus({ preventScroll: true });
      return document.activeElement === control && look(control) === before.get(control);
    }).map(control => `the focus does not show on ${named(control)}`);
  }

  return { headings, start, space, misfits, rest, stop, unreached, dead, edgeless, unseenFocus };
})();
