import { axisStyle } from '../charts.js';
import { label, short } from '../format.js';

// Curves over steps. A series: { name, steps, values, colour, width, dash, faint, edge }: faint behind the others, an edge of where others lie.
export function linesOption({ theme, series, yName, log = false, logX = false, zoom = false, range: given = {}, marks = [], legend = true, xName = 'step' }) {
  const range = log ? { ...given, ...logRange(series) } : given;
  // Step 0 has no logarithm: steps are counted from 1 there.
  const place = step => logX ? step + 1 : step;
  const shown = [...new Set(series.filter(one => !one.faint).map(one => one.name))];
  const many = shown.length > 12;
  return {
    grid: { left: 58, right: 18, top: legend ? 42 : 16, bottom: 40 },
    legend: legend ? { type: many ? 'scroll' : 'plain', top: 0, padding: [6, 5], left: 50, right: 10, textStyle: { color: theme.text, fontSize: 11 }, itemWidth: many ? 14 : 18, itemHeight: many ? 13 : 8, icon: many ? 'roundRect' : undefined, data: shown.map(label), pageTextStyle: { color: theme.faint } } : undefined,
    tooltip: { trigger: shown.length > 16 ? 'item' : 'axis', valueFormatter: value => short(value, 5), axisPointer: { type: 'line', lineStyle: { color: theme.faint } } },
    dataZoom: zoom ? [{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true, moveOnMouseWheel: false, filterMode: 'none' }] : undefined,
    xAxis: { type: logX ? 'log' : 'value', name: logX ? `${xName} + 1` : xName, nameLocation: 'middle', nameGap: 24, min: 'dataMin', max: 'dataMax', ...axisStyle(theme), splitLine: { show: false } },
    yAxis: { type: log ? 'log' : 'value', name: yName, nameLocation: 'middle', nameGap: 44, scale: true, ...axisStyle(theme), axisLabel: { ...axisStyle(theme).axisLabel, showMinLabel: isRound(range.min), showMaxLabel: isRound(range.max), formatter: value => short(value, 3) }, ...range },
    series: [
      ...series.map(one => ({
        type: 'line',
        name: label(one.name),
        data: one.values.map((value, i) => [place(one.steps[i]), value === null || (log && value <= 0) ? '-' : value]),
        showSymbol: one.values.filter(value => value !== null).length === 1,
        symbolSize: 4,
        silent: one.faint,
        tooltip: one.faint ? { show: false } : undefined,
        emphasis: { focus: one.faint ? 'none' : 'series' },
        lineStyle: { color: one.colour, width: one.width ?? (one.faint || one.edge ? 1 : 1.8), opacity: one.faint ? (shown.length > 2 ? 0.15 : 0.25) : one.edge ? 0.7 : 1, type: one.edge ? [4, 3] : one.dash ?? 'solid' },
        itemStyle: { color: one.colour },
        z: one.faint ? 1 : 2,
      })),
      ...marks.map(mark => ({
        type: 'line', data: [], silent: true,
        markLine: { symbol: 'none', silent: true, data: [{ yAxis: mark.at }], lineStyle: { color: theme.mark, type: 'dashed', width: 1.4 }, label: { formatter: label(mark.text), color: theme.mark, position: 'insideEndTop', fontSize: 11 } },
      })),
    ],
  };
}

// Ticks stand at powers of ten, or of two where there would be none.
function logRange(series) {
  let [low, high] = [Infinity, 0];
  for (const one of series) for (const value of one.values) if (value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high > 0 ? { min: low * 0.95, max: high * 1.05, logBase: high / low < 50 ? 2 : 10 } : {};
}

const isRound = end => end === undefined || Number.isInteger(end);

// A table of curves: a row per step, a column per curve.
export function linesTable(series, stepName = 'step') {
  const steps = [...new Set(series.flatMap(one => one.steps))].sort((a, b) => a - b);
  const columns = series.map(one => new Map(one.steps.map((step, i) => [step, one.values[i]])));
  return { header: [stepName, ...series.map(one => one.name)], rows: steps.map(step => [step, ...columns.map(column => column.get(step) ?? null)]) };
}

// Means over the last twentieth of the points, fewer at the beginning; what is not a number interrupts.
export function smoothed(values, window = Math.max(1, Math.round(values.length / 20))) {
  const means = new Array(values.length);
  const held = [];
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) {
      held.length = 0;
      sum = 0;
      means[i] = null;
      continue;
    }
    held.push(values[i]);
    sum += values[i];
    if (held.length > window) sum -= held.shift();
    means[i] = sum / held.length;
  }
  return means;
}

// Upper end of a loss axis: a little above the loss of one who knows nothing, or above what is usual, if some values lie beyond.
export function robustTop(values, expected) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const among = sorted[Math.floor((sorted.length - 1) * 0.97)];
  // Where many runs have exploded, what is usual says nothing of the others.
  const usual = expected > 0 && sorted[Math.floor(sorted.length / 4)] < 3 * expected ? Math.min(among, 3 * expected) : among;
  const top = Number(Math.max(1.05 * (expected ?? 0), usual + 0.2 * (usual - sorted[0])).toPrecision(3));
  return sorted[sorted.length - 1] > top ? top : null;
}
