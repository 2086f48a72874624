// Everything works without this; it adds what scripts can: focus on the list of errors, a button
// that shows a password, a count of characters left, one submission a click.
import { initAll } from "./govuk-frontend-6.6.0.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

initAll();

// Rows laid out as cards on a phone are no table to some browsers any more; the roles say they are.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
for (const part of document.querySelectorAll(".scp-stack, .scp-stack :is(thead, tbody, tr, th, td)")) {
  const heading = part.scope === "col" ? "columnheader" : "rowheader";
  part.setAttribute("role", ROLES[part.tagName] ?? heading);
}
