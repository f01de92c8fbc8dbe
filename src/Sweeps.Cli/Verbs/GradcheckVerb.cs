using System.CommandLine;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Engine.Checks;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps gradcheck</c></summary>
internal static class GradcheckVerb
{
    private const int MostUnits = 256;
    private const int MostSamples = 256;
    private const int MostLayers = 16;

    public const string Name = "gradcheck";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Mathematics,
        Summary = "Checks every hand-written backward pass in float64, against the chain of elementary operations and against central differences, and prints a line for each tensor.",
        Examples =
        [
            new("Check every layer, activation and norm."),
            new("Check smaller networks on other random numbers.", "--width", "5", "--depth", "1", "--seed", "7"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var seed = Checked.Number("--seed", "Which parameters and batches are drawn. Default: 1.", 0);
        var batch = Checked.Number("--batch", "Samples of a batch. Default: 12.", 2, MostSamples);
        var width = Checked.Number("--width", "Units of a hidden layer. Default: 13.", 1, MostUnits);
        var depth = Checked.Number("--depth", "Hidden layers after the first. Default: 2.", 0, MostLayers);
        var embedding = Checked.Number("--embedding", "Components of a symbol's embedding. Default: 4.", 1, MostUnits);
        var length = Checked.Number("--context", "Number of symbols that the network sees. Default: 3.", 1, MostLayers);
        var symbols = Checked.Number("--symbols", "Size of the vocabulary. Default: 11.", 2, MostUnits);
        var differences = Checked.Number("--differences", "The most numbers of a tensor that are checked by differences. Default: 200.", 1);
        foreach (var option in new[] { seed, batch, width, depth, embedding, length, symbols, differences })
            command.Options.Add(option);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var defaults = new GradientCheckSettings();
            var settings = defaults with
            {
                Seed = (ulong)(parsed.GetValue(seed) ?? (int)defaults.Seed),
                BatchSize = parsed.GetValue(batch) ?? defaults.BatchSize,
                Width = parsed.GetValue(width) ?? defaults.Width,
                Depth = parsed.GetValue(depth) ?? defaults.Depth,
                Embedding = parsed.GetValue(embedding) ?? defaults.Embedding,
                Context = parsed.GetValue(length) ?? defaults.Context,
                VocabularySize = parsed.GetValue(symbols) ?? defaults.VocabularySize,
                Differences = parsed.GetValue(differences) ?? defaults.Differences,
            };
            var display = new GradientDisplay(terminal, parsed.GetValue(json));
            // Cases are independent of each other; each is told as soon as it and those before it are done.
            var reports = GradientCheck.Cases(settings).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(check => check.Run());
            foreach (var report in reports)
                display.Write(report);
            return display.Close();
        });
    }
}
