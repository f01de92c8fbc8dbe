import { clearFigures, printWell } from './charts.js';
import { h } from './dom.js';
import { filtered, filterPanel } from './filters.js';
import { endPresentation, startPresentation } from './present.js';
import { Model } from './model.js';
import { State } from './state.js';
import { themeOf } from './theme.js';
import { views } from './views/index.js';

const model = new Model(JSON.parse(document.getElementById('model').textContent));
const root = document.getElementById('report');
let current = '';

// `update` keeps a view and changes what it shows; links go to another one.
function update(state) {
  history.replaceState(null, '', state.hash);
  show();
}

function show() {
  endPresentation();
  const state = State.read();
  const view = views.find(one => one.name === state.view);
  const theme = themeOf(state);
  const focused = focusPath();
  const rows = filtered(model, state);
  clearFigures();
  document.documentElement.dataset.theme = theme.name;
  document.title = `${view.title} – ${model.title}`;
  root.replaceChildren(
    header(state, theme),
    h('div', { class: 'page' },
      filterPanel(model, state, rows.length, update),
      h('div', { class: 'view', id: 'view' }, view.render({ model, state, theme, rows, update }))));
  root.dataset.view = state.view;
  if (state.view !== current) scrollTo(0, 0);
  else restoreFocus(focused);
  current = state.view;
}

function header(state, theme) {
  const other = theme.name === 'dark' ? 'light' : 'dark';
  return h('header', {},
    h('a', { class: 'skip', href: '#view', onclick: skip }, 'Skip to the charts'),
    h('div', { class: 'title' }, h('h1', {}, model.title), h('div', { class: 'tools' },
      h('button', { type: 'button', onclick: () => startPresentation() }, 'Present'),
      h('button', { type: 'button', onclick: () => update(state.with({ theme: other })) }, other === 'dark' ? 'Dark' : 'Light'))),
    h('nav', { 'aria-label': 'Views' }, views.map(view => h('a', { href: state.to(view.name).hash, 'aria-current': view.name === state.view ? 'page' : null }, view.title))));
}

function skip(event) {
  event.preventDefault();
  const view = document.getElementById('view');
  view.tabIndex = -1;
  view.focus();
}

// A control keeps the focus when it changes what is shown and all is made anew.
const controls = () => [...root.querySelectorAll('input, select, button, a, summary, [tabindex]')];
const focusPath = () => controls().indexOf(document.activeElement);
const restoreFocus = index => index >= 0 && controls()[index]?.focus({ preventScroll: true });

addEventListener('hashchange', show);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
printWell();
show();
root.dataset.ready = '1';
