import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label, short } from '../format.js';
import { cells, columnsFor, heightFor } from './grid.js';
import { groups, members } from './groups.js';

// Histograms over time: steps across, values up, the number of values as colour, log(count + 1) as “Activations and Gradients” draws it.
export function heatPanels({ runs, theme }) {
  return groups(runs.map(run => run.table)).map(group => [
    h('h3', {}, group.title),
    h('div', { class: `row of${runs.length}` }, runs.map(run => heat(run, group, theme, runs.length))),
  ]);
}

function heat(run, group, theme, runs) {
  const modules = members(run.table, group);
  if (modules.length === 0) return null;
  const perRow = columnsFor(modules.length, runs);
  const height = heightFor(modules.length, perRow, 110);
  const middles = module => module.counts[0].map((_, bin) => module.low + (module.high - module.low) * (bin + 0.5) / module.counts[0].length);
  const most = Math.log1p(Math.max(1, ...modules.flatMap(module => module.counts.flat())));
  return figure({
    title: run.name, note: 'colour: log(count + 1)', description: `Histograms of ${group.title} over steps, a picture per layer, ${run.name}.`, height, theme,
    option: themeNow => {
      const width = runs > 1 ? 560 : 1100;
      const places = cells(modules.length, width, { columns: perRow, height });
      const share = value => `${(100 * value / width).toFixed(2)}%`;
      return {
        title: modules.map((module, i) => ({ text: label(module.module), left: share(places[i].left + places[i].width / 2), top: places[i].top - 20, textAlign: 'center', textStyle: { fontSize: 12, color: themeNow.text, fontWeight: 500 } })),
        tooltip: { trigger: 'item', formatter: event => {
          const module = modules[event.seriesIndex];
          const [column, bin] = event.value;
          return `step ${module.steps[column]}\nabout ${short(middles(module)[bin], 3)}: ${short(module.counts[column][bin], 4)}`;
        } },
        visualMap: { show: false, min: 0, max: most, dimension: 2, inRange: { color: group.tensor.includes('gradient') ? themeNow.inferno : themeNow.viridis } },
        grid: places.map(place => ({ left: share(place.left), width: share(place.width), top: place.top, height: place.height })),
        xAxis: modules.map((module, i) => ({ gridIndex: i, type: 'category', data: module.steps, ...axisStyle(themeNow), axisTick: { show: false } })),
        yAxis: modules.map((module, i) => ({ gridIndex: i, type: 'category', data: middles(module).map(value => short(value, 2)), ...axisStyle(themeNow), axisTick: { show: false }, axisLabel: { ...axisStyle(themeNow).axisLabel, show: places[i].isFirst, hideOverlap: false, interval: bin => [0, Math.floor((module.counts[0].length - 1) / 2), module.counts[0].length - 1].includes(bin) } })),
        series: modules.map((module, i) => ({
          type: 'heatmap', xAxisIndex: i, yAxisIndex: i, progressive: 0, emphasis: { disabled: true },
          data: module.counts.flatMap((column, x) => column.map((value, y) => [x, y, Math.log1p(value)])),
        })),
      };
    },
    table: () => ({ header: ['module', 'step', 'from', 'to', 'count'], keys: 2, rows: modules.flatMap(module => module.counts.flatMap((column, x) => column.map((value, bin) => ({ value, bin })).filter(one => one.value > 0)
      .map(one => { const width = (module.high - module.low) / column.length; return [module.module, module.steps[x], Number((module.low + one.bin * width).toPrecision(6)), Number((module.low + (one.bin + 1) * width).toPrecision(6)), one.value]; }))) }),
  });
}
