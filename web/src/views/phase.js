import { h, select } from '../dom.js';
import { none } from '../state.js';
import { isNumeric } from '../statistics.js';
import { quantity, quantityNames } from '../quantities.js';
import { phaseFigures } from '../panels/phase.js';

export const view = { name: 'phase', title: 'Phase diagram', render: phaseView };

function phaseView({ model, state, theme, rows, update }) {
  const axes = model.axisList.map(axis => axis.name);
  if (axes.length === 0) return h('p', {}, 'Nothing was varied, so that there is no phase diagram.');
  const numeric = model.axisList.filter(axis => isNumeric(axis) && axis.name !== 'seed').map(axis => axis.name);
  const x = state.get('x', numeric.includes('lr') ? 'lr' : numeric[0] ?? axes[0], axes);
  const y = state.optional('y', numeric.find(name => name !== x) ?? axes.find(name => name !== x && name !== 'seed') ?? null, axes.filter(name => name !== x));
  const each = state.optional('panels', null, axes.filter(name => name !== x && name !== y));
  const names = quantityNames(model);
  const value = state.get('value', names[0], names);
  const pooled = axes.filter(name => ![x, y, each].includes(name));
  return [
    h('div', { class: 'controls' },
      select('x axis', axes, x, one => update(state.with({ x: one, y: one === y ? x : y }))),
      axes.length > 1 && select('y axis', [null, ...axes.filter(name => name !== x)], y, one => update(state.with({ y: one ?? none })), one => one ?? 'None'),
      select('Color by', names, value, one => update(state.with({ value: one }))),
      axes.length > 2 && select('A chart for each', [null, ...axes.filter(name => name !== x && name !== y)], each, one => update(state.with({ panels: one ?? none })), one => one ?? 'None'),
      pooled.length > 0 && h('span', { class: 'note' }, `Pooled: ${pooled.join(', ')}`)),
    rows.length === 0 ? h('p', {}, 'No run is left by the filter.') : phaseFigures({ model, state, theme, rows, quantity: quantity(model, value), x: model.axis(x), y: y === null ? null : model.axis(y), each: each === null ? null : model.axis(each) }),
  ];
}
