namespace Sweeps.Tables;

/// <summary>A table file is damaged, was not written by this version of the program, or uses what the reader does not support. The message names the file and the place in it.</summary>
public class TableFileException : IOException
{
    /// <summary>An exception with this message.</summary>
    /// <param name="message">A sentence for the user.</param>
    public TableFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with this message and what led to it.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="inner">The cause.</param>
    public TableFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>What kind of problem it is: damaged files may be moved aside and made again, all others are left as they are.</summary>
    /// <value>The default is <see cref="TableFileProblem.Damaged"/>.</value>
    public TableFileProblem Problem { get; init; }
}
