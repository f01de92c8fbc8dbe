import { csv, download, fileName } from '../download.js';
import { h } from '../dom.js';
import { exact, short } from '../format.js';

const step = 300;
const more = 1000;
const mostOutcomes = 4;

export const view = { name: 'table', title: 'All runs', render: tableView };

// A line for each run. What is looked for, sorted by and shown stands in the address.
function tableView({ model, state, rows, update }) {
  const all = columnsOf(model, rows);
  const columns = chosenColumns(model, state, all);
  const sorts = state.all('sort').map(text => text.startsWith('-') ? { name: text.slice(1), down: true } : { name: text, down: false }).filter(sort => all.includes(sort.name));
  const kinds = state.all('kind').filter(kind => model.kinds.includes(kind));
  const words = (state.get('find', '') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter(row => kinds.every(kind => model.hasKind(row, kind)) && (words.length === 0 || hasWords(model, row, words)));
  const by = sorts.length > 0 ? sorts : [{ name: 'cell', down: false }];
  const sorted = [...found].sort((a, b) => by.reduce((order, sort) => order || compare(model.value(sort.name, a), model.value(sort.name, b), sort.down), 0) || a - b);
  const most = Number(state.get('most', step)) || step;
  return [
    h('div', { class: 'controls' },
      h('label', { class: 'control' }, h('span', {}, 'Search'), h('input', { type: 'search', value: state.get('find', ''), 'data-search': '1', placeholder: 'a value, an id, a finding', onchange: event => update(state.with({ find: event.target.value || null, most: null })) })),
      chooser(all, columns, update, state),
      h('button', { type: 'button', onclick: () => download(`${fileName(model.name)}-runs.csv`, csv({ header: all, rows: sorted.map(row => all.map(name => model.value(name, row))) }), 'text/csv') }, 'Download CSV')),
    chips(model, rows, kinds, update, state),
    h('p', { class: 'note', role: 'status' }, `${found.length === rows.length ? `${found.length} runs` : `${found.length} of ${rows.length} runs`}. Four significant digits; the exact number is shown by hovering and stands in the CSV. A click on a heading sorts, with Shift also by that column; a click on a line opens the run.`),
    h('div', { class: 'scroll lines', tabIndex: 0, role: 'region', 'aria-label': 'All runs' }, h('table', { id: 'runs' },
      h('thead', {}, h('tr', {}, columns.map(name => heading(name, by, sorts, update, state)))),
      h('tbody', {}, sorted.slice(0, most).map(row => line(model, state, columns, row))))),
    sorted.length > most && h('button', { type: 'button', onclick: () => update(state.with({ most: String(most + more) })) }, `Show ${Math.min(more, sorted.length - most)} more of ${sorted.length}`),
  ];
}

const columnsOf = (model, rows) => ['cell', 'run', ...model.axes, 'status', 'findings', ...model.outcomes, ...model.flags, 'exploded', 'above_chance', 'not_improved', 'diverged_at', 'error', ...model.parameters.filter(name => !model.axes.includes(name))]
  .filter((name, i, all) => all.indexOf(name) === i && (name === 'cell' || rows.some(row => model.value(name, row) !== null)));

function chosenColumns(model, state, all) {
  const asked = state.all('col').filter(name => all.includes(name));
  if (asked.length > 0) return ['cell', ...all.filter(name => name !== 'cell' && asked.includes(name))];
  const usual = new Set(['cell', 'run', ...model.axes, 'status', 'findings', ...model.outcomes.filter(name => model.measures.find(one => one.name === name).better !== undefined).slice(0, mostOutcomes), ...model.outcomes.filter(name => model.defined?.includes(name)), ...model.flags, 'error']);
  return all.filter(name => usual.has(name));
}

function chooser(all, columns, update, state) {
  const change = (name, on) => update(state.with({ col: all.filter(other => other === name ? on : columns.includes(other)) }));
  return h('details', { class: 'columns', open: state.flag('choose'), ontoggle: event => { if (event.target.open !== state.flag('choose')) update(state.with({ choose: event.target.open ? '1' : null })); } },
    h('summary', {}, `Columns (${columns.length} of ${all.length})`),
    h('div', { class: 'choices' }, all.filter(name => name !== 'cell').map(name => h('label', {}, h('input', { type: 'checkbox', checked: columns.includes(name), 'data-column-choice': name, onchange: event => change(name, event.target.checked) }), ` ${name}`))));
}

function chips(model, rows, kinds, update, state) {
  const counted = model.kinds.map(kind => [kind, rows.filter(row => model.hasKind(row, kind)).length]).filter(([, count]) => count > 0);
  if (counted.length === 0) return null;
  const change = kind => update(state.with({ kind: kinds.includes(kind) ? kinds.filter(other => other !== kind) : [...kinds, kind], most: null }));
  return h('div', { class: 'chips', role: 'group', 'aria-label': 'Findings' }, counted.map(([kind, count]) => h('button', { type: 'button', class: 'chip', 'aria-pressed': String(kinds.includes(kind)), onclick: () => change(kind) }, kind, h('span', { class: 'count' }, String(count)))));
}

function heading(name, by, sorts, update, state) {
  const place = by.findIndex(sort => sort.name === name);
  const sort = by[place];
  const change = event => {
    const next = { name, down: sort !== undefined && !sort.down };
    const rest = event.shiftKey ? sorts.filter(other => other.name !== name) : [];
    const at = event.shiftKey && sorts.some(other => other.name === name) ? sorts.findIndex(other => other.name === name) : rest.length;
    rest.splice(at, 0, next);
    update(state.with({ sort: rest.map(one => `${one.down ? '-' : ''}${one.name}`) }));
  };
  return h('th', { scope: 'col', 'aria-sort': place === 0 ? (sort.down ? 'descending' : 'ascending') : null },
    h('button', { type: 'button', class: 'sort', onclick: change }, name, sort ? ` ${sort.down ? '▾' : '▴'}${by.length > 1 ? place + 1 : ''}` : ''));
}

function line(model, state, columns, row) {
  const address = state.to('runs', { run: String(model.value('cell', row)) }).hash;
  const open = event => { if (!event.target.closest('a, button') && getSelection().isCollapsed) location.hash = address; };
  return h('tr', { class: 'opens', onclick: open }, columns.map((name, i) => body(model, address, name, row, i)));
}

function body(model, address, name, row, i) {
  const value = model.value(name, row);
  if (i === 0) return h('th', { scope: 'row' }, h('a', { href: address }, exact(value)));
  if (name === 'findings') return h('td', { 'data-column': name, title: exact(value) }, findings(model, row));
  const isNumber = typeof value === 'number';
  return h('td', { class: isNumber ? 'number' : name === 'status' && value !== 'completed' ? 'bad' : '', 'data-column': name, 'data-exact': isNumber ? exact(value) : null, title: exact(value) || null }, isNumber ? short(value) : exact(value));
}

// "dead units 2": the kinds, each with how many layers or places have it.
function findings(model, row) {
  const counts = new Map();
  for (const finding of model.findingsOf(row)) {
    const kind = model.kinds.find(one => finding.startsWith(one)) ?? finding;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return h('span', { class: 'chips' }, [...counts].map(([kind, count]) => h('span', { class: 'chip' }, kind, count > 1 && h('span', { class: 'count' }, String(count)))));
}

function hasWords(model, row, words) {
  const text = ['cell', 'run', ...model.axes, 'status', 'findings', 'error'].map(name => `${name} ${model.value(name, row) ?? ''}`).join('\n').toLowerCase();
  return words.every(word => text.includes(word));
}

// What has no value comes last, in either direction.
function compare(a, b, down) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  return down ? -order : order;
}
