import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Rank',
  text: 'The share of the largest singular value in the sum of all. Near 1 the outputs of a layer lie along one direction, whatever goes in: its rank has collapsed.',
  is: table => table.columns.includes('sigma1'),
  panels: curvePanels,
};
