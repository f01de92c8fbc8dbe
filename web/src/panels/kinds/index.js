// What a recorded table is called on a screen, what to look for in its pictures, and which panels it gets. A table is of the first kind that it fits,
// known by its form and columns and not by its name. A new kind needs its file and its entry here, before `other`.
import { kind as deadUnits } from './dead-units.js';
import { kind as histograms } from './distributions.js';
import { kind as evaluations } from './evaluations.js';
import { kind as moments } from './moments.js';
import { kind as other } from './other.js';
import { kind as percentiles } from './percentiles.js';
import { kind as rank } from './rank.js';
import { kind as saturatedUnits } from './saturated-units.js';
import { kind as saturation } from './saturation.js';
import { kind as updateRatios } from './update-ratios.js';

const kinds = [histograms, saturatedUnits, percentiles, updateRatios, rank, deadUnits, saturation, moments, evaluations, other];

export const kindOf = table => kinds.find(kind => kind.is(table));
