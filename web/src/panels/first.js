import { h, select, toggle } from '../dom.js';
import { quantity, quantityNames } from '../quantities.js';
import { none } from '../state.js';
import { isNumeric } from '../statistics.js';
import { answerText } from './answer.js';
import { outcomeFigures } from './outcome.js';
import { phaseFigures } from './phase.js';

const mostSeries = 8;

// The first thing that a reader sees: what came of what was varied. A line for one axis of numbers, a phase diagram for two, dots for categories.
export function firstAnswer({ model, state, theme, rows, update }) {
  const swept = model.axisList.filter(axis => axis.name !== 'seed');
  const names = quantityNames(model);
  if (names.length === 0 || rows.length === 0) return h('section', {}, h('p', {}, rows.length === 0 ? 'No run is left by the filter.' : 'There is nothing to draw.'));
  const chosen = choices(model, state, swept, names);
  const { value, x, by, each, form } = chosen;
  const all = model.axisList.map(axis => axis.name);
  const or = (name, others) => [null, ...others.filter(other => other !== name)];
  const change = changes => update(state.with(Object.fromEntries(Object.entries(changes).map(([key, one]) => [key, one ?? none]))));
  const shown = one => one ?? 'None';
  const pooled = model.axisList.filter(axis => ![x, by, each].includes(axis.name));
  const context = { model, state, theme, rows, quantity: quantity(model, value), x: x === null ? null : model.axis(x), each: each === null ? null : model.axis(each) };
  return h('section', { class: 'first' },
    answerText(model, value, rows.length < model.runs),
    h('div', { class: 'controls' },
      x !== null && by !== null && select('Chart', ['lines', 'phase'], form, one => update(state.with({ form: one })), one => one === 'phase' ? 'Phase diagram' : 'Points and lines'),
      select(form === 'phase' ? 'Color by' : 'y axis', names, value, one => update(state.with({ value: one }))),
      all.length > 0 && select('x axis', or(null, all), x, one => change({ x: one, by: by === one ? null : by, each: each === one ? null : each }), shown),
      all.length > 1 && select(form === 'phase' ? 'y axis' : 'Color by', or(x, all), by, one => change({ by: one, each: each === one ? null : each }), shown),
      all.length > 2 && select('A chart for each', or(null, all.filter(name => name !== x && name !== by)), each, one => change({ each: one }), shown),
      pooled.map(axis => poolControl(model, state, axis, update)),
      form !== 'phase' && !context.quantity.isShare && toggle('Logarithmic y', state.flag('log'), on => update(state.with({ log: on ? '1' : null }))),
      form !== 'phase' && !context.quantity.isShare && toggle('Whole range', state.flag('full'), on => update(state.with({ full: on ? '1' : null })))),
    form === 'phase'
      ? phaseFigures({ ...context, y: by === null ? null : model.axis(by) })
      : outcomeFigures({ ...context, by: by === null ? null : model.axis(by) }));
}

// An axis that has no place in the chart: its runs are pooled, or one value is kept.
function poolControl(model, state, axis, update) {
  if (axis.values.length > 200) return h('span', { class: 'note' }, `${axis.name}: pooled`);
  const name = `only.${axis.name}`;
  const only = state.all(name);
  const texts = axis.values.map(String);
  const several = only.length > 1 ? ['several'] : [];
  const current = only.length === 1 && texts.includes(only[0]) ? only[0] : several[0] ?? '';
  return select(axis.name, ['', ...several, ...texts], current, one => one !== 'several' && update(state.with({ [name]: one === '' ? null : one })), one => one === '' ? 'pool over' : one === 'null' ? '—' : one);
}

function choices(model, state, swept, names) {
  const numeric = swept.filter(isNumeric).sort((a, b) => (b.name === 'lr') - (a.name === 'lr') || b.values.length - a.values.length);
  const rest = axes => swept.filter(axis => !axes.includes(axis.name)).map(axis => axis.name);
  const all = model.axisList.map(axis => axis.name);
  const x = state.optional('x', numeric[0]?.name ?? swept[0]?.name ?? null, all);
  const others = swept.filter(axis => axis.name !== x);
  const second = others.find(axis => axis.values.length <= mostSeries) ?? others[0];
  const by = x === null ? null : state.optional('by', second?.name ?? null, all.filter(name => name !== x));
  const third = rest([x, by]).find(name => model.axis(name).values.length <= 12);
  const each = state.optional('each', third ?? null, all.filter(name => name !== x && name !== by));
  const areNumbers = x !== null && by !== null && isNumeric(model.axis(x)) && isNumeric(model.axis(by));
  const isLarge = by !== null && model.axis(by).values.length > 3 * mostSeries;
  const form = x === null || by === null ? 'lines' : state.get('form', areNumbers || isLarge ? 'phase' : 'lines', ['lines', 'phase']);
  return { value: state.get('value', names[0], names), x, by, each, form };
}
