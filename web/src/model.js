// The data that src/Sweeps.Reports/Pages/ModelJson.cs wrote, with what views ask of it.

import { short } from './format.js';

export class Model {
  constructor(json) {
    Object.assign(this, json);
    this.rows = Array.from({ length: json.runs }, (_, row) => row);
    this.axisList = json.axes.map(name => ({ name, values: this.distinct(name) }));
    this.outcomes = json.measures.map(measure => measure.name).filter(name => this.rows.some(row => typeof this.value(name, row) === 'number'));
    this.flags = json.measures.filter(measure => measure.flag).map(measure => measure.name);
    this.kinds = json.findings.kinds.map(kind => kind.kind);
    this.detailByRow = new Map(json.details.map(detail => [detail.row, new Detail(detail)]));
    this.rowByCell = new Map(this.rows.map(row => [this.value('cell', row), row]));
  }

  value(name, row) {
    const column = this.columns[name];
    return column === undefined ? null : Array.isArray(column) ? column[row] : column.all;
  }

  // Values of a column: numbers ascending, texts as they first appear.
  distinct(name) {
    const values = [...new Set(this.rows.map(row => this.value(name, row)))];
    return values.every(value => typeof value === 'number' || value === null) ? values.sort((a, b) => (a ?? -Infinity) - (b ?? -Infinity)) : values;
  }

  // The place of each run's value among the values of an axis.
  codes(axis) {
    this.coded ??= new Map();
    if (!this.coded.has(axis.name)) {
      const places = new Map(axis.values.map((value, place) => [value, place]));
      this.coded.set(axis.name, Int32Array.from(this.rows, row => places.get(this.value(axis.name, row))));
    }
    return this.coded.get(axis.name);
  }

  axis(name) {
    return this.axisList.find(axis => axis.name === name);
  }

  status(row) {
    return this.value('status', row);
  }

  // Like a diverged run one that exploded is in no mean and no median.
  isAveraged(row) {
    return this.status(row) === 'completed' && this.value('exploded', row) !== true;
  }

  // In how many of the rows a flag is true.
  countTrue(name, rows) {
    return rows.filter(row => this.value(name, row) === true).length;
  }

  // "2 exploded, 1 diverged": the runs that are in no mean; then those that are in it though they ended above chance.
  doubts(rows) {
    const number = status => rows.filter(row => this.status(row) === status).length;
    const kinds = [[this.countTrue('exploded', rows), 'exploded'], [number('diverged'), 'diverged'], [number('failed'), 'failed'],
      [this.countTrue('above_chance', rows.filter(row => this.isAveraged(row))), 'above chance']];
    return kinds.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`).join(', ');
  }

  // Where a run stands on the axes: "tanh · lr 0.1".
  labelOf(row, without = []) {
    const parts = this.axisList.filter(axis => !without.includes(axis.name)).map(axis => describe(axis.name, this.value(axis.name, row)));
    return parts.length > 0 ? parts.join(' · ') : `cell ${this.value('cell', row)}`;
  }

  findingsOf(row) {
    const text = this.value('findings', row);
    return text ? text.split('; ') : [];
  }

  hasKind(row, kind) {
    return this.findingsOf(row).some(finding => finding.startsWith(kind));
  }
}

export const describe = (name, value) => typeof value === 'string' && name !== 'norm' && name !== 'residual' ? value : `${name} ${value === null ? '—' : short(value)}`;

class Detail {
  constructor(json) {
    this.row = json.row;
    this.reasons = json.reasons;
    const steps = json.steps.map(expand);
    const curve = raw => ({ steps: steps[raw.at], values: raw.values });
    this.loss = curve(json.loss);
    this.tables = json.tables.map(table => ({
      ...table,
      modules: table.modules.map(module => ({
        ...module,
        ...(module.curves && { curves: module.curves.map(curve) }),
        ...(module.counts && { steps: steps[module.at] }),
        ...(module.maps && { maps: module.maps.map(map => ({ step: map.step, places: expand(map.places) })) }),
      })),
    }));
  }
}

// [n, a, b, …]: n numbers, the first is a, the next one b more; the last difference goes on to the end.
export function expand([length, ...differences]) {
  const numbers = new Array(length);
  let at = 0;
  for (let i = 0; i < length; i++) {
    at += differences[Math.min(i, differences.length - 1)];
    numbers[i] = at;
  }
  return numbers;
}
