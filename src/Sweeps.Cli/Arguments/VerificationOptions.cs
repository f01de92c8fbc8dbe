using System.CommandLine;
using Sweeps.Cli.Settings;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Arguments;

/// <summary>The options of the verbs that train stored runs again.</summary>
internal sealed class VerificationOptions
{
    private readonly Option<int?> _workers = Checked.Workers();
    private readonly Option<string[]> _plugin = DefinitionOptions.PluginOption();
    private Option<bool>? _json;

    public void AddTo(Command command)
    {
        command.Options.Add(_workers);
        command.Options.Add(_plugin);
        _json = JsonOption.AddTo(command);
    }

    public Verification Read(ParseResult parsed, SweepPaths paths, bool checksFiles, UserSettings settings) =>
        new(paths, parsed.GetValue(_plugin)!, parsed.GetValue(_workers) ?? settings.Workers, parsed.GetValue(_json!), checksFiles);
}
