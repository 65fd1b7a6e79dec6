// What the page does by itself, with or without a circuit: theme, popovers, jumps to fields.

const root = document.documentElement;

// The server writes instants in the reader's time zone, from the next page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (/^[\w+-]+(\/[\w+-]+)*$/.test(zone ?? "")) {
  document.cookie = `tracker-zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}

function chosenTheme() {
  return root.dataset.theme || "system";
}

function showTheme() {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosenTheme()));
  }
}

function chooseTheme(choice) {
  if (choice === "system") {
    delete root.dataset.theme;
    document.cookie = "tracker-theme=; path=/; max-age=0; samesite=lax";
  } else {
    root.dataset.theme = choice;
    document.cookie = `tracker-theme=${choice}; path=/; max-age=31536000; samesite=lax`;
  }
  showTheme();
}

document.addEventListener("click", event => {
  const theme = event.target.closest?.("[data-theme-choice]");
  if (theme) {
    chooseTheme(theme.dataset.themeChoice);
    return;
  }

  // A link of a refusal puts the cursor into its field, without a navigation.
  const jump = event.target.closest?.("a[data-field]");
  const field = jump && document.getElementById(jump.dataset.field);
  if (field) {
    event.preventDefault();
    event.stopPropagation();
    const control = field.matches("input, select, textarea, button") ? field : field.querySelector("input, select, textarea, button");
    field.scrollIntoView({ block: "center" });
    (control ?? field).focus({ preventScroll: true });
    return;
  }

  // Following a link in a menu closes the menu.
  if (event.target.closest?.(".menu a")) {
    event.target.closest("[popover]")?.hidePopover();
  }
}, true);

// A popover opens beside the button that opened it, and inside the window.
document.addEventListener("toggle", event => {
  const panel = event.target;
  if (event.newState !== "open" || !panel.matches?.("[popover]")) {
    return;
  }
  if (panel.querySelector("[data-theme-choice]")) {
    showTheme();
  }
  const opener = document.querySelector(`[popovertarget="${CSS.escape(panel.id)}"]`);
  if (!opener) {
    return;
  }
  const from = opener.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const edge = 8;
  const left = Math.max(edge, Math.min(from.left, window.innerWidth - size.width - edge));
  const below = from.bottom + 4;
  const above = from.top - size.height - 4;
  const top = below + size.height <= window.innerHeight - edge || above < edge ? below : above;
  panel.style.left = `${left}px`;
  panel.style.top = `${Math.max(edge, Math.min(top, window.innerHeight - size.height - edge))}px`;
}, true);

// A fixed panel would stay behind when the page moves under it.
window.addEventListener("scroll", () => {
  for (const panel of document.querySelectorAll("[popover]:popover-open")) {
    if (!panel.contains(document.activeElement) || !document.activeElement.matches("input")) {
      panel.hidePopover();
    }
  }
}, { passive: true });

// What is typed into a form goes to the server while it is typed, at most a second behind, and when the page
// is hidden; the server keeps it as a draft.
const typed = new Map();
const typedAt = new Map();
let lostAt = 0;
let resending = false;

function send(field) {
  clearTimeout(typed.get(field));
  typed.delete(field);
  if (field.isConnected) {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.addEventListener("input", event => {
  const field = event.target;
  if (!resending && field.id) {
    typedAt.set(field.id, Date.now());
  }
  if (event.isTrusted && !typed.has(field) && field.matches?.("textarea, input:not([type]), input[type=text], input[type=search]") && field.closest("form[data-kept]")) {
    typed.set(field, setTimeout(() => send(field), 1000));
  }
}, true);

document.addEventListener("change", event => {
  event.target.closest?.("form[data-kept]")?.dispatchEvent(new Event("typed", { bubbles: true }));
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    [...typed.keys()].forEach(send);
  }
});

const dialog = document.getElementById("components-reconnect-modal");

// What was typed while the connection was lost never reached the server; and a page that looks alive may have
// nobody behind it any more.
dialog?.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "show") {
    lostAt ||= Date.now();
  } else if (event.detail.state === "hide") {
    lostAt = 0;
    resending = true;
    for (const field of document.querySelectorAll("form[data-kept] :is(textarea, select, input:not([type=radio], [type=checkbox]))")) {
      field.dispatchEvent(new Event("input", { bubbles: true }));
      send(field);
    }
    resending = false;
    pulse();
  }
});

document.addEventListener("resumed", pulse);

let hiddenAt = 0;
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    hiddenAt = Date.now();
  } else if (hiddenAt && Date.now() - hiddenAt > 60_000) {
    pulse();
  }
});

// Asks the server for a beat, and loads the page again where none comes.
async function pulse() {
  const beat = () => document.getElementById("pulse")?.dataset.beat;
  const before = beat();
  if (before === undefined) {
    return;
  }
  document.getElementById("pulse").dispatchEvent(new Event("pulse", { bubbles: true }));
  for (let waited = 0; waited < 5000; waited += 250) {
    await new Promise(resolve => setTimeout(resolve, 250));
    if (beat() !== before || dialog?.open) {
      return;
    }
  }
  takeAlong();
  location.reload();
}

// Words that no server may have are taken along over the loading, in this tab alone, and put back into their
// fields: those typed since the minute before the connection was lost, which may have gone unnoticed so long.
// Older ones are in the draft, which may have been written on elsewhere since.
const luggage = "tracker-typed";

function takeAlong() {
  const words = {};
  const since = (lostAt || Date.now()) - 60_000;
  for (const field of document.querySelectorAll("form[data-kept] :is(textarea, input:not([type]), input[type=text])")) {
    if (typedAt.get(field.id) >= since) {
      words[field.id] = field.value;
    }
  }
  if (Object.keys(words).length > 0) {
    sessionStorage.setItem(luggage, JSON.stringify({ page: location.pathname, words }));
  }
}

document.addEventListener("take-along", takeAlong);

async function putBack() {
  const kept = sessionStorage.getItem(luggage);
  if (!kept) {
    return;
  }
  sessionStorage.removeItem(luggage);
  const { page, words } = JSON.parse(kept);
  for (let waited = 0; waited < 20_000 && page === location.pathname; waited += 200) {
    if (document.querySelector("form[data-kept] > fieldset:enabled")) {
      for (const [id, value] of Object.entries(words)) {
        const field = document.getElementById(id);
        if (field && field.value !== value) {
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          send(field);
        }
      }
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
putBack();

// A plain form is sent once, and says so while it is; a file that would be refused for its size is not sent at all.
document.addEventListener("submit", event => {
  const form = event.target.closest?.("form[data-plain]");
  if (!form) {
    return;
  }
  const file = form.querySelector("input[type=file][data-most]");
  const large = file && document.getElementById(file.dataset.tooLarge);
  if (large) {
    large.hidden = !(file.files[0]?.size > Number(file.dataset.most));
    if (!large.hidden) {
      file.focus();
      file.scrollIntoView({ block: "center" });
    }
  }
  if (form.dataset.sent || large?.hidden === false) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  for (const button of form.querySelectorAll("button[data-sending]")) {
    button.dataset.plain = button.textContent;
    button.textContent = button.dataset.sending;
    button.setAttribute("aria-disabled", "true");
  }
});

// Somebody came back to a form that was sent.
window.addEventListener("pageshow", event => {
  for (const form of event.persisted ? document.querySelectorAll("form[data-sent]") : []) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[data-sending]")) {
      button.textContent = button.dataset.plain;
      button.removeAttribute("aria-disabled");
    }
  }
});

// While a document is decided on, the arrows move through its list and not the page, and its sentence is in sight.
document.addEventListener("keydown", event => {
  if ((event.key === "ArrowUp" || event.key === "ArrowDown") && event.target.closest?.("[data-decide]")) {
    event.preventDefault();
  }
});

// The list draws its present place anew, and what had the focus is gone: the keys go on there at once, before the
// server's word arrives.
let deciding = false;
document.addEventListener("focusin", event => { deciding = Boolean(event.target.closest?.("[data-decide]")); });
document.addEventListener("pointerdown", event => { deciding &&= Boolean(event.target.closest?.("[data-decide]")); });
new MutationObserver(() => {
  if (deciding && document.activeElement === document.body) {
    document.querySelector("[data-decide] .proposal-head")?.focus();
  }
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("focusin", event => {
  // Beside one another alone: one above the other, the button that is pressed would move away.
  if (event.target.matches?.("[data-decide] .proposal-head") && matchMedia("(min-width: 901px)").matches) {
    document.querySelector(".said-here")?.scrollIntoView({ block: "nearest" });
  }
});
