import { h } from '../dom.js';
import { exact } from '../format.js';

const step = 300;

export const view = { name: 'table', title: 'All runs', render: tableView };

function tableView({ model, state, rows, update }) {
  const columns = ['cell', 'run', ...model.axes, 'status', 'exploded', 'above_chance', 'not_improved', ...model.outcomes, ...model.flags, 'findings', 'error'].filter((name, i, all) => all.indexOf(name) === i && rows.some(row => model.value(name, row) !== null));
  const by = state.get('sort', 'cell', columns);
  const down = state.flag('down');
  const most = Number(state.get('most', step)) || step;
  const sorted = [...rows].sort((a, b) => compare(model.value(by, a), model.value(by, b)) * (down ? -1 : 1) || a - b);
  const head = name => h('th', { scope: 'col', 'aria-sort': name === by ? (down ? 'descending' : 'ascending') : null },
    h('button', { type: 'button', class: 'sort', onclick: () => update(state.with({ sort: name, down: name === by && !down ? '1' : null })) }, name, name === by ? (down ? ' ▾' : ' ▴') : ''));
  return [
    h('p', { class: 'note' }, 'Numbers are written as they stand in runs.parquet.'),
    h('div', { class: 'scroll' }, h('table', { id: 'runs' },
      h('thead', {}, h('tr', {}, columns.map(head))),
      h('tbody', {}, sorted.slice(0, most).map(row => h('tr', {}, columns.map((name, i) => body(model, state, name, row, i))))))),
    sorted.length > most && h('button', { type: 'button', onclick: () => update(state.with({ most: String(sorted.length) })) }, `Show all ${sorted.length}`),
  ];
}

function body(model, state, name, row, i) {
  const value = model.value(name, row);
  if (i === 0) {
    const link = model.detailByRow.has(row) ? h('a', { href: state.to('runs', { run: String(value) }).hash }, exact(value)) : exact(value);
    return h('th', { scope: 'row' }, link);
  }
  return h('td', { class: typeof value === 'number' ? 'number' : name === 'status' && value !== 'completed' ? 'bad' : '', 'data-column': name }, exact(value));
}

function compare(a, b) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
