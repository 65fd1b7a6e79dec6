// The search that opens from anywhere: Ctrl+K or ⌘K, the arrow keys among its results, Enter and Esc.

const dialog = () => document.getElementById("search-dialog");
const field = () => document.getElementById("search-words");
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

document.documentElement.toggleAttribute("data-mac", isMac);

function open() {
  const panel = dialog();
  if (!panel || document.querySelector("dialog[open]")) {
    return false;
  }
  document.querySelectorAll("[popover]:popover-open").forEach(p => p.hidePopover());
  panel.showModal();
  field().focus();
  field().select();
  if (field().value) {
    field().dispatchEvent(new Event("input", { bubbles: true })); // What was found went with the page before.
  }
  keepOpen();
  return true;
}

// A page that still starts draws the dialog anew, closed and empty: it opens again with what is typed.
async function keepOpen() {
  let typed = "";
  for (let waited = 0; waited < 20_000 && !document.getElementById("pulse"); waited += 50) {
    if (!dialog().open) {
      return;
    }
    typed = field().value;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  if (document.getElementById("pulse") && !dialog().open) {
    field().value = typed;
    open();
  }
}

function options() {
  return [...dialog().querySelectorAll("[role=option]")];
}

function chosen() {
  return document.getElementById(field().getAttribute("aria-activedescendant") ?? "");
}

function choose(option) {
  options().forEach(o => o.setAttribute("aria-selected", String(o === option)));
  if (option) {
    field().setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field().removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("keydown", event => {
  if ((isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    if (dialog()?.open) {
      event.preventDefault();
      field().focus();
      field().select();
    } else if (open()) {
      event.preventDefault();
    }
    return;
  }
  if (event.target.id !== "search-words" || event.isComposing) {
    return;
  }
  // The field would empty itself first.
  if (event.key === "Escape") {
    event.preventDefault();
    dialog().close();
    return;
  }
  const all = options();
  const at = all.indexOf(chosen());
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1 }[event.key];
  if (to !== undefined && all.length > 0) {
    event.preventDefault();
    choose(all[to]); // Beyond the first and the last there is none: the field itself.
  }
});

// Other results stand there now, or none: none of them is chosen.
document.addEventListener("input", event => {
  if (event.target.id === "search-words") {
    choose(null);
  }
}, true);

document.addEventListener("submit", event => {
  if (!event.target.closest?.("#search-dialog")) {
    return;
  }
  event.preventDefault();
  const option = chosen();
  if (option) {
    option.click();
    return;
  }
  const words = new URLSearchParams(new FormData(event.target));
  dialog().close();
  go(`search?${words}`);
}, true);

function go(address) {
  // Before a circuit is there, the framework would fetch the page into one that still starts.
  if (document.getElementById("pulse")) {
    window.Blazor.navigateTo(address);
  } else {
    location.href = new URL(address, document.baseURI);
  }
}

document.addEventListener("click", event => {
  const opener = event.target.closest?.("[data-open-search]");
  if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey && open()) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.target.closest?.("[data-close-search]") || event.target === dialog()) {
    dialog().close();
  } else if (event.target.closest?.("#search-dialog a")) {
    dialog().close();
  }
}, true);
