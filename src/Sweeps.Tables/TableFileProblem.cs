namespace Sweeps.Tables;

/// <summary>Why a table file cannot be read.</summary>
public enum TableFileProblem
{
    /// <summary>The file is not as it was written, or uses what the reader does not support.</summary>
    Damaged,

    /// <summary>The file has no seal of checksums, since another program or an earlier version of this one wrote it. No damage was found.</summary>
    NotSealed,

    /// <summary>The file has the seal of a version that the reader does not read.</summary>
    OtherVersion,
}
