import { h } from '../dom.js';
import { count, exact, short } from '../format.js';
import { table } from '../tables.js';
import { functionPanels } from '../panels/functions.js';
import { lossPanel, tablePanels } from '../panels/tables.js';

const mostCompared = 4;

export const view = { name: 'runs', title: 'Runs in detail', render: runsView };

// One run, or up to four side by side.
function runsView({ model, state, theme, rows, update }) {
  const left = new Set(rows);
  const details = model.details.map(detail => detail.row).filter(row => left.has(row));
  const asked = state.all('run').map(cell => model.rowByCell.get(Number(cell))).filter(row => row !== undefined);
  if (details.length === 0 && asked.length === 0) return h('p', {}, 'None of the runs that the filter leaves is here in detail. “sweeps report --detail RUN” puts one in.');
  const chosen = (asked.length > 0 ? [...new Set(asked)] : details.slice(0, Math.min(2, details.length))).slice(0, mostCompared);
  const choose = (row, on) => update(state.with({ run: (on ? [...chosen, row] : chosen.filter(other => other !== row)).map(one => String(model.value('cell', one))) }));
  const runs = chosen.map(row => ({ row, name: model.labelOf(row), detail: model.detailByRow.get(row) ?? null }));
  const detailed = runs.filter(run => run.detail !== null);
  return [
    h('details', { class: 'chooser', open: details.length <= 8 || asked.length === 0 },
      h('summary', {}, details.length <= mostCompared ? 'Choose runs to compare' : `Choose up to ${mostCompared} of ${count(details.length, 'run')} that are here in detail`),
      h('div', { class: 'choices' }, [...chosen.filter(row => !details.includes(row)), ...details].map(row => h('label', {},
        h('input', { type: 'checkbox', checked: chosen.includes(row), disabled: !chosen.includes(row) && chosen.length >= mostCompared, 'data-cell': String(model.value('cell', row)), onchange: event => choose(row, event.target.checked) }),
        model.labelOf(row), h('span', { class: 'note' }, ` ${model.detailByRow.get(row)?.reasons.join(', ') ?? 'not in detail'}`))))),
    comparison(model, runs),
    runs.filter(run => run.detail === null).map(run => missing(model, run)),
    runs.some(run => run.detail !== null || model.curves[run.row] !== null) && h('section', {}, h('h2', {}, 'Loss'), lossPanel({ model, runs, theme, state, update })),
    detailed.length > 0 && tablePanels({ model, runs: detailed, theme }),
    functionPanels({ model, runs, theme }),
  ];
}

// What this file does not hold of a run, and the command that shows it.
function missing(model, { row, name }) {
  const cell = model.value('cell', row);
  return h('section', { class: 'missing' },
    h('p', {}, `Of cell ${cell} (${name}) this file has the row of runs.parquet${model.curves[row] === null ? '' : ' and the smoothed loss'}; losses of every step and recorded statistics are kept of ${count(model.details.length, 'run')} only. These commands show them:`),
    h('pre', {}, `sweeps report results/${model.name} --detail ${cell}\nsweeps show results/${model.name} ${cell}`));
}

function comparison(model, runs) {
  const differing = model.parameters.filter(name => runs.some(run => model.value(name, run.row) !== model.value(name, runs[0].row)));
  // What each layer has of its own is no news where it is the network's.
  const isInherited = name => /^(hidden|logits)_/.test(name) && runs.every(run => model.value(name, run.row) === model.value(name.replace(/^(hidden|logits)_/, ''), run.row));
  const names = [...new Set([...model.axes, ...differing.filter(name => !isInherited(name))])];
  const line = (name, of) => [name, ...runs.map(run => of(run.row))];
  const figure = name => line(name, row => model.value(name, row));
  return h('section', {},
    table({
      caption: 'Parameters that were varied or differ, and what came of it', className: 'compared',
      header: ['parameter', ...runs.map(run => `cell ${exact(model.value('cell', run.row))}`)],
      rows: [
        line('run', row => h('code', {}, model.value('run', row))),
        ...names.map(figure),
        line('status', row => model.status(row) === 'diverged' ? h('span', { class: 'bad' }, `diverged at step ${model.value('diverged_at', row)}`) : model.status(row)),
        ...(runs.some(run => model.value('error', run.row)) ? [figure('error')] : []),
        ...['loss_initial', 'loss_expected', 'loss_chance', 'loss_start', 'loss_end', 'loss_valid', 'loss_test'].filter(name => runs.some(run => model.value(name, run.row) !== null)).map(name => line(name, row => h('span', { title: exact(model.value(name, row)), 'data-exact': exact(model.value(name, row)) }, short(model.value(name, row), 5)))),
        line('findings', row => model.findingsOf(row).length === 0 ? 'none' : h('ul', { class: 'plain' }, model.findingsOf(row).map(finding => h('li', {}, finding)))),
      ],
    }));
}
