import { customFigure } from '../charts.js';
import { h } from '../dom.js';
import { count, short } from '../format.js';
import { describe } from '../model.js';

const edges = { left: 76, right: 92, top: 10, bottom: 46 };
const mostZoom = 64;

// A grid of very many cells as an image, a pixel a cell: the wheel, the buttons or + and − zoom, dragging or the arrow keys pan, and below stands the value under the pointer.
export function imageFigure({ title, note, description, height, theme, image, table, className = '' }) {
  const told = h('p', { class: 'note under', role: 'status' }, 'The value under the pointer stands here.');
  const canvas = h('canvas', { tabIndex: 0, 'aria-label': `${description} Plus and minus zoom, the arrow keys pan.` });
  const zoom = (name, factor) => h('button', { type: 'button', 'aria-label': name, onclick: () => picture.zoom(factor) }, factor > 1 ? '+' : '−');
  const picture = new Picture(canvas, image, text => { told.textContent = text; });
  return customFigure({ title, note, description, height, theme, table, className, picture, canvas,
    below: h('div', { class: 'controls' }, zoom('Zoom in', 2), zoom('Zoom out', 0.5), h('button', { type: 'button', onclick: () => picture.reset() }, 'Whole grid'), told) });
}

class Picture {
  constructor(canvas, image, tell) {
    const { x, y, cells } = image;
    Object.assign(this, { canvas, tell, ...image, columns: x.values.length, lines: y === null ? 1 : y.values.length, centre: [0.5, 0.5], scale: 1 });
    this.byPlace = new Map(cells.map(cell => [cell.y * this.columns + cell.x, cell]));
    canvas.addEventListener('wheel', event => { if (event.ctrlKey || event.metaKey || this.scale > 1 || event.deltaY < 0) { event.preventDefault(); this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.placeOf(event)); } }, { passive: false });
    canvas.addEventListener('pointerdown', event => { canvas.setPointerCapture(event.pointerId); this.held = [event.offsetX, event.offsetY]; });
    canvas.addEventListener('pointerup', () => { this.held = null; });
    canvas.addEventListener('pointermove', event => this.move(event));
    canvas.addEventListener('keydown', event => this.key(event));
  }

  // An object with the shape that ECharts has, as far as others ask for it.
  getOption() {
    return { series: [{ data: this.cells }] };
  }

  draw(theme) {
    this.theme = theme;
    this.bitmap = bitmapOf(this, theme);
    this.resize();
  }

  resize() {
    if (!this.theme) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    this.canvas.width = Math.max(1, width * ratio);
    this.canvas.height = Math.max(1, height * ratio);
    this.area = { left: edges.left, top: edges.top, width: Math.max(10, width - edges.left - edges.right), height: Math.max(10, height - edges.top - edges.bottom) };
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paint(context);
  }

  // The part of the grid that is seen, in cells.
  get window() {
    const [width, height] = [this.columns / this.scale, this.lines / this.scale];
    return { left: this.centre[0] * this.columns - width / 2, top: this.centre[1] * this.lines - height / 2, width, height };
  }

  paint(context) {
    const { area, theme } = this;
    const seen = this.window;
    context.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.bitmap, seen.left, seen.top, seen.width, seen.height, area.left, area.top, area.width, area.height);
    context.strokeStyle = theme.line;
    context.strokeRect(area.left - 0.5, area.top - 0.5, area.width + 1, area.height + 1);
    context.fillStyle = theme.faint;
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'top';
    context.textAlign = 'center';
    const along = Math.max(2, Math.floor(area.width / 90));
    for (let i = 0; i <= along; i++) {
      const column = Math.min(this.columns - 1, Math.floor(seen.left + seen.width * Math.min(i / along, 0.9999)));
      context.fillText(text(this.x.values[column]), area.left + area.width * i / along, area.top + area.height + 5);
    }
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    const up = this.y === null ? 0 : Math.max(2, Math.floor(area.height / 60));
    for (let i = 0; i <= up && this.y !== null; i++) {
      const line = Math.min(this.lines - 1, Math.floor(seen.top + seen.height * Math.min(i / up, 0.9999)));
      context.fillText(text(this.y.values[this.lines - 1 - line]), area.left - 5, area.top + area.height * i / up);
    }
    context.fillStyle = theme.text;
    context.font = '13px system-ui, sans-serif';
    context.textAlign = 'center';
    context.fillText(this.x.name, area.left + area.width / 2, area.top + area.height + 34);
    if (this.y !== null) {
      context.save();
      context.translate(12, area.top + area.height / 2);
      context.rotate(-Math.PI / 2);
      context.fillText(this.y.name, 0, 0);
      context.restore();
    }
    this.paintScale(context);
  }

  paintScale(context) {
    const { area, theme, range: [low, high] } = this;
    const left = area.left + area.width + 16;
    const height = Math.min(150, area.height - 40);
    const top = area.top + (area.height - height) / 2;
    for (let i = 0; i < height; i++) {
      context.fillStyle = rgb(colourAt(theme.viridis, 1 - i / height));
      context.fillRect(left, top + i, 18, 1.5);
    }
    context.fillStyle = theme.faint;
    context.font = '11px system-ui, sans-serif';
    context.textAlign = 'left';
    context.fillText(short(high), left, top - 10);
    context.fillText(short(low), left, top + height + 10);
  }

  placeOf(event) {
    const seen = this.window;
    return [(seen.left + seen.width * (event.offsetX - this.area.left) / this.area.width) / this.columns, (seen.top + seen.height * (event.offsetY - this.area.top) / this.area.height) / this.lines];
  }

  // Keeps what is under the pointer where it is.
  zoom(factor, at = this.centre) {
    const next = Math.min(Math.max(1, this.scale * factor), Math.max(1, mostZoom, this.columns / 8));
    const kept = this.scale / next;
    this.centre = this.centre.map((middle, i) => at[i] + (middle - at[i]) * kept);
    this.scale = next;
    this.settle();
  }

  pan(columns, lines) {
    this.centre = [this.centre[0] + columns / this.columns, this.centre[1] + lines / this.lines];
    this.settle();
  }

  reset() {
    this.scale = 1;
    this.settle();
  }

  settle() {
    const half = 0.5 / this.scale;
    this.centre = this.centre.map(middle => Math.min(1 - half, Math.max(half, middle)));
    this.resize();
  }

  move(event) {
    if (this.held) {
      const seen = this.window;
      this.pan((this.held[0] - event.offsetX) * seen.width / this.area.width, (this.held[1] - event.offsetY) * seen.height / this.area.height);
      this.held = [event.offsetX, event.offsetY];
    }
    const [x, y] = this.placeOf(event);
    const [column, line] = [Math.floor(x * this.columns), Math.floor(y * this.lines)];
    if (column < 0 || column >= this.columns || line < 0 || line >= this.lines) return;
    this.tell(this.describe(column, this.lines - 1 - line));
  }

  describe(column, line) {
    const where = `${describe(this.x.name, this.x.values[column])}${this.y === null ? '' : `, ${describe(this.y.name, this.y.values[line])}`}`;
    const cell = this.byPlace.get(line * this.columns + column);
    if (cell === undefined) return `${where}: no run`;
    return [`${where}: ${this.quantity.name} ${short(cell.value)}`, count(cell.rows.length, 'run'), cell.diverged > 0 && `${cell.diverged} diverged or exploded`, cell.failed > 0 && `${cell.failed} failed`].filter(Boolean).join(', ');
  }

  key(event) {
    const step = Math.max(1, Math.round(this.window.width / 10));
    const rise = Math.max(1, Math.round(this.window.height / 10));
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -rise], ArrowDown: [0, rise] };
    if (event.key === '+' || event.key === '=') this.zoom(2);
    else if (event.key === '-') this.zoom(0.5);
    else if (moves[event.key]) this.pan(...moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.tell(this.describe(Math.min(this.columns - 1, Math.floor(this.centre[0] * this.columns)), this.lines - 1 - Math.min(this.lines - 1, Math.floor(this.centre[1] * this.lines))));
  }
}

const text = value => value === null || value === undefined ? '—' : typeof value === 'number' ? short(value) : String(value).slice(0, 10);

const rgb = ([red, green, blue]) => `rgb(${red},${green},${blue})`;

function colourAt(ramp, share) {
  const place = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(place));
  const parts = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  const [from, to] = [parts(ramp[low]), parts(ramp[low + 1])];
  return from.map((value, i) => Math.round(value + (to[i] - value) * (place - low)));
}

// A pixel a cell, the greatest value of y above; blended with red as far as runs diverged, exploded or failed.
function bitmapOf({ columns, lines, cells, quantity, range: [low, high] }, theme) {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = lines;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, lines);
  const table = Array.from({ length: 256 }, (_, i) => colourAt(theme.viridis, i / 255));
  const bad = theme.name === 'dark' ? [150, 50, 42] : [214, 84, 70];
  const span = high - low || 1e-9;
  for (const cell of cells) {
    const gone = quantity.isShare ? 0 : (cell.diverged + cell.failed) / cell.rows.length;
    const colour = cell.value === null ? bad : table[Math.min(255, Math.max(0, Math.round(255 * (cell.value - low) / span)))];
    const at = 4 * ((lines - 1 - cell.y) * columns + cell.x);
    for (let i = 0; i < 3; i++) image.data[at + i] = Math.round(colour[i] + (bad[i] - colour[i]) * gone);
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
