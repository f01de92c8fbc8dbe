using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>A plugin's handler that throws in networks of one width.</summary>
public sealed class FailingKind : IHandlerKind
{
    /// <summary>What it says, with what a terminal, Markdown or a spreadsheet would obey.</summary>
    public const string Message = "planned to fail \u001b[31m[bold]<b>|`\r\n=1+1";

    public string Name => "failing";

    public string Summary => "Throws where the first linear layer has this width.";

    public IReadOnlyList<HandlerOption> Options { get; } = [new("width", OptionType.Integer, 1, "The width.")];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("units", ColumnType.Int32)];

    public IHandler Create(HandlerOptions options) => new Failing(options.Integer("width"));

    private sealed class Failing(int width) : IHandler
    {
        public TensorKinds Needs => TensorKinds.Output;

        public void Observe(IStepView step, HandlerRows rows)
        {
            var first = step.Modules.First(module => module.IsLinear);
            if (first.Outputs == width && step.Step > 5)
                throw new InvalidOperationException(Message);
            rows.Begin(step.Step, first, TensorKinds.Output);
            rows.Own<int>(0).Append(first.Outputs);
        }
    }
}
