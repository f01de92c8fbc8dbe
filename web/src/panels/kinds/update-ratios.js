import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Update ratios',
  text: 'How far a step moves a weight, against the size of the weight. About 1e-3 is a steady pace: far below it a layer barely learns, far above it each step overturns the last ones.',
  is: table => table.columns.includes('gradient_norm') && table.columns.includes('ratio'),
  panels: curvePanels,
};
