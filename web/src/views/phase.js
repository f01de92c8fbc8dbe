import { axisStyle, figure } from '../charts.js';
import { h, select } from '../dom.js';
import { label, short } from '../format.js';
import { describe } from '../model.js';

export const view = { name: 'phase', title: 'Phase diagram', render: phaseView };

function phaseView({ model, state, theme, rows, update }) {
  const axes = model.axisList.map(axis => axis.name);
  if (axes.length === 0) return h('p', {}, 'Nothing was varied, so that there is no phase diagram.');
  const numeric = model.axisList.filter(axis => axis.values.length > 1 && axis.values.every(value => typeof value === 'number') && axis.name !== 'seed').map(axis => axis.name);
  const x = state.get('x', numeric.includes('lr') ? 'lr' : numeric[0] ?? axes[0], axes);
  const y = state.get('y', numeric.find(name => name !== x) ?? axes.find(name => name !== x && name !== 'seed') ?? axes.find(name => name !== x) ?? null, axes.filter(name => name !== x));
  const panels = state.get('panels', null, axes.filter(name => name !== x && name !== y));
  const values = [...model.outcomes, 'share diverged', 'share failed', ...model.kinds.map(kind => `share of ${kind}`)];
  const value = state.get('value', values[0], values);
  const panelValues = panels === null ? [null] : model.axisList.find(axis => axis.name === panels).values;
  const diagrams = panelValues.map(one => diagram(model, panels === null ? rows : rows.filter(row => model.value(panels, row) === one), x, y, value));
  const all = diagrams.flatMap(made => made.cells.map(cell => cell.value)).filter(one => one !== null).sort((a, b) => a - b);
  // One cell that is far off would take all colours.
  const range = value.startsWith('share') ? [0, 1] : [all[0], all[Math.floor((all.length - 1) * (all.length < 20 ? 1 : 0.95))]];
  const height = Math.min(640, 130 + 56 * Math.max(2, diagrams[0].ys.length));
  return [
    h('div', { class: 'controls' },
      select('Across', axes, x, one => update(state.with({ x: one, y: one === y ? x : y }))),
      axes.length > 1 && select('Up', axes.filter(name => name !== x), y, one => update(state.with({ y: one }))),
      select('Value', values, value, one => update(state.with({ value: one }))),
      axes.length > 2 && select('A picture for each', [null, ...axes.filter(name => name !== x && name !== y)], panels, one => update(state.with({ panels: one })), one => one ?? 'no other axis')),
    h('div', { class: panels === null ? '' : 'row' }, diagrams.map((made, i) => figure({
      title: panels === null ? `${value} over ${x}${y === null ? '' : ` and ${y}`}` : describe(panels, panelValues[i]),
      note: i > 0 ? '' : `${value.startsWith('share') ? 'of the runs of a cell' : 'median of the runs of a cell that completed and did not explode'}; ✕: diverged or exploded; below, what was found most often`,
      description: `${value} for each ${x}${y === null ? '' : ` and ${y}`}.`,
      height, theme, option: themeNow => option(themeNow, made, x, y, value, range),
      onclick: event => open(model, state, event.data.cell),
      table: () => ({ header: [x, ...(y === null ? [] : [y]), value, 'runs', 'exploded', 'above chance', 'diverged', 'failed', 'with findings', 'which', 'in detail'], keys: y === null ? 1 : 2,
        rows: made.cells.map(cell => [made.xs[cell.x], ...(y === null ? [] : [made.ys[cell.y]]), cell.value, cell.rows.length, cell.exploded, cell.aboveChance, cell.diverged, cell.failed, cell.labelled, cell.kinds.join('; '), links(model, state, cell)]) }),
    }))),
  ];
}

function diagram(model, rows, x, y, value) {
  const xs = model.axisList.find(axis => axis.name === x).values;
  const ys = y === null ? [null] : model.axisList.find(axis => axis.name === y).values;
  const byPlace = new Map();
  for (const row of rows) {
    const key = xs.indexOf(model.value(x, row)) + xs.length * (y === null ? 0 : ys.indexOf(model.value(y, row)));
    byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
  }
  const cells = [...byPlace].sort((a, b) => a[0] - b[0]).map(([key, members]) => {
    const number = status => members.filter(row => model.status(row) === status).length;
    return { x: key % xs.length, y: Math.floor(key / xs.length), rows: members, value: figureOf(model, members, value), doubts: model.doubts(members), exploded: model.countTrue('exploded', members), aboveChance: model.countTrue('above_chance', members), diverged: number('diverged'), failed: number('failed'), labelled: members.filter(row => model.findingsOf(row).length > 0).length,
      kinds: kindsOf(model, members) };
  });
  return { xs, ys, cells };
}

// What was found in some of the runs, the most frequent first: "dead units 2/3".
function kindsOf(model, rows) {
  return model.kinds.filter(kind => kind !== 'diverged' && kind !== 'exploded')
    .map(kind => [kind, rows.filter(row => model.hasKind(row, kind)).length])
    .filter(([, number]) => number > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, number]) => rows.length > 1 ? `${kind} ${number}/${rows.length}` : kind);
}

function figureOf(model, rows, value) {
  const share = test => rows.filter(test).length / rows.length;
  if (value === 'share diverged') return share(row => model.status(row) === 'diverged');
  if (value === 'share failed') return share(row => model.status(row) === 'failed');
  if (value.startsWith('share of ')) return share(row => model.hasKind(row, value.slice('share of '.length)));
  const wanted = value === 'diverged_at' ? rows : rows.filter(row => model.isAveraged(row));
  const numbers = wanted.map(row => model.value(value, row)).filter(one => typeof one === 'number');
  return median(numbers);
}

function option(theme, made, x, y, value, [low, high]) {
  const span = high > low ? high - low : 1e-9;
  const lines = cell => {
    const gone = cell.diverged + cell.exploded;
    const marks = [gone > 0 ? `✕${cell.rows.length > 1 ? ` ${gone}/${cell.rows.length}` : ''}` : '', cell.failed > 0 ? `failed ${cell.failed}` : '', made.xs.length <= 6 ? cell.kinds.slice(0, 2).join('\n') : cell.kinds.length > 0 ? '!' : ''].filter(Boolean).join(made.xs.length <= 6 ? '\n' : ' ');
    return [cell.value === null ? '' : short(cell.value, 4), marks].filter(Boolean).join('\n');
  };
  const squares = (cells, style) => ({
    type: 'heatmap',
    data: cells.map(cell => ({ cell, value: [cell.x, cell.y, cell.value ?? 0], ...style(cell), label: { show: made.xs.length <= 16, formatter: lines(cell), fontSize: 11, lineHeight: 14, ...style(cell).label } })),
    itemStyle: { borderColor: theme.ground, borderWidth: 2 },
    emphasis: { itemStyle: { borderColor: theme.text } },
  });
  return {
    grid: { left: 90, right: 90, top: 16, bottom: 56 },
    tooltip: { trigger: 'item', formatter: event => {
      const { cell } = event.data;
      return [`${describe(x, label(made.xs[cell.x]))}${y === null ? '' : `, ${describe(y, label(made.ys[cell.y]))}`}`, `${label(value)}: ${short(cell.value, 6)}`, [`${cell.rows.length} runs`, cell.doubts, `${cell.labelled} with findings`].filter(Boolean).join(', '), ...cell.kinds.map(label)].join('\n');
    } },
    xAxis: { type: 'category', name: x, nameLocation: 'middle', nameGap: 34, data: made.xs.map(one => label(one === null ? '—' : one)), ...axisStyle(theme), nameTextStyle: { color: theme.text, fontSize: 13 }, splitArea: { show: false } },
    yAxis: { type: 'category', name: y ?? '', nameLocation: 'middle', nameGap: 64, data: made.ys.map(one => label(one === null ? '' : one)), ...axisStyle(theme), nameTextStyle: { color: theme.text, fontSize: 13 } },
    visualMap: { type: 'continuous', seriesIndex: 0, dimension: 2, min: low ?? 0, max: (low ?? 0) + span, right: 0, top: 'middle', itemHeight: 150, inRange: { color: theme.viridis }, outOfRange: { color: theme.viridis[9] }, textStyle: { color: theme.faint }, text: [short(high, 4), short(low, 4)], calculable: false },
    series: [
      squares(made.cells.filter(cell => cell.value !== null), cell => ({ label: { color: (cell.value - low) / span > 0.6 ? '#10151b' : '#ffffff' } })),
      squares(made.cells.filter(cell => cell.value === null), () => ({ itemStyle: { color: theme.name === 'dark' ? '#4a2320' : '#f6d5d0', borderColor: theme.bad, borderWidth: 1.5 }, label: { color: theme.bad } })),
    ],
  };
}

// The runs of a cell that are here in detail.
const inDetail = (model, cell) => cell.rows.filter(row => model.detailByRow.has(row)).slice(0, 4).map(row => String(model.value('cell', row)));

function open(model, state, cell) {
  const cells = inDetail(model, cell);
  if (cells.length > 0) location.hash = state.to('runs', { run: cells }).hash;
}

function links(model, state, cell) {
  const cells = inDetail(model, cell);
  return cells.length === 0 ? '' : h('a', { href: state.to('runs', { run: cells }).hash }, `cell ${cells.join(', ')}`);
}

// One run that has grown beyond all bounds would say nothing of the others if this were a mean.
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}
