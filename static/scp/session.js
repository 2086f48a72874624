// Tells in time that a session is about to end, and keeps it while somebody types. The server decides:
// it is asked before anything is said, because another tab may have made the session longer.
const WARNED = 5 * 60; // seconds before the end
const TOLD = 3 * 60; // seconds between two messages that somebody types
const WRITING = "form[method=post] :is(textarea, input[type=text])";

const session = document.querySelector(".scp-session");
if (session) {
  watch(session);
}

function watch(session) {
  const dialogs = [...session.querySelectorAll("dialog")];
  const isWriting = document.querySelector(WRITING) !== null;
  let left = Number(session.dataset.left);
  let endsAt = seconds() + left;
  let canLast = true;
  let told = seconds();
  let timer;

  document.querySelectorAll("[data-session-told]").forEach((line) => line.remove());
  for (const dialog of dialogs) {
    dialog.querySelector("[data-stay]")?.addEventListener("click", stay);
    dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("cancel", dialog.dataset.when === "ending" ? stay : () => {});
  }
  document.addEventListener("input", type);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("pageshow", (event) => event.persisted && look());
  left > WARNED ? wait() : look();

  function stay(event) {
    event.preventDefault(); // it closes when the server has said yes
    ask("POST");
  }

  function type() {
    if (canLast && seconds() - told >= TOLD) {
      told = seconds();
      ask("POST");
    }
  }

  function look() {
    ask("GET");
  }

  async function ask(method) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(session.dataset.address, { method, headers: { "X-CSRFToken": token } });
      const said = await answer.json();
      left = said.left;
      endsAt = seconds() + left;
      canLast = said.at_most > left;
      show();
    } catch {
      left = Math.max(1, Math.floor(endsAt - seconds())); // no answer: nothing is known to have ended
    }
    wait();
  }

  function wait() {
    clearTimeout(timer);
    const pause = left > WARNED ? left - WARNED : left % 60 || 60;
    if (left > 0) {
      timer = setTimeout(look, 1000 * pause);
    }
  }

  function show() {
    if (left > WARNED) {
      open(null);
    } else if (left > 0) {
      tellMinutes(Math.ceil(left / 60));
      open(canLast ? "ending" : "last");
    } else if (isWriting) {
      open("ended");
    } else {
      const back = encodeURIComponent(location.pathname + location.search);
      location.replace(`${session.dataset.signIn}?next=${back}&ended=yes`);
    }
  }

  function open(when) {
    for (const dialog of dialogs.filter((dialog) => dialog.open && dialog.dataset.when !== when)) {
      dialog.close();
    }
    const dialog = dialogs.find((dialog) => dialog.dataset.when === when);
    const isOnce = when === "last" || when === "ended";
    if (dialog && !dialog.open && !dialog.dataset.shown) {
      dialog.dataset.shown = isOnce ? "yes" : "";
      dialog.showModal();
    }
  }

  function tellMinutes(minutes) {
    for (const place of session.querySelectorAll("[data-minutes]")) {
      const words = minutes === 1 ? "1 minute" : `${minutes} minutes`;
      if (place.textContent !== words) {
        place.textContent = words; // only what is new is read out
      }
    }
  }
}

function seconds() {
  return Date.now() / 1000;
}
