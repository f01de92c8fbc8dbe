import { mapPanels } from '../maps.js';

export const kind = {
  title: 'Saturated units',
  text: 'Which samples of a batch drive which units to the bounds of their activation. A unit that is white from top to bottom learns from no sample.',
  is: table => table.form === 'map',
  panels: mapPanels,
};
