// A chart for each value of an axis, as far as they fit a page.

import { h } from '../dom.js';
import { grouped } from '../statistics.js';

export const mostPanels = 24;

// The rows of each value that has some; all rows where there is no axis.
export const facetsOf = (model, rows, axis) => grouped(model, rows, axis === null ? [] : [axis])
  .map(group => ({ value: axis === null ? null : axis.values[group.keys[0]], rows: group.rows }));

// Says that not every value has its chart.
export const facetNote = (facets, name) => facets.length > mostPanels && h('p', { class: 'note' }, `The first ${mostPanels} of ${facets.length} values of ${name}: the filter shows others.`);
