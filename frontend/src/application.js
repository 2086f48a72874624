// Everything works without this; it adds what scripts can: focus on the list of errors, a button
// that shows a password, a count of characters left, one submission a click.
import { initAll } from "./govuk-frontend-VERSION.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

initAll();
