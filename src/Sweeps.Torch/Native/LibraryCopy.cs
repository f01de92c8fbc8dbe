namespace Sweeps.Torch.Native;

/// <summary>A changed copy of a library. It is loaded before this is disposed of.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsNew">Whether it was made now.</param>
/// <param name="IsTemporary">Whether nobody finds it another time: then it is deleted, since what is loaded stays loaded.</param>
internal sealed record LibraryCopy(string Path, bool IsNew, bool IsTemporary) : IDisposable
{
    public void Dispose()
    {
        if (IsTemporary)
            Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
