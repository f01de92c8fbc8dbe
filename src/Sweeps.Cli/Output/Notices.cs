namespace Sweeps.Cli.Output;

/// <summary>Lines for people beside the results. While a live display owns the terminal, they go through it.</summary>
internal sealed class Notices(Terminal terminal)
{
    private readonly Lock _gate = new();
    private Action<string>? _display;

    public void Write(string line)
    {
        lock (_gate)
        {
            if (_display is { } display)
                display(line);
            else
                terminal.Error.WriteLine(line);
        }
    }

    /// <summary>Sends lines through a display, or to standard error again (null).</summary>
    public void Route(Action<string>? display)
    {
        lock (_gate)
            _display = display;
    }
}
