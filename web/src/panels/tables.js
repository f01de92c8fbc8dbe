import { figure } from '../charts.js';
import { h, toggle } from '../dom.js';
import { category } from '../theme.js';
import { evaluatedLosses } from './kinds/evaluations.js';
import { kindOf } from './kinds/index.js';
import { linesOption, linesTable, robustTop } from './lines.js';
import { curveSteps, knowNothing } from './losses.js';

export function lossPanel({ model, runs, theme, state, update }) {
  const shown = runs.filter(run => model.curves[run.row] !== null);
  const all = shown.flatMap(run => (run.detail?.loss ?? model.curves[run.row]).values);
  const expected = model.value('loss_expected', runs[0].row);
  // What has grown beyond all bounds is seen on a logarithmic axis alone.
  const log = state.flag('log', (robustTop(all, expected) ?? 0) > 20 * expected);
  const splitDashes = { train: [2, 3], valid: [7, 4], test: [10, 3, 2, 3] };
  const evaluated = shown.map(run => run.detail === null ? [] : evaluatedLosses(run.detail));
  const splits = [...new Set(evaluated.flat().map(one => one.name))];
  const series = themeNow => shown.flatMap((run, i) => [
    ...(run.detail === null ? [] : [{ name: run.name, steps: run.detail.loss.steps, values: run.detail.loss.values, colour: category(themeNow, i), faint: true }]),
    { name: run.name, steps: curveSteps(model.curves[run.row]), values: model.curves[run.row].values, colour: category(themeNow, i), width: 2.2 },
    ...evaluated[i].map(one => ({ ...one, name: `${run.name}, ${one.name} split`, colour: category(themeNow, i), dash: splitDashes[one.name] })),
  ]);
  const top = log ? null : robustTop(all, expected);
  return [
    h('div', { class: 'controls' }, toggle('Logarithmic', log, on => update(state.with({ log: on ? '1' : '0' })))),
    figure({
      title: 'Training loss', note: `faint: every step; strong: mean over the last twentieth${splits.length === 0 ? '' : `; dashed: over the whole ${splits.join(' and ')} split`}${top === null ? '' : '; some values lie above the picture'}`,
      description: `Training loss over steps of ${runs.map(run => run.name).join('; ')}.`, height: 340, theme, className: 'wide',
      option: themeNow => linesOption({ theme: themeNow, series: series(themeNow), yName: 'loss', log, marks: knowNothing(model, shown.map(run => run.row)), range: top === null ? {} : { max: top } }),
      table: () => linesTable(shown.flatMap((run, i) => [
        { name: `loss of ${run.name}`, ...(run.detail?.loss ?? { steps: curveSteps(model.curves[run.row]), values: model.curves[run.row].values }) },
        ...evaluated[i].map(one => ({ ...one, name: `loss of ${run.name} over the ${one.name} split` })),
      ])),
    }),
  ];
}

// What was recorded, table by table: of each the runs side by side, by the columns that it has.
export function tablePanels({ model, runs, theme }) {
  const names = [...new Set(runs.flatMap(run => run.detail.tables.map(table => table.name)))];
  return names.map(name => {
    const entries = runs.map(run => ({ ...run, table: run.detail.tables.find(table => table.name === name) })).filter(run => run.table);
    const { title, text, panels } = kindOf(entries[0].table);
    return h('section', { 'data-table': name },
      h('h2', {}, title ?? name, title !== null && h('code', { class: 'table-name' }, name)),
      text !== null && h('p', { class: 'explained' }, text),
      panels({ model, runs: entries, theme }));
  });
}
