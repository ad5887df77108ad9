"""How a drawing looks, in light and in dark; a page that shows it inline brings this as a style sheet."""

from typing import Final

STYLE: Final = """\
svg.workflow {
  --wf-page: #f6f6f4; --wf-card: #ffffff; --wf-line: #d5d3cc; --wf-wire: #8d8b84; --wf-ink: #1c1c1a;
  --wf-quiet: #65635c; --wf-chip: #efeeeb; --wf-chip-ink: #45443f; --wf-accent: #2f55c8; --wf-wash: #e9eefb;
  --wf-on-accent: #ffffff; --wf-start: #1c6b42; --wf-start-wash: #e3f2e9; --wf-bad: #a8201a;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  svg.workflow {
    --wf-page: #161615; --wf-card: #232321; --wf-line: #3d3b37; --wf-wire: #77756e; --wf-ink: #ececea;
    --wf-quiet: #a3a19a; --wf-chip: #33322f; --wf-chip-ink: #cfcec9; --wf-accent: #9db6ff; --wf-wash: #232c46;
    --wf-on-accent: #101a38; --wf-start: #7fcfa3; --wf-start-wash: #1d3328; --wf-bad: #ff9f97;
  }
}
.wf-page { fill: var(--wf-page); }
.wf-shape { fill: var(--wf-card); stroke: var(--wf-line); stroke-width: 1.25; }
.wf-chip { fill: var(--wf-chip); }
.wf-icon { fill: none; stroke: var(--wf-chip-ink); stroke-width: 1.7; }
.wf-icon { stroke-linecap: round; stroke-linejoin: round; }
.wf-name { fill: var(--wf-ink); font-size: 13.5px; font-weight: 600; }
.wf-text { fill: var(--wf-quiet); font-size: 12px; }
.wf-trigger .wf-shape { stroke: var(--wf-start); }
.wf-trigger .wf-chip { fill: var(--wf-start-wash); }
.wf-trigger .wf-icon { stroke: var(--wf-start); }
.wf-human .wf-shape { fill: var(--wf-wash); stroke: var(--wf-accent); stroke-width: 1.75; }
.wf-human .wf-chip { fill: var(--wf-accent); }
.wf-human .wf-icon { stroke: var(--wf-on-accent); }
.wf-pause .wf-shape { stroke-dasharray: 5 4; }
.wf-wire { fill: none; stroke: var(--wf-wire); stroke-width: 1.5; }
.wf-tip { fill: var(--wf-wire); }
.wf-exit rect { fill: var(--wf-page); }
.wf-exit text { fill: var(--wf-quiet); font-size: 11.5px; font-weight: 500; text-anchor: middle; }
.wf-bad .wf-wire { stroke-dasharray: 5 4; }
.wf-bad.wf-exit text { fill: var(--wf-bad); }
.wf-count rect { fill: var(--wf-accent); stroke: var(--wf-page); stroke-width: 2; }
.wf-count text { fill: var(--wf-on-accent); font-size: 12px; font-weight: 700; text-anchor: middle; }
"""
