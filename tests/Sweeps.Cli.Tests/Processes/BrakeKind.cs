using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>
/// A plugin's handler that writes nothing and takes a moment for every look while the working folder holds a file named as it is, so that a test
/// that interrupts or watches a sweep finds it at work, however fast the machine is.
/// </summary>
public sealed class BrakeKind : IHandlerKind
{
    public string Name => "brake";

    public string Summary => "Takes a moment for every look while there is a file 'brake'.";

    public IReadOnlyList<HandlerOption> Options { get; } = [new("width", OptionType.Integer, 0, "The width of the networks to hold up; 0 for any.")];

    public bool IsStateless => true;

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("nothing", ColumnType.Int32)];

    public IHandler Create(HandlerOptions options) => new Brake(options.Integer("width"));

    private sealed class Brake(int width) : IHandler
    {
        private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

        // A handler that needs nothing is not asked to look.
        public TensorKinds Needs => TensorKinds.Output;

        public void Observe(IStepView step, HandlerRows rows)
        {
            if ((width == 0 || step.Modules.First(module => module.IsLinear).Outputs == width) && File.Exists("brake"))
                Thread.Sleep(s_moment);
        }
    }
}
