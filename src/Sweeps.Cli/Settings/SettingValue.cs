namespace Sweeps.Cli.Settings;

/// <summary>What a setting is in this process.</summary>
/// <param name="Text">The value as it was written.</param>
/// <param name="Source">Who says so: <c>default</c>, a variable, or a place in the file.</param>
internal sealed record SettingValue(Setting Setting, string Text, string Source);
