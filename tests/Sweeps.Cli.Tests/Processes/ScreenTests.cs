using System.Globalization;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>What a user sees in a terminal, read from its screen.</summary>
[Kind(TestKind.Process)]
public sealed class ScreenTests : IDisposable
{
    private const string Command = "sweeps run wide.yaml --workers 2 --plugin ./handlers.dll";
    private readonly Workspace _at = new();

    public ScreenTests() => Assert.SkipWhen(Tmux.WhyNot is not null, Tmux.WhyNot ?? "");

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData(60, 20)]
    [InlineData(80, 24)]
    [InlineData(160, 50)]
    public void The_lines_before_the_command_stay_through_resizes_and_no_line_of_ours_is_too_wide(int width, int height)
    {
        Define();
        using var terminal = Open(width, height);
        terminal.Type(Command);
        CheckPicture(terminal.WaitUntil(HasPicture), width);
        CheckMine(terminal);
        foreach (var (narrower, lower) in new[] { (width - 25, height - 8), (width + 15, height + 5), (width - 10, 10), (width, height) })
        {
            terminal.Resize(narrower, lower);
            terminal.WaitUntil(screen => HasPicture(screen) && Picture(screen).All(line => line.Length < narrower));
            CheckMine(terminal);
        }

        _at.Brake(isOn: false);
        terminal.WaitFor("Next:");
        CheckMine(terminal);
        // The picture is gone, and what is told at the end fits.
        Assert.DoesNotContain(terminal.Screen, line => line.Contains('━', StringComparison.Ordinal));
        var told = terminal.All.SkipWhile(line => !line.Contains("runs trained in", StringComparison.Ordinal)).ToList();
        Assert.Contains(told, line => line.StartsWith("width ", StringComparison.Ordinal));
        Assert.All(told.TakeWhile(line => line is not "Next:"), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void The_best_run_so_far_is_told_with_its_parameters_and_runs_of_earlier_executions_count()
    {
        Define();
        _at.Brake(isOn: false);
        Assert.Equal(0, _at.Run("run", "wide.yaml", "--where", "width == 9", "--quiet", "--plugin", Workspace.Plugin).ExitCode);
        var rows = _at.Run("summary", "results/wide", "--rows", "activation,lr", "--values", "loss_valid", "--format", "csv").Lines.Select(line => line.Split(',')).ToArray();
        var place = Array.IndexOf(rows[0], "loss_valid");
        var best = rows[1..].MinBy(fields => double.Parse(fields[place], CultureInfo.InvariantCulture))!;
        _at.Brake(isOn: true);
        using var terminal = Open(160, 50);
        terminal.Type(Command);
        // None of these ends while the brake is on.
        var screen = terminal.WaitUntil(screen => HasPicture(screen) && Picture(screen).Any(line => line.StartsWith("cell ", StringComparison.Ordinal)));
        var told = Assert.Single(screen, line => line.StartsWith("best so far: loss_valid ", StringComparison.Ordinal));
        Assert.Contains($" activation={best[0]} ", told, StringComparison.Ordinal);
        Assert.Contains($" lr={best[1]} ", told, StringComparison.Ordinal);
        Assert.Contains(screen, line => line.EndsWith(" 0/8 runs", StringComparison.Ordinal));
        Stop(terminal);
    }

    [Fact]
    public void Without_colours_there_are_none_and_a_dumb_terminal_gets_lines_that_fit()
    {
        Define();
        using (var terminal = Open(80, 24, "NO_COLOR=1"))
        {
            terminal.Type(Command);
            terminal.WaitUntil(HasPicture);
            Assert.DoesNotContain('\u001b', terminal.Painted);
            Stop(terminal);
        }

        _at.Brake(isOn: false);
        using var dumb = Open(60, 24, "TERM=dumb");
        dumb.Type(Command);
        dumb.WaitFor("Next:");
        Assert.Contains(dumb.All, line => line.StartsWith("[1/", StringComparison.Ordinal));
        Assert.DoesNotContain(dumb.All, line => line.Contains('━', StringComparison.Ordinal));
        var told = dumb.All.SkipWhile(line => !line.StartsWith("width ", StringComparison.Ordinal)).TakeWhile(line => line is not "Next:").ToList();
        Assert.NotEmpty(told);
        Assert.All(told, line => Assert.True(line.Length <= 60, line));
    }

    [Fact]
    public void A_job_in_the_background_draws_nothing_and_one_that_comes_back_draws_below()
    {
        Define();
        using var terminal = Open(100, 40);
        terminal.Type(Command);
        terminal.WaitUntil(HasPicture);
        terminal.Press("C-z");
        terminal.WaitFor("Stopped");
        terminal.Type("bg");
        terminal.Type("seq -f 'between %g' 1 8");
        terminal.WaitFor("between 8");
        Thread.Sleep(1000);
        Assert.DoesNotContain(Below(terminal.Screen, "between 1"), line => line.Contains("runs", StringComparison.Ordinal));
        terminal.Type("fg");
        terminal.WaitUntil(screen => HasPicture(Below(screen, "between 8")));
        CheckMine(terminal);
        _at.Brake(isOn: false);
        terminal.WaitFor("Next:");
        CheckMine(terminal);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"between {i}"), terminal.All.Where(line => line.StartsWith("between", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_end_of_the_terminal_stops_a_sweep_in_order()
    {
        Define();
        using var terminal = Open(80, 24);
        // The shell waits for what is in the foreground before it answers the signal.
        File.WriteAllText(_at.In("outer.sh"), $"trap : HUP\n{Command}\necho $? >code\n");
        terminal.Type("bash outer.sh");
        terminal.WaitUntil(HasPicture);
        terminal.Close();
        SweepsProcess.WaitUntil(() => File.Exists(_at.In("code")) && File.ReadAllText(_at.In("code")).Length > 0);
        Assert.Equal("130", File.ReadAllText(_at.In("code")).Trim());
        Assert.False(File.Exists(_at.In("results", "wide", ".lock")));
        GoesOn();
    }

    [Fact]
    public void A_sweep_that_ignores_hang_ups_outlives_its_terminal()
    {
        Define();
        using var terminal = Open(80, 24);
        File.WriteAllText(_at.In("outer.sh"), $"trap : HUP\nnohup {Command} >out 2>&1\necho $? >code\n");
        terminal.Type("bash outer.sh");
        SweepsProcess.WaitUntil(() => File.Exists(_at.In("out")) && File.ReadAllText(_at.In("out")).Contains("[1/", StringComparison.Ordinal));
        terminal.Close();
        _at.Brake(isOn: false);
        SweepsProcess.WaitUntil(() => File.Exists(_at.In("code")) && File.ReadAllText(_at.In("code")).Length > 0);
        Assert.Equal("0", File.ReadAllText(_at.In("code")).Trim());
        Assert.Contains("remaining   0", _at.Run("status", "results/wide", "--plugin", Workspace.Plugin).Out, StringComparison.Ordinal);
    }

    private static void Stop(Tmux terminal)
    {
        terminal.Press("C-c");
        terminal.WaitFor("go on with:");
    }

    private void GoesOn()
    {
        _at.Brake(isOn: false);
        var again = _at.Run("run", "wide.yaml", "--plugin", Workspace.Plugin);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("16 completed", again.Out, StringComparison.Ordinal);
    }

    /// <summary>A terminal in which the user has done something before.</summary>
    private Tmux Open(int width, int height, params string[] environment)
    {
        File.Delete(_at.In("handlers.dll"));
        File.CreateSymbolicLink(_at.In("handlers.dll"), Workspace.Plugin);
        var terminal = new Tmux(_at.Folder, width, height, environment);
        terminal.Type("seq -f 'mine %g' 1 8");
        terminal.WaitFor("mine 8");
        return terminal;
    }

    /// <summary>Sixteen runs, of which the eight wider ones end only when the brake is off.</summary>
    private void Define()
    {
        File.WriteAllText(_at.In("wide.yaml"), """
            name: wide
            dataset: { source: words.txt }
            model: { embedding: 2, depth: 1, norm: layer }
            train: { steps: 60000, batch_size: 4 }
            grid: { width: [9, 10], activation: [tanh, relu, selu, gelu], lr: [0.1, 0.025] }
            handlers: [ brake: { width: 10, every: 1 } ]
            summary: { rows: [width, norm], columns: [activation, lr], values: [loss_start, loss_end] }
            """ + "\n");
        _at.Brake(isOn: true);
    }

    private static bool HasPicture(string[] screen) => Picture(screen).Length > 1;

    /// <summary>The lines of the last picture on a screen.</summary>
    private static string[] Picture(string[] screen) =>
        [.. screen.Skip(Array.FindLastIndex(screen, line => line.StartsWith("wide ", StringComparison.Ordinal) && line.Contains("runs", StringComparison.Ordinal)) is >= 0 and var first ? first : screen.Length).TakeWhile(line => line.Length > 0)];

    private static string[] Below(string[] screen, string line) => screen[(Array.IndexOf(screen, line) + 1)..];

    private static void CheckPicture(string[] screen, int width)
    {
        Assert.Contains(screen, line => line.Contains("/16 runs", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.EndsWith("/s", StringComparison.Ordinal));
        var cells = Picture(screen).Where(line => line.StartsWith("cell ", StringComparison.Ordinal)).ToList();
        Assert.InRange(cells.Count, 0, 2);
        Assert.All(Picture(screen), line => Assert.True(line.Length < width, line));
    }

    private static void CheckMine(Tmux terminal)
    {
        var all = terminal.All;
        var first = Array.IndexOf(all, "mine 1");
        Assert.True(first > 0, string.Join('\n', all));
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"mine {i}"), all[first..(first + 8)]);
        Assert.Contains("seq -f", all[first - 1], StringComparison.Ordinal);
        Assert.StartsWith("$ " + Command[..20], all[first + 8], StringComparison.Ordinal);
    }
}
