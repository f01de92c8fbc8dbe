import { h } from './dom.js';
import { short } from './format.js';

// The rows that the chosen values of every axis leave.
export function filtered(model, state) {
  const chosen = model.axisList
    .map(axis => ({ axis, only: new Set(state.all(`only.${axis.name}`)) }))
    .filter(filter => filter.only.size > 0);
  return model.rows.filter(row => chosen.every(({ axis, only }) => only.has(String(model.value(axis.name, row)))));
}

// A group of check boxes per axis; none of a group means all.
export function filterPanel(model, state, shown, update) {
  if (model.axisList.length === 0) return null;
  const groups = model.axisList.filter(axis => axis.values.length <= 60).map(axis => {
    const name = `only.${axis.name}`;
    const only = new Set(state.all(name));
    const change = (value, checked) => {
      const next = axis.values.map(String).filter(other => other === String(value) ? checked : only.has(other));
      update(state.with({ [name]: next.length === axis.values.length ? null : next }));
    };
    return h('fieldset', {},
      h('legend', {}, axis.name),
      axis.values.map(value => h('label', {},
        h('input', { type: 'checkbox', checked: only.has(String(value)), 'data-axis': axis.name, 'data-value': String(value), onchange: event => change(value, event.target.checked) }),
        h('span', { title: typeof value === 'number' ? String(value) : null }, value === null ? '—' : short(value)))));
  });
  const clear = () => update(state.with(Object.fromEntries(model.axisList.map(axis => [`only.${axis.name}`, null]))));
  const isFiltered = shown < model.runs;
  const counted = isFiltered ? `${shown} of ${model.runs} runs` : `all ${model.runs} runs`;
  // Wide windows have it open at the side, narrow ones closed above the charts.
  const open = state.flag('filter', matchMedia('(min-width: 901px)').matches);
  return h('aside', { class: open ? 'filters' : 'filters closed', 'aria-label': 'Filter' },
    h('h2', {}, h('button', { type: 'button', class: 'fold', 'aria-expanded': String(open), onclick: () => update(state.with({ filter: open ? '0' : '1' })) }, 'Filter', h('span', { class: 'mark', 'aria-hidden': 'true' }, open ? ' ▾' : ' ▸'))),
    open && groups,
    h('p', { class: 'shown', role: 'status' }, counted),
    isFiltered && h('button', { type: 'button', onclick: clear }, 'Show all'));
}
