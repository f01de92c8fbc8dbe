import { momentPanels } from '../bands.js';
import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Mean and deviation',
  text: 'The mean of each layer’s values, and one standard deviation to each side.',
  is: table => table.columns.includes('mean') && table.columns.includes('std'),
  panels: context => [momentPanels(context), curvePanels(context)],
};
