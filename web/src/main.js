import { clearFigures, printWell } from './charts.js';
import { h } from './dom.js';
import { filtered, filterPanel } from './filters.js';
import { Model } from './model.js';
import { State, views } from './state.js';
import { themeOf } from './theme.js';
import { findingsView } from './views/findings.js';
import { lossesView } from './views/losses.js';
import { overviewView } from './views/overview.js';
import { parallelView } from './views/parallel.js';
import { phaseView } from './views/phase.js';
import { runsView } from './views/runs.js';
import { tableView } from './views/table.js';

const render = { overview: overviewView, losses: lossesView, phase: phaseView, parallel: parallelView, runs: runsView, findings: findingsView, table: tableView };
const titles = { overview: 'Overview', losses: 'Loss curves', phase: 'Phase diagram', parallel: 'Parallel coordinates', runs: 'Runs in detail', findings: 'Findings', table: 'All runs' };

const model = new Model(JSON.parse(document.getElementById('model').textContent));
const root = document.getElementById('report');
let current = '';

// `update` keeps a view and changes what it shows; links go to another one.
function update(state) {
  history.replaceState(null, '', state.hash);
  show();
}

function show() {
  const state = State.read();
  const theme = themeOf(state);
  const focused = focusPath();
  const rows = filtered(model, state);
  clearFigures();
  document.documentElement.dataset.theme = theme.name;
  document.title = `${titles[state.view]} – ${model.title}`;
  root.replaceChildren(
    header(state, theme),
    h('div', { class: 'page' },
      filterPanel(model, state, rows.length, update),
      h('div', { class: 'view', id: 'view' }, render[state.view]({ model, state, theme, rows, update }))));
  root.dataset.view = state.view;
  if (state.view !== current) scrollTo(0, 0);
  else restoreFocus(focused);
  current = state.view;
}

function header(state, theme) {
  const other = theme.name === 'dark' ? 'light' : 'dark';
  return h('header', {},
    h('a', { class: 'skip', href: '#view', onclick: skip }, 'Skip to the charts'),
    h('div', { class: 'title' }, h('h1', {}, model.title), h('button', { type: 'button', onclick: () => update(state.with({ theme: other })) }, other === 'dark' ? 'Dark' : 'Light')),
    h('nav', { 'aria-label': 'Views' }, views.map(view => h('a', { href: state.to(view).hash, 'aria-current': view === state.view ? 'page' : null }, titles[view]))));
}

function skip(event) {
  event.preventDefault();
  const view = document.getElementById('view');
  view.tabIndex = -1;
  view.focus();
}

// A control keeps the focus when it changes what is shown and all is made anew.
const controls = () => [...root.querySelectorAll('input, select, button, a')];
const focusPath = () => controls().indexOf(document.activeElement);
const restoreFocus = index => index >= 0 && controls()[index]?.focus({ preventScroll: true });

addEventListener('hashchange', show);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
printWell();
show();
root.dataset.ready = '1';
