import { figure } from '../charts.js';
import { h } from '../dom.js';
import { ordered } from '../theme.js';
import { linesOption, linesTable, smoothed } from './lines.js';

// How a column is best seen, by its name; any other column of numbers is drawn as it is.
const known = {
  ratio: (table) => table.columns.includes('gradient_norm')
    ? { title: 'Update ratio, log₁₀ of lr·‖∇W‖ / ‖W‖', value: Math.log10, smooth: true, marks: [{ at: -3, text: '1e-3' }], include: -3 }
    : table.columns.includes('sigma1') ? { title: 'σ₁ / Σσ of outputs', range: { min: 0, max: 1 }, smooth: true } : null,
  gradient_norm: () => ({ title: 'Norm of the gradient, log₁₀', value: Math.log10, smooth: true, aside: true }),
  weight_norm: () => ({ title: 'Norm of the weight', aside: true }),
  sigma1: () => ({ title: 'Largest singular value σ₁', aside: true, smooth: true }),
  sigma_sum: () => ({ title: 'Sum of singular values Σσ', aside: true, smooth: true }),
  fraction_dead: () => ({ title: 'Fraction of dead units', range: { min: 0, max: 1 }, smooth: true }),
  fraction_flat: () => ({ title: 'Fraction of pre-activations where the activation is flat', range: { min: 0, max: 1 }, smooth: true }),
  fraction_above: () => ({ title: 'Fraction of outputs beyond the threshold', range: { min: 0, max: 1 }, smooth: true }),
};

// Curves per layer over steps, the runs side by side on one scale.
export function curvePanels({ runs, theme }) {
  const table = runs[0].table;
  const panels = table.columns.map((column, index) => ({ column, index, look: known[column]?.(table) ?? { title: column } }));
  const made = panel => [h('h3', {}, panel.look.title), h('div', { class: `row of${runs.length}` }, side(runs, panel, theme))];
  const [front, aside] = [panels.filter(panel => !panel.look.aside), panels.filter(panel => panel.look.aside)];
  return [
    table.averaged && h('p', { class: 'note' }, 'The table has several rows for a step: these are their means.'),
    front.map(made),
    aside.length > 0 && h('details', { class: 'more' }, h('summary', {}, aside.map(panel => panel.column).join(', ')), aside.map(made)),
  ];
}

function side(runs, { column, index, look }, theme) {
  const value = look.value ?? (one => one);
  const transformed = one => one === null || !Number.isFinite(value(one)) ? null : value(one);
  const curves = runs.map(run => run.table.modules.filter(module => module.curves[index]).map(module => ({ name: nameOf(run.table, module), steps: module.curves[index].steps, exact: module.curves[index].values, values: module.curves[index].values.map(transformed) })));
  const range = look.range ?? common(curves.flat(), look.include);
  return runs.map((run, i) => figure({
    title: run.name, note: look.value && curves[i].some(curve => curve.values.includes(null)) ? 'gaps: 0, or not a number' : '',
    description: `${look.title} per layer over steps, ${run.name}.`, height: 280, theme,
    option: themeNow => linesOption({ theme: themeNow, yName: '', range, marks: look.marks ?? [], series: curves[i].flatMap((curve, j) => {
      const colour = ordered(themeNow, j, curves[i].length);
      return look.smooth && curve.values.length > 40
        ? [{ ...curve, colour, faint: true }, { ...curve, values: smoothed(curve.values), colour }]
        : [{ ...curve, colour }];
    }) }),
    table: () => linesTable(curves[i].map(curve => ({ name: `${column} of ${curve.name}`, steps: curve.steps, values: curve.exact }))),
  }));
}

const nameOf = (table, module) => new Set(table.modules.map(one => one.tensor)).size > 1 ? `${module.module} ${module.tensor}` : module.module;

function common(curves, include) {
  let [low, high] = [Infinity, -Infinity];
  for (const curve of curves) for (const value of curve.values) if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (include !== undefined) [low, high] = [Math.min(low, include), Math.max(high, include)];
  if (low > high) return {};
  const margin = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
  const digits = Math.max(0, 1 - Math.floor(Math.log10(margin)));
  const round = (one, way) => digits > 15 ? one : way(one * 10 ** digits) / 10 ** digits;
  return { min: round(low - margin, Math.floor), max: round(high + margin, Math.ceil) };
}
