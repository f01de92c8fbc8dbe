import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Dead units',
  text: 'The share of units that are off for nearly every sample of a batch. A dead ReLU passes no gradient and seldom comes back.',
  is: table => table.columns.includes('fraction_dead'),
  panels: curvePanels,
};
