// Figures of the runs of a group.

const gone = (model, row) => model.status(row) === 'diverged' || model.value('exploded', row) === true;

// Groups of rows by their values on axes: { keys: places on the axes, rows }, in the order of the places.
export function grouped(model, rows, axes) {
  const codes = axes.map(axis => model.codes(axis));
  const groups = new Map();
  for (const row of rows) {
    let key = 0;
    for (let i = 0; i < axes.length; i++) key = key * axes[i].values.length + codes[i][row];
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, keys: codes.map(code => code[row]), rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => a.key - b.key);
}

// Whether the runs differ in the seed alone.
function areReplicates(model, rows) {
  return model.axisList.every(axis => axis.name === 'seed' || rows.every(row => model.codes(axis)[row] === model.codes(axis)[rows[0]]));
}

// Mean with its interval over seeds, or with where two thirds of the runs lie if they differ in more than the seed.
export function figuresOf(model, rows, quantity) {
  const values = rows.map(quantity.of).filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
  const counts = { runs: rows.length, averaged: values.length, diverged: rows.filter(row => gone(model, row)).length, failed: rows.filter(row => model.status(row) === 'failed').length };
  if (values.length === 0) return { ...counts, mean: null, median: null, low: null, high: null, half: null };
  const mean = values[0] === values[values.length - 1] ? values[0] : values.reduce((a, b) => a + b, 0) / values.length;
  const figures = { ...counts, mean, median: quantile(values, 0.5) };
  if (quantity.isShare || values.length < 2) return { ...figures, low: null, high: null, half: null };
  if (!areReplicates(model, rows)) return { ...figures, low: quantile(values, 1 / 6), high: quantile(values, 5 / 6), half: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = model.quantiles[Math.min(values.length, model.quantiles.length + 1) - 2] * Math.sqrt(squares / (values.length - 1) / values.length);
  return { ...figures, low: mean - half, high: mean + half, half };
}

// The median for a half; between two values on the line from one to the other.
export function quantile(sorted, share) {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const left = Math.floor(place);
  return sorted[left] + (place - left) * ((sorted[left + 1] ?? sorted[left]) - sorted[left]);
}

// The best of several figures: first by the share of the runs that count, so that no failure makes one look good, then by the mean.
export function bestOf(points, better) {
  if (better === null) return null;
  const sign = better === 'lower' ? 1 : -1;
  return points.filter(point => point.mean !== null).reduce((best, point) => {
    if (best === null) return point;
    const shares = point.averaged * best.runs - best.averaged * point.runs;
    return shares > 0 || (shares === 0 && sign * point.mean < sign * best.mean) ? point : best;
  }, null);
}

// Whether values are spread in proportion rather than evenly: 0.01, 0.03, 0.1.
export function isLogarithmic(values) {
  if (values.length < 3 || values.some(value => typeof value !== 'number' || value <= 0)) return false;
  const gaps = values.slice(1).map((value, i) => value - values[i]);
  const ratios = values.slice(1).map((value, i) => Math.log(value / values[i]));
  const unevenness = numbers => Math.max(...numbers) / Math.min(...numbers);
  return values[values.length - 1] / values[0] >= 4 && unevenness(ratios) < unevenness(gaps);
}

export const isNumeric = axis => axis.values.length > 1 && axis.values.every(value => typeof value === 'number');
