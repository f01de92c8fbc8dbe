import { h, select, toggle } from '../dom.js';
import { lossFigure } from '../panels/losses.js';

export const view = { name: 'losses', title: 'Loss curves', render: lossesView };

function lossesView({ model, state, theme, rows, update }) {
  const axes = model.axisList.map(axis => axis.name);
  const hasRaw = rows.some(row => model.detailByRow.has(row));
  return [
    h('div', { class: 'controls' },
      axes.length > 0 && select('Colour', axes, state.get('colour', axes.find(name => name !== 'seed') ?? axes[0], axes), value => update(state.with({ colour: value }))),
      toggle('Logarithmic', state.flag('log'), on => update(state.with({ log: on ? '1' : null }))),
      toggle('Every step, faint', state.flag('raw', rows.length <= 3), on => update(state.with({ raw: on ? '1' : '0' })), !hasRaw),
      toggle('Whole range', state.flag('full'), on => update(state.with({ full: on ? '1' : null })))),
    rows.length === 0 ? h('p', {}, 'No run is left by the filters.') : lossFigure({ model, state, theme, rows }),
  ];
}
