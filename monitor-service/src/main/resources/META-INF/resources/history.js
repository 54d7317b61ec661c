// How many nodes were above their capacity in the last minutes.
import { colour, withAlpha } from "./colours.js";

const SPAN_MS = 180_000;
const STEP_MS = 1000;

export class History {
  constructor(canvas) {
    this.canvas = canvas;
    this.points = [];
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  add(frame) {
    const now = Date.now();
    const over = frame.nodes.filter(([, , , , , , , , permille]) => permille > 1000).length;
    const last = this.points.at(-1);
    if (last && now - last.at < STEP_MS) last.over = Math.max(last.over, over);
    else this.points.push({ at: now, over });
    while (this.points[0].at < now - SPAN_MS) this.points.shift();
    this.draw();
  }

  draw() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext("2d");
    context.scale(ratio, ratio);
    const floor = height - 1;
    context.fillStyle = colour("line");
    context.fillRect(0, floor, width, 1);
    if (this.points.length === 0) return;
    const most = Math.max(4, ...this.points.map(point => point.over));
    const now = this.points.at(-1).at;
    const wide = Math.max(1.5, width * STEP_MS / SPAN_MS - 0.5);
    context.fillStyle = withAlpha(colour("over"), 0.85);
    for (const point of this.points) {
      const high = point.over / most * (height - 16);
      context.fillRect(width - (now - point.at) / SPAN_MS * width - wide, floor - high, wide, high);
    }
    context.fillStyle = colour("soft");
    context.font = `11px ${colour("font")}`;
    context.fillText("nodes above capacity, last 3 minutes", 0, 9);
    context.textAlign = "right";
    context.fillText("most " + Math.max(...this.points.map(point => point.over)), width, 9);
  }
}
