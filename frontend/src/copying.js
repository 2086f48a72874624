// Puts a button under a text box that copies all of it; without scripts its reader selects the text.
for (const place of document.querySelectorAll("[data-copies]")) {
  const box = document.getElementById(place.dataset.copies);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Copy the text";
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    said.textContent = (await copy(box))
      ? "The text is copied."
      : "The text is selected. Press Ctrl and C, or Command and C, to copy it.";
  });
  place.append(button, said);
}

async function copy(box) {
  box.focus();
  box.select();
  try {
    await navigator.clipboard.writeText(box.value); // there is none without https
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
