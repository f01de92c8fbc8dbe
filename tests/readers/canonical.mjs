// Values as JSON that loses nothing: floating-point numbers as their bits in hexadecimal, 64-bit integers as decimal text, times as microseconds since 1970.
// JavaScript may change the payload of a NaN, so every NaN is 'nan'.

const view = new DataView(new ArrayBuffer(8));

// DuckDB gives microseconds, hyparquet a Date and Arrow a number of milliseconds.
const microseconds = value => value.micros ?? BigInt(Number(value)) * 1000n;

const canonical = {
  Boolean: value => Boolean(value),
  Int32: value => Number(value),
  Int64: value => BigInt(value).toString(),
  Float: value => {
    if (Number.isNaN(value)) return 'nan';
    view.setFloat32(0, value);
    return view.getUint32(0).toString(16).padStart(8, '0');
  },
  Double: value => {
    if (Number.isNaN(value)) return 'nan';
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  },
  String: value => value,
  Timestamp: value => String(microseconds(value)),
};

export const canonicalValues = (type, values) =>
  Array.from(values, value => (value === null || value === undefined ? null : canonical[type](value)));
