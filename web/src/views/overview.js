import { h } from '../dom.js';
import { count, short } from '../format.js';
import { describe } from '../model.js';
import { table } from '../tables.js';
import { firstAnswer } from '../panels/first.js';
import { importanceSection } from '../panels/importance.js';
import { lossFigure } from '../panels/losses.js';

export const view = { name: 'overview', title: 'Overview', render: overviewView };

function overviewView({ model, state, theme, rows, update }) {
  return [
    model.remarks.map(remark => h('p', { class: 'remark' }, remark)),
    model.runs > 0 && firstAnswer({ model, state, theme, rows, update }),
    model.runs > 0 && importanceSection(model, theme, state.get('value', model.outcomes[0])),
    h('section', {},
      h('h2', {}, 'What was swept'),
      model.comment && h('p', { class: 'comment' }, model.comment),
      tiles(model),
      swept(model)),
    model.runs > 0 && model.curves.some(curve => curve !== null) && h('section', {}, h('h2', {}, 'Loss'), lossFigure({ model, state: state.with({ each: null, log: null, full: null }), theme, rows, height: 340 })),
    model.summary && h('section', {}, h('h2', {}, 'Summary'), summaryTables(model.summary, state, model), h('p', { class: 'note' }, summaryNote(model.summary))),
    model.replicates && h('section', {}, h('h2', {}, 'Replicates'), h('p', { class: 'note' }, 'Mean over seeds ± half of its 95 % interval (Student’s t).'), summaryTables(model.replicates, state, model)),
    model.kinds.length > 0 && h('section', {}, h('h2', {}, 'Findings'), findingsTable(model, state)),
    origin(model),
  ];
}

function tiles(model) {
  const number = status => model.rows.filter(row => model.status(row) === status).length;
  const tile = (value, name, tone = '') => h('div', { class: `tile ${tone}` }, h('strong', {}, String(value)), h('span', {}, name));
  const best = model.details.find(detail => detail.reasons.includes('the best loss_end'));
  return h('div', { class: 'tiles' },
    tile(model.runs, model.runs === 1 ? 'run' : 'runs'),
    tile(number('completed'), 'completed'),
    ...[['exploded', 'exploded'], ['above_chance', 'ended above chance'], ['not_improved', 'did not improve']].map(([flag, what]) => model.countTrue(flag, model.rows) > 0 && tile(model.countTrue(flag, model.rows), `of these ${what}`, 'bad')),
    tile(number('diverged'), 'diverged', number('diverged') > 0 ? 'bad' : ''),
    tile(number('failed'), 'failed', number('failed') > 0 ? 'bad' : ''),
    model.runs > 0 && tile(`${model.findings.healthy}`, 'without a finding'),
    best && tile(short(model.value('loss_end', best.row)), `best loss_end: ${model.labelOf(best.row)}`, 'best wide'));
}

function swept(model) {
  if (model.axisList.length === 0) return h('p', {}, 'Nothing was varied.');
  return table({ header: ['parameter', 'values'], rows: model.axisList.map(axis => [axis.name, valuesOf(axis)]) });
}

const valuesOf = axis => axis.values.length > 24
  ? `${axis.values.length} values from ${short(axis.values[0])} to ${short(axis.values[axis.values.length - 1])}`
  : axis.values.map(value => value === null ? '—' : short(value)).join(', ');

export function summaryTables(summary, state, model) {
  const hasColumns = summary.columnKeys.some(key => key.length > 0);
  if (!hasColumns) {
    return table({ header: [...summary.rows, ...summary.values, 'runs'], keys: Math.max(1, summary.rows.length), className: 'summary',
      rows: summary.rowKeys.map((key, row) => [...key.map(plain), ...summary.values.map((_, value) => cell(summary.groups[row][0], value)), summary.groups[row][0]?.runs ?? 0]) });
  }
  return h('div', { class: 'tables' }, summary.values.map((value, number) => table({
    caption: value, className: 'summary', keys: summary.rows.length,
    header: [...summary.rows, ...summary.columnKeys.map(key => summary.columns.map((name, i) => describe(name, key[i])).join(' · '))],
    rows: summary.rowKeys.map((key, row) => [...key.map(plain), ...summary.groups[row].map(group => cell(group, number))]),
  })));
}

const plain = value => value === null ? '—' : short(value);

function cell(group, value) {
  if (group === null || group === undefined) return '';
  const [, mean, half, text, best] = group.figures[value];
  const shown = text ?? (mean === null ? '–' : short(mean));
  const parts = [best ? h('strong', { class: 'best', title: 'the best' }, shown, ' *') : shown];
  if (half !== null) parts.push(h('span', { class: 'half' }, ` ± ${half.toPrecision(2)}`));
  for (const kind of ['exploded', 'diverged', 'failed']) {
    if (group[kind] > 0) parts.push(h('span', { class: 'bad' }, group[kind] === group.runs ? ` ${kind}` : ` ${group[kind]} of ${group.runs} ${kind}`));
  }
  if (group.aboveChance > 0) parts.push(h('span', { class: 'bad' }, group.runs === 1 ? ' above chance' : ` ${group.aboveChance} of ${group.runs} above chance`));
  return h('span', { class: 'figure', 'data-exact': mean === null ? '' : String(mean) }, parts);
}

function summaryNote(summary) {
  const groups = summary.groups.flat().filter(Boolean);
  const notes = ['* the best'];
  if (groups.some(group => group.figures.some(figure => figure[2] !== null))) notes.push('± half of the 95 % interval of the mean over seeds (Student’s t)');
  if (groups.some(group => group.runs > 1)) notes.push(`means over up to ${Math.max(...groups.map(group => group.runs))} runs that completed and did not explode`);
  return notes.join('; ') + '.';
}

export function findingsTable(model) {
  return table({ header: ['finding', 'runs', 'where'], rows: model.findings.kinds.map(kind => [kind.kind, `${kind.runs} of ${model.runs}`, kind.where.join('; ')]) });
}

function origin(model) {
  const pair = ([name, sha]) => h('div', {}, h('dt', {}, name), h('dd', {}, h('code', {}, sha)));
  return h('section', { class: 'origin' }, h('h2', {}, 'Origin'),
    h('p', {}, `Sweep ${model.name}`, model.arithmetic && `, arithmetic ${model.arithmetic}`, '. Every number here comes from the tables below; machine and times stand in provenance.json.'),
    h('details', {}, h('summary', {}, `SHA-256 of ${count(model.data.length, 'list')} and ${count(model.tables.length, 'table')}`), h('dl', {}, model.data.map(pair), model.tables.map(pair))),
    model.definition && h('details', {}, h('summary', {}, 'Definition'), h('pre', {}, model.definition)),
    model.composed && h('details', {}, h('summary', {}, 'Definition with what was set on the command line'), h('pre', {}, model.composed)));
}
