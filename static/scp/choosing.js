// Ticks every box of the plan's table at once, and shows when some are ticked and some are not.
const place = document.querySelector("[data-ticks]");
if (place) {
  offer(place, [...document.querySelectorAll(`input[name="${place.dataset.ticks}"]`)]);
}

function offer(place, boxes) {
  const all = place.querySelector("input");

  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
  });
  for (const box of boxes) {
    box.addEventListener("change", look);
  }
  window.addEventListener("pageshow", look); // a browser that comes back here has kept the ticks
  look();
  place.hidden = boxes.length < 2;

  function look() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
}
