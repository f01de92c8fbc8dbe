import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label, short } from '../format.js';
import { describe } from '../model.js';
import { isLoss } from '../quantities.js';
import { bestOf, figuresOf, grouped, isLogarithmic, isNumeric, quantile } from '../statistics.js';
import { category, ordered } from '../theme.js';
import { facetNote, facetsOf, mostPanels } from './facets.js';
import { knowNothing } from './losses.js';

const mostSeeds = 600;
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'circle'];

// An outcome against what was swept: a line over numbers, dots over categories; a series for each value of a second axis, a chart for each value of a third.
export function outcomeFigures({ model, state, theme, rows, quantity, x, by, each }) {
  const log = state.flag('log');
  const charts = facetsOf(model, rows, each);
  const shown = charts.slice(0, mostPanels).map(chart => ({ ...chart, points: pointsOf(model, chart.rows, quantity, x, by) }));
  const marks = isLoss(quantity) ? knowNothing(model, rows) : [];
  const range = rangeOf(shown.flatMap(chart => chart.points), quantity, marks, log, state.flag('full'));
  const columns = shown.length === 1 ? '' : shown.length < 5 ? 'of2' : 'of3';
  return [
    shown.length > 1 && h('p', { class: 'note' }, notesOf(quantity, shown.flatMap(chart => chart.points), range)),
    h('div', { class: shown.length > 1 ? `row ${columns}` : '' }, shown.map(chart => one({ model, theme, quantity, x, by, log, marks, range, chart, each, single: shown.length === 1 }))),
    facetNote(charts, each?.name),
  ];
}

export function pointsOf(model, rows, quantity, x, by) {
  const axes = [by, x].filter(axis => axis !== null);
  return grouped(model, rows, axes).map(group => ({
    ...figuresOf(model, group.rows, quantity),
    rows: group.rows,
    byPlace: by === null ? 0 : group.keys[0],
    xPlace: x === null ? 0 : group.keys[axes.length - 1],
  }));
}

// The ends of the axis for the outcome; beyond the upper one lies what is far from all others, unless the whole range is asked for.
function rangeOf(points, quantity, marks, log, full) {
  if (quantity.isShare) return { low: 0, high: 1, above: false };
  const lows = points.map(point => point.low ?? point.mean).filter(value => value !== null);
  const means = points.map(point => point.mean).filter(value => value !== null).sort((a, b) => a - b);
  if (means.length === 0) return { low: 0, high: 1, above: false };
  const highs = points.map(point => point.high ?? point.mean).filter(value => value !== null);
  const levels = marks.map(mark => mark.at);
  const fence = quantile(means, 0.75) + 3 * (quantile(means, 0.75) - quantile(means, 0.25));
  const all = Math.max(...highs, ...levels);
  const usual = Math.max(fence, means[0], ...levels);
  const cut = !full && !log && means.length > 4 && means[means.length - 1] > usual;
  const bottom = Math.min(...lows, ...levels);
  const top = cut ? Math.max(...means.filter(mean => mean <= usual), ...levels) : Math.min(all, Math.max(...means, ...levels) + 2 * (Math.max(...means, ...levels) - bottom || 1));
  const margin = (top - bottom) * 0.06 || Math.abs(top) * 0.05 || 1;
  if (log) return { low: Math.min(...lows.filter(value => value > 0), ...levels) * 0.95, high: top * 1.1, above: false };
  return { low: bottom - (quantity.better === 'lower' ? 2.2 : 1) * margin, high: top + 2.2 * margin, above: cut };
}

function notesOf(quantity, points, range) {
  const isOverSeeds = points.some(point => point.half !== null);
  const isMixed = points.some(point => point.low !== null && point.half === null);
  const above = points.filter(point => point.mean !== null && point.mean > range.high).length;
  return [
    quantity.isShare ? 'share of the runs of a group' : isOverSeeds || isMixed ? 'mean of the runs that completed and did not explode' : 'each point is a run',
    isOverSeeds && 'with its 95 % interval over seeds (Student’s t)',
    isMixed && 'thin: where two thirds of the runs that are pooled lie',
    points.some(point => point.diverged + point.failed > 0) && '✕ at the top edge: runs that diverged, exploded or failed',
    above > 0 && `${above} ${above === 1 ? 'point lies' : 'points lie'} above the chart (▲)`,
  ].filter(Boolean).join('; ');
}

function one({ model, theme, quantity, x, by, log, marks, range, chart, each, single }) {
  const { points } = chart;
  const best = bestOf(points, quantity.better);
  const numeric = x !== null && isNumeric(x);
  const where = [x, by].filter(Boolean).map(axis => axis.name).join(' and ');
  const title = each === null ? `${quantity.name}${where && ` against ${where}`}` : describe(each.name, chart.value);
  return figure({
    title, note: single ? notesOf(quantity, points, range) : '',
    description: `${quantity.name} against ${where || 'nothing'}${each === null ? '' : `, ${describe(each.name, chart.value)}`}.${best ? ` Best: ${nameOf(x, by, best)}, ${withHalf(best)}.` : ''}`,
    height: single ? 400 : 270, theme, className: single ? 'wide outcome' : 'outcome',
    option: themeNow => option({ model, theme: themeNow, quantity, x, by, log, marks, range, points, best, numeric, single }),
    table: () => ({
      header: [...(x === null ? [] : [x.name]), ...(by === null ? [] : [by.name]), quantity.name, 'low', 'high', 'runs', 'averaged', 'diverged or exploded', 'failed'], keys: [x, by].filter(Boolean).length,
      rows: points.map(point => [...(x === null ? [] : [x.values[point.xPlace]]), ...(by === null ? [] : [by.values[point.byPlace]]), point.mean, point.low, point.high, point.runs, point.averaged, point.diverged, point.failed]),
    }),
  });
}

const withHalf = point => point.half === null ? short(point.mean) : `${short(point.mean)} ± ${Number(point.half.toPrecision(2))}`;

const nameOf = (x, by, point) => [x && describe(x.name, x.values[point.xPlace]), by && describe(by.name, by.values[point.byPlace])].filter(Boolean).join(', ');

function option({ model, theme, quantity, x, by, log, marks, range, points, best, numeric, single }) {
  const places = x === null ? [0] : x.values.map((_, place) => place);
  const logX = numeric && isLogarithmic(x.values);
  const series = [...new Set(points.map(point => point.byPlace))];
  // Categories have the points of several series side by side.
  const shift = place => numeric || series.length < 2 ? 0 : (series.indexOf(place) - (series.length - 1) / 2) * Math.min(0.16, 0.7 / series.length);
  const at = point => (numeric ? logX ? Math.log10(x.values[point.xPlace]) : x.values[point.xPlace] : point.xPlace) + shift(point.byPlace);
  const ends = numeric ? [logX ? Math.log10(x.values[0]) : x.values[0], logX ? Math.log10(x.values[x.values.length - 1]) : x.values[x.values.length - 1]] : [0, places.length - 1];
  const margin = numeric ? (ends[1] - ends[0]) * 0.04 || 1 : 0.5;
  const ticks = x === null ? [] : ticksOf(x, numeric, logX);
  const colour = place => by === null ? category(theme, 0) : isNumeric(by) && by.values.length > 2 ? ordered(theme, place, by.values.length) : category(theme, place);
  const seriesName = place => by === null ? quantity.name : label(describe(by.name, by.values[place]));
  const tell = point => [nameOf(x, by, point), `${quantity.name}: ${point.mean === null ? '–' : withHalf(point)}${point.half === null && point.low !== null ? ` (${short(point.low)} to ${short(point.high)})` : ''}`,
    [`${point.runs} run${point.runs === 1 ? '' : 's'}`, point.diverged > 0 && `${point.diverged} diverged or exploded`, point.failed > 0 && `${point.failed} failed`].filter(Boolean).join(', ')].filter(Boolean).map(label).join('\n');
  const symbol = place => by !== null && !isNumeric(by) ? symbols[place % symbols.length] : 'circle';
  const inside = point => point.mean !== null && point.mean <= range.high && (!log || point.mean > 0);
  const made = series.flatMap(place => {
    const own = points.filter(point => point.byPlace === place);
    const drawn = own.filter(inside);
    const tone = colour(place);
    return [
      spread(drawn.filter(point => point.low !== null), at, tone, numeric && series.length < 4, range, log),
      {
        type: 'line', name: seriesName(place), showSymbol: true, symbol: symbol(place), symbolSize: numeric ? 7 : 10, z: 3, clip: false,
        data: numeric ? own.map(point => ({ value: [at(point), inside(point) ? point.mean : '-'], point })) : drawn.map(point => ({ value: [at(point), point.mean], point })),
        lineStyle: { color: tone, width: numeric ? 2 : 0, opacity: numeric ? 1 : 0 }, itemStyle: { color: tone }, emphasis: { focus: 'series' },
      },
    ];
  });
  // What diverged stands at the top edge, the series one below the other.
  const failures = points.filter(point => point.diverged + point.failed > 0);
  const beyond = points.filter(point => point.mean !== null && point.mean > range.high);
  const offset = point => [0, 8 + (numeric ? series.indexOf(point.byPlace) * 13 : 0)];
  made.push({
    type: 'scatter', name: 'diverged', symbol: 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z', symbolSize: 11, z: 5, clip: false,
    data: failures.map(point => ({ value: [at(point), range.high], point, symbolOffset: offset(point), itemStyle: { color: by === null ? theme.bad : colour(point.byPlace) },
      label: { show: single && point.runs > 1 && failures.length <= 40, position: 'right', distance: 3, fontSize: 10, color: theme.faint, formatter: `${point.diverged + point.failed}/${point.runs}` } })),
  }, {
    type: 'scatter', name: 'above', symbol: 'triangle', symbolSize: 10, z: 5, clip: false,
    data: beyond.map(point => ({ value: [at(point), range.high], point, symbolOffset: [0, 8 + (point.diverged + point.failed > 0 ? 14 : 0) + (numeric ? series.indexOf(point.byPlace) * 13 : 0)], itemStyle: { color: colour(point.byPlace) } })),
  });
  const seeds = points.some(point => point.half !== null) ? points.flatMap(point => point.rows.map(row => [at(point), quantity.of(row), colour(point.byPlace)])).filter(one => one[1] <= range.high && (!log || one[1] > 0)) : [];
  if (seeds.length <= mostSeeds) made.push({ type: 'scatter', name: 'seeds', silent: true, symbolSize: 4, z: 2, data: seeds.map(([place, value, tone]) => ({ value: [place, value], itemStyle: { color: tone, opacity: 0.35 } })), tooltip: { show: false } });
  if (best !== null && inside(best)) {
    // Below the lowest and above the highest point there is room.
    const place = (at(best) - ends[0]) / (ends[1] - ends[0] || 1);
    const align = x === null || places.length === 1 ? 'center' : place < 0.2 ? 'left' : place > 0.8 ? 'right' : 'center';
    made.push({ type: 'scatter', name: 'best', silent: true, z: 6, symbolSize: 17, clip: false, data: [{ value: [at(best), best.mean], itemStyle: { color: 'transparent', borderColor: theme.text, borderWidth: 2, opacity: 1 },
      label: { show: true, position: quantity.better === 'lower' ? 'bottom' : 'top', distance: 6, align, color: theme.text, fontWeight: 600, fontSize: 12, formatter: label(`best: ${single ? `${nameOf(x, by, best) || quantity.name}, ` : ''}${withHalf(best)}`) } }] });
  }

  for (const mark of marks) made.push({ type: 'line', data: [], silent: true, markLine: { symbol: 'none', silent: true, data: [{ yAxis: mark.at }], lineStyle: { color: theme.mark, type: 'dashed', width: 1.4 }, label: { formatter: label(mark.text), color: theme.mark, position: 'insideEndTop', fontSize: 11 } } });
  const hasLegend = by !== null;
  return {
    grid: { left: 66, right: 22, top: hasLegend ? 50 : 20, bottom: 52 },
    legend: hasLegend ? { type: series.length > 10 ? 'scroll' : 'plain', top: 0, left: 40, right: 10, itemWidth: 18, itemHeight: 9, textStyle: { color: theme.text, fontSize: 12 }, pageTextStyle: { color: theme.faint }, data: series.map(seriesName) } : undefined,
    tooltip: { trigger: 'item', formatter: event => event.data?.point ? tell(event.data.point) : '' },
    xAxis: { type: 'value', name: x?.name ?? '', nameLocation: 'middle', nameGap: 32, min: ends[0] - margin, max: ends[1] + margin, ...axisStyle(theme), splitLine: { show: false }, nameTextStyle: { color: theme.text, fontSize: 13 },
      axisTick: { customValues: ticks, lineStyle: { color: theme.line } }, axisLabel: { color: theme.faint, fontSize: 11, hideOverlap: true, customValues: ticks, interval: 0, formatter: value => x === null ? '' : label(numeric ? short(Number((logX ? 10 ** value : value).toPrecision(6))) : named(x.values[Math.round(value)], places.length)) } },
    yAxis: { type: log ? 'log' : 'value', name: quantity.unit ? `${quantity.name} (${quantity.unit})` : quantity.name, nameLocation: 'middle', nameGap: 50, min: range.low, max: range.high, ...axisStyle(theme), nameTextStyle: { color: theme.text, fontSize: 13 },
      axisLabel: { color: theme.faint, fontSize: 11, hideOverlap: true, showMinLabel: quantity.isShare, showMaxLabel: quantity.isShare, formatter: value => short(value, 3) } },
    series: made,
  };
}

const named = (value, among) => { const text = value === null || value === '' ? '—' : String(value); const most = Math.max(8, Math.floor(120 / among)); return text.length > most ? `${text.slice(0, most - 1)}…` : text; };

function ticksOf(x, numeric, logX) {
  const values = numeric ? x.values.map(value => logX ? Math.log10(value) : value) : x.values.map((_, place) => place);
  if (values.length <= 16) return values;
  const step = Math.ceil(values.length / 12);
  return values.filter((_, i) => i % step === 0);
}

// Bars, and a band between them where a line connects the points.
function spread(points, at, colour, isBand, range, log) {
  const clip = value => Math.min(range.high, log ? Math.max(range.low, value) : Math.max(range.low, value));
  return {
    type: 'custom', silent: true, z: 2, clip: true, tooltip: { show: false }, data: points.length === 0 ? [] : [[at(points[0]), points[0].mean]],
    renderItem: (_, api) => ({ type: 'group', children: [
      isBand && points.length > 1 ? { type: 'polygon', style: { fill: colour, opacity: 0.14 }, shape: { points: [...points.map(point => api.coord([at(point), clip(point.low)])), ...points.map(point => api.coord([at(point), clip(point.high)])).reverse()] } } : null,
      ...points.map(point => {
        const [x, low] = api.coord([at(point), clip(point.low)]);
        const high = api.coord([at(point), clip(point.high)])[1];
        return { type: 'path', shape: { pathData: `M${x} ${low} L${x} ${high} M${x - 4} ${low} L${x + 4} ${low} M${x - 4} ${high} L${x + 4} ${high}` }, style: { stroke: colour, fill: 'none', lineWidth: point.half === null ? 1 : 1.5, opacity: 0.8 } };
      }),
    ].filter(Boolean) }),
  };
}
