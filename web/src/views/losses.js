import { h, select, toggle } from '../dom.js';
import { none } from '../state.js';
import { lossFigure, smoothings } from '../panels/losses.js';

export const view = { name: 'losses', title: 'Loss curves', render: lossesView };

function lossesView({ model, state, theme, rows, update }) {
  const axes = model.axisList.map(axis => axis.name);
  const hasRaw = rows.some(row => model.detailByRow.has(row));
  const colour = state.get('colour', axes.find(name => name !== 'seed') ?? axes[0], axes);
  const step = (text, name) => h('label', { class: 'control' }, h('span', {}, text), h('input', { type: 'number', min: '0', step: '1', value: state.get(name, ''), class: 'step', onchange: event => update(state.with({ [name]: event.target.value || null })) }));
  if (model.curves.every(curve => curve === null)) return h('p', {}, 'This file holds no loss curves: there are too many runs, or none.');
  return [
    h('div', { class: 'controls' },
      axes.length > 0 && select('Color by', axes, colour, value => update(state.with({ colour: value }))),
      axes.length > 1 && select('A chart for each', [null, ...axes.filter(name => name !== colour)], state.optional('each', null, axes), value => update(state.with({ each: value ?? none })), value => value ?? 'None'),
      select('Smoothing', smoothings.map(([name]) => name), state.get('smooth', smoothings[0][0], smoothings.map(([name]) => name)), value => update(state.with({ smooth: value === smoothings[0][0] ? null : value }))),
      step('From step', 'from'), step('to', 'to'),
      toggle('Logarithmic', state.flag('log'), on => update(state.with({ log: on ? '1' : null }))),
      toggle('Steps logarithmic', state.flag('logx'), on => update(state.with({ logx: on ? '1' : null }))),
      toggle('Every step, faint', state.flag('raw', rows.length <= 3), on => update(state.with({ raw: on ? '1' : '0' })), !hasRaw),
      toggle('Whole range', state.flag('full'), on => update(state.with({ full: on ? '1' : null })))),
    rows.length === 0 ? h('p', {}, 'No run is left by the filter.') : lossFigure({ model, state, theme, rows }),
  ];
}
