using System.CommandLine;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;

namespace Sweeps.Cli.Arguments;

/// <summary>The definition that a verb is about, with the options that change it.</summary>
internal sealed class OneDefinition(ProgramContext context)
{
    private readonly Argument<string> _file = DefinitionArgument.One();
    private readonly DefinitionOptions _options = new(context);

    public void AddTo(Command command)
    {
        command.Add(_file);
        _options.AddTo(command);
    }

    /// <summary>What the command line names, before it is read.</summary>
    public SweepSource Source(ParseResult parsed) => _options.Read(parsed, parsed.GetValue(_file)!);

    /// <summary>Reads the definition, and tells what is valid in it and has no effect.</summary>
    /// <exception cref="InvalidDefinitionException">It is not valid.</exception>
    public Sweep Load(SweepSource source)
    {
        var sweep = new SweepLoader(context.Composition).Load(source);
        foreach (var warning in sweep.Warnings())
            context.Terminal.Warn(warning);
        return sweep;
    }
}
