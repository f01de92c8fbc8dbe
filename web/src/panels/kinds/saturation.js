import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Saturation',
  text: 'The share of places where the activation is flat, and where its outputs are near their bounds: hardly a gradient passes there.',
  is: table => table.columns.includes('fraction_flat'),
  panels: curvePanels,
};
