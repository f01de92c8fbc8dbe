import { h } from '../dom.js';

// The answer in sentences, as it was computed from the tables: of all runs, whatever the filter leaves.
export function answerText(model, name, isFiltered) {
  const sentences = model.answers[name] ?? [`Of ${name} neither low nor high values are better, so that no cell is the best.`];
  return h('div', { class: 'answer', role: 'status' },
    h('p', {}, h('strong', {}, sentences[0]), sentences.slice(1).map(sentence => ` ${sentence}`)),
    h('p', {}, model.trained.join(' ')),
    isFiltered && h('p', { class: 'note' }, 'These sentences are about all runs; the charts show those that the filter leaves.'));
}
