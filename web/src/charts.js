import { init, use } from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, DataZoomInsideComponent, GridComponent, LegendComponent, MarkLineComponent, ParallelComponent, TitleComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { csv, download, fileName } from './download.js';
import { h } from './dom.js';
import { dataTable } from './tables.js';
import { printTheme } from './theme.js';

use([LineChart, BarChart, HeatmapChart, ParallelChart, CustomChart, ScatterChart, GridComponent, TooltipComponent, LegendComponent, TitleComponent,
  MarkLineComponent, VisualMapComponent, ParallelComponent, AriaComponent, DataZoomInsideComponent, CanvasRenderer, SVGRenderer]);

const figures = new Set();

// Charts are drawn when they come near the window: a page may have hundreds.
const observer = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting && entry.target.figure?.chart === null) entry.target.figure.draw();
}, { rootMargin: '600px' });

const resized = new ResizeObserver(entries => {
  for (const entry of entries) if (entry.target.figure?.chart) entry.target.figure.resize();
});

class Figure {
  constructor(canvas, theme, option, onclick) {
    Object.assign(this, { canvas, theme, option, onclick, chart: null });
  }

  draw(theme = this.theme) {
    if (this.chart !== null && this.drawn === theme) return;
    this.erase();
    this.drawn = theme;
    const factor = this.factor ?? 1;
    const size = factor > 1 ? { width: Math.round(this.canvas.clientWidth / factor), height: Math.round(this.canvas.clientHeight / factor), devicePixelRatio: factor * (devicePixelRatio || 1) } : {};
    this.canvas.style.setProperty('--factor', String(factor));
    this.chart = init(this.canvas, null, { renderer: 'canvas', ...size });
    this.chart.setOption(dressed(this.option(theme), theme));
    this.canvas.dataset.drawn = '1';
    if (this.onclick) this.chart.on('click', event => this.onclick(event));
  }

  png() {
    this.draw();
    return bytesOf(this.chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: this.drawn.ground }));
  }

  svg() {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: this.canvas.clientWidth, height: this.canvas.clientHeight });
    chart.setOption({ ...dressed(this.option(this.drawn ?? this.theme), this.drawn ?? this.theme), backgroundColor: (this.drawn ?? this.theme).ground });
    const text = chart.renderToSVGString();
    chart.dispose();
    return text;
  }

  // Larger type and lines for a screen that is read from afar. A chart that is laid out for smaller type is drawn on fewer pixels and enlarged.
  enlarge(factor) {
    this.factor = factor;
    this.erase();
    this.draw();
  }

  resize() {
    if (this.factor > 1) this.enlarge(this.factor);
    else this.chart?.resize();
  }

  erase() {
    this.chart?.dispose();
    this.chart = null;
    delete this.canvas.dataset.drawn;
  }
}

// A chart that draws itself on a canvas, without ECharts.
class DrawnFigure extends Figure {
  svg = null;

  png() {
    this.draw();
    return bytesOf(this.canvas.querySelector('canvas').toDataURL('image/png'));
  }

  draw(theme = this.theme) {
    if (this.drawn === theme && this.chart !== null) return;
    this.drawn = theme;
    this.chart = this.option;
    this.chart.draw(theme);
    this.canvas.dataset.drawn = '1';
  }

  enlarge() {
    this.draw();
    this.resize();
  }

  resize() {
    this.chart?.resize();
  }

  erase() {
    this.chart = null;
    delete this.canvas.dataset.drawn;
  }
}

// A chart with its title, what it shows in words, and its numbers as a table.
export function figure({ title, note, description, height = 320, theme, option, table, exported = table, onclick, className = '' }) {
  const canvas = h('div', { class: 'canvas', role: 'img', 'aria-label': description ?? title });
  return framed(new Figure(canvas, theme, option, onclick), { title, note, description, height, table, exported, className });
}

export function customFigure({ title, note, description, height, theme, table, exported = table, className, picture, canvas, below }) {
  const frame = h('div', { class: 'canvas', role: 'group', 'aria-label': description ?? title }, canvas);
  return framed(new DrawnFigure(frame, theme, picture, null), { title, note, description, height, table, exported, className, below });
}

function framed(made, { title, note, description, height, table, exported, className, below }) {
  const { canvas } = made;
  canvas.style.height = `${height}px`;
  canvas.figure = made;
  figures.add(made);
  observer.observe(canvas);
  resized.observe(canvas);
  return h('figure', { class: className },
    title && h('figcaption', {}, title, note && h('span', { class: 'note' }, note)),
    canvas,
    below,
    table && dataTable(table, description ?? title, () => exportBar(made, title, exported)));
}

// Files of a chart: the picture as it is drawn, and its numbers in full.
function exportBar(made, title, table) {
  const name = fileName(title ?? 'chart');
  const button = (text, make) => h('button', { type: 'button', 'data-export': text, onclick: make }, text);
  return h('p', { class: 'exports' }, 'Download: ', button('PNG', () => download(`${name}.png`, made.png())), made.svg && button('SVG', () => download(`${name}.svg`, made.svg(), 'image/svg+xml')), button('CSV', () => download(`${name}.csv`, csv(table()), 'text/csv')));
}

// The bytes of a picture that is written as the address of its data: nothing may be fetched.
function bytesOf(address) {
  const text = atob(address.slice(address.indexOf(',') + 1));
  return new Blob([Uint8Array.from(text, letter => letter.charCodeAt(0))], { type: 'image/png' });
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
  axisLine: { onZero: false, lineStyle: { color: theme.line } },
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
