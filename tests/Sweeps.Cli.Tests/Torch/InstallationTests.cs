using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>An engine that is installed well, in part, or not at all.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Torch)]
public sealed class InstallationTests : IDisposable
{
    private readonly InstalledTorch _torch = new();
    private readonly TorchProgram _program;
    private readonly string _file;

    public InstallationTests()
    {
        _program = new TorchProgram(_torch);
        _file = _program.At.Define(more: "engine: torch");
    }

    public void Dispose()
    {
        _program.Dispose();
        _torch.Dispose();
    }

    [Fact]
    public void Where_there_is_none_one_command_brings_it()
    {
        Directory.Delete(_torch.Folder, recursive: true);
        var told = _program.Run("run", _file);
        Assert.True(told.ExitCode == 1, told.ToString());
        Assert.Contains("it is not installed. 'scripts/install --torch', called in the folder of the sources of sweeps, brings it: it fetches 135 MB and takes 450 MB of disk.", told.Error, StringComparison.Ordinal);
        Assert.Contains($"It goes to {_torch.Folder}.", told.Error, StringComparison.Ordinal);
        AssertNothingIsLeftBehind();
    }

    [Theory]
    [InlineData("libtorch_cpu.so", "gone", "its file libtorch_cpu.so is not in ")]
    [InlineData("libtorch.so", "broken", "libtorch.so is damaged: it does not begin as a 64-bit library for Linux does")]
    [InlineData("libc10.so", "other processor", "libc10.so is for another kind of processor (arm64; this program runs on x64)")]
    [InlineData("libtorch.so", "truncated", "libtorch.so is not whole: it has ")]
    [InlineData("libLibTorchSharp.so", "truncated", "libLibTorchSharp.so is not whole: it has ")]
    [InlineData("libgomp-98b21ff3.so.1", "gone", "libgomp-98b21ff3.so.1: cannot open shared object file")]
    [InlineData("libgomp-98b21ff3.so.1", "truncated", "libgomp-98b21ff3.so.1 is not whole: it has ")]
    [InlineData("libc10.so", "no dependencies", "libc10.so: ")]
    public void The_true_reason_is_told_if_it_cannot_be_loaded(string library, string fault, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "The names and the format are those of Linux on x64.");
        var path = Path.Combine(_torch.Native, library);
        switch (fault)
        {
            case "gone":
                File.Delete(path);
                break;
            case "broken":
                Break(path, bytes => bytes[0] = 0);
                break;
            case "other processor":
                // e_machine: 183 is AArch64.
                Break(path, bytes => bytes[0x12] = 183);
                break;
            case "truncated":
                InstalledTorch.Replace(path, bytes => bytes[..^100]);
                break;
            case "no dependencies":
                // e_phentsize: the loader refuses a table of segments whose entries have another size.
                Break(path, bytes => bytes[0x36] = 1);
                break;
            default:
                Assert.Fail(fault);
                break;
        }

        var told = _program.Run("run", _file);
        Assert.True(told.ExitCode == 1, told.ToString());
        Assert.Contains("LibTorch cannot be loaded: ", told.Error, StringComparison.Ordinal);
        Assert.Contains(reason, told.Error, StringComparison.Ordinal);
        Assert.Contains("'scripts/install --torch' brings all of its files again", told.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.At.In("results")));
        AssertNothingIsLeftBehind();
    }

    [Fact]
    public void What_is_missing_is_told_in_the_list_of_engines_too()
    {
        File.Delete(Path.Combine(_torch.Native, OperatingSystem.IsMacOS() ? "libtorch.dylib" : "libtorch.so"));
        var torch = JsonNode.Parse(_program.Done("engines", "--json"))!["engines"]!.AsArray().Single(engine => (string?)engine!["name"] is "torch")!;
        Assert.False((bool)torch["here"]!);
        Assert.StartsWith("LibTorch cannot be loaded: its file libtorch", (string?)torch["why_missing"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_was_changed_to_load_is_told_of_once_and_then_in_the_log()
    {
        const string Older = "The libstdc++ of this system is older";
        var first = _program.Run("run", _file, "--limit", "1");
        Assert.True(first.ExitCode == 0, first.ToString());
        var isOlder = first.Error.Contains(Older, StringComparison.Ordinal);
        Assert.Equal(isOlder, Directory.Exists(Path.Combine(Path.GetDirectoryName(_torch.Folder)!, "copies")));
        var second = _program.Run("run", _file, "--limit", "1");
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.DoesNotContain(Older, second.Error + second.Out, StringComparison.Ordinal);
        Assert.Equal(isOlder ? 2 : 0, File.ReadLines(_program.At.In("results", "small", "log.jsonl")).Count(line => line.Contains(Older, StringComparison.Ordinal)));
        Assert.Equal(isOlder, _program.Done("engines").Contains(Older, StringComparison.Ordinal));
        AssertNothingIsLeftBehind();
    }

    [Fact]
    public void Only_problems_are_told_if_it_is_to_be_quiet()
    {
        var quiet = _program.Run("run", _file, "--quiet", "--limit", "1");
        Assert.Equal((0, "", ""), (quiet.ExitCode, quiet.Out, quiet.Error));
    }

    /// <summary>TorchSharp copies half a gigabyte beside the program if it loads its libraries itself.</summary>
    private void AssertNothingIsLeftBehind()
    {
        foreach (var folder in (string[])[AppContext.BaseDirectory, Path.GetDirectoryName(Path.GetDirectoryName(_torch.Folder)!)!, _program.At.Folder])
            Assert.DoesNotContain(Directory.EnumerateDirectories(folder, "cpu", SearchOption.AllDirectories), _ => true);
    }

    private static void Break(string path, Action<byte[]> change) => InstalledTorch.Replace(path, bytes =>
    {
        change(bytes);
        return bytes;
    });
}
