import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label, short } from '../format.js';
import { category } from '../theme.js';
import { cells, columnsFor, heightFor } from './grid.js';
import { groups, members } from './groups.js';
import { linesTable } from './lines.js';

// Percentiles over steps, a small chart per layer, and where they end.
export function bandPanels({ runs, theme, names = null }) {
  const columns = runs[0].table.columns.map((name, index) => ({ name: names?.[index] ?? name, index, at: Number(name.slice(1).replace('_', '.')) })).sort((a, b) => a.at - b.at);
  return groups(runs.map(run => run.table)).map(group => {
    const scale = scaleOf(runs.flatMap(run => members(run.table, group).flatMap(module => [module.curves[columns[0].index], module.curves[columns.at(-1).index]])));
    return [
      h('h3', {}, group.title),
      h('div', { class: `row of${runs.length}` }, runs.map((run, i) => over(run, group, columns, scale, theme, runs.length, i))),
      h('div', { class: `row of${runs.length}` }, runs.map((run, i) => end(run, group, columns, theme, i, runs))),
    ];
  });
}

// Mean ± standard deviation, drawn in the same way.
export function momentPanels({ runs, theme }) {
  const derived = table => {
    const at = name => table.columns.indexOf(name);
    return { ...table, columns: ['p16', 'p50', 'p84'], modules: table.modules.map(module => {
      const [mean, std] = [module.curves[at('mean')], module.curves[at('std')]];
      const spread = new Map(std.steps.map((step, i) => [step, std.values[i]]));
      const shifted = sign => ({ steps: mean.steps, values: mean.values.map((value, i) => value === null || (spread.get(mean.steps[i]) ?? null) === null ? null : value + sign * spread.get(mean.steps[i])) });
      return { ...module, curves: [shifted(-1), mean, shifted(1)] };
    }) };
  };
  return bandPanels({ runs: runs.map(run => ({ ...run, table: derived(run.table) })), theme, names: ['mean − std', 'mean', 'mean + std'] });
}

// “Activations and Gradients” draws twice the mean size of the outer percentiles: what explodes for a few steps leaves the picture and does not flatten it.
function scaleOf(curves) {
  const means = curves.map(curve => curve.values.filter(value => value !== null).map(Math.abs)).filter(values => values.length > 0).map(values => values.reduce((a, b) => a + b, 0) / values.length);
  const most = Math.max(...means, 0);
  return most > 0 ? Number((2 * most).toPrecision(2)) : 1;
}

function over(run, group, columns, scale, theme, runs, index) {
  const modules = members(run.table, group);
  const perRow = columnsFor(modules.length, runs);
  const height = heightFor(modules.length, perRow, 110);
  const middle = columns[Math.floor(columns.length / 2)];
  return figure({
    title: run.name, note: `${columns.map(column => column.name.replace('_', '.')).join(', ')}; scale ±${short(scale)}`,
    description: `Percentiles of ${group.title} over steps, a chart per layer, ${run.name}.`, height, theme,
    option: themeNow => {
      const width = runs > 1 ? 560 : 1100;
      const places = cells(modules.length, width, { columns: perRow, height });
      const share = value => `${(100 * value / width).toFixed(2)}%`;
      const colour = category(themeNow, index);
      return {
        title: modules.map((module, i) => ({ text: label(module.module), left: share(places[i].left + places[i].width / 2), top: places[i].top - 20, textAlign: 'center', textStyle: { fontSize: 12, color: themeNow.text, fontWeight: 500 } })),
        tooltip: { trigger: 'axis', valueFormatter: value => short(value, 4) },
        grid: places.map(place => ({ left: share(place.left), width: share(place.width), top: place.top, height: place.height })),
        xAxis: modules.map((module, i) => ({ gridIndex: i, type: 'value', min: 'dataMin', max: 'dataMax', splitNumber: 2, ...axisStyle(themeNow), splitLine: { show: false }, axisLabel: { ...axisStyle(themeNow).axisLabel, alignMinLabel: 'left', alignMaxLabel: 'right' } })),
        yAxis: modules.map((module, i) => ({ gridIndex: i, type: 'value', min: -scale, max: scale, interval: scale, ...axisStyle(themeNow), axisLabel: { ...axisStyle(themeNow).axisLabel, show: places[i].isFirst, formatter: value => short(value, 2) } })),
        series: modules.flatMap((module, i) => seriesOf(module, i, columns, middle, colour, themeNow)),
      };
    },
    table: () => linesTable(modules.flatMap(module => columns.map(column => ({ name: `${module.module} ${column.name}`, ...module.curves[column.index] })))),
  });
}

function seriesOf(module, grid, columns, middle, colour, theme) {
  const curves = columns.map(column => module.curves[column.index]);
  const line = (curve, column) => ({
    type: 'line', name: column.name, xAxisIndex: grid, yAxisIndex: grid, showSymbol: curve.values.length === 1, symbolSize: 5, silent: true, clip: true,
    data: curve.values.map((value, i) => [curve.steps[i], value === null ? '-' : value]),
    lineStyle: { width: column === middle ? 1.6 : 0.8, color: column === middle ? theme.text : colour }, itemStyle: { color: column === middle ? theme.text : colour }, z: column === middle ? 3 : 2,
  });
  return [band(curves[0], curves.at(-1), grid, colour), ...columns.map((column, i) => line(curves[i], column))];
}

// A polygon between two curves, in pieces where one of them is interrupted.
function band(low, high, grid, colour) {
  const upper = new Map(high.steps.map((step, i) => [step, high.values[i]]));
  const pieces = [[]];
  low.steps.forEach((step, i) => {
    if (low.values[i] === null || (upper.get(step) ?? null) === null) {
      if (upper.get(step) === null || low.values[i] === null) pieces.push([]);
    } else pieces.at(-1).push([step, low.values[i], upper.get(step)]);
  });
  return {
    type: 'custom', xAxisIndex: grid, yAxisIndex: grid, silent: true, clip: true, tooltip: { show: false }, z: 1, data: [[low.steps[0] ?? 0, 0]],
    renderItem: (_, api) => ({ type: 'group', children: pieces.filter(piece => piece.length > 1).map(piece => ({
      type: 'polygon',
      shape: { points: [...piece.map(([step, value]) => api.coord([step, value])), ...piece.map(([step, , value]) => api.coord([step, value])).reverse()] },
      style: { fill: colour, opacity: 0.22 },
    })) }),
  };
}

function end(run, group, columns, theme, index, runs) {
  const modules = members(run.table, group);
  if (modules.length < 2) return null;
  const lastOf = (module, column) => module.curves[column.index].values.at(-1) ?? null;
  const series = themeNow => columns.map((column, i) => ({ column, colour: i === Math.floor(columns.length / 2) ? themeNow.text : category(themeNow, index) }));
  const all = runs.flatMap(other => members(other.table, group).flatMap(module => columns.map(column => lastOf(module, column)))).filter(value => value !== null);
  const bound = Number((1.1 * Math.max(...all.map(Math.abs), 1e-12)).toPrecision(2));
  const step = modules[0].curves[0].steps.at(-1);
  return figure({
    title: 'From layer to layer', note: `at step ${step}, ${run.name}`, description: `Percentiles of ${group.title} at step ${step} from layer to layer, ${run.name}.`, height: 230, theme,
    option: themeNow => ({
      grid: { left: 58, right: 18, top: 14, bottom: 44 },
      tooltip: { trigger: 'axis', valueFormatter: value => short(value, 5) },
      xAxis: { type: 'category', data: modules.map(module => label(module.module)), boundaryGap: false, ...axisStyle(themeNow), axisLabel: { ...axisStyle(themeNow).axisLabel, hideOverlap: true } },
      yAxis: { type: 'value', min: -bound, max: bound, interval: bound / 2, ...axisStyle(themeNow), axisLabel: { ...axisStyle(themeNow).axisLabel, formatter: value => short(value, 3) } },
      series: [
        band({ steps: modules.map((_, i) => i), values: modules.map(module => lastOf(module, columns[0])) }, { steps: modules.map((_, i) => i), values: modules.map(module => lastOf(module, columns.at(-1))) }, 0, category(themeNow, index)),
        ...series(themeNow).map(({ column, colour }) => ({ type: 'line', name: column.name, data: modules.map(module => lastOf(module, column) ?? '-'), symbolSize: 5, lineStyle: { color: colour, width: 1.6 }, itemStyle: { color: colour } })),
      ],
    }),
    table: () => ({ header: ['module', ...columns.map(column => column.name)], rows: modules.map(module => [module.module, ...columns.map(column => lastOf(module, column))]) }),
  });
}
