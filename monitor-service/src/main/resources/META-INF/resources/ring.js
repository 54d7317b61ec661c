// The circle: nodes in the order of the ring, their loads as bars outwards, partitions and migrations inside.
import { colour, loadColour, ispIndex, withAlpha } from "./colours.js";

const STEPS = 6;
const FADE_MS = 2500;
const TURN = Math.PI * 2;
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class RingDrawing {
  constructor(canvas, tip) {
    this.canvas = canvas;
    this.tip = tip;
    this.places = [];
    this.bars = [];
    this.shown = [];
    this.partitions = new Map();
    this.moves = [];
    this.ringNumber = 0;
    this.drawing = false;
    this.pointed = -1;
    new ResizeObserver(() => this.wake()).observe(canvas);
    canvas.addEventListener("pointermove", event => this.point(event));
    canvas.addEventListener("pointerleave", () => { this.pointed = -1; tip.hidden = true; this.wake(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.wake());
  }

  setRing({ ring, nodes }) {
    this.ringNumber = ring;
    this.places = nodes;
    this.shown = nodes.map(() => 0);
    this.layOut();
    this.wake();
  }

  setFrame(frame) {
    if (frame.ring !== this.ringNumber) return;
    this.bars = frame.nodes.map(([phase, lost, demand, used, capacity, memory, vms, step, permille, besides]) =>
      ({ phase, lost, demand, used, capacity, memory, vms, step, load: permille / 1000, besides }));
    this.moves = frame.moves;
    this.summary = { running: (frame.vms.RUNNING ?? 0) + (frame.vms.MIGRATING ?? 0), open: frame.isps.filter(isp => !isp.outcome).length };
    this.mergePartitions(frame.isps);
    this.showTip();
    this.wake();
  }

  mergePartitions(isps) {
    const now = performance.now();
    const told = new Set();
    for (const isp of isps) {
      told.add(isp.isp);
      const known = this.partitions.get(isp.isp) ?? { born: now, ended: 0 };
      this.partitions.set(isp.isp, { ...known, ...isp, ended: isp.outcome ? known.ended || now : 0 });
    }
    for (const [id, partition] of this.partitions) {
      if (!told.has(id) && !partition.ended) partition.ended = now;
    }
  }

  /** Angles: sites stand a little apart. */
  layOut() {
    const sites = [];
    this.places.forEach((place, i) => {
      const last = sites.at(-1);
      if (last && last.site === place.site) last.to = i;
      else sites.push({ site: place.site, from: i, to: i });
    });
    const gap = sites.length > 1 ? Math.min(0.09, 0.9 / sites.length) : 0;
    this.step = (TURN - gap * sites.length) / Math.max(1, this.places.length);
    this.angles = [];
    let angle = -TURN / 4 + gap / 2;
    for (const site of sites) {
      site.start = angle;
      for (let i = site.from; i <= site.to; i++, angle += this.step) this.angles[i] = angle + this.step / 2;
      site.end = angle;
      angle += gap;
    }
    this.sites = sites;
  }

  wake() {
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(time => this.draw(time));
    }
  }

  draw(time) {
    this.drawing = false;
    const { context, half } = this.prepare();
    this.radius = half * 0.62;
    this.length = half * 0.225;
    const settled = this.approach();
    if (this.places.length === 0) this.write(context, "no nodes yet", 0, 0, 14, colour("soft"));
    else this.drawAll(context, time);
    const fading = this.drop(time);
    if (!settled || fading || (this.moves.length > 0 && !still.matches)) this.wake();
  }

  drawAll(context, time) {
    for (const partition of this.partitions.values()) this.drawPartition(context, partition, time);
    this.drawCapacity(context);
    this.places.forEach((_, i) => this.drawNode(context, i));
    this.drawSites(context);
    for (const [source, destination] of this.moves) this.drawMove(context, source, destination, time);
    if (this.summary) {
      const { running, open } = this.summary;
      this.write(context, String(running), 0, -8, Math.max(18, this.radius * 0.13), colour("ink"), 600);
      this.write(context, running === 1 ? "VM runs" : "VMs run", 0, this.radius * 0.075, 13, colour("soft"));
      if (open) this.write(context, open + (open === 1 ? " partition" : " partitions"), 0, this.radius * 0.075 + 20, 13, colour("soft"));
    }
  }

  prepare() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, width * ratio / 2, height * ratio / 2);
    context.clearRect(-width, -height, width * 2, height * 2);
    return { context, half: Math.min(width, height) / 2 };
  }

  /** Bars glide to their new lengths; true when they are there. */
  approach() {
    let settled = true;
    this.bars.forEach((bar, i) => {
      const to = bar.phase === "DEPLOYING" ? bar.step / STEPS * 0.6 : Math.min(bar.load, 1.5);
      const way = to - (this.shown[i] ?? 0);
      if (still.matches || Math.abs(way) < 0.004) this.shown[i] = to;
      else { this.shown[i] += way * 0.22; settled = false; }
    });
    return settled;
  }

  at(angle, radius) { return [Math.cos(angle) * radius, Math.sin(angle) * radius]; }

  drawCapacity(context) {
    context.strokeStyle = colour("faint");
    context.lineWidth = 1;
    context.setLineDash([3, 4]);
    for (const site of this.sites) {
      context.beginPath();
      context.arc(0, 0, this.radius + this.length, site.start, site.end);
      context.stroke();
    }
    context.setLineDash([]);
  }

  drawNode(context, i) {
    const bar = this.bars[i];
    if (!bar) return;
    const angle = this.angles[i];
    const half = this.step * (this.places.length > 200 ? 0.42 : 0.36);
    const base = this.radius + 4;
    this.wedge(context, angle, half, this.radius - 2, this.radius + 2, this.groundColour(bar));
    const reach = this.shown[i] * (this.length - 4);
    if (bar.phase === "DEPLOYING") {
      this.wedge(context, angle, half, base, base + reach, withAlpha(colour("deploying"), 0.75));
    } else if (reach > 0.5 && bar.demand >= 0) {
      this.wedge(context, angle, half, base, base + Math.min(reach, this.length - 4), loadColour(Math.min(bar.load, 1)));
      if (bar.load > 1) this.wedge(context, angle, half, base + this.length - 4, base + reach, colour("over"));
    }
    if (bar.lost || bar.phase === "FAILED") this.write(context, "×", ...this.at(angle, base + 12), 16, colour("bad"), 700);
    if (i === this.pointed) this.wedge(context, angle, this.step / 2, this.radius - 6, this.radius + this.length * 1.5, withAlpha(colour("ink"), 0.08));
  }

  groundColour(bar) {
    if (bar.lost || bar.phase === "FAILED") return colour("bad");
    if (bar.phase === "DEPLOYING" || bar.phase === "BOOKED") return colour("deploying");
    if (bar.phase === "READY") return bar.load > 1 ? colour("over") : colour("soft");
    if (bar.phase === "DRAINING") return colour("middle");
    return colour("line");
  }

  wedge(context, angle, half, inner, outer, fill) {
    context.beginPath();
    context.arc(0, 0, outer, angle - half, angle + half);
    context.arc(0, 0, inner, angle + half, angle - half, true);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
  }

  drawSites(context) {
    const outside = this.radius + this.length * 1.52;
    for (const site of this.sites) {
      const middle = (site.start + site.end) / 2;
      const [x, y] = this.at(middle, outside + 12);
      context.save();
      context.translate(x, y);
      const lower = Math.sin(middle) > 0.01;
      context.rotate(middle + (lower ? -TURN / 4 : TURN / 4));
      this.write(context, site.site, 0, 0, 12.5, colour("soft"), 600);
      context.restore();
    }
  }

  drawPartition(context, partition, time) {
    const alpha = partition.ended ? Math.max(0, 1 - (time - partition.ended) / FADE_MS) : 1;
    if (alpha === 0 || partition.members.length === 0) return;
    const hue = partition.outcome === "SOLVED" || partition.outcome === "VANISHED" ? colour("good")
      : partition.outcome === "FAILED" || partition.outcome === "LOST" ? colour("bad")
      : colour("isp-" + ispIndex(partition.isp));
    this.joinMembers(context, partition.members);
    context.fillStyle = withAlpha(hue, 0.22 * alpha);
    context.strokeStyle = withAlpha(hue, 0.95 * alpha);
    context.lineWidth = partition.planned ? 2.6 : 1.5;
    context.lineJoin = "round";
    context.fill();
    context.stroke();
    for (const member of partition.members) {
      this.wedge(context, this.angles[member], this.step * 0.36, this.radius - 8, this.radius - 3, withAlpha(hue, alpha));
    }
  }

  /** A band along the inside of the circle that reaches out to its members and draws back from the nodes between them. */
  joinMembers(context, members) {
    const rim = this.radius - 8, half = this.step * 0.42;
    const { angles, span } = this.inTurn(members);
    const depth = this.radius * Math.min(0.34, 0.13 + span * 0.05);
    const bottom = rim - depth;
    context.beginPath();
    angles.forEach((angle, k) => {
      const before = angles[k - 1];
      if (k > 0 && angle - before > this.step * 1.7) {
        context.quadraticCurveTo(...this.at((before + angle) / 2, rim - depth * 0.75), ...this.at(angle - half, rim));
      }
      context.arc(0, 0, rim, angle - half, angle + half);
    });
    const first = angles[0] - half, last = angles.at(-1) + half, round = Math.min(0.12, (last - first) / 3);
    context.quadraticCurveTo(...this.at(last, bottom), ...this.at(last - round, bottom));
    context.arc(0, 0, bottom, last - round, first + round, true);
    context.quadraticCurveTo(...this.at(first, bottom), ...this.at(first, rim));
    context.closePath();
  }

  /** The members' angles from the one after the widest gap on, and the angle that they span. */
  inTurn(members) {
    const sorted = members.map(member => this.angles[member]).sort((a, b) => a - b);
    const gap = k => (sorted[(k + 1) % sorted.length] - sorted[k] + TURN) % TURN || TURN;
    let widest = sorted.length - 1;
    sorted.forEach((_, k) => { if (gap(k) > gap(widest)) widest = k; });
    const start = (widest + 1) % sorted.length;
    const angles = sorted.map((_, k) => sorted[(start + k) % sorted.length] + (start + k >= sorted.length ? TURN : 0));
    return { angles, span: angles.at(-1) - angles[0] };
  }

  drawMove(context, source, destination, time) {
    const from = this.at(this.angles[source], this.radius - 10), to = this.at(this.angles[destination], this.radius - 10);
    const bend = [(from[0] + to[0]) * 0.36, (from[1] + to[1]) * 0.36];
    context.beginPath();
    context.moveTo(...from);
    context.quadraticCurveTo(...bend, ...to);
    context.strokeStyle = withAlpha(colour("ink"), 0.55);
    context.lineWidth = 1.3;
    context.setLineDash([2, 4]);
    context.stroke();
    context.setLineDash([]);
    const t = still.matches ? 1 : (time / 1200) % 1;
    const [x, y] = [0, 1].map(k => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * bend[k] + t ** 2 * to[k]);
    context.beginPath();
    context.arc(x, y, 3.2, 0, TURN);
    context.fillStyle = colour("ink");
    context.fill();
  }

  drop(time) {
    let fading = false;
    for (const [id, partition] of this.partitions) {
      if (partition.ended && time - partition.ended > FADE_MS * 2) this.partitions.delete(id);
      else if (partition.ended && time - partition.ended < FADE_MS) fading = true;
    }
    return fading;
  }

  write(context, text, x, y, size, fill, weight = 400) {
    context.font = `${weight} ${size}px ${colour("font")}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = fill;
    context.fillText(text, x, y);
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2, y = event.clientY - box.top - box.height / 2;
    const distance = Math.hypot(x, y);
    const inside = distance > this.radius * 0.8 && distance < this.radius + this.length * 1.6;
    this.pointed = inside ? this.nearest(Math.atan2(y, x)) : -1;
    this.tip.style.left = Math.min(event.clientX - box.left + 14, box.width - 200) + "px";
    this.tip.style.top = event.clientY - box.top + 14 + "px";
    this.showTip();
    this.wake();
  }

  nearest(angle) {
    let best = -1, least = this.step;
    this.angles?.forEach((candidate, i) => {
      const turn = Math.abs(((candidate - angle) % TURN + TURN * 1.5) % TURN - TURN / 2);
      if (turn < least) { least = turn; best = i; }
    });
    return best;
  }

  showTip() {
    const place = this.places[this.pointed], bar = this.bars[this.pointed];
    this.tip.hidden = !place || !bar;
    if (!this.tip.hidden) this.tip.textContent = describe(place, bar);
  }
}

/** A node in words. */
export function describe(place, bar) {
  const state = bar.lost ? "lost" : bar.phase.toLowerCase();
  const lines = [`${place.node}, ${state}`, `${place.site}, ${place.cluster}, slot ${place.slot}`];
  if (bar.demand >= 0) {
    lines.push(`CPU ${bar.demand} % wanted, ${bar.used} % used, of ${bar.capacity} %`,
      `memory ${bar.memory} of ${place.memoryMiB} MiB`, `${bar.vms} VMs`);
    if (bar.besides) lines.push(bar.besides);
  }
  return lines.join("\n");
}
