import { figure } from '../charts.js';
import { h } from '../dom.js';
import { short } from '../format.js';
import { isNumeric, quantile } from '../statistics.js';
import { category, ordered } from '../theme.js';
import { describe } from '../model.js';
import { facetNote, facetsOf, mostPanels } from './facets.js';
import { linesOption, linesTable, robustTop, smoothed } from './lines.js';

const mostLines = 150;
const dashes = ['solid', [7, 4], [2, 3]];
const dashNames = ['solid', 'dashed', 'dotted'];

// ln V, the loss of one who knows nothing of V symbols, and chance, that of one who knows how frequent they are, where all runs have the same.
export function knowNothing(model, rows) {
  return [['loss_expected', 'ln V'], ['loss_chance', 'chance']].flatMap(([name, text]) => {
    const losses = new Set(rows.map(row => model.value(name, row)));
    return losses.size === 1 && [...losses][0] !== null ? [{ at: [...losses][0], text }] : [];
  });
}

export const curveSteps = curve => curve.values.map((_, i) => curve.values.length < 2 ? curve.steps - 1 : Math.floor(i * (curve.steps - 1) / (curve.values.length - 1)));

// How wide the mean is that is taken over the points of a curve, besides that which it has already.
export const smoothings = [['as recorded: 5 %', 1], ['10 % of the steps', 0.05], ['20 % of the steps', 0.15]];

const smoothedCurve = (curve, share) => share === 1 ? curve.values : smoothed(curve.values, Math.max(1, Math.round(share * curve.values.length)));

// Smoothed losses of many runs, in the colours of an axis; beyond so many runs the median of each group at every step and where two thirds of it lie.
export function lossFigure({ model, state, theme, rows, height = 460 }) {
  const axes = model.axisList.map(axis => axis.name);
  const colour = state.get('colour', axes.find(name => name !== 'seed') ?? null, axes);
  const each = state.optional('each', null, axes.filter(name => name !== colour));
  const log = state.flag('log');
  const logX = state.flag('logx');
  const raw = state.flag('raw', rows.length <= 3);
  const smoothing = smoothings.find(([name]) => name === state.get('smooth', null)) ?? smoothings[0];
  const from = Number(state.get('from', 0)) || 0;
  const to = Number(state.get('to', 0)) || Infinity;
  const drawn = rows.filter(row => model.curves[row] !== null);
  const axis = colour === null ? null : model.axis(colour);
  const groups = axis === null ? [null] : axis.values;
  const isRamp = axis !== null && isNumeric(axis) && axis.name !== 'seed' && groups.length > 2;
  const shade = (themeNow, value) => {
    const index = groups.indexOf(value);
    return isRamp ? ordered(themeNow, index, groups.length) : category(themeNow, index);
  };
  // Colour tells one axis, the kind of line another one.
  const dashed = model.axisList.find(other => other.name !== colour && other.name !== each && other.name !== 'seed' && other.values.length <= dashes.length);
  const inside = step => step >= from && step <= to;
  const curves = new Map(drawn.map(row => {
    const steps = curveSteps(model.curves[row]);
    const values = smoothedCurve(model.curves[row], smoothing[1]);
    const kept = steps.map((_, i) => i).filter(i => inside(steps[i]));
    return [row, { steps: kept.map(i => steps[i]), values: kept.map(i => values[i]), end: model.curves[row].steps }];
  }));
  const all = drawn.flatMap(row => curves.get(row).values.filter(value => value !== null));
  const top = state.flag('full') || log ? null : robustTop(all, model.value('loss_expected', drawn[0] ?? 0));
  const clipped = top === null ? 0 : drawn.filter(row => curves.get(row).values.some(value => value > top)).length;
  const window = drawn.length > 0 ? Math.max(...drawn.map(row => model.curves[row].window)) : 1;
  const facets = facetsOf(model, drawn, each === null ? null : model.axis(each));
  const least = all.length === 0 ? 0 : all.reduce((a, b) => Math.min(a, b));
  const most = top ?? (all.length === 0 ? 1 : all.reduce((a, b) => Math.max(a, b)));
  const shared = log ? {} : each === null ? (top === null ? {} : { max: top }) : { min: Number((least - 0.03 * (most - least)).toPrecision(3)), max: Number(most.toPrecision(4)) };
  const clipNote = clipped === 0 ? '' : `; ${clipped} of ${drawn.length} runs have values above ${short(top)}, which are clipped`;
  const picture = facet => {
    const bands = facet.rows.length > mostLines;
    const doubts = model.doubts(facet.rows);
    const nameOf = row => axis === null || facet.rows.length <= 12 ? model.labelOf(row, each === null ? [] : [each]) : describe(colour, model.value(colour, row));
    const series = themeNow => bands ? quantiles(model, curves, facet.rows, colour, groups, value => shade(themeNow, value)) : facet.rows.flatMap(row => {
      const tone = shade(themeNow, axis === null ? null : model.value(colour, row));
      const detail = raw ? model.detailByRow.get(row) : null;
      const curve = curves.get(row);
      const kept = detail ? detail.loss.steps.map((_, i) => i).filter(i => inside(detail.loss.steps[i])) : [];
      return [
        ...(detail ? [{ name: nameOf(row), steps: kept.map(i => detail.loss.steps[i]), values: kept.map(i => detail.loss.values[i]), colour: tone, faint: true }] : []),
        { name: nameOf(row), steps: curve.steps, values: curve.values, colour: tone, dash: dashed === undefined ? 'solid' : dashes[dashed.values.indexOf(model.value(dashed.name, row))], width: facet.rows.length > 40 ? 1 : 2 },
      ];
    });
    const what = bands ? `${facet.rows.length} runs: at every step the median of each group's runs that have not ended by then, and between the thin lines two thirds of them${doubts && `; among all runs ${doubts}`}`
      : `mean over the last ${window} steps${smoothing[1] === 1 ? '' : `, then over ${smoothing[0]}`}${raw ? '; faint: every step' : ''}`;
    return figure({
      title: each === null ? 'Training loss' : describe(each, facet.value), note: `${what}${clipNote}`,
      description: `Training loss over steps of ${facet.rows.length} runs${axis === null ? '' : `, coloured by ${colour}`}${each === null ? '' : `, ${describe(each, facet.value)}`}. The table below has the numbers.`,
      height: each === null ? height : 300, theme, className: 'wide',
      option: themeNow => linesOption({ theme: themeNow, series: series(themeNow), yName: 'loss', log, logX, zoom: true, marks: knowNothing(model, facet.rows), range: shared }),
      table: () => facet.rows.length <= 12 ? linesTable(facet.rows.map(row => ({ name: model.labelOf(row), steps: curves.get(row).steps, values: curves.get(row).values }))) : ({
        header: ['cell', ...axes, 'loss_initial', 'loss_start', 'loss_end', 'status'],
        rows: facet.rows.map(row => ['cell', ...axes, 'loss_initial', 'loss_start', 'loss_end', 'status'].map(name => model.value(name, row))),
      }),
      // Every curve in full, whatever the table on the screen holds.
      exported: () => ({ header: ['cell', ...axes, 'step', 'loss'], rows: facet.rows.flatMap(row => curves.get(row).steps.map((step, i) => ['cell', ...axes].map(name => model.value(name, row)).concat([step, curves.get(row).values[i]]))) }),
    });
  };
  return [
    dashed !== undefined && drawn.length <= mostLines && drawn.length > 0 && h('p', { class: 'dashes' }, h('span', { class: 'note' }, `Lines: ${dashed.name}`), dashed.values.map((value, i) => h('span', {}, h('span', { class: `dash ${dashNames[i]}`, 'aria-hidden': 'true' }), `${value === null ? '—' : value} (${dashNames[i]})`))),
    h('div', { class: facets.length > 1 ? 'row of2' : '' }, facets.slice(0, mostPanels).map(picture)),
    facetNote(facets, each),
  ];
}

function quantiles(model, curves, rows, colour, groups, shade) {
  return groups.flatMap(value => {
    const members = rows.filter(row => colour === null || model.value(colour, row) === value).map(row => curves.get(row)).filter(curve => curve.steps.length > 0);
    if (members.length === 0) return [];
    // Runs of different lengths have their points at different steps: what belongs together is the step.
    const steps = members.reduce((a, b) => (b.end > a.end ? b : a)).steps;
    const sorted = steps.map(step => members.map(curve => lossAt(curve, step)).filter(one => one !== null).sort((a, b) => a - b));
    const at = share => sorted.map(values => quantile(values, share));
    const name = colour === null ? 'all runs' : describe(colour, value);
    return [
      { name, steps, values: at(1 / 6), colour: shade(value), edge: true },
      { name, steps, values: at(5 / 6), colour: shade(value), edge: true },
      { name, steps, values: at(0.5), colour: shade(value), width: 2.4 },
    ];
  });
}

// A curve's loss at any step, between its points on the line that is drawn there; null where the run has ended or was not finite.
function lossAt(curve, step) {
  const { steps, values } = curve;
  if (step >= curve.end || step > steps[steps.length - 1] || step < steps[0]) return null;
  let [left, right] = [0, steps.length - 1];
  while (left < right) {
    const middle = (left + right) >> 1;
    if (steps[middle] < step) left = middle + 1;
    else right = middle;
  }
  if (steps[right] === step) return values[right];
  left = right - 1;
  if (left < 0 || values[left] === null || values[right] === null) return null;
  return values[left] + (values[right] - values[left]) * (step - steps[left]) / (steps[right] - steps[left]);
}
