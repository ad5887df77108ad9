// Makes any brand colour readable: text on it, and it as text on light and on dark.

const LIGHT = "#f2f1ee"; // the least light and the least dark ground that text in the accent stands on
const DARK = "#262624";
const ENOUGH = 4.6; // a little over what WCAG AA asks

export function palette(accent, color = accent) {
  return {
    "--accent": accent,
    "--on-accent": on(accent),
    "--brand": color,
    "--on-brand": on(color),
    "--ink-light": ink(accent, LIGHT, "#000000"),
    "--ink-dark": ink(accent, DARK, "#ffffff"),
  };
}

function on(colour) {
  return contrast(colour, "#ffffff") >= ENOUGH - 0.1 ? "#ffffff" : better(colour);
}

function better(colour) {
  return contrast(colour, "#ffffff") >= contrast(colour, "#111111") ? "#ffffff" : "#111111";
}

// Move the colour towards black or white until it can be read on the surface.
function ink(colour, surface, towards) {
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, surface) >= ENOUGH) return mixed;
  }
  return towards;
}

function mix(one, other, share) {
  const [a, b] = [parts(one), parts(other)];
  return `#${a.map((value, at) => hex(value + (b[at] - value) * share)).join("")}`;
}

function hex(value) {
  return Math.round(value).toString(16).padStart(2, "0");
}

function parts(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function contrast(one, other) {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = parts(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function isColour(text) {
  return /^#[0-9a-f]{6}$/i.test(text ?? "");
}
