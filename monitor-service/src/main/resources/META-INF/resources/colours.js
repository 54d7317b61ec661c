// Colours come from the style sheet, so that light and dark are decided in one place.
const ISPS = 8;
let styles = {};

export function refresh() {
  const computed = getComputedStyle(document.documentElement);
  styles = {};
  for (const name of ["ground", "card", "line", "ink", "soft", "faint", "low", "middle", "high", "over", "deploying", "good", "bad"]) {
    styles[name] = computed.getPropertyValue("--" + name).trim();
  }
  for (let i = 0; i < ISPS; i++) styles["isp-" + i] = computed.getPropertyValue("--isp-" + i).trim();
  styles.font = computed.fontFamily;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", refresh);
refresh();

export const colour = name => styles[name];

/** The colour of a load, 1 being the capacity. */
export function loadColour(load) {
  if (load > 1) return styles.over;
  if (load < 0.7) return mix(styles.low, styles.middle, load / 0.7 * 0.35);
  if (load < 0.9) return mix(styles.low, styles.middle, 0.35 + (load - 0.7) / 0.2 * 0.65);
  return mix(styles.middle, styles.high, (load - 0.9) / 0.1);
}

/** An ISP keeps its colour for life, in the ring and in the feed. */
export function ispIndex(isp) {
  let hash = 7;
  for (const letter of isp) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % ISPS;
}

export function withAlpha(hex, alpha) {
  const [r, g, b] = rgb(hex);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

function mix(from, to, share) {
  const a = rgb(from), b = rgb(to);
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * share)).join(", ")})`;
}

function rgb(hex) {
  return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
}
