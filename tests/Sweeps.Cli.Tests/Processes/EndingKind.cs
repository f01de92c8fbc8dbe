using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>A plugin's handler that ends the process, with exit code 0, in networks of one width.</summary>
public sealed class EndingKind : IHandlerKind
{
    public string Name => "ending";

    public string Summary => "Ends the process where the first linear layer has this width.";

    public IReadOnlyList<HandlerOption> Options { get; } = [new("width", OptionType.Integer, 0, "The width; 0 to end it as soon as a definition is read.")];

    public bool IsStateless => true;

    public string? Problem(HandlerOptions options)
    {
        if (options.Integer("width") == 0)
            Environment.Exit(0);
        return null;
    }

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("nothing", ColumnType.Int32)];

    public IHandler Create(HandlerOptions options) => new Ending(options.Integer("width"));

    private sealed class Ending(int width) : IHandler
    {
        public TensorKinds Needs => TensorKinds.None;

        public void Observe(IStepView step, HandlerRows rows)
        {
            if (step.Modules.First(module => module.IsLinear).Outputs == width && step.Step > 3 && !File.Exists("stay"))
                Environment.Exit(0);
        }
    }
}

/// <summary>A plugin's kind that cannot be made: the others of the assembly can be used all the same.</summary>
public sealed class BrokenKind : IHandlerKind
{
    private static readonly int s_never = int.Parse("broken", System.Globalization.CultureInfo.InvariantCulture);

    public string Name => $"broken_{s_never}";

    public string Summary => "Cannot be made.";

    public IReadOnlyList<HandlerOption> Options => [];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [];

    public IHandler Create(HandlerOptions options) => throw new NotSupportedException();
}
