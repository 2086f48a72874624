// A question that only some answers ask, such as the reason for a status, is there while one of them is
// chosen. Hidden, it is not sent: nobody sees what would be saved.
for (const part of document.querySelectorAll("[data-asked-by]")) {
  const form = part.closest("form");
  const { askedBy, askedWhen } = part.dataset;
  const boxes = part.querySelectorAll("input, textarea");

  function show() {
    const chosen = form.querySelector(`[name="${askedBy}"]:checked`)?.value;
    const isAsked = askedWhen.split(" ").includes(chosen);
    part.classList.toggle("govuk-radios__conditional--hidden", !isAsked);
    boxes.forEach((box) => (box.disabled = !isAsked));
  }

  form.addEventListener("change", show);
  window.addEventListener("pageshow", show); // a browser that goes back fills in what was chosen
  show();
}
