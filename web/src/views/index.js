// All views of the report, in the order of the navigation; the first is shown where none is named. A new view needs its file and its entry here.
import { view as findings } from './findings.js';
import { view as losses } from './losses.js';
import { view as overview } from './overview.js';
import { view as parallel } from './parallel.js';
import { view as phase } from './phase.js';
import { view as runs } from './runs.js';
import { view as table } from './table.js';

export const views = [overview, losses, phase, parallel, runs, findings, table];
