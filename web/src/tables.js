import { h } from './dom.js';
import { exact } from './format.js';

const mostRows = 2500;

export function table({ caption, header, rows, keys = 1, className = '' }) {
  return h('div', { class: `scroll ${className}`, tabIndex: 0, role: 'region', 'aria-label': caption ?? `Table of ${header.filter(text => text !== '').join(', ')}` }, h('table', {},
    caption && h('caption', {}, caption),
    h('thead', {}, h('tr', {}, header.map(cell => h('th', { scope: 'col' }, cell)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map((cell, i) => {
      const content = cell instanceof Node ? cell : exact(cell);
      const isNumber = typeof cell === 'number';
      return i < keys ? h('th', { scope: 'row' }, content) : h('td', { class: isNumber ? 'number' : '' }, content);
    }))))));
}

// The numbers behind a chart: made when they are asked for. `make` gives { header, rows, keys }.
export function dataTable(make, title, bar = () => null) {
  const details = h('details', { class: 'data' }, h('summary', { 'aria-label': `Table, download: ${title}` }, 'Table, download'));
  details.addEventListener('toggle', () => {
    if (!details.open || details.childElementCount > 1) return;
    const made = make();
    const { rows } = made;
    details.append(...[bar()].filter(Boolean), table({ ...made, rows: rows.slice(0, mostRows) }));
    if (rows.length > mostRows) details.append(h('p', { class: 'note' }, `The first ${mostRows} of ${rows.length} rows.`));
  });
  return details;
}
