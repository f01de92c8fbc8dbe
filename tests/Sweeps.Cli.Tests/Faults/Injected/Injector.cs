using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>The program in C that makes file calls of other processes fail; compiled here.</summary>
internal sealed class Injector
{
    private const string LongestSeconds = "180";

    private readonly string _program;

    private Injector(string program) => _program = program;

    /// <param name="folder">Where to put it.</param>
    /// <param name="why">Why there is none.</param>
    public static Injector? TryCompile(string folder, out string why)
    {
        why = "File calls are intercepted on Linux on x86-64 alone.";
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
            return null;
        var sources = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Faults", "Injector");
        var program = Path.Combine(folder, "inject");
        try
        {
            var compiled = Run("gcc", "-O1", "-Wall", "-Wno-format-truncation", "-o", program, Path.Combine(sources, "inject.c"), Path.Combine(sources, "disk.c"));
            Assert.True(compiled.ExitCode == 0, compiled.ToString());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            why = "There is no gcc to compile the injector with.";
            return null;
        }

        var injector = new Injector(program);
        var tried = Run(program, "--root", folder, "--report", Path.Combine(folder, "tried"), "true");
        why = $"This machine does not let a process be traced: {tried.Error}";
        return tried.ExitCode == 0 ? injector : null;
    }

    /// <summary>Runs sweeps under it.</summary>
    /// <param name="root">Calls that touch this folder count.</param>
    /// <param name="cut">If there is one, the folder is afterwards as the disk would be.</param>
    public Disturbed Run(string root, IEnumerable<Fault> faults, PowerCut? cut, IEnumerable<string> arguments)
    {
        var report = root + ".report";
        var image = root + ".image";
        string[] command =
        [
            "-s", "KILL", LongestSeconds, _program, "--root", root, "--report", report,
            .. faults.SelectMany(fault => new[] { "--fault", fault.ToString() }),
            .. cut is null ? Array.Empty<string>() : ["--image", $"{cut}:{image}"],
            "dotnet", SweepsProcess.Assembly, .. arguments,
        ];
        // Files that .NET keeps for debuggers are none of the program's.
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0" };
        using var process = SweepsProcess.Start(Path.GetDirectoryName(root)!, environment, "timeout", command);
        var disturbed = Disturbed.Read(process.Wait(), report, root);
        File.Delete(report);
        if (cut is null)
            return disturbed;
        Directory.Delete(root, recursive: true);
        Directory.Move(image, root);
        return disturbed;
    }

    private static Finished Run(string program, params string[] arguments)
    {
        using var process = SweepsProcess.Start(Path.GetTempPath(), null, program, arguments);
        return process.Wait();
    }
}
