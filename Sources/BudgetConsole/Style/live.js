"use strict";
// Puts the progress of a run in its places. Without it the page is loaded anew every few seconds.
(() => {
  const list = document.getElementById("run-stages");
  const put = (id, text) => {
    const place = document.getElementById(id);
    if (place && place.textContent !== text) place.textContent = text;
  };
  const link = document.getElementById("run-link");
  const tell = (state) => {
    if (!link) return;
    put("run-link", link.dataset[state]);
    link.className = state === "follows" ? "about" : "verdict bad";
  };
  const source = new EventSource(location.pathname + "/events");
  source.addEventListener("error", () => {
    tell(source.readyState === EventSource.CLOSED ? "ended" : "broken");
  });
  source.addEventListener("open", () => tell("follows"));
  source.addEventListener("progress", (event) => {
    const run = JSON.parse(event.data);
    put("run-state", run.state_text);
    put("run-seconds", run.seconds_text);
    put("run-submissions", run.submissions);
    put("run-lines", run.lines);
    put("run-anomalies", run.anomalies);
    let tone = "done";
    for (const item of list ? list.children : []) {
      const isNow = item.id === "stage-" + run.stage;
      item.className = isNow ? "now" : tone;
      if (isNow) tone = "ahead";
    }
    if (run.is_over) {
      source.close();
      location.reload();
    }
  });
})();
