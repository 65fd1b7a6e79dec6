// Shows what became of the connection, and offers what can be done about it.

const dialog = document.getElementById("components-reconnect-modal");

dialog.addEventListener("components-reconnect-state-changed", event => {
  switch (event.detail.state) {
    case "show":
      if (!dialog.open) {
        dialog.showModal();
      }
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      document.addEventListener("visibilitychange", retryWhenSeen);
      break;
  }
});

dialog.addEventListener("click", event => {
  switch (event.target.dataset?.reconnect) {
    case "retry":
      retry();
      break;
    case "resume":
      resume();
      break;
    case "reload":
      document.dispatchEvent(new Event("take-along"));
      location.reload();
      break;
  }
});

// A page that was let go of is loaded again by the person, never by itself.
dialog.addEventListener("cancel", event => event.preventDefault());

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenSeen);
  try {
    if (!await Blazor.reconnect()) {
      await resume();
    }
  } catch {
    document.addEventListener("visibilitychange", retryWhenSeen);
  }
}

async function resume() {
  if (await Blazor.resumeCircuit()) {
    document.dispatchEvent(new Event("resumed"));
  } else {
    dialog.className = "components-reconnect-rejected";
  }
}

function retryWhenSeen() {
  if (document.visibilityState === "visible") {
    retry();
  }
}
