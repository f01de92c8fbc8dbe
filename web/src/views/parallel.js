import { axisStyle, figure } from '../charts.js';
import { h, select } from '../dom.js';
import { label, short } from '../format.js';

const mostValues = 16;

export const view = { name: 'parallel', title: 'Parallel coordinates', render: parallelView };

function parallelView({ model, state, theme, rows, update }) {
  if (rows.length === 0 || model.outcomes.length === 0) return h('p', {}, 'There is nothing to draw.');
  const value = state.get('value', model.outcomes[0], model.outcomes);
  const dimensions = [...model.axisList.map(axis => axisOf(model, axis)), { name: 'status', values: ['completed', 'diverged', 'failed'] }, { name: value, values: null }];
  const cellOf = (dimension, row) => {
    const one = model.value(dimension.name, row);
    // A little beside the place, or all lines that share two values would be one.
    if (dimension.values !== null) return 1 + dimension.values.indexOf(one) + spread(row);
    return one === null ? '-' : dimension.name === value ? Math.min(one, high) : one;
  };
  const withValue = rows.filter(row => model.value(value, row) !== null);
  const numbers = withValue.map(row => model.value(value, row)).sort((a, b) => a - b);
  // One run that is far off would take all colours, and the whole axis.
  const [low, high] = [numbers[0], numbers[Math.floor((numbers.length - 1) * (numbers.length < 20 ? 1 : 0.95))]];
  const option = themeNow => ({
    tooltip: { trigger: 'item', formatter: event => `${label(model.labelOf(event.data.row))}\n${value} ${short(model.value(value, event.data.row), 6)}` },
    visualMap: numbers.length === 0 ? undefined : { type: 'continuous', dimension: dimensions.length - 1, seriesIndex: 1, min: low, max: high > low ? high : low + 1e-9, inRange: { color: themeNow.good }, right: 0, top: 'middle', itemHeight: 160, textStyle: { color: themeNow.faint }, formatter: one => short(one, 3), calculable: true },
    parallel: { left: 50, right: 130, top: 40, bottom: 24, parallelAxisDefault: { ...axisStyle(themeNow), axisLine: { lineStyle: { color: themeNow.faint } }, nameTextStyle: { color: themeNow.text, fontSize: 12 } } },
    parallelAxis: dimensions.map((dimension, dim) => dimension.values === null
      ? { dim, name: dimension.name, type: 'value', scale: true, axisLabel: { color: themeNow.faint, formatter: one => short(one, 3) } }
      : { dim, name: dimension.name, type: 'value', min: 0, max: dimension.values.length + 1, interval: 1, axisTick: { show: false }, axisLabel: { color: themeNow.text, textBorderColor: themeNow.ground, textBorderWidth: 3, formatter: at => at > 0 && at <= dimension.values.length ? label(dimension.values[at - 1] ?? '—') : '' } }),
    series: [
      lines(rows.filter(row => model.value(value, row) === null), themeNow, { color: themeNow.bad, type: 'dashed' }),
      lines(withValue, themeNow, {}),
    ],
  });
  const lines = (members, themeNow, style) => ({
    type: 'parallel', smooth: false, inactiveOpacity: 0.04, activeOpacity: 1,
    lineStyle: { width: members.length > 200 ? 0.8 : 1.5, opacity: members.length > 200 ? 0.4 : 0.75, ...style },
    emphasis: { lineStyle: { width: 3, opacity: 1 } },
    data: members.map(row => ({ row, value: dimensions.map(dimension => cellOf(dimension, row)) })),
  });
  const header = ['cell', ...dimensions.map(dimension => dimension.name)];
  return [
    h('div', { class: 'controls' }, select('Value', model.outcomes, value, one => update(state.with({ value: one })))),
    figure({
      title: 'Every run across all axes', note: `drag along an axis to keep the lines that pass there; dashed: runs without this value${numbers.at(-1) > high ? `; what is above ${short(high)} is drawn there` : ''}`,
      description: `${rows.length} runs as lines across ${dimensions.map(dimension => dimension.name).join(', ')}, coloured by ${value}.`,
      height: 480, theme, option, className: 'wide',
      table: () => ({ header, rows: rows.map(row => header.map(name => model.value(name, row))) }),
    }),
  ];
}

const axisOf = (model, axis) => axis.values.length <= mostValues || axis.values.some(one => typeof one !== 'number') ? axis : { name: axis.name, values: null };

// Between −0.14 and 0.14, the same for the same run.
const spread = row => 0.28 * ((row * 0.6180339887) % 1) - 0.14;
