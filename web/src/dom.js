// Elements are made of names and texts: nothing is ever read as markup.

const svg = 'http://www.w3.org/2000/svg';

export function h(name, attributes = {}, ...children) {
  const element = name === 'svg' ? document.createElementNS(svg, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key === 'text') element.textContent = value;
    else if (key in element && typeof value !== 'string') element[key] = value;
    else element.setAttribute(key, value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

// A labelled choice among values; `shown` turns a value into its text.
export function select(label, values, chosen, onchange, shown = String) {
  const control = h('select', { onchange: event => onchange(values[event.target.selectedIndex]) },
    values.map(value => h('option', { selected: value === chosen }, shown(value))));
  return h('label', { class: 'control' }, h('span', {}, label), control);
}

export function toggle(label, checked, onchange, disabled = false) {
  return h('label', { class: 'control check' }, h('input', { type: 'checkbox', checked, disabled, onchange: event => onchange(event.target.checked) }), label);
}
