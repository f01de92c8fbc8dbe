using Sweeps.Core.Journals;

namespace Sweeps.Reports.Exports;

/// <summary>What is being written of a sweep, run by run in the order of the cells.</summary>
internal interface IExport : IDisposable
{
    /// <summary>What the format has no place for, for the user.</summary>
    IEnumerable<string> Notes { get; }

    void Add(RunRecord run);

    /// <summary>Makes everything durable: the export counts from then on.</summary>
    void Finish();
}
