using Sweeps.Cli.Shells;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>The scripts of <c>sweeps completion</c> in the shells that they are for.</summary>
[Kind(TestKind.Process)]
public sealed class ShellCompletionTests : IDisposable
{
    /// <summary>Asks a script's function as bash does: words parted at '=' too, and the line up to the cursor.</summary>
    private const string AskBash = """
        source "$1"
        read -ra COMP_WORDS <<< "${2//=/ = }"
        [[ $2 == *' ' ]] && COMP_WORDS+=("")
        COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        complete -p sweeps >/dev/null || exit 1
        _sweeps
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    /// <summary>Stands in for the functions that only exist while zsh edits a line.</summary>
    private const string AskZsh = """
        compdef() { [[ $* == '_sweeps sweeps' ]] || exit 1 }
        _files() { print 'files' }
        compadd() {
          while [[ $1 == -* ]]; do
            case $1 in
              -S|-d) shift 2 ;;
              *) shift ;;
            esac
          done
          print -l -- "${(@P)1}"
        }
        source "$1"
        words=("${(@z)2}")
        [[ $2 == *' ' ]] && words+=('')
        CURRENT=$#words
        PREFIX=$words[CURRENT]
        _sweeps
        """;

    private const string AskFish = "source $argv[1]; complete -C $argv[2] | string replace -r '\\t.*' ''; true";

    private readonly Workspace _at = new();

    public ShellCompletionTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such shells.");
        Programs.Install(_at.Folder);
        _at.Define();
        Directory.CreateDirectory(_at.In("results", "small"));
        File.WriteAllText(_at.In("results", "small", "definition.yaml"), "");
    }

    public static TheoryData<string, string[]> Shells => new()
    {
        { "bash", ["bash", "--norc", "-c", AskBash, "bash"] },
        { "zsh", ["zsh", "-f", "-c", AskZsh, "zsh"] },
        { "fish", ["fish", "--no-config", "-c", AskFish] },
    };

    public void Dispose() => _at.Dispose();

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_shell_completes_what_the_program_suggests(string shell, string[] ask)
    {
        Assert.SkipUnless(IsThere(shell), $"{shell} is missing: .ci/install brings it.");
        var script = SweepsProcess.Run(_at.Folder, "completion", shell);
        Assert.Equal((0, ""), (script.ExitCode, script.Error));
        File.WriteAllText(_at.In("script"), script.Out);

        Assert.Equal(["report", "rerun", "run"], Completions("sweeps r").Order(StringComparer.Ordinal));
        Assert.Equal(["small.yaml"], Completions("sweeps plan s"));
        Assert.Equal(["results/small"], Completions("sweeps status "));
        Assert.Equal(["--workers"], Completions("sweeps run small.yaml --wo"));
        Assert.Equal(["tensorboard"], Completions("sweeps export results/small --format t"));
        Assert.Equal(["activation="], Completions("sweeps run small.yaml --set act"));
        // bash replaces what stands after the '='.
        Assert.Equal([shell is "bash" ? "tanh" : "activation=tanh"], Completions("sweeps run small.yaml --set activation=t"));
        Assert.Equal(["bash", "fish", "pwsh", "zsh"], Completions("sweeps completion ").Order(StringComparer.Ordinal));

        string[] Completions(string line)
        {
            using var process = SweepsProcess.Start(_at.Folder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = Programs.Path(_at.Folder), ["HOME"] = _at.Folder }, ask[0], [.. ask[1..], _at.In("script"), line]);
            var finished = process.Wait();
            Assert.True(finished is { ExitCode: 0, Error: "" }, $"{line}: {finished}");
            return finished.Lines;
        }
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [Fact]
    public void Every_script_asks_the_program_with_the_words_typed_so_far() =>
        Assert.All(CompletionScript.All, script => Assert.Contains($" {Sweeps.Cli.Arguments.Completing.Completer.Call} ", script.Text(), StringComparison.Ordinal));
}
