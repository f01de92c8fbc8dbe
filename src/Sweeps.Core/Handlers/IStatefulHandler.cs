namespace Sweeps.Core.Handlers;

/// <summary>A handler that keeps state between steps. Its state is saved with the state of a long run, so that the continued run gives the same bytes.</summary>
public interface IStatefulHandler : IHandler
{
    /// <summary>Writes the state that later rows depend on.</summary>
    void Save(Stream state);

    /// <summary>Reads the whole state that a handler with the same options wrote. Called before the first step is observed.</summary>
    /// <exception cref="Exception">The state does not fit. The run then starts again from the beginning.</exception>
    void Restore(Stream state);
}
