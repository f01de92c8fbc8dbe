import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label, short } from '../format.js';
import { describe } from '../model.js';
import { figuresOf, grouped, quantile } from '../statistics.js';
import { facetNote, facetsOf, mostPanels } from './facets.js';
import { imageFigure } from './image.js';

const mostSquares = 3000;
const stripe = 7;
const lineHeight = 14;

// A square for each pair of values, in the colour of its median or share; hatched from below as far as its runs diverged, exploded or failed.
export function phaseFigures({ model, state, theme, rows, quantity, x, y, each }) {
  const charts = facetsOf(model, rows, each);
  const shown = charts.slice(0, mostPanels).map(chart => ({ ...chart, cells: cellsOf(model, chart.rows, quantity, x, y) }));
  const all = shown.flatMap(chart => chart.cells.map(cell => cell.value)).filter(value => value !== null).sort((a, b) => a - b);
  // One cell that is far off would take all colours.
  const range = quantity.isShare ? [0, 1] : all.length === 0 ? [0, 1] : all.length < 20 ? [all[0], all[all.length - 1]] : [quantity.better === 'higher' ? quantile(all, 0.05) : all[0], quantity.better === 'higher' ? all[all.length - 1] : quantile(all, 0.95)];
  const isImage = x.values.length * (y?.values.length ?? 1) > mostSquares;
  return [
    h('div', { class: shown.length > 1 ? 'row of2' : '' }, shown.map((chart, i) => {
      const where = `${x.name}${y === null ? '' : ` and ${y.name}`}`;
      const anyGone = chart.cells.some(cell => cell.diverged + cell.failed > 0);
      const notes = [quantity.isShare ? 'of the runs of a cell' : 'median of the runs of a cell that completed and did not explode',
        !quantity.isShare && anyGone && (isImage ? 'the redder, the more runs diverged, exploded or failed' : 'hatched in proportion to the runs that diverged, exploded or failed (✕)')];
      return (isImage ? imageFigure : figure)({
        title: each === null ? `${quantity.name} over ${where}` : describe(each.name, chart.value),
        note: i > 0 ? '' : notes.filter(Boolean).join('; '),
        description: `${quantity.name} for each ${where}.`,
        height: isImage ? 560 : 90 + Math.max(22, Math.min(56, 440 / (y?.values.length ?? 1))) * Math.max(2, y?.values.length ?? 1), theme,
        className: 'phase',
        option: themeNow => squares({ model, theme: themeNow, cells: chart.cells, quantity, x, y, range }),
        image: { model, cells: chart.cells, quantity, x, y, range },
        onclick: event => open(model, state, event.data?.cell),
        table: () => ({ header: [x.name, ...(y === null ? [] : [y.name]), quantity.name, 'runs', 'exploded', 'above chance', 'diverged', 'failed', 'with findings', 'which', 'in detail'], keys: y === null ? 1 : 2,
          rows: chart.cells.map(cell => [x.values[cell.x], ...(y === null ? [] : [y.values[cell.y]]), cell.value, cell.rows.length, model.countTrue('exploded', cell.rows), model.countTrue('above_chance', cell.rows), cell.rows.filter(row => model.status(row) === 'diverged').length, cell.failed, cell.rows.filter(row => model.findingsOf(row).length > 0).length, kindsOf(model, cell.rows).join('; '), links(model, state, cell)]) }),
      });
    })),
    facetNote(charts, each?.name),
  ];
}

function cellsOf(model, rows, quantity, x, y) {
  return grouped(model, rows, y === null ? [x] : [y, x]).map(group => {
    const figures = figuresOf(model, group.rows, quantity);
    return { x: group.keys[y === null ? 0 : 1], y: y === null ? 0 : group.keys[0], rows: group.rows, value: quantity.isShare ? figures.mean : figures.median, diverged: figures.diverged, failed: figures.failed };
  });
}

// What was found in some of the runs, the most frequent first: "dead units 2/3".
function kindsOf(model, rows) {
  return model.kinds.filter(kind => kind !== 'diverged' && kind !== 'exploded')
    .map(kind => [kind, rows.filter(row => model.hasKind(row, kind)).length])
    .filter(([, number]) => number > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, number]) => rows.length > 1 ? `${kind} ${number}/${rows.length}` : kind);
}

function squares({ model, theme, cells, quantity, x, y, range: [low, high] }) {
  const span = high > low ? high - low : 1e-9;
  const dark = theme.name === 'dark';
  const isPale = cell => cell.value !== null && (cell.value - low) / span > 0.6;
  const gone = cell => cell.diverged + cell.failed;
  const many = cells.some(cell => cell.rows.length > 1);
  // In the order of importance: what has no room is left out, the last first.
  const lines = cell => [
    cell.value === null ? null : short(cell.value, 4),
    gone(cell) === 0 || quantity.isShare ? null : `✕${many ? ` ${gone(cell)}/${cell.rows.length}` : ''}`,
    ...kindsOf(model, cell.rows).slice(0, 2),
  ].filter(line => line !== null);
  const blocks = (some, style) => ({
    type: 'heatmap', name: quantity.name,
    data: some.map(cell => ({ cell, value: [cell.x, cell.y, cell.value ?? 0], ...style })),
    itemStyle: { borderColor: theme.ground, borderWidth: 1 }, label: { show: false },
    emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 2 } },
  });
  const covers = cells.map(cell => ({ cell, value: [cell.x, cell.y] }));
  return {
    grid: { left: 92, right: 92, top: 16, bottom: 56 },
    tooltip: { trigger: 'item', formatter: event => {
      const { cell } = event.data;
      return [`${describe(x.name, label(x.values[cell.x]))}${y === null ? '' : `, ${describe(y.name, label(y.values[cell.y]))}`}`, `${label(quantity.name)}: ${short(cell.value)}`, [`${cell.rows.length} run${cell.rows.length === 1 ? '' : 's'}`, model.doubts(cell.rows)].filter(Boolean).join(', '), ...kindsOf(model, cell.rows).map(label)].join('\n');
    } },
    xAxis: { type: 'category', name: x.name, nameLocation: 'middle', nameGap: 34, data: x.values.map(one => label(one === null ? '—' : typeof one === 'number' ? short(one) : one)), ...axisStyle(theme), nameTextStyle: { color: theme.text, fontSize: 13 }, splitArea: { show: false }, splitLine: { show: false } },
    yAxis: { type: 'category', name: y?.name ?? '', nameLocation: 'middle', nameGap: 64, data: (y?.values ?? ['']).map(one => label(one === null ? '—' : typeof one === 'number' ? short(one) : one)), ...axisStyle(theme), axisLabel: { color: theme.faint, fontSize: 11, hideOverlap: true, width: 56, overflow: 'truncate' }, nameTextStyle: { color: theme.text, fontSize: 13 }, splitLine: { show: false } },
    visualMap: { type: 'continuous', seriesIndex: 0, dimension: 2, min: low, max: low + span, right: 0, top: 'middle', itemHeight: 150, inRange: { color: theme.viridis }, outOfRange: { color: theme.viridis[9] }, textStyle: { color: theme.faint }, text: [short(high, 4), short(low, 4)], calculable: false },
    series: [
      blocks(cells.filter(cell => cell.value !== null), {}),
      blocks(cells.filter(cell => cell.value === null), { itemStyle: { color: dark ? '#4a2320' : '#f6d5d0', borderColor: theme.bad, borderWidth: 1 } }),
      {
        type: 'custom', silent: true, tooltip: { show: false }, z: 4, data: covers, encode: { x: 0, y: 1 },
        renderItem: (params, api) => {
          const { cell } = covers[params.dataIndex];
          const [width, height] = api.size([1, 1]);
          const [middle, centre] = api.coord([cell.x, cell.y]);
          const children = [];
          const share = quantity.isShare ? 0 : gone(cell) / cell.rows.length;
          if (share > 0) children.push(hatch(middle - width / 2 + 1, centre + height / 2 - 1, width - 2, (height - 2) * share, cell.value === null ? theme.bad : isPale(cell) ? '#10151b' : '#ffffff'));
          const fitting = [];
          for (const line of lines(cell)) {
            if ((fitting.length + 1) * lineHeight > height - 4 || widthOf(line) > width - 6) break;
            fitting.push(line);
          }
          const ink = cell.value === null ? theme.bad : isPale(cell) ? '#10151b' : '#ffffff';
          // A hatched ground would be read with the letters.
          if (share > 0 && fitting.length > 0) {
            const [wide, tall] = [Math.max(...fitting.map(widthOf)) + 8, fitting.length * lineHeight + 2];
            children.push({ type: 'rect', shape: { x: middle - wide / 2, y: centre - tall / 2, width: wide, height: tall, r: 3 }, style: { fill: cell.value === null ? (dark ? '#4a2320' : '#f6d5d0') : isPale(cell) ? 'rgba(255, 255, 235, 0.8)' : 'rgba(16, 21, 40, 0.78)' } });
          }
          fitting.forEach((line, i) => children.push({ type: 'text', style: { text: line, x: middle, y: centre + (i - (fitting.length - 1) / 2) * lineHeight, align: 'center', verticalAlign: 'middle', fontSize: 11, fontFamily: 'system-ui, sans-serif', fill: ink } }));
          return { type: 'group', children };
        },
      },
    ],
  };
}

// A canvas knows it exactly; where none is at hand, letters are about so wide.
let ruler = null;
function widthOf(text) {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (ruler === null) return text.length * 6.5;
  ruler.font = '11px system-ui, sans-serif';
  return ruler.measureText(text).width;
}

// Diagonal lines in the lower part of a square.
function hatch(left, bottom, width, height, colour) {
  const top = bottom - height;
  const parts = [];
  for (let c = stripe / 2; c < width + height; c += stripe) parts.push(`M${left + Math.max(0, c - height)} ${top + Math.min(c, height)} L${left + Math.min(c, width)} ${top + Math.max(0, c - width)}`);
  return { type: 'path', shape: { pathData: parts.join(' ') || 'M0 0' }, style: { stroke: colour, fill: 'none', lineWidth: 1.3, opacity: 0.75 } };
}

// The runs of a cell that are here in detail.
const inDetail = (model, cell) => cell.rows.filter(row => model.detailByRow.has(row)).slice(0, 4).map(row => String(model.value('cell', row)));

function open(model, state, cell) {
  const cells = cell ? inDetail(model, cell) : [];
  if (cells.length > 0) location.hash = state.to('runs', { run: cells }).hash;
}

function links(model, state, cell) {
  const cells = inDetail(model, cell);
  return cells.length === 0 ? '' : h('a', { href: state.to('runs', { run: cells }).hash }, `cell ${cells.join(', ')}`);
}
