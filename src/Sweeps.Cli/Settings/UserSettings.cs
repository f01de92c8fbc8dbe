using System.Globalization;

namespace Sweeps.Cli.Settings;

/// <summary>A user's defaults as they hold in this process: a variable of the environment goes before the file, and the command line before both.</summary>
/// <remarks>Nothing in the folder that the program is called in, or beside a definition, is asked.</remarks>
internal sealed class UserSettings
{
    private const string Unset = "default";
    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.Ordinal);

    private UserSettings(Func<string, string?> variable, string? path, SettingsFile? file)
    {
        Path = path;
        IsThere = file is not null;
        var mistakes = new List<string>(file?.Mistakes ?? []);
        foreach (var setting in SettingCatalogue.All)
        {
            // Empty is as good as not set: that is how a script takes a variable back.
            var text = variable(setting.Variable) is { Length: > 0 } given ? given : null;
            if (text is not null && setting.Mistake(setting.Variable, text) is { } mistake)
                mistakes.Add(mistake);
            else if (text is not null)
                _values[setting.Name] = new(setting, text, setting.Variable);
            if (!_values.ContainsKey(setting.Name))
                _values[setting.Name] = file?.Values.GetValueOrDefault(setting.Name) ?? new(setting, setting.Default, Unset);
        }

        Mistakes = mistakes;
    }

    /// <summary>What holds for a user who has said nothing.</summary>
    public static UserSettings None { get; } = new(_ => null, null, null);

    /// <summary>Where the file is looked for; null if this system does not tell.</summary>
    public string? Path { get; }

    /// <summary>Whether there is one.</summary>
    public bool IsThere { get; }

    /// <summary>What is wrong, each with its place and what to write instead. The other settings hold all the same.</summary>
    public IReadOnlyList<string> Mistakes { get; }

    /// <summary>Every setting, in the order of the catalogue.</summary>
    public IEnumerable<SettingValue> Values => SettingCatalogue.All.Select(setting => _values[setting.Name]);

    /// <summary>Runs trained at once.</summary>
    public int Workers => int.Parse(_values[SettingCatalogue.Workers.Name].Text, CultureInfo.InvariantCulture);

    /// <summary>The folder of all results.</summary>
    public string Results => _values[SettingCatalogue.Results.Name].Text;

    /// <summary>Whether there are colours; null if the terminal decides.</summary>
    public bool? HasColours => _values[SettingCatalogue.Color.Name].Text switch
    {
        "always" => true,
        "never" => false,
        _ => null,
    };

    /// <summary>Those of whoever started this process.</summary>
    public static UserSettings OfProcess() => Of(Environment.GetEnvironmentVariable);

    /// <param name="variable">A variable of the environment.</param>
    public static UserSettings Of(Func<string, string?> variable)
    {
        var path = SettingsPath.Of(variable);
        return new(variable, path, path is null ? null : SettingsFile.Read(path));
    }
}
