namespace Sweeps.Core.Handlers;

/// <summary>A handler that remembers something from one look to the next. It is saved with the state of a long run, which then goes on with the same bytes.</summary>
public interface IStatefulHandler : IHandler
{
    /// <summary>Writes everything that later rows depend on besides what is looked at.</summary>
    void Save(Stream state);

    /// <summary>Takes over, before its first look, what a handler with the same options wrote; reads all of it.</summary>
    /// <exception cref="Exception">It does not fit: the run begins anew.</exception>
    void Restore(Stream state);
}
