// Presentation: one chart at a time on the whole screen, in larger type; the arrow keys go on, Escape ends it.

import { h } from './dom.js';

let shown = null;

export function startPresentation() {
  const figures = [...document.querySelectorAll('#view figure')].filter(one => one.querySelector('.canvas'));
  if (figures.length === 0) return;
  shown = { figures, at: 0, back: document.activeElement };
  document.documentElement.dataset.presenting = '1';
  document.documentElement.requestFullscreen?.().catch(() => {});
  document.body.append(h('div', { class: 'presenter', role: 'toolbar', 'aria-label': 'Presentation' },
    h('button', { type: 'button', 'aria-label': 'Previous chart', onclick: () => go(-1) }, '‹'),
    h('span', { class: 'place', role: 'status' }),
    h('button', { type: 'button', 'aria-label': 'Next chart', onclick: () => go(1) }, '›'),
    h('button', { type: 'button', onclick: () => endPresentation() }, 'End')));
  addEventListener('keydown', key);
  document.addEventListener('fullscreenchange', left);
  show();
  document.querySelector('.presenter button:last-child').focus({ preventScroll: true });
}

export function endPresentation() {
  if (shown === null) return;
  removeEventListener('keydown', key);
  document.removeEventListener('fullscreenchange', left);
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  document.querySelector('.presenter')?.remove();
  delete document.documentElement.dataset.presenting;
  for (const one of shown.figures) {
    one.classList.remove('presented');
    const canvas = one.querySelector('.canvas');
    canvas.figure.enlarge(1);
  }
  const { back } = shown;
  shown = null;
  back?.focus?.({ preventScroll: true });
}

function left() {
  if (!document.fullscreenElement) endPresentation();
}

function go(by) {
  shown.at = (shown.at + by + shown.figures.length) % shown.figures.length;
  show();
}

function show() {
  for (const [i, one] of shown.figures.entries()) one.classList.toggle('presented', i === shown.at);
  document.querySelector('.presenter .place').textContent = `${shown.at + 1} of ${shown.figures.length}`;
  shown.figures[shown.at].querySelector('.canvas').figure.enlarge(1.6);
}

function key(event) {
  const moves = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  if (event.key === 'Escape') endPresentation();
  else if (moves[event.key] && !(event.key === ' ' && event.target.closest?.('button'))) go(moves[event.key]);
  else return;
  event.preventDefault();
}
