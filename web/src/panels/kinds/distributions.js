import { distributionPanels } from '../distributions.js';
import { heatPanels } from '../heat.js';

export const kind = {
  title: 'Distributions',
  text: 'How often each value occurs, over time and at the end. All layers of a kind share one range: what vanishes or explodes from layer to layer is seen to.',
  is: table => table.form === 'histogram',
  panels: context => [heatPanels(context), distributionPanels(context)],
};
