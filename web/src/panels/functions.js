import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { category } from '../theme.js';

// The activations of the runs that are compared: f, f′, and grey where f′ is so small that hardly a gradient passes.
export function functionPanels({ model, runs, theme }) {
  const names = [...new Set(runs.map(run => model.value('activation', run.row)))].filter(name => Object.hasOwn(model.functions.curves, name));
  if (names.length === 0) return null;
  return h('section', { 'data-table': 'activation' }, h('h2', {}, 'Activations'),
    h('p', { class: 'explained' }, `The functions themselves. Grey: |f′(x)| ≤ ${model.functions.flat}, where hardly a gradient passes.`),
    h('div', { class: `row of${Math.max(2, names.length)}` }, names.map(name => picture(name, model.functions, theme))));
}

function picture(name, { from, to, flat, curves }, theme) {
  const { f, d } = curves[name];
  const xs = f.map((_, i) => Number((from + (to - from) * i / (f.length - 1)).toFixed(4)));
  const regions = [];
  for (const [i, x] of xs.entries()) {
    if (Math.abs(d[i]) > flat) continue;
    const last = regions.at(-1);
    if (last && x - last[1] < 0.04) last[1] = x;
    else regions.push([x, x]);
  }
  const line = (label, of, colour) => ({ type: 'line', name: label, showSymbol: false, data: xs.map((x, i) => [x, of[i]]), lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour } });
  return figure({
    title: name, description: `${name} and its derivative between ${from} and ${to}.`, height: 240, theme,
    option: themeNow => ({
      grid: { left: 40, right: 14, top: 30, bottom: 26 },
      legend: { top: 0, textStyle: { color: themeNow.text, fontSize: 11 }, data: ['f', 'f′'] },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'value', min: from, max: to, ...axisStyle(themeNow) },
      yAxis: { type: 'value', min: -2, max: 4, ...axisStyle(themeNow) },
      series: [
        { type: 'custom', silent: true, clip: true, tooltip: { show: false }, data: [[0, 0]], renderItem: (_, api) => ({ type: 'group', children: regions.map(([low, high]) => {
          const [left, top] = api.coord([low, 4]);
          const [right, bottom] = api.coord([high, -2]);
          return { type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: themeNow.faint, opacity: 0.18 } };
        }) }) },
        line('f', f, category(themeNow, 1)), line('f′', d, themeNow.text),
      ],
    }),
    table: () => ({ header: ['x', 'f', 'f′'], rows: xs.map((x, i) => [x, f[i], d[i]]).filter((_, i) => i % 10 === 0) }),
  });
}
