import { curvePanels } from '../curves.js';

export const kind = {
  title: 'Evaluations',
  text: 'The loss and the metrics over whole splits while the run was trained. Where the loss of the training split still falls and that of the validation split rises, the network learns its examples by heart.',
  is: table => table.form === 'lines' && table.columns[0] === 'loss' && table.modules.every(module => ['train', 'valid', 'test'].includes(module.module)),
  panels: curvePanels,
};

// The losses of splits that are shown beside the training loss: each { name, steps, values }.
export const evaluatedLosses = detail => detail.tables.filter(kind.is).flatMap(table =>
  table.modules.map(module => ({ name: module.module, steps: module.curves[0].steps, values: module.curves[0].values })));
