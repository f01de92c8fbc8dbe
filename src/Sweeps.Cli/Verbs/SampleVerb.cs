using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Datasets;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Sampling;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps sample DIR RUN</c></summary>
internal static class SampleVerb
{
    private const int Words = 20;
    private const uint DocumentSeed = 2147483657;

    public const string Name = "sample";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Draws words from a trained model, with the random stream of PyTorch's multinomial.",
        Examples =
        [
            new("Draw twenty words from the model of the first cell.", "results/makemore-six-models", "0"),
            new("Draw five, from another seed.", "results/makemore-six-models", "0", "-n", "5", "--seed", "1"),
        ],
        Documentation = "docs/models.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings, more: ", whose definition says 'save: model'");
        var run = RunArgument.One(folder, context.Composition);
        var count = Checked.Number("-n", "Number of words. Default: 20.", 1, 1_000_000);
        var seed = Checked.Seed("--seed", "As torch.Generator().manual_seed takes it. Default: 2147483657, the seed of “MLP with backpropagation”.");
        var replacement = new Option<bool>("--replacement") { Description = "Draw as torch.multinomial(…, replacement=True) does (“Makemore activations & gradients”)." };
        command.Add(folder);
        command.Add(run);
        foreach (var option in new Option[] { count, seed, replacement })
            command.Options.Add(option);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed => Write(
            parsed.GetValue(folder)!, parsed.GetValue(run)!, parsed.GetValue(count) ?? Words, parsed.GetValue(seed) ?? DocumentSeed, parsed.GetValue(replacement), parsed.GetValue(json), context));
    }

    private static int Write(SweepPaths paths, string run, int count, uint seed, bool replacement, bool json, ProgramContext context)
    {
        var terminal = context.Terminal;
        using var reader = ResultsFolder.Open(paths, context);
        var outcome = reader.Outcome(ResultsFolder.Find(paths, reader, run, context));
        var plan = StoredSweep.Load(paths, [], context.Composition).Plan;
        var cell = plan.Cells().FirstOrDefault(cell => string.Equals(cell.Run, outcome.Run, StringComparison.Ordinal))
            ?? throw new UserException($"The definition in '{paths.Folder}' does not have the run {outcome.Run} with this program's arithmetic; run the sweep again.");
        if (plan.ListOf(cell) is not WordDataset list)
            throw new UserException($"The run {outcome.Run} was trained on the table '{cell.Data.Source}'; 'sweeps sample' draws words, and needs a run that was trained on a list of words.");
        try
        {
            using var network = new SavedNetwork(plan.Engine, cell.Settings.Network, SavedTensors.Read(Bytes(paths, outcome)));
            var sampler = new WordSampler(network, [.. list.Vocabulary.Select(symbol => symbol.ToString())], seed, replacement);
            var words = Enumerable.Range(0, count).Select(_ => sampler.Next());
            if (json)
                JsonOutput.Write(terminal, new JsonObject { ["run"] = outcome.Run, ["cell"] = outcome.Cell, ["seed"] = seed, ["words"] = JsonOutput.Texts(words) });
            else
                foreach (var word in words)
                    terminal.Out.WriteLine(word);
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException($"'{paths.Model(outcome.Run)}': {damaged.Message}", damaged);
        }

        return ExitCodes.Done;
    }

    private static byte[] Bytes(SweepPaths paths, RunOutcome outcome)
    {
        var path = paths.Model(outcome.Run);
        var bytes = FileReading.BytesIfThere(path)
            ?? throw new UserException($"The model of the run {outcome.Run} was not saved: write 'save: model' into the definition and run it again.");
        return string.Equals(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), outcome.WeightsSha256, StringComparison.Ordinal)
            ? bytes
            : throw new StorageException($"'{path}' has another checksum than the run's weights had. 'sweeps run' trains it again.");
    }
}
