using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Settings;
using Sweeps.Core;

namespace Sweeps.Cli.Arguments;

/// <summary>The options of every verb that reads a definition.</summary>
internal sealed class DefinitionOptions
{
    private readonly Option<string[]> _set;
    private readonly Option<string?> _where = new Option<string?>("--where") { Description = "Only cells for which this holds: \"depth <= 8 and norm != 'none'\". Join conditions with 'and'.", HelpName = "EXPR" }.NotEmpty("a condition: \"depth <= 8 and norm != 'none'\"");
    private readonly Option<string[]> _plugin = PluginOption();
    private readonly Option<string> _out;

    public DefinitionOptions(ProgramContext context)
    {
        _out = ResultsOption(context.Settings);
        _set = SetOption(context);
    }

    public static Option<string[]> SetOption(ProgramContext context) =>
        Checked.Repeated("--set", "KEY=VALUE", "Sets a parameter or an axis, whatever the definition says: lr=0.1, activation=[tanh,relu]. Repeatable.").Suggest(new NameSuggestions(context.Composition).Settings);

    public static Option<string[]> PluginOption() =>
        Checked.Repeated("--plugin", "DLL", "An assembly with handlers of your own. Its code runs with your rights. Repeatable.").NotEmpty("the path of an assembly: my.dll").Suggest(context => PathSuggestions.Files(context, ".dll"));

    public static Option<string> ResultsOption(UserSettings settings) =>
        new Option<string>("--out") { Description = "The folder of all results.", HelpName = "DIR", DefaultValueFactory = _ => settings.Results }.NotEmpty("a folder, which need not be there yet").Suggest(PathSuggestions.Within);

    public void AddTo(Command command)
    {
        command.Options.Add(_out);
        command.Options.Add(_set);
        command.Options.Add(_where);
        command.Options.Add(_plugin);
    }

    public SweepSource Read(ParseResult parsed, string file) =>
        new() { File = file, Set = parsed.GetValue(_set)!, Where = parsed.GetValue(_where), Plugins = parsed.GetValue(_plugin)!, ResultsRoot = parsed.GetValue(_out)! };
}
