using Sweeps.Core.Files;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sweeps.Cli.Settings;

/// <summary>Reads the file with a user's settings: a YAML mapping of their names to values.</summary>
internal sealed class SettingsFile
{
    private const int LargestFile = 64 << 10;
    private const string Advice = "write a key and its value on a line: workers: 2";

    private readonly string _path;
    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.Ordinal);
    private readonly List<string> _mistakes = [];

    private SettingsFile(string path) => _path = path;

    /// <summary>What it says, by the settings' names.</summary>
    public IReadOnlyDictionary<string, SettingValue> Values => _values;

    /// <summary>What is wrong with it, each with its place and what to write instead.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>Null if there is no such file, or nobody may look for it.</summary>
    public static SettingsFile? Read(string path)
    {
        if (FileProbe.Apparent(path) is FileKind.Missing)
            return null;
        var file = new SettingsFile(path);
        try
        {
            var bytes = FileReading.Bytes(path);
            if (bytes.Length > LargestFile)
                file.Add(Mark.Empty, $"the file has {bytes.Length} bytes; at most {LargestFile} are read");
            else
                file.Read(new Parser(new StreamReader(new MemoryStream(bytes))));
        }
        catch (StorageException refused)
        {
            file._mistakes.Add(refused.Message);
        }
        catch (YamlException wrong)
        {
            file.Add(wrong.Start, $"not YAML: {(wrong.InnerException?.Message ?? wrong.Message).TrimEnd('.')}; {Advice}");
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            // The parser meets some malformed files with exceptions of any other kind (a version that overflows).
            file.Add(new Mark(0, 1, 1), $"not YAML; {Advice}");
        }

        return file;
    }

    private void Read(Parser parser)
    {
        parser.Consume<StreamStart>();
        // Nothing, or comments alone.
        if (parser.TryConsume<StreamEnd>(out _))
            return;
        parser.Consume<DocumentStart>();
        if (!parser.TryConsume<MappingStart>(out _))
        {
            if (parser.Current is not Scalar { Value.Length: 0 })
                Add(parser.Current!.Start, $"settings are keys with values; {Advice}");
            return;
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Current as Scalar;
            parser.SkipThisAndNestedEvents();
            var value = parser.Current!;
            parser.SkipThisAndNestedEvents();
            if (key is not null)
                Add(key, value);
            else
                Add(value.Start, $"a key must be the name of a setting: {Names()}");
        }

        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart second)
            Add(second.Start, "a second document begins here; the settings are one YAML document");
    }

    private void Add(Scalar key, ParsingEvent value)
    {
        var setting = SettingCatalogue.All.FirstOrDefault(one => string.Equals(one.Name, key.Value, StringComparison.Ordinal));
        if (setting is null)
        {
            var nearest = NearestName.Of(key.Value, SettingCatalogue.All.Select(one => one.Name));
            Add(key.Start, $"there is no setting '{key.Value}'; allowed: {Names()}{(nearest is null ? "" : $"; did you mean '{nearest}'?")}");
        }
        else if (value is not Scalar scalar)
        {
            Add(value.Start, $"{setting.Name} must be {setting.Allowed}");
        }
        else if (setting.Mistake(setting.Name, scalar.Value) is { } mistake)
        {
            Add(value.Start, mistake);
        }
        else if (!_values.TryAdd(setting.Name, new SettingValue(setting, WithHome(setting, scalar.Value), Place(key.Start))))
        {
            Add(key.Start, $"{setting.Name} stands here twice; keep one of the two");
        }
    }

    // No shell has been there before.
    private static string WithHome(Setting setting, string text) => setting == SettingCatalogue.Results && text.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), text[2..])
        : text;

    private static string Names() => string.Join(", ", SettingCatalogue.All.Select(setting => setting.Name));

    private void Add(Mark place, string message) => _mistakes.Add($"{Place(place)}: {message}");

    private string Place(Mark mark) => new SourceMark(_path, (int)mark.Line, (int)mark.Column).ToString();
}
