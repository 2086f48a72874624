// Keeps what somebody types as a draft on the server, by sending what the button "Save draft" sends:
// when they pause, or at the latest every ten seconds, and when they turn to something else.
const PAUSE = 2; // seconds, and so one message in two seconds at most
const LONGEST = 10;
const MOST_WHILE_LEAVING = 60_000; // characters that browsers still send for a page that is going

document.querySelectorAll("form[data-draft]").forEach(keep);

function keep(form) {
  const place = form.querySelector("[data-draft-said]");
  let timer;
  let typedSince = 0; // when the first key was pressed that no draft holds yet
  let isOver = false;
  let sending = null;

  form.addEventListener("input", type);
  form.addEventListener("submit", end);
  document.querySelectorAll("[data-draft-ends]").forEach((other) => other.addEventListener("submit", end));
  document.addEventListener("visibilitychange", () => document.hidden && typedSince && send());
  window.addEventListener("pageshow", (event) => event.persisted && (isOver = false));

  function type() {
    typedSince ||= Date.now();
    wait(Math.max(0, Math.min(PAUSE, LONGEST - (Date.now() - typedSince) / 1000)));
  }

  function wait(pause) {
    clearTimeout(timer);
    timer = isOver ? 0 : setTimeout(send, 1000 * pause);
  }

  // What is saved as an outcome now must not be followed by an older draft of it.
  function end() {
    isOver = true;
    clearTimeout(timer);
    sending?.abort();
  }

  async function send() {
    clearTimeout(timer);
    if (isOver) {
      return;
    }
    if (sending) {
      wait(PAUSE);
      return;
    }
    typedSince = 0;
    sending = new AbortController();
    try {
      await hear(await fetch(form.action, asked()));
    } catch {
      retry();
    }
    sending = null;
  }

  function asked() {
    const body = new URLSearchParams(new FormData(form));
    body.set("draft", "save");
    return {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: body.toString().length < MOST_WHILE_LEAVING,
      signal: sending.signal,
    };
  }

  async function hear(answer) {
    if (answer.status >= 500 || answer.status === 429) {
      retry();
    } else if (answer.ok && !answer.redirected) {
      say((await answer.json()).said);
    } else {
      say(answer.status === 409 ? place.dataset.draftOvertaken : place.dataset.draftEnded);
      end(); // the server has kept this text once, for after the next sign-in
    }
  }

  function retry() {
    if (!isOver) {
      say(place.dataset.draftWaits);
      typedSince ||= Date.now();
      wait(LONGEST);
    }
  }

  function say(words) {
    if (place.textContent !== words) {
      place.textContent = words; // only what is new is read out
    }
  }
}
