import { curvePanels } from '../curves.js';

// A table of which nothing is known but that it has numbers: a plugin's, say.
export const kind = {
  title: null,
  text: null,
  is: () => true,
  panels: curvePanels,
};
