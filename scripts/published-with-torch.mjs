// Makes docs/published.md of what 'sweeps check --set engine=torch --json' says (standard input) and 'sweeps engines --json' (ENGINE). Called by scripts/published-with-torch.
import { readFileSync } from "node:fs";

const checked = JSON.parse(readFileSync(0, "utf8"));
const torch = JSON.parse(process.env.ENGINE).engines.find(engine => engine.name === "torch");
const same = (one, other, decimals) => Math.abs(one) < 1e12 && one.toFixed(decimals) === other.toFixed(decimals);
const answer = (ours, figure, decimals) => (figure === null ? "" : same(ours, figure, decimals) ? "yes" : "no");
const show = (number, decimals) => (number === null || number === undefined ? "" : number.toFixed(decimals));

const rows = [];
const counts = { stable: [0, 0], pytorch: [0, 0], published: [0, 0] };
const claims = [0, 0];
const count = (pair, holds) => {
  pair[1]++;
  pair[0] += holds ? 1 : 0;
};
for (const sweep of checked.sweeps)
  for (const figure of sweep.figures) {
    if (figure.kind === "claim") {
      count(claims, figure.agrees === true);
      continue;
    }
    if (figure.ours === null || (figure.kind !== "stable" && figure.kind !== "pytorch")) continue;
    const published = answer(figure.ours, figure.published, figure.decimals);
    const pytorch = figure.kind === "pytorch" ? answer(figure.ours, figure.pytorch, figure.pytorch_decimals) : "";
    if (published) count(figure.kind === "stable" ? counts.stable : counts.published, published === "yes");
    if (pytorch) count(counts.pytorch, pytorch === "yes");
    const decimals = Math.max(figure.decimals, figure.pytorch_decimals, 4);
    rows.push(`| ${sweep.name.replace(/^published-/, "")} | ${figure.run} | ${figure.figure} | ${figure.kind} | ${show(figure.published, figure.decimals)} | ${show(figure.pytorch, figure.pytorch_decimals)} | ${show(figure.ours, decimals)} | ${published} | ${pytorch} |`);
  }

const machine = Object.entries(torch.machine).map(([name, value]) => `${name}: ${value}`).join("; ");
console.log(`# Published figures with LibTorch

\`scripts/published-with-torch\` trains the definitions of \`experiments/published\` with \`engine: torch\` and writes this file. Another processor may give other digits where rounding decides.

- Engine: ${torch.arithmetic}. Machine: ${machine}.
- Stable figures, which rounding does not move: ${counts.stable[0]} of ${counts.stable[1]} come out to the printed digit.
- Figures that rounding moves: ${counts.published[0]} of ${counts.published[1]} published ones come out to the printed digit, and ${counts.pytorch[0]} of ${counts.pytorch[1]} of PyTorch 1.13 (with OpenBLAS's kernels for AVX2, the numbers to which \`arithmetic: pytorch\` of the managed engine agrees) to all of theirs.
- Claims (bounds on recorded statistics): ${claims[0]} of ${claims[1]} hold.

| experiment | run | figure | kind | published | PyTorch 1.13 | LibTorch 2.10 | as published | as PyTorch 1.13 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

Left out: \`makemore-six-models\`, whose figures have no seed and so no digits to print, and \`manual-backprop\`, of which single losses are not to be compared (both have 200,000 steps). \`scripts/published-with-torch NAME…\` trains the ones that are named.`);
