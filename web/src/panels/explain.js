// What a table is called on a screen, and what to look for in its pictures. Known by its form and columns, not by its name.

const known = [
  { is: table => table.form === 'histogram', title: 'Distributions',
    text: 'How often each value occurs, over time and at the end. All layers of a kind share one range: what vanishes or explodes from layer to layer is seen to.' },
  { is: table => table.form === 'map', title: 'Saturated units',
    text: 'Which samples of a batch drive which units to the bounds of their activation. A unit that is white from top to bottom learns from no sample.' },
  { is: table => table.columns.every(column => /^p\d+(_\d+)?$/.test(column)), title: 'Percentiles',
    text: 'The middle of each layer’s values at every step. Bands that narrow from layer to layer vanish, bands that widen explode.' },
  { is: table => table.columns.includes('gradient_norm') && table.columns.includes('ratio'), title: 'Update ratios',
    text: 'How far a step moves a weight, against the size of the weight. About 1e-3 is a steady pace: far below it a layer barely learns, far above it each step overturns the last ones.' },
  { is: table => table.columns.includes('sigma1'), title: 'Rank',
    text: 'The share of the largest singular value in the sum of all. Near 1 the outputs of a layer lie along one direction, whatever goes in: its rank has collapsed.' },
  { is: table => table.columns.includes('fraction_dead'), title: 'Dead units',
    text: 'The share of units that are off for nearly every sample of a batch. A dead ReLU passes no gradient and seldom comes back.' },
  { is: table => table.columns.includes('fraction_flat'), title: 'Saturation',
    text: 'The share of places where the activation is flat, and where its outputs are near their bounds: hardly a gradient passes there.' },
  { is: table => table.columns.includes('mean') && table.columns.includes('std'), title: 'Mean and deviation',
    text: 'The mean of each layer’s values, and one standard deviation to each side.' },
];

export const explain = table => known.find(one => one.is(table)) ?? { title: null, text: null };
