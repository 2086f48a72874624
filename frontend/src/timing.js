// Says how a timing is understood while somebody types it. The server reads it: here are no rules.
const PAUSE = 400; // milliseconds without a key before the server is asked

const place = document.querySelector("[data-reading-of]");
const box = place && document.getElementById(place.dataset.readingOf);
if (box) {
  watch(box, place);
}

function watch(box, place) {
  let timer;
  let asked = 0;
  let shown = box.value;

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  });

  async function tell() {
    const text = box.value;
    const turn = ++asked;
    if (text === shown) {
      return;
    }
    const address = `${place.dataset.address}?${new URLSearchParams({ text })}`;
    const answer = await fetch(address, { redirect: "error" }).catch(() => null);
    if (turn !== asked) {
      return; // a newer text has been asked about meanwhile
    }
    const isAnswered = answer && (answer.ok || answer.status === 400);
    place.innerHTML = isAnswered ? await answer.text() : "";
    shown = text;
  }
}
