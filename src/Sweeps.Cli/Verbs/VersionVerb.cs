using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core;
using Sweeps.Core.Engines;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps version</c></summary>
internal static class VersionVerb
{
    public const string Name = "version";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Program,
        Summary = "Shows the versions of the program, of each engine's arithmetic and of .NET, the operating system, and the width of the processor's vectors.",
        Examples =
        [
            new("Show what a bug report should contain."),
            new("The same as JSON, for a script.", "--json"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    /// <summary>The width that the program computes with, in bits; 0 without vectors.</summary>
    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static string Architecture => RuntimeInformation.ProcessArchitecture.ToString();

    private static void Define(Command command, ProgramContext context) =>
        command.Prints(context.Terminal, _ => Loaded(context.Composition.Engines).ToList(), Write, ToJson);

    /// <summary>The engines that can be had; why others cannot is told by <c>sweeps engines</c>.</summary>
    private static IEnumerable<(string Name, string Arithmetic)> Loaded(EngineCatalogue engines)
    {
        foreach (var entry in engines.Where(entry => entry.WhyMissing() is null))
        {
            string arithmetic;
            try
            {
                arithmetic = engines.Get(entry.Name).Arithmetic;
            }
            catch (EngineException)
            {
                continue;
            }

            yield return (entry.Name, arithmetic);
        }
    }

    private static void Write(TextWriter writer, List<(string Name, string Arithmetic)> engines)
    {
        var table = new TextTable().Add("sweeps", ProductVersion.Text);
        foreach (var (name, arithmetic) in engines)
            table.Add($"engine {name}", $"arithmetic {arithmetic}");
        table.Add("runtime", RuntimeInformation.FrameworkDescription);
        table.Add("system", $"{RuntimeInformation.OSDescription}, {Architecture}");
        table.Add("vectors", VectorBits == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{VectorBits} bits"));
        table.WriteTo(writer);
    }

    private static JsonObject ToJson(List<(string Name, string Arithmetic)> engines) => new()
    {
        ["version"] = ProductVersion.Text,
        ["engines"] = JsonOutput.List(engines, engine => new JsonObject { ["name"] = engine.Name, ["arithmetic"] = engine.Arithmetic }),
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = Architecture,
        ["vector_bits"] = VectorBits,
    };
}
