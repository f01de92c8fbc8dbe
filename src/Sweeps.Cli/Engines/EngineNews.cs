using Sweeps.Cli.Output;
using Sweeps.Training;

namespace Sweeps.Cli.Engines;

/// <summary>Tells how an engine was loaded where that is news; the log and <c>sweeps engines</c> tell it every time.</summary>
internal static class EngineNews
{
    /// <param name="isWanted">Whether anything but problems is told.</param>
    public static void Tell(ITrainingEngine engine, Terminal terminal, bool isWanted = true)
    {
        if (isWanted && engine.Notice is { IsNews: true } notice)
            terminal.Note(notice.Text);
    }
}
