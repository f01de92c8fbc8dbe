// Modules that belong in one picture: of one role and one tensor, so that a tanh's layers stand beside a ReLU's.

export const tensorNames = { output: 'outputs', gradient: 'gradients of outputs', weight: 'weights', weight_gradient: 'gradients of weights' };

const roles = { Embedding: 'Embedding', Linear: 'Linear layers', LayerNorm: 'Normalisations', BatchNorm: 'Normalisations' };

const roleOf = module => roles[module.module.split('.')[0]] ?? 'Activations';

export function groups(tables) {
  const found = new Map();
  for (const table of tables)
    for (const module of table.modules) {
      const role = roleOf(module);
      found.set(`${role} ${module.tensor}`, { role, tensor: module.tensor, title: `${role}: ${tensorNames[module.tensor] ?? module.tensor}` });
    }
  return [...found.values()];
}

export const members = (table, group) => table.modules.filter(module => roleOf(module) === group.role && module.tensor === group.tensor);
