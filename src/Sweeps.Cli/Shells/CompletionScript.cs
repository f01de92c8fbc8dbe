namespace Sweeps.Cli.Shells;

/// <summary>The script that makes a shell complete command lines of the program: it asks the program what can stand there.</summary>
/// <param name="Shell">The shell's name.</param>
/// <param name="File">The script, beside this file in the sources.</param>
internal sealed record CompletionScript(string Shell, string File)
{
    public static IReadOnlyList<CompletionScript> All { get; } =
    [
        new("bash", "sweeps.bash"),
        new("zsh", "sweeps.zsh"),
        new("fish", "sweeps.fish"),
        new("pwsh", "sweeps.ps1"),
    ];

    public string Text()
    {
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream($"{typeof(CompletionScript).Namespace}.{File}")
            ?? throw new InvalidOperationException($"The script {File} is missing in the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
