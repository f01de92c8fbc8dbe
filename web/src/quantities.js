// What can be drawn of each run: a measure, or whether something holds, which becomes a share of the runs of a group.

const shareOf = test => (model, row) => test(model, row) ? 1 : 0;

const shares = [
  ['share that trained', 'higher', shareOf((model, row) => model.isAveraged(row) && model.value('above_chance', row) !== true && model.value('not_improved', row) !== true)],
  ['share diverged', 'lower', shareOf((model, row) => model.status(row) === 'diverged' || model.value('exploded', row) === true)],
  ['share failed', 'lower', shareOf((model, row) => model.status(row) === 'failed')],
];

export function quantityNames(model) {
  return [...model.outcomes, ...shares.map(([name]) => name), ...model.flags.map(name => `share with ${name}`), ...model.kinds.map(kind => `share of ${kind}`)];
}

// `better`: lower, higher or null. `of`: a number, or NaN for a run that has none or that counts in no mean.
export function quantity(model, name) {
  const share = shares.find(([one]) => one === name);
  if (share) return { name, isShare: true, better: share[1], unit: '', of: row => share[2](model, row) };
  if (name.startsWith('share with ')) {
    const flag = name.slice('share with '.length);
    return { name, isShare: true, better: null, unit: '', of: row => { const value = model.value(flag, row); return value === null ? NaN : value ? 1 : 0; } };
  }
  if (name.startsWith('share of ')) {
    const kind = name.slice('share of '.length);
    return { name, isShare: true, better: null, unit: '', of: row => model.hasKind(row, kind) ? 1 : 0 };
  }
  const measure = model.measures.find(one => one.name === name);
  const counts = name === 'diverged_at' ? () => true : row => model.isAveraged(row);
  return { name, isShare: false, better: measure?.better ?? null, unit: measure?.unit ?? '', of: row => { const value = model.value(name, row); return typeof value === 'number' && counts(row) ? value : NaN; } };
}

// A loss that can be compared with that of one who knows nothing.
export const isLoss = one => one.unit === 'nats' && !/diff|excess/.test(one.name);
