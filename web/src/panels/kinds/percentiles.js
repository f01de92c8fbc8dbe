import { bandPanels } from '../bands.js';

export const kind = {
  title: 'Percentiles',
  text: 'The middle of each layer’s values at every step. Bands that narrow from layer to layer vanish, bands that widen explode.',
  is: table => table.columns.length > 0 && table.columns.every(column => /^p\d+(_\d+)?$/.test(column)),
  panels: bandPanels,
};
