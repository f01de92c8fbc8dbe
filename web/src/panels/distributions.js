import { figure } from '../charts.js';
import { h } from '../dom.js';
import { short } from '../format.js';
import { ordered } from '../theme.js';
import { groups, members } from './groups.js';
import { linesOption } from './lines.js';

const mostBins = 40;

// How values are distributed at the last recorded step, a curve per layer, from the bins as they were recorded.
export function distributionPanels({ runs, theme }) {
  return groups(runs.map(run => run.table)).map(group => [
    h('h3', {}, `${group.title}, at the end`),
    h('div', { class: `row of${runs.length}` }, runs.map(run => ending(run, group, theme))),
  ]);
}

function ending(run, group, theme) {
  const modules = members(run.table, group);
  if (modules.length === 0) return null;
  const density = last => {
    const total = last.counts.reduce((a, b) => a + b, 0) || 1;
    return last.counts.map((count, bin) => count / total / ((last.edges[bin + 1] - last.edges[bin]) || 1));
  };
  const middle = last => last.counts.map((_, bin) => (last.edges[bin] + last.edges[bin + 1]) / 2);
  const step = modules[0].last.step;
  return figure({
    title: run.name, note: `density at step ${step}, in at most ${mostBins} bins; the table has all`, description: `Distribution of ${group.title} at step ${step}, a curve per layer, ${run.name}.`, height: 260, theme,
    option: themeNow => {
      const option = linesOption({ theme: themeNow, yName: 'density', xName: 'value', series: modules.map((module, i) => ({ name: module.module, steps: middle(merged(module.last)), values: density(merged(module.last)), colour: ordered(themeNow, i, modules.length) })), range: { min: 0 } });
      option.xAxis.axisLabel = { ...option.xAxis.axisLabel, formatter: value => short(value, 2) };
      option.tooltip.trigger = 'item';
      return option;
    },
    table: () => ({ header: ['module', 'from', 'to', 'count'], rows: modules.flatMap(module => module.last.counts.map((count, bin) => [module.module, module.last.edges[bin], module.last.edges[bin + 1], count])) }),
  });
}

// Fewer and wider bins: a batch has too few values for many.
function merged({ edges, counts }) {
  const width = Math.ceil(counts.length / mostBins);
  const starts = counts.map((_, bin) => bin).filter(bin => bin % width === 0);
  return { edges: [...starts.map(bin => edges[bin]), edges.at(-1)], counts: starts.map(bin => counts.slice(bin, bin + width).reduce((a, b) => a + b, 0)) };
}
