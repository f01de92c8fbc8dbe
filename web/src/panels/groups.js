// Modules that belong in one picture: of one kind and one tensor.

export const tensorNames = { output: 'outputs', gradient: 'gradients of outputs', weight: 'weights', weight_gradient: 'gradients of weights' };

export const kindOf = module => module.module.split('.')[0];

export function groups(tables) {
  const found = new Map();
  for (const table of tables)
    for (const module of table.modules) {
      const key = `${kindOf(module)} ${module.tensor}`;
      if (!found.has(key)) found.set(key, { key, kind: kindOf(module), tensor: module.tensor, title: `${kindOf(module)}, ${tensorNames[module.tensor] ?? module.tensor}` });
    }
  return [...found.values()];
}

export const members = (table, group) => table.modules.filter(module => kindOf(module) === group.kind && module.tensor === group.tensor);
