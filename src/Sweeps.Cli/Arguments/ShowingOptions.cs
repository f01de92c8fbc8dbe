using System.CommandLine;
using Sweeps.Cli.Sweeping;

namespace Sweeps.Cli.Arguments;

/// <summary>The options of every verb that executes a sweep: how its progress is shown.</summary>
internal sealed class ShowingOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Events as JSON lines on standard output, everything else on standard error." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Tell only what goes wrong." };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_quiet))
                result.AddError("--json and --quiet do not go together.");
        });
    }

    public Showing Read(ParseResult parsed) => parsed.GetValue(_json) ? Showing.Json : parsed.GetValue(_quiet) ? Showing.Nothing : Showing.Progress;
}
