import { h } from '../dom.js';
import { table } from '../tables.js';
import { findingsTable } from './overview.js';

const most = 100;

export const view = { name: 'findings', title: 'Findings', render: findingsView };

function findingsView({ model, state, rows }) {
  const found = rows.filter(row => model.findingsOf(row).length > 0);
  if (model.kinds.length === 0) return h('p', {}, `Without a finding: all runs. ${model.findings.notRecorded}`);
  return [
    h('section', {}, h('h2', {}, 'How often, and where'), findingsTable(model), h('p', { class: 'note' }, `Without a finding: ${model.findings.healthy} of ${model.runs} runs. ${model.findings.notRecorded}`)),
    h('section', {}, h('h2', {}, 'Run by run'),
      table({
        header: ['cell', 'run', 'findings, with the numbers behind them'], keys: 1,
        rows: found.slice(0, most).map(row => [
          model.detailByRow.has(row) ? h('a', { href: state.to('runs', { run: String(model.value('cell', row)) }).hash }, String(model.value('cell', row))) : model.value('cell', row),
          model.labelOf(row),
          h('ul', { class: 'plain' }, model.findingsOf(row).map(finding => h('li', {}, finding))),
        ]),
      }),
      found.length > most && h('p', { class: 'note' }, `The first ${most} of ${found.length} runs; the filters choose others.`)),
  ];
}
