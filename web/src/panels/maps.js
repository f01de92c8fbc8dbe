import { axisStyle, figure } from '../charts.js';
import { h } from '../dom.js';
import { label } from '../format.js';

// Which samples of a batch saturate which units: units across, samples down, white where saturated, as “Makemore activations & gradients” and “Building makemore Part 3” draw it.
export function mapPanels({ runs, theme }) {
  return h('div', { class: `row of${runs.length}` }, runs.map(run => run.table.modules.map(module => module.maps.map(map => picture(run, module, map, theme, runs.length)))));
}

function picture(run, module, map, theme, runs) {
  const share = map.places.length / (module.samples * module.units);
  const always = alwaysSaturated(module, map);
  return figure({
    title: `${label(module.module)} at step ${map.step}`, note: `${run.name}; white: saturated, ${(100 * share).toFixed(1)} % of all; ${always} of ${module.units} units for every sample`,
    description: `Saturated units of ${module.module} at step ${map.step}, ${run.name}: ${(100 * share).toFixed(1)} % of all places.`, height: Math.max(160, 90 + Math.min(300, module.samples * 5)), theme,
    option: themeNow => ({
      grid: { left: 58, right: 14, top: 8, bottom: 40 },
      tooltip: { show: false },
      xAxis: { type: 'value', name: 'unit', nameLocation: 'middle', nameGap: 22, min: 0, max: module.units, ...axisStyle(themeNow), splitLine: { show: false } },
      yAxis: { type: 'value', name: 'sample', nameLocation: 'middle', nameGap: 34, min: 0, max: module.samples, inverse: true, ...axisStyle(themeNow), splitLine: { show: false } },
      series: [{
        type: 'custom', silent: true, data: [[0, 0]],
        renderItem: (_, api) => {
          const [left, top] = api.coord([0, 0]);
          const [right, bottom] = api.coord([module.units, module.samples]);
          const [width, height] = [(right - left) / module.units, (bottom - top) / module.samples];
          const square = place => ({ type: 'rect', shape: { x: left + (place % module.units) * width, y: top + Math.floor(place / module.units) * height, width: width + 0.3, height: height + 0.3 }, style: { fill: '#ffffff' } });
          return { type: 'group', children: [{ type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: '#10151b', stroke: themeNow.line } }, ...map.places.map(square)] };
        },
      }],
    }),
    table: () => ({ header: ['unit', 'saturated for samples'], rows: byUnit(module, map).map((samples, unit) => [unit, samples]) }),
  });
}

function byUnit(module, map) {
  const counts = new Array(module.units).fill(0);
  for (const place of map.places) counts[place % module.units]++;
  return counts;
}

const alwaysSaturated = (module, map) => byUnit(module, map).filter(samples => samples === module.samples).length;
