using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Published;
using Sweeps.Training.Catalogues;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps activations</c></summary>
internal static class ActivationsVerb
{
    private const int Widest = 4;
    private const double DocumentThreshold = 0.1;

    public const string Name = "activations";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Mathematics,
        Summary = "Shows the activations: f, f′, and where they are flat, found numerically.",
        Examples =
        [
            new("Show the curves, and where they are flat."),
            new("Write enough points to draw them from.", "--format", "csv") { Then = "> activations.csv" },
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var threshold = Checked.Real("--threshold", "Where |f′| is at most this, an activation counts as flat. Default: 0.1.", 1e-6, 10);
        var format = Checked.Word("--format", "How it is written", "table", "csv");
        command.Add(threshold);
        command.Add(format);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed => parsed.GetValue(json)
            ? WriteJson(terminal, context.Composition.Parameters.Models, parsed.GetValue(threshold) ?? DocumentThreshold)
            : parsed.GetValue(format) is "csv"
            ? WriteCurves(terminal.Out, context.Composition.Parameters.Models)
            : Write(terminal.Out, context.Composition.Parameters.Models, parsed.GetValue(threshold) ?? DocumentThreshold));
    }

    private static int Write(TextWriter writer, ModelCatalogue models, double threshold)
    {
        var shapes = ActivationShape.All(models, threshold);
        string[] columns = ["activation", string.Create(CultureInfo.InvariantCulture, $"|f′(x)| ≤ {threshold}"), "“Activations and Gradients”, to about 0.001"];
        var shown = threshold == DocumentThreshold ? 3 : 2;
        var regions = new TextTable(columns[..shown]);
        foreach (var shape in shapes)
        {
            string[] row = [shape.Name, shape.Flat.Count == 0 ? "nowhere" : string.Join(" or ", shape.Flat.Select(Region)), shape.Published ?? ""];
            regions.Add(row[..shown]);
        }

        regions.WriteTo(writer);
        writer.WriteLine();
        var table = new TextTable(["x", .. shapes.SelectMany(shape => new[] { shape.Name, shape.Name + "′" })]).Right([.. Enumerable.Range(0, 1 + (2 * shapes.Count))]);
        for (var half = -2 * Widest; half <= 2 * Widest; half++)
            table.Add([Number(half / 2.0, 1), .. shapes.Select(shape => shape.At(half / 2.0)).SelectMany(f => new[] { Number(f.Value, 4), Number(f.Derivative, 4) })]);
        table.WriteTo(writer);
        return ExitCodes.Done;
    }

    private static int WriteJson(Terminal terminal, ModelCatalogue models, double threshold)
    {
        JsonOutput.Write(terminal, new JsonObject
        {
            ["threshold"] = threshold,
            ["activations"] = JsonOutput.List(ActivationShape.All(models, threshold), shape => new JsonObject
            {
                ["name"] = shape.Name,
                ["flat"] = JsonOutput.List(shape.Flat, region => new JsonObject { ["from"] = JsonOutput.Value(region.Low), ["to"] = JsonOutput.Value(region.High) }),
                ["points"] = JsonOutput.List(Enumerable.Range(-2 * Widest, (4 * Widest) + 1), half => new JsonObject
                {
                    ["x"] = half / 2.0,
                    ["f"] = JsonOutput.Value(shape.At(half / 2.0).Value),
                    ["derivative"] = JsonOutput.Value(shape.At(half / 2.0).Derivative),
                }),
            }),
        });
        return ExitCodes.Done;
    }

    /// <summary>Enough points to draw the document's figure from.</summary>
    private static int WriteCurves(TextWriter writer, ModelCatalogue models)
    {
        writer.WriteLine("activation,x,f,derivative");
        foreach (var shape in ActivationShape.All(models, 1))
        {
            for (var i = -100 * Widest; i <= 100 * Widest; i++)
            {
                var (value, derivative) = shape.At(i / 100.0);
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Name},{i / 100.0},{value + 0.0},{derivative}"));
            }
        }

        return ExitCodes.Done;
    }

    private static string Region((double Low, double High) region) => (double.IsInfinity(region.Low), double.IsInfinity(region.High)) switch
    {
        (true, true) => "everywhere",
        (true, false) => $"x ≤ {Number(region.High, 4)}",
        // The next number after 0: f′ jumps there, and 0 has the other side's.
        (false, true) => region.Low == double.Epsilon ? "x > 0" : $"x ≥ {Number(region.Low, 4)}",
        _ => $"{Number(region.Low, 4)} ≤ x ≤ {Number(region.High, 4)}",
    };

    private static string Number(double value, int decimals) => (value + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
