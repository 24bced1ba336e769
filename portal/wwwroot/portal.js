// Comfort only: every page reads and sends without this file.
"use strict";

// Escape three times within a second and a half leaves, as the button does.
let presses = [];
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  const now = Date.now();
  presses = [...presses.filter(at => now - at < 1500), now];
  if (presses.length >= 3) leave();
});

// Leaving replaces this page in the history, so that the back button does not come here again.
function leave() {
  document.documentElement.hidden = true;
  const form = document.querySelector("form[data-leave]");
  const ended = fetch(form.action, { method: "POST", redirect: "manual", keepalive: true, credentials: "same-origin" }).catch(() => {});
  const enough = new Promise(done => setTimeout(done, 700)); // on a slow line the request goes on by itself
  Promise.race([ended, enough]).then(() => location.replace(form.dataset.leave));
}

document.querySelector("form[data-leave]")?.addEventListener("submit", event => {
  event.preventDefault();
  leave();
});

// A page that comes back from the browser's memory is asked for again; without a session it shows nothing.
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
