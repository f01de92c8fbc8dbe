// node generate.mjs [SEED [COUNT]] > random.yaml
// Random definitions that together use every key, kind and option of the definition language, each small enough to be trained in a second.
// What it wrote with seed 1 is committed: a later version of this file that draws in another order leaves the committed definitions alone.

const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 100);

// mulberry32 by Tommy Ettinger: a generator of 32 bits in five lines, so that a seed means the same everywhere.
let state = seed >>> 0;
const uniform = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};
const below = n => Math.floor(uniform() * n);
const chance = p => uniform() < p;
const pick = values => values[below(values.length)];
const some = (values, least = 1) => {
  const left = [...values];
  const many = least + below(values.length - least + 1);
  return Array.from({ length: many }, () => left.splice(below(left.length), 1)[0]);
};

const activations = ['tanh', 'relu', 'selu', 'gelu'];
const norms = ['none', 'batch', 'layer'];
const residuals = ['none', 'none', 'none', 'pre_activation', 'pre_activation_plain'];
const schemes = ['xavier_uniform', 'xavier_normal', 'kaiming_uniform', 'kaiming_normal', 'normal'];
const biases = ['zeros', 'normal', 'none', 'discarded'];
const gains = ['auto', 0.5, 1, 1.4142135623730951, 1.6666666666666667, 3];
const scales = [0, 0.01, 0.1, 0.2, 0.5, 2];
const schedules = ['constant', 'cosine', 'linear', '{ step: { at: 0.5, factor: 0.1 } }', '{ step: { at: 0.25, factor: 2 } }', '{ cosine: { factor: 0.1 } }', '{ linear: { factor: 0.5 } }'];
const widths = [1, 2, 5, 7, 8, 12, 15, 16, 17, 24, 29, 30, 31, 32, 33, 48, 65, 130];
const batches = [1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33, 64, 100];
const steps = [1, 2, 3, 7, 19, 20, 40, 50, 99, 100, 150, 200];
const tensors = ['output', 'gradient', 'weight', 'weight_gradient'];
const modules = ['embedding', 'linear', 'norm', 'activation'];

const flow = value =>
  Array.isArray(value) ? `[${value.map(flow).join(', ')}]`
    : value !== null && typeof value === 'object' ? `{ ${Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`).join(', ')} }`
      : String(value);

// Each key is written in about half of the definitions: what is left out takes its default.
const maybe = (to, key, draw, p = 0.5) => { if (chance(p)) to[key] = draw(); };

function dataset() {
  const drawn = { source: pick(['names', 'names', 'us-surnames', 'words.txt']) };
  maybe(drawn, 'shuffle', () => pick(['none', 'python:42', `python:${below(1e6)}`, `torch:${below(1e6)}`]));
  maybe(drawn, 'context', () => pick([1, 2, 3, 4, 5, 8]));
  const small = drawn.source === 'words.txt';
  const train = small ? pick([0.5, 0.8, 0.75]) : drawn.source === 'names' ? pick([0.02, 0.03, 0.1]) : pick([0.005, 0.01]);
  const split = { train };
  maybe(split, 'valid', () => (small ? 0.1 : pick([0, 0.001, 0.01])), 0.8);
  maybe(split, 'test', () => (small ? 0.1 : pick([0, 0.001, 0.01])));
  drawn.split = split;
  maybe(drawn, 'evaluate_train', () => chance(0.7), 0.3);
  return drawn;
}

function layer() {
  const drawn = {};
  maybe(drawn, 'scheme', () => pick([...schemes, 'inherit']));
  maybe(drawn, 'gain', () => pick([...gains.slice(1), 'inherit']));
  maybe(drawn, 'weight_scale', () => pick(scales.slice(1)));
  maybe(drawn, 'bias', () => pick([...biases, 'inherit']));
  maybe(drawn, 'bias_scale', () => pick(scales));
  return drawn;
}

function model() {
  const drawn = {};
  maybe(drawn, 'embedding', () => pick([1, 2, 4, 8, 10, 16, 19]), 0.7);
  drawn.width = pick(widths);
  drawn.depth = pick(drawn.width > 60 ? [0, 1] : [0, 1, 2, 3, 4, 6]);
  maybe(drawn, 'activation', () => pick(activations), 0.8);
  maybe(drawn, 'norm', () => pick(norms), 0.8);
  maybe(drawn, 'normalize_logits', () => pick(['auto', true, false]));
  maybe(drawn, 'residual', () => pick(residuals), 0.6);
  maybe(drawn, 'batch_norm', () => {
    const norm = {};
    maybe(norm, 'momentum', () => pick([0.01, 0.1, 0.5, 1]));
    maybe(norm, 'eps', () => pick(['1e-5', '1e-3', 0.1]));
    maybe(norm, 'bessel', () => chance(0.5));
    maybe(norm, 'calibrate', () => chance(0.5));
    maybe(norm, 'spread', () => pick([0, 0.1, 0.5]));
    return norm;
  });
  const init = {};
  maybe(init, 'scheme', () => pick(schemes), 0.7);
  maybe(init, 'gain', () => pick(gains));
  maybe(init, 'stream', () => pick(['per_layer', 'single']));
  maybe(init, 'layout', () => pick(['out_in', 'in_out']));
  maybe(init, 'bias', () => pick(biases));
  maybe(init, 'overrides', () => {
    const overrides = {};
    maybe(overrides, 'hidden', layer, 0.7);
    maybe(overrides, 'logits', layer, 0.7);
    return overrides;
  });
  drawn.init = init;
  return drawn;
}

function train(norm) {
  const drawn = { steps: pick(steps) };
  drawn.batch_size = pick(norm ? batches.slice(1) : batches);
  maybe(drawn, 'sampling', () => pick(['epochs', 'replacement']));
  maybe(drawn, 'optimizer', () => {
    const optimizer = { kind: 'sgd' };
    maybe(optimizer, 'momentum', () => pick([0, 0.5, 0.9, 1]), 0.7);
    maybe(optimizer, 'weight_decay', () => pick([0, 1e-4, 0.01]).toString(), 0.7);
    return optimizer;
  });
  maybe(drawn, 'lr', () => pick([0, 0.001, 0.05, 0.1, 0.3, 1, 5]), 0.8);
  maybe(drawn, 'schedule', () => pick(schedules));
  maybe(drawn, 'penalty', () => pick([0, 0.01, 0.1, 1]), 0.3);
  maybe(drawn, 'arithmetic', () => pick(['fast', 'pytorch', 'pytorch']), 0.6);
  return drawn;
}

const axes = {
  activation: () => some(activations, 2),
  norm: () => some(norms, 2),
  residual: () => some(['none', 'pre_activation', 'pre_activation_plain'], 2),
  scheme: () => some(schemes, 2),
  gain: () => some(gains, 2),
  bias: () => some(biases, 2),
  stream: () => ['per_layer', 'single'],
  layout: () => ['out_in', 'in_out'],
  depth: () => some([0, 1, 2, 3], 2),
  width: () => pick([[4, 9], '{ from: 2, to: 32, steps: 3, scale: log }']),
  lr: () => pick([[0.1, 0.2], '{ from: 0.1, to: 1.0, steps: 3, scale: linear }', '{ from: 0.01, to: 2, steps: 3, scale: log }']),
  steps: () => some(steps.slice(0, 9), 2),
  batch_size: () => some([2, 4, 16, 21, 32], 2),
  sampling: () => ['epochs', 'replacement'],
  momentum: () => [0, 0.9],
  weight_decay: () => [0, 0.01],
  schedule: () => some(schedules, 2),
  penalty: () => [0, 0.5],
  arithmetic: () => ['fast', 'pytorch'],
  context: () => some([1, 2, 3, 5], 2),
  embedding: () => some([1, 3, 10], 2),
  seed: () => pick([[1, 2], '{ count: 3, from: 5 }', [2147483647, 4294967295]]),
  normalize_logits: () => [true, false, 'auto'],
  bn_bessel: () => [true, false],
  bn_calibrate: () => [true, false],
  bn_momentum: () => [0.1, 1],
  shuffle: () => ['none', 'python:1', 'torch:1'],
  hidden_scheme: () => some([...schemes, 'inherit'], 2),
  logits_weight_scale: () => [0.01, 1],
  hidden_bias: () => some(biases, 2),
};

function schedule() {
  const drawn = {};
  const form = below(5);
  if (form === 0) drawn.every = pick([1, 3, 10, 50]);
  if (form === 1) drawn.at = flow(some([0, 1, 2, 5, -1, -2], 2));
  if (form === 2) drawn.first = pick([1, 4]);
  if (form === 3) { drawn.every = pick([7, 20]); drawn.last = pick([1, 2]); }
  if (form === 4) { drawn.first = 2; drawn.last = 1; }
  return drawn;
}

const chosen = () => {
  const drawn = {};
  maybe(drawn, 'of', () => some(tensors));
  maybe(drawn, 'modules', () => some(['embedding', 'linear', ...(chance(0.5) ? ['norm', 'activation'] : [])]));
  return drawn;
};

const kinds = {
  // Its own `at` are percentiles; steps are then chosen by the other keys.
  percentiles: () => ({ ...chosen(), ...(chance(0.5) ? { at: some([0, 2.5, 16, 50, 84, 99.9, 100]) } : {}), every: pick([1, 5, 20]) }),
  histogram: () => ({ ...chosen(), bins: pick([1, 5, 10, 100]), ...(chance(0.3) ? { range: [-1, 1.5] } : chance(0.5) ? { deviations: pick([1, 2.5, 6]) } : {}), at: [0, -1] }),
  moments: () => ({ ...chosen(), ...schedule() }),
  rank_collapse: () => ({ ...(chance(0.4) ? { modules: some(modules) } : {}), ...schedule() }),
  update_ratio: () => schedule(),
  dead_units: () => ({ ...(chance(0.4) ? { below: pick(['1e-8', 0.1, -0.5]) } : {}), ...(chance(0.4) ? { fraction: pick([0, 0.5, 0.95, 1]) } : {}), ...schedule() }),
  saturation: () => ({ ...(chance(0.4) ? { derivative: pick([0.01, 0.1, 0.5]) } : {}), ...(chance(0.4) ? { above: pick([0.5, 0.97, 2]) } : {}), ...schedule() }),
  saturated_units: () => ({ ...(chance(0.5) ? { above: pick([0.5, 0.9]) } : {}), at: [0, -1] }),
};

function handlers() {
  const names = some(Object.keys(kinds)).slice(0, 4);
  const entries = names.map(kind => {
    const options = kinds[kind]();
    return Object.keys(options).length === 0 ? kind : flow({ [kind]: options });
  });
  if (chance(0.2)) entries.push(flow({ [names[0]]: { ...kinds[names[0]](), name: 'again' } }));
  return entries;
}

function definition(number) {
  const lines = [`name: g${String(number).padStart(3, '0')}`];
  if (chance(0.2)) lines.push(`title: Random definition ${number}`);
  const grid = {};
  for (const axis of chance(0.85) ? some(Object.keys(axes)).slice(0, pick([1, 1, 2])) : [])
    grid[axis] = axes[axis]();
  const body = model();
  const training = train(body.norm === 'batch' || 'norm' in grid || 'bn_bessel' in grid);
  // A parameter has its value in one place: its section or its axis.
  const sections = { dataset: dataset(), model: body, train: training };
  lines.push(`dataset: ${flow(sections.dataset)}`, `model: ${flow(body)}`, `train: ${flow(training)}`);
  if (!('seed' in grid)) lines.push(`seed: ${pick([0, 1, 2, 42, 2147483647, 4294967295])}`);
  if (Object.keys(grid).length > 0) lines.push(`grid: ${flow(grid)}`);
  const free = name => !(name in grid);
  if (chance(0.2) && free('lr') && free('steps')) lines.push('zip: [ { lr: [0.1, 0.2], steps: [9, 6] } ]');
  if (chance(0.25)) lines.push(`include: [ { activation: ${pick(activations)}, lr: 0.15, width: 6 }, { steps: 4, depth: 1, ${pick(['hidden_weight_scale: 0.3', 'logits_bias: normal', 'evaluate_train: true', 'hidden_gain: 2'])} } ]`);
  if (chance(0.15)) lines.push(`exclude: [ { activation: ${pick(activations)}, norm: ${pick(norms)} } ]`);
  if (chance(0.15)) lines.push(`where: "${pick(["depth <= 8 or norm != 'none'", 'lr * steps < 1000 and width >= 1', "activation in ['tanh', 'relu', 'selu', 'gelu']", 'not (batch_size % 2 == 1 and steps > 1000)'])}"`);
  if (chance(0.9)) lines.push(`handlers:\n${handlers().map(entry => `  - ${entry}`).join('\n')}`);
  if (chance(0.2)) lines.push(`findings: ${flow({ [pick(['initial_loss', 'saturated', 'dead', 'vanishing', 'exploding', 'update_ratio_low', 'update_ratio_high', 'rank_collapse'])]: 0.25 })}`);
  if (chance(0.3)) lines.push(`summary: ${flow({ rows: some(['norm', 'activation', 'depth', 'lr']), values: some(['loss_start', 'loss_end', 'loss_valid', 'median_shift', 'rank_rise', 'dead_end', 'exploded', 'parameters']) })}`);
  if (chance(0.3)) lines.push('save: model');
  return lines.join('\n');
}

const documents = Array.from({ length: count }, (_, number) => definition(number));
process.stdout.write(`# A hundred random definitions, drawn by generate.mjs with seed ${seed}. What they come to stands in random.txt.\n${documents.map(text => `---\n${text}\n`).join('')}`);
