using System.Text;

namespace Sweeps.Cli.Output;

/// <summary>
/// Standard output or standard error. Output that cannot be written is a failure of storage like any other: an exception of the file system
/// would pass for a mistake of the program, and where an event is told for a failure of the run. A closed pipe is no failure: the framework leaves out what nobody reads.
/// </summary>
/// <param name="mayBeLost">Whether what cannot be written is left out: of standard error, there is nowhere to tell it.</param>
internal sealed class StandardStream(TextWriter writer, bool mayBeLost) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Guard(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guard(() => writer.Write(buffer, index, count));

    public override void Write(string? value) => Guard(() => writer.Write(value));

    public override void WriteLine() => Guard(writer.WriteLine);

    // In one go: lines of several threads would mix otherwise.
    public override void WriteLine(string? value) => Guard(() => writer.WriteLine(value));

    public override void Flush() => Guard(writer.Flush);

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            if (!mayBeLost)
                throw new StorageException($"Cannot write to standard output: {(failed.InnerException ?? failed).Message.TrimEnd('.')}.", failed);
        }
    }
}
