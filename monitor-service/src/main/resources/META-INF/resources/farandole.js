// The stream: one ring, then frames; see docs/monitoring.md. Everything drawn is in ring.js, history.js and panels.js.
import { RingDrawing } from "./ring.js";
import { History } from "./history.js";
import { Panels } from "./panels.js";

const SILENCE_MS = 8000;
const RETRY_MS = 1500;

const ring = new RingDrawing(document.getElementById("ring"), document.getElementById("tip"));
const history = new History(document.getElementById("history"));
const panels = new Panels();

let source;
let heard = 0;
let retrying;

function say(state, text) {
  document.body.dataset.state = state;
  const connection = document.getElementById("connection");
  connection.dataset.state = state;
  connection.textContent = text;
}

function connect() {
  clearTimeout(retrying);
  retrying = undefined;
  source?.close();
  source = new EventSource("live");
  heard = Date.now();
  let first = true;
  source.addEventListener("ring", event => {
    heard = Date.now();
    const places = JSON.parse(event.data);
    ring.setRing(places);
    panels.setRing(places);
  });
  source.addEventListener("frame", event => {
    heard = Date.now();
    const frame = JSON.parse(event.data);
    // a new stream tells the whole feed again
    if (first) panels.clearFeed();
    first = false;
    say("live", "live");
    ring.setFrame(frame);
    history.add(frame);
    panels.setFrame(frame);
  });
  // after a break the whole state comes anew with a stream of our own, instead of the browser's silent retry
  source.onerror = lost;
}

function lost() {
  source?.close();
  say("lost", "connection lost, trying again");
  if (!retrying) retrying = setTimeout(connect, RETRY_MS);
}

setInterval(() => { if (!retrying && Date.now() - heard > SILENCE_MS) lost(); }, 1000);
connect();
