// What is being looked at stands in the fragment of the address, so that a view can be linked to: #losses?colour=lr&only.norm=none

import { views } from './views/index.js';

// What is chosen where an axis is not wanted.
export const none = '-';

export class State {
  static read() {
    const [view, query = ''] = decodeHash().split('?');
    return new State(views.some(one => one.name === view) ? view : views[0].name, new URLSearchParams(query));
  }

  constructor(view, parameters) {
    this.view = view;
    this.parameters = parameters;
  }

  get(name, fallback, allowed = null) {
    const value = this.parameters.get(name);
    return value === null || (allowed !== null && !allowed.includes(value)) ? fallback : value;
  }

  // A name among those allowed, or null where none was chosen.
  optional(name, fallback, allowed) {
    return this.parameters.get(name) === none ? null : this.get(name, fallback, allowed);
  }

  flag(name, fallback = false) {
    const value = this.parameters.get(name);
    return value === null ? fallback : value === '1';
  }

  all(name) {
    return this.parameters.getAll(name);
  }

  // The same with other values; null or an empty list takes one away.
  with(changes, view = this.view) {
    const parameters = new URLSearchParams(this.parameters);
    for (const [name, value] of Object.entries(changes)) {
      parameters.delete(name);
      for (const one of Array.isArray(value) ? value : value === null ? [] : [value]) parameters.append(name, one);
    }
    return new State(view, parameters);
  }

  // Filters and the theme go along from view to view, the rest is a view's own.
  to(view, changes = {}) {
    const kept = new URLSearchParams();
    for (const [name, value] of this.parameters) if (name.startsWith('only.') || name === 'theme' || name === 'filter' || name === 'run') kept.append(name, value);
    return new State(view, kept).with(changes, view);
  }

  get hash() {
    const query = this.parameters.toString();
    return `#${this.view}${query ? `?${query}` : ''}`;
  }
}

function decodeHash() {
  return location.hash.replace(/^#/, '');
}
