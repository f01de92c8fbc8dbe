import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { category } from '../theme.js';

const flat = 0.1;
const [from, to, points] = [-5, 5, 401];
const selu = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };
const normal = x => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);

// Φ by Abramowitz and Stegun 26.2.17, to 7.5e-8.
function cumulative(x) {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = normal(x) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

const functions = {
  tanh: { f: Math.tanh, d: x => 1 - Math.tanh(x) ** 2 },
  relu: { f: x => Math.max(0, x), d: x => (x > 0 ? 1 : 0) },
  selu: { f: x => selu.scale * (x > 0 ? x : selu.alpha * Math.expm1(x)), d: x => selu.scale * (x > 0 ? 1 : selu.alpha * Math.exp(x)) },
  gelu: { f: x => x * cumulative(x), d: x => cumulative(x) + x * normal(x) },
};

// The activations of the runs that are compared: f, f′, and grey where f′ is so small that hardly a gradient passes.
export function functionPanels({ model, runs, theme }) {
  const names = [...new Set(runs.map(run => model.value('activation', run.row)))].filter(name => Object.hasOwn(functions, name));
  if (names.length === 0) return null;
  return h('section', { 'data-table': 'activation' }, h('h2', {}, 'Activations'),
    h('p', { class: 'explained' }, `The functions themselves. Grey: |f′(x)| ≤ ${flat}, where hardly a gradient passes.`),
    h('div', { class: `row of${Math.max(2, names.length)}` }, names.map(name => picture(name, theme))));
}

function picture(name, theme) {
  const { f, d } = functions[name];
  const xs = Array.from({ length: points }, (_, i) => Number((from + (to - from) * i / (points - 1)).toFixed(4)));
  const regions = [];
  for (const x of xs) {
    if (Math.abs(d(x)) > flat) continue;
    const last = regions.at(-1);
    if (last && x - last[1] < 0.04) last[1] = x;
    else regions.push([x, x]);
  }
  const line = (label, of, colour) => ({ type: 'line', name: label, showSymbol: false, data: xs.map(x => [x, of(x)]), lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour } });
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
    table: () => ({ header: ['x', 'f', 'f′'], rows: xs.filter((_, i) => i % 10 === 0).map(x => [x, Number(f(x).toPrecision(6)), Number(d(x).toPrecision(6))]) }),
  });
}
