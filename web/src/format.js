// Numbers as people read them. A table's exact numbers are written by exact(); charts and tiles by short().

export const exact = value => value === null || value === undefined ? '' : String(value);

export function short(value, digits = 4) {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(digits - 1).replace(/\.?0*e\+?/, 'e');
  return String(Number(value.toPrecision(digits)));
}

export const loss = value => value === null || value === undefined ? '–' : value.toFixed(3);

export const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

// Canvas labels of ECharts give braces and bars a meaning.
export const label = text => String(text).replace(/[{}|]/g, '·').replace(/[\u0000-\u001f]/g, ' ');
