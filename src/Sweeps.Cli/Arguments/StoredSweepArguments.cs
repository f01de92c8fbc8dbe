using System.CommandLine;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Arguments;

/// <summary>The sweep that a verb is about, by its folder, for a verb that makes its plan: with the plugins that its definition needs.</summary>
internal sealed class StoredSweepArguments(ProgramContext context)
{
    private readonly Argument<SweepPaths> _folder = FolderArgument.Create(context.Settings);
    private readonly Option<string[]> _plugin = DefinitionOptions.PluginOption();

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_plugin);
    }

    public SweepPaths Paths(ParseResult parsed) => parsed.GetValue(_folder)!;

    /// <summary>The sweep with its plan.</summary>
    /// <exception cref="UserException">The folder holds no definition.</exception>
    /// <exception cref="InvalidDefinitionException">The plan cannot be made here.</exception>
    public Sweep Load(ParseResult parsed) => StoredSweep.Load(Paths(parsed), parsed.GetValue(_plugin)!, context.Composition);
}
