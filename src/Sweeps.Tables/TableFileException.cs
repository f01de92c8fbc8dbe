namespace Sweeps.Tables;

/// <summary>A table file is damaged, or uses what the reader does not support. The message names the file and the place in it.</summary>
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
}
