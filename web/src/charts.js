import { init, use } from 'echarts/core';
import { CustomChart, HeatmapChart, LineChart, ParallelChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, ParallelComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { h } from './dom.js';
import { dataTable } from './tables.js';
import { printTheme } from './theme.js';

use([LineChart, HeatmapChart, ParallelChart, CustomChart, GridComponent, TooltipComponent, LegendComponent, TitleComponent,
  MarkLineComponent, VisualMapComponent, ParallelComponent, AriaComponent, CanvasRenderer]);

const figures = new Set();

// Charts are drawn when they come near the window: a page may have hundreds.
const observer = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting && entry.target.figure?.chart === null) entry.target.figure.draw();
}, { rootMargin: '600px' });

const resized = new ResizeObserver(entries => {
  for (const entry of entries) entry.target.figure?.chart?.resize();
});

class Figure {
  constructor(canvas, theme, option, onclick) {
    Object.assign(this, { canvas, theme, option, onclick, chart: null });
  }

  draw(theme = this.theme) {
    if (this.chart !== null && this.drawn === theme) return;
    this.erase();
    this.drawn = theme;
    this.chart = init(this.canvas, null, { renderer: 'canvas' });
    this.chart.setOption(dressed(this.option(theme), theme));
    this.canvas.dataset.drawn = '1';
    if (this.onclick) this.chart.on('click', event => this.onclick(event));
  }

  erase() {
    this.chart?.dispose();
    this.chart = null;
    delete this.canvas.dataset.drawn;
  }
}

// A chart with its title, what it shows in words, and its numbers as a table.
export function figure({ title, note, description, height = 320, theme, option, table, onclick, className = '' }) {
  const canvas = h('div', { class: 'canvas', role: 'img', 'aria-label': description ?? title });
  canvas.style.height = `${height}px`;
  const made = new Figure(canvas, theme, option, onclick);
  canvas.figure = made;
  figures.add(made);
  observer.observe(canvas);
  resized.observe(canvas);
  return h('figure', { class: className },
    title && h('figcaption', {}, title, note && h('span', { class: 'note' }, note)),
    canvas,
    table && dataTable(table, description ?? title));
}

// Forgets the charts of the view that is left.
export function clearFigures() {
  for (const made of figures) {
    observer.unobserve(made.canvas);
    resized.unobserve(made.canvas);
    made.erase();
  }
  figures.clear();
}

function dressed(option, theme) {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { color: theme.text, fontFamily: 'system-ui, sans-serif' },
    color: theme.categories,
    aria: { enabled: false },
    ...option,
    // HTML tooltips would need inline styles, which the page's policy forbids.
    tooltip: { renderMode: 'richText', confine: true, backgroundColor: theme.ground, borderColor: theme.line, textStyle: { color: theme.text, fontSize: 12 }, ...option.tooltip },
  };
}

export const axisStyle = theme => ({
  axisLine: { lineStyle: { color: theme.line } },
  axisTick: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme.faint, fontSize: 11, hideOverlap: true },
  nameTextStyle: { color: theme.faint, fontSize: 11 },
  splitLine: { lineStyle: { color: theme.line, type: 'dotted' } },
});

// Paper is white, whatever the screen is.
export function printWell() {
  addEventListener('beforeprint', () => figures.forEach(made => made.draw(printTheme)));
  addEventListener('afterprint', () => figures.forEach(made => made.draw()));
}
