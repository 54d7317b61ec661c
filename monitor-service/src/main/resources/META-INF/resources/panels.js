// Everything beside the circle. Text from messages is only ever set as text.
import { loadColour, ispIndex } from "./colours.js";
import { describe } from "./ring.js";

const FEED = 80;
const STEPS = {
  SET_DEPLOYMENT_ENVIRONMENT: "deployment environment", REBOOT_INTO_VLAN: "reboot into VLAN",
  BROADCAST_IMAGE: "broadcast image", CONFIGURE_HYPERVISOR: "configure hypervisor",
  ROUTES_AND_ISOLATION: "routes and isolation", VERIFY: "verify",
};
const STEP_COUNT = Object.keys(STEPS).length;
const PHASES = {
  READY: ["ready", "var(--good)"], DRAINING: ["draining", "var(--middle)"], DEPLOYING: ["deploying", "var(--deploying)"],
  BOOKED: ["booked", "color-mix(in srgb, var(--deploying) 45%, var(--line))"], FREE: ["free", "var(--faint)"],
  OFF: ["off", "var(--line)"], FAILED: ["dropped", "var(--bad)"],
};
const STATES = {
  RUNNING: ["running", "var(--good)"], MIGRATING: ["migrating", "var(--isp-3)"], BOOTING: ["booting", "var(--deploying)"],
  DEFINED: ["defined", "color-mix(in srgb, var(--deploying) 60%, var(--line))"],
  PLANNED: ["planned", "color-mix(in srgb, var(--deploying) 30%, var(--line))"],
  RETRYING: ["to be retried", "var(--middle)"], STOPPED: ["stopped", "var(--faint)"],
  LOST: ["lost", "var(--bad)"], GIVEN_UP: ["given up", "var(--over)"],
};
const OUTCOMES = ["SOLVED", "VANISHED", "MERGED", "FAILED", "WITHDRAWN", "ADVISED", "LOST"];
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const $ = id => document.getElementById(id);

export class Panels {
  constructor() {
    this.nodes = stack($("nodes"), PHASES);
    this.vms = stack($("vms"), STATES);
    this.cells = [];
  }

  setRing({ ring, nodes }) {
    this.ringNumber = ring;
    this.places = nodes;
    const loads = $("loads");
    loads.classList.toggle("dense", nodes.length > 200);
    loads.style.setProperty("--cell", nodes.length > 200 ? "13px" : nodes.length > 100 ? "24px" : "32px");
    const sites = Map.groupBy(nodes.map((place, i) => ({ place, i })), ({ place }) => place.site);
    this.cells = [];
    this.sites = [];
    loads.replaceChildren(...[...sites].map(([site, members]) => this.siteOf(site, members)));
  }

  siteOf(site, members) {
    const box = element("div", "site"), title = element("h3", "", site), note = element("span"), cells = element("div", "cells");
    title.append(note);
    box.append(title, cells);
    for (const { i } of members) {
      this.cells[i] = element("div", "cell");
      this.cells[i].append(element("span"));
      cells.append(this.cells[i]);
    }
    this.sites.push({ note, members: members.map(({ i }) => i) });
    return box;
  }

  setFrame(frame) {
    const { totals, phases, steps, vms } = frame;
    put("violations-now", totals.violationsNow);
    put("violations-count", totals.violations.count);
    put("violations-seconds", whole.format(totals.violations.totalSeconds));
    put("migrations", totals.migrations);
    document.querySelector(".alarm").dataset.on = totals.violationsNow > 0;
    $("summary").textContent = summary(frame);
    this.nodes(phases);
    this.vms(vms);
    this.setSteps(steps, phases);
    this.setOutcomes(totals);
    this.addLines(frame.feed);
    if (frame.ring === this.ringNumber) this.setCells(frame.nodes);
  }

  setSteps(steps, phases) {
    const total = Object.values(phases).reduce((sum, count) => sum + count, 0);
    const rows = Object.keys(steps).length === 0 ? [] : Object.keys(STEPS).map(step => {
      const row = element("div", "row", STEPS[step]), bar = element("i");
      bar.style.width = (steps[step] ?? 0) / total * 100 + "%";
      row.append(bar, element("span", "count", String(steps[step] ?? 0)));
      return row;
    });
    $("steps").replaceChildren(...rows);
  }

  setOutcomes({ isps, outcomes }) {
    const parts = [["opened", isps], ...OUTCOMES.filter(name => outcomes[name]).map(name => [name.toLowerCase(), outcomes[name]])];
    $("outcomes").replaceChildren(...parts.map(([name, count]) => {
      const part = element("span");
      part.append(element("b", "", String(count)), name);
      return part;
    }));
  }

  clearFeed() { $("feed").replaceChildren(); }

  addLines(lines) {
    const feed = $("feed");
    for (const line of lines) {
      const item = element("li"), words = element("span"), dot = element("i");
      item.dataset.kind = line.kind;
      item.style.setProperty("--isp", `var(--isp-${ispIndex(line.isp)})`);
      words.append(element("em", "", line.kind.replaceAll("-", " ") + " "), line.text);
      words.title = line.isp;
      item.append(element("time", "", clock.format(new Date(line.at))), dot, words);
      feed.prepend(item);
    }
    while (feed.children.length > FEED) feed.lastChild.remove();
  }

  setCells(nodes) {
    nodes.forEach(([phase, lost, demand, used, capacity, memory, vms, step, permille, besides], i) => {
      const cell = this.cells[i], load = permille / 1000;
      cell.dataset.phase = phase;
      cell.dataset.lost = lost;
      cell.dataset.over = load > 1;
      cell.dataset.full = load > 0.5;
      cell.style.setProperty("--load", phase === "DEPLOYING" ? step / STEP_COUNT * 0.6 : Math.min(1, load));
      cell.style.setProperty("--hue", loadColour(load));
      const text = vms >= 0 ? String(vms) : "";
      if (cell.firstChild.textContent !== text) cell.firstChild.textContent = text;
      cell.title = describe(this.places[i], { phase, lost, demand, used, capacity, memory, vms, besides });
    });
    for (const { note, members } of this.sites) note.textContent = siteNote(members.map(i => nodes[i]));
  }
}

function siteNote(nodes) {
  const sampled = nodes.filter(([, , demand]) => demand >= 0);
  const count = nodes.length + (nodes.length === 1 ? " node" : " nodes");
  if (sampled.length === 0) return count;
  const sum = at => sampled.reduce((total, node) => total + node[at], 0);
  return `${count}, ${sum(6)} VMs, ${whole.format(sum(2) / sum(4) * 100)} % wanted`;
}

function summary({ nodes, phases, vms }) {
  const all = Object.values(vms).reduce((sum, count) => sum + count, 0);
  const running = (vms.RUNNING ?? 0) + (vms.MIGRATING ?? 0);
  return `${phases.READY ?? 0} of ${nodes.length} nodes ready, ${running} of ${all} VMs running`;
}

/** A bar of parts and its keys; answers the function that sets the counts. */
function stack(bar, kinds) {
  const keys = element("p", "keys");
  bar.after(keys);
  const parts = Object.entries(kinds).map(([kind, [name, hue]]) => {
    const part = element("i"), key = element("span"), mark = element("i"), count = element("b");
    part.style.background = mark.style.background = hue;
    key.append(mark, name, count);
    bar.append(part);
    keys.append(key);
    return { kind, part, key, count };
  });
  return counts => {
    for (const { kind, part, key, count } of parts) {
      part.style.flexGrow = counts[kind] ?? 0;
      key.hidden = !counts[kind];
      count.textContent = counts[kind] ?? 0;
    }
  };
}

function element(name, style = "", text = "") {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

function put(id, text) { $(id).textContent = text; }
