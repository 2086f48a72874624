// A question that only some answers ask, such as the reason for a status, is there while one of them is
// chosen. Hidden, it is sent all the same: a form that comes back shows what was typed, and the server
// leaves out what the chosen answer does not ask for.
for (const part of document.querySelectorAll("[data-asked-by]")) {
  const form = part.closest("form");
  const { askedBy, askedWhen } = part.dataset;

  function show() {
    const chosen = form.querySelector(`[name="${askedBy}"]:checked`)?.value;
    part.classList.toggle("govuk-radios__conditional--hidden", !askedWhen.split(" ").includes(chosen));
  }

  form.addEventListener("change", show);
  window.addEventListener("pageshow", show); // a browser that goes back fills in what was chosen
  show();
}
