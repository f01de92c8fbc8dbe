import { figure } from '../charts.js';
import { category, ordered } from '../theme.js';
import { describe } from '../model.js';
import { linesOption, linesTable, robustTop } from './lines.js';

const mostLines = 150;
const dashes = ['solid', [7, 4], [2, 3]];

// ln V, the loss of one who knows nothing of V symbols, and chance, that of one who knows how frequent they are, where all runs have the same.
export function knowNothing(model, rows) {
  return [['loss_expected', 'ln V'], ['loss_chance', 'chance']].flatMap(([name, text]) => {
    const losses = new Set(rows.map(row => model.value(name, row)));
    return losses.size === 1 && [...losses][0] !== null ? [{ at: [...losses][0], text }] : [];
  });
}

export const curveSteps = curve => curve.values.map((_, i) => curve.values.length < 2 ? curve.steps - 1 : Math.floor(i * (curve.steps - 1) / (curve.values.length - 1)));

// Smoothed losses of many runs, in the colours of an axis; beyond so many runs the median of each group at every step and where two thirds of it lie.
export function lossFigure({ model, state, theme, rows, height = 460 }) {
  const axes = model.axisList.map(axis => axis.name);
  const colour = state.get('colour', axes.find(name => name !== 'seed') ?? null, axes);
  const log = state.flag('log');
  const raw = state.flag('raw', rows.length <= 3);
  const full = state.flag('full');
  const drawn = rows.filter(row => model.curves[row] !== null);
  const groups = colour === null ? [null] : model.axisList.find(axis => axis.name === colour).values;
  const shade = (themeNow, value) => {
    const index = groups.indexOf(value);
    return groups.length > 8 ? ordered(themeNow, index, groups.length) : category(themeNow, index);
  };
  // Colour tells one axis, the kind of line another one.
  const dashed = model.axisList.find(axis => axis.name !== colour && axis.name !== 'seed' && axis.values.length <= dashes.length);
  const bands = drawn.length > mostLines;
  const top = full || log ? null : robustTop(drawn.flatMap(row => model.curves[row].values.filter(value => value !== null)), model.value('loss_expected', drawn[0] ?? 0));
  const nameOf = row => colour === null || drawn.length <= 12 ? model.labelOf(row) : describe(colour, model.value(colour, row));
  const series = themeNow => bands ? quantiles(model, drawn, colour, groups, value => shade(themeNow, value)) : drawn.flatMap(row => {
    const tone = shade(themeNow, colour === null ? null : model.value(colour, row));
    const curve = model.curves[row];
    const detail = raw ? model.detailByRow.get(row) : null;
    return [
      ...(detail ? [{ name: nameOf(row), steps: detail.loss.steps, values: detail.loss.values, colour: tone, faint: true }] : []),
      { name: nameOf(row), steps: curveSteps(curve), values: curve.values, colour: tone, dash: dashed === undefined ? 'solid' : dashes[dashed.values.indexOf(model.value(dashed.name, row))], width: drawn.length > 40 ? 1 : 2 },
    ];
  });
  const window = drawn.length > 0 ? Math.max(...drawn.map(row => model.curves[row].window)) : 1;
  const doubts = model.doubts(drawn);
  const what = bands ? `${drawn.length} runs: at every step the median of each group's runs that have not ended by then, and between the thin lines two thirds of them${doubts && `; among all runs ${doubts}`}` : `mean over the last ${window} steps${raw ? '; faint: every step' : ''}`;
  return figure({
    title: 'Training loss', note: `${what}${top === null ? '' : '; some values lie above the picture'}`,
    description: `Training loss over steps of ${drawn.length} runs${colour === null ? '' : `, coloured by ${colour}`}. The table below has the numbers.`,
    height, theme, className: 'wide',
    option: themeNow => linesOption({ theme: themeNow, series: series(themeNow), yName: 'loss', log, marks: knowNothing(model, drawn), range: top === null ? {} : { max: top } }),
    table: () => drawn.length <= 12 ? linesTable(drawn.map(row => ({ name: model.labelOf(row), steps: curveSteps(model.curves[row]), values: model.curves[row].values }))) : ({
      header: ['cell', ...axes, 'loss_initial', 'loss_start', 'loss_end', 'status'],
      rows: drawn.map(row => ['cell', ...axes, 'loss_initial', 'loss_start', 'loss_end', 'status'].map(name => model.value(name, row))),
    }),
  });
}

function quantiles(model, rows, colour, groups, shade) {
  return groups.flatMap(value => {
    const members = rows.filter(row => colour === null || model.value(colour, row) === value).map(row => ({ ...model.curves[row], at: curveSteps(model.curves[row]) }));
    if (members.length === 0) return [];
    // Runs of different lengths have their points at different steps: what belongs together is the step.
    const steps = members.reduce((a, b) => (b.steps > a.steps ? b : a)).at;
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
  const last = curve.values.length - 1;
  if (step >= curve.steps || last < 0) return null;
  let right = Math.floor(step * last / Math.max(1, curve.steps - 1));
  while (right < last && curve.at[right] < step) right++;
  if (curve.at[right] === step) return curve.values[right];
  const left = right - 1;
  if (left < 0 || curve.values[left] === null || curve.values[right] === null) return null;
  return curve.values[left] + (curve.values[right] - curve.values[left]) * (step - curve.at[left]) / (curve.at[right] - curve.at[left]);
}

// The median for a half; between two values on the line from one to the other.
function quantile(sorted, share) {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const left = Math.floor(place);
  return sorted[left] + (place - left) * ((sorted[left + 1] ?? sorted[left]) - sorted[left]);
}
