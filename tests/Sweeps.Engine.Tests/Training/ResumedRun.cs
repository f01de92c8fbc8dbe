using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Training;

/// <summary>Runs that are stopped and go on in another object.</summary>
internal static class ResumedRun
{
    /// <summary>A finished run that was saved after some steps and restored into a new one. The whole state must have been read.</summary>
    public static ITrainingRun Of(CellSettings cell, TrainingData data, int stop)
    {
        using var first = new TrainingEngine().Start(cell, data, tap: null);
        first.Advance(stop);
        using var state = new MemoryStream();
        first.Save(state);
        state.Position = 0;
        var second = new TrainingEngine().Start(cell, data, tap: null);
        second.Restore(state);
        Assert.Equal(state.Length, state.Position);
        second.Advance(cell.Training.Steps);
        return second;
    }
}
